import type { Count, Recap } from '../../shared/contract/counts.ts';
import { formatDate } from '../../shared/domain/dates.ts';
import { textOf } from '../../shared/text/index.ts';
import type { ComparableCount } from '../counts/comparable.ts';
import { type GapGroup, type GapTotal, toGroupedGaps } from '../counts/gaps.ts';
import { hidesTheoretical } from '../counts/read.ts';
import { Charts } from './charts.page.tsx';
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
  read: Read | null;
  comparable: ComparableCount[];
  query: Query;
}

/** What of a count is read for its page. */
export interface Read {
  recap: Recap;
  /** What `readGroupedGaps` read. */
  gaps: unknown[];
  /** Of its depot, to choose from. */
  bins: string[];
}

/** One count as accounting reads it: the proof, who did what, and the recap line by line (B10, B11). */
export function countPage(reader: SignedIn, { count, gap, read, comparable, query }: Shown) {
  const { portal } = textOf(reader.language);
  const words = portal.count;
  return page(
    reader,
    count.name,
    'counts',
    <>
      {count.spot ? (
        <SpotOutcome reader={reader} count={count} gap={gap} recap={read?.recap ?? null} />
      ) : (
        <Proof reader={reader} count={count} gap={gap} recap={read?.recap ?? null} />
      )}
      <CountFacts reader={reader} count={count} />
      <Decisions reader={reader} count={count} />
      {read === null ? (
        <p class="said">{hidesTheoretical(count, reader.caller) ? words.hidden : words.recounting}</p>
      ) : (
        <>
          {read.recap.differing > 0 && !count.spot && (
            <Charts reader={reader} count={count.id} currency={read.recap.currency} gaps={read.gaps} />
          )}
          <Compare reader={reader} count={count} comparable={comparable} />
          <h2 id="recap">{words.recap}</h2>
          <RecapFilters reader={reader} count={count} read={read} query={query} />
          <RecapTable reader={reader} recap={read.recap} />
          <Pages
            language={reader.language}
            path={`/counts/${count.id}`}
            query={query}
            next={read.recap.next}
          />
        </>
      )}
    </>,
  );
}

function Compare(props: { reader: SignedIn; count: Count; comparable: ComparableCount[] }) {
  const { reader, count, comparable } = props;
  const words = textOf(reader.language).portal.count;
  if (comparable.length === 0) return null;
  return (
    <form class="filters" method="get" action={`/counts/${count.id}/compare`}>
      <label>
        {words.compare}
        <select name="with">
          {comparable.map(({ id, name, date, previous }) => (
            <option value={id} selected={previous}>
              {`${name}, ${formatDate(date, reader.language)}`}
            </option>
          ))}
        </select>
      </label>
      <button type="submit">{words.compareShow}</button>
    </form>
  );
}

function RecapFilters(props: { reader: SignedIn; count: Count; read: Read; query: Query }) {
  const { reader, count, read, query } = props;
  const { portal } = textOf(reader.language);
  const words = portal.count;
  const [, ...shows] = Object.entries(words.shows);
  const [, ...sorts] = Object.entries(words.sorts);
  const groups = (by: GapGroup) => toGroupedGaps(read.gaps, by).named.map(({ name }) => name);
  const one = (by: GapGroup, names: string[]) => (
    <Choice
      name={by}
      label={words[by]}
      all={portal.filters.all}
      chosen={query[by]}
      options={names.filter(Boolean).map((name) => [name, name] as const)}
    />
  );
  return (
    <form class="filters" method="get" action={address(`/counts/${count.id}`, {})}>
      <Choice name="show" label={words.show} all={words.shows.gaps} chosen={query.show} options={shows} />
      {one('bin', read.bins)}
      {one('supplier', groups('supplier'))}
      {one('reason', groups('reason'))}
      <Choice name="sort" label={words.sort} all={words.sorts.value} chosen={query.sort} options={sorts} />
      <label>
        {portal.filters.q}
        <input type="search" name="q" value={query.q ?? ''} maxlength={100} />
      </label>
      <button type="submit">{portal.filters.show}</button>
    </form>
  );
}
