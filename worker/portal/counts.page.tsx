import type { Count } from '../../shared/contract/counts.ts';
import { formatDate } from '../../shared/domain/dates.ts';
import { formatNumber, type Language } from '../../shared/domain/quantities.ts';
import { textOf } from '../../shared/text/index.ts';
import { say } from '../../shared/text/say.ts';
import type { GapTotal } from '../counts/gaps.ts';
import { hidesTheoretical } from '../counts/read.ts';
import type { Caller } from '../people/caller.ts';
import { address, Choice, gapClass, money, Pages, page, type Query, type Reader, Scroll } from './layout.tsx';

interface Shown {
  rows: Count[];
  next: string | null;
  gaps: Map<string, GapTotal>;
  /** In which there are counts. */
  years: string[];
  query: Query;
}

/** What a newcomer in accounting sees first: the export before, the export after, the gap (E27). */
export function countsPage(reader: Reader & { caller: Caller }, { rows, next, gaps, years, query }: Shown) {
  const { portal } = textOf(reader.language);
  const words = portal.counts;
  const isFiltered = Object.values(query).some((value) => value);
  return page(
    reader,
    words.title,
    'counts',
    <>
      <p class="lead">{words.intro}</p>
      {(rows.length > 0 || isFiltered) && <Filters reader={reader} years={years} query={query} />}
      {rows.length === 0 ? (
        <p class="said">{isFiltered ? words.none : words.noneYet}</p>
      ) : (
        <Scroll label={words.title}>
          <table class="stack">
            <thead>
              <tr>
                <th scope="col">{words.name}</th>
                <th scope="col">{words.before}</th>
                <th scope="col">{words.after}</th>
                <th scope="col" class="number">
                  {words.gap}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((count) => (
                <Row reader={reader} count={count} gap={gaps.get(count.id)} />
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      <Pages language={reader.language} path="/counts" query={query} next={next} />
    </>,
  );
}

function Filters(props: { reader: Reader & { caller: Caller }; years: string[]; query: Query }) {
  const { reader, query } = props;
  const { filters, kinds, states } = textOf(reader.language).portal;
  // One that is asked for by the address stays chosen.
  const asked = /^\d{4}$/.test(query.year ?? '') ? [query.year ?? ''] : [];
  const offered = new Set([reader.caller.today.slice(0, 4), ...asked, ...props.years]);
  const years = [...offered].sort().reverse();
  return (
    <form class="filters" method="get" action="/counts">
      <Choice
        name="year"
        label={filters.year}
        all={filters.every}
        chosen={query.year}
        options={years.map((year) => [year, year] as const)}
      />
      <Choice
        name="depot"
        label={filters.depot}
        all={filters.all}
        chosen={query.depot}
        options={reader.caller.depots.map(({ code, name }) => [code, name] as const)}
      />
      <Choice
        name="kind"
        label={filters.kind}
        all={filters.every}
        chosen={query.kind}
        options={Object.entries(kinds)}
      />
      <Choice
        name="state"
        label={filters.state}
        all={filters.all}
        chosen={query.state}
        options={Object.entries(states)}
      />
      <button type="submit">{filters.show}</button>
    </form>
  );
}

function Row(props: { reader: Reader & { caller: Caller }; count: Count; gap: GapTotal | undefined }) {
  const { reader, count, gap } = props;
  const { portal } = textOf(reader.language);
  const words = portal.counts;
  const { language } = reader;
  return (
    <tr>
      <th scope="row">
        <a href={`/counts/${count.id}`}>{count.name}</a>
        <small>
          {[count.depotName, count.spot ? words.spot : portal.kinds[count.kind]].join(', ')}
          <br />
          {formatDate(count.date, language)}, {portal.states[count.state]}
          {count.state === 'open' && `, ${say(words.progress, language, { ...count })}`}
        </small>
        <small>{say(words.people, language, { ...count })}</small>
      </th>
      <td data-label={words.before}>
        <Zip reader={reader} count={count} moment="before" />
      </td>
      <td data-label={words.after}>
        <Zip reader={reader} count={count} moment="after" />
      </td>
      <td class={gapClass(gap?.value ?? 0)} data-label={words.gap}>
        <Gap count={count} gap={gap} currency={reader.caller.organisation.currency} language={language} />
      </td>
    </tr>
  );
}

/** A gap is told once it was decided: before confirmation nothing has moved. */
function Gap(props: { count: Count; gap: GapTotal | undefined; currency: string; language: Language }) {
  const words = textOf(props.language).portal.counts;
  if (props.count.state === 'cancelled') return <>—</>;
  if (props.count.confirmedAt === null || !props.gap) return <>{words.notYet}</>;
  return <GapFigure gap={props.gap} currency={props.currency} language={props.language} />;
}

export function GapFigure({
  gap,
  currency,
  language,
}: {
  gap: GapTotal;
  currency: string;
  language: Language;
}) {
  const words = textOf(language).portal.counts;
  if (gap.differing === 0) return <>{words.noGap}</>;
  // None of a kind is not told.
  const [more, less] = [gap.more || undefined, gap.less || undefined];
  return (
    <>
      {money(gap.value, language, currency, true)}
      <small>{say(words.differing, language, { differing: gap.differing, more, less })}</small>
    </>
  );
}

/** A zip in one click, with its size and its SHA-256; a blind count's waits for whoever may confirm (Q22). */
export function Zip(props: {
  reader: Reader & { caller: Caller };
  count: Count;
  moment: 'before' | 'after';
}) {
  const { reader, count, moment } = props;
  const words = textOf(reader.language).portal.counts;
  const snapshot = count.snapshots[moment];
  // A spot count has no zips, and what was given up gets none any more.
  if (snapshot.state === 'none' && (count.spot || count.state === 'cancelled')) return <>—</>;
  if (snapshot.state === 'none') return <>{words.notYet}</>;
  if (hidesTheoretical(count, reader.caller)) return <>{words.hidden}</>;
  return (
    <>
      <a href={address(`/counts/${count.id}/${moment}.zip`, {})} download>
        {words.download[moment]}
      </a>
      <small>
        {snapshot.bytes === null
          ? words.pending
          : say(words.size, reader.language, {
              size: formatNumber(snapshot.bytes / 1024, reader.language, 0, 1),
            })}
      </small>
      {snapshot.sha256 && <div class="sha">{say(words.sha, reader.language, { sha: snapshot.sha256 })}</div>}
    </>
  );
}
