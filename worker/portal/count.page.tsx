import type { Count, Recap } from '../../shared/contract/counts.ts';
import { formatDate } from '../../shared/domain/dates.ts';
import { textOf } from '../../shared/text/index.ts';
import type { GapTotal } from '../counts/gaps.ts';
import { hidesTheoretical } from '../counts/read.ts';
import { chartsOf } from './charts.page.tsx';
import { Decisions } from './countDecisions.tsx';
import { CountFacts } from './countFacts.tsx';
import { Proof, SpotOutcome } from './countProof.tsx';
import type { SignedIn } from './frame.tsx';
import { address, Choice, Pages, page, type Query } from './layout.tsx';
import { RecapTable } from './recapTable.tsx';

interface Shown {
  count: Count;
  gap: GapTotal | undefined;
  /** null where the count is blind, or its second count runs, and its figures are not to be seen yet. */
  recap: Recap | null;
  /** Counts of the same depot to compare with. */
  others: Count[];
  query: Query;
}

/** One count as accounting reads it: the proof, who did what, and the recap line by line (B10, B11). */
export function countPage(reader: SignedIn, { count, gap, recap, others, query }: Shown) {
  const { portal } = textOf(reader.language);
  const words = portal.count;
  return page(
    reader,
    count.name,
    'counts',
    <>
      {count.spot ? (
        <SpotOutcome reader={reader} count={count} gap={gap} />
      ) : (
        <Proof reader={reader} count={count} gap={gap} />
      )}
      <CountFacts reader={reader} count={count} />
      <Decisions reader={reader} count={count} />
      {recap === null ? (
        <p class="said">{hidesTheoretical(count, reader.caller) ? words.hidden : words.recounting}</p>
      ) : (
        <>
          {recap.differing > 0 && !count.spot && chartsOf(reader.language, count.id)}
          <Compare reader={reader} count={count} others={others} />
          <h2 id="recap">{words.recap}</h2>
          <RecapFilters reader={reader} count={count} query={query} />
          <RecapTable reader={reader} recap={recap} />
          <Pages language={reader.language} path={`/counts/${count.id}`} query={query} next={recap.next} />
        </>
      )}
    </>,
  );
}

function Compare({ reader, count, others }: { reader: SignedIn; count: Count; others: Count[] }) {
  const words = textOf(reader.language).portal.count;
  const comparable = others.filter(({ id, confirmedAt }) => id !== count.id && confirmedAt !== null);
  if (count.confirmedAt === null || comparable.length === 0) return null;
  const name = (other: Count) => `${other.name}, ${formatDate(other.date, reader.language)}`;
  return (
    <form class="filters" method="get" action={`/counts/${count.id}/compare`}>
      <label>
        {words.compare}
        <select name="with">
          {comparable.map((other) => (
            <option value={other.id}>{name(other)}</option>
          ))}
        </select>
      </label>
      <button type="submit">{words.compareShow}</button>
    </form>
  );
}

function RecapFilters({ reader, count, query }: { reader: SignedIn; count: Count; query: Query }) {
  const { portal } = textOf(reader.language);
  const words = portal.count;
  const [, ...shows] = Object.entries(words.shows);
  const [, ...sorts] = Object.entries(words.sorts);
  return (
    <form class="filters" method="get" action={address(`/counts/${count.id}`, {})}>
      <Choice name="show" label={words.show} all={words.shows.gaps} chosen={query.show} options={shows} />
      <Choice name="sort" label={words.sort} all={words.sorts.value} chosen={query.sort} options={sorts} />
      <label>
        {portal.filters.q}
        <input type="search" name="q" value={query.q ?? ''} maxlength={100} />
      </label>
      <button type="submit">{portal.filters.show}</button>
    </form>
  );
}
