import type { Child } from 'hono/jsx';
import type { Count, CountScope } from '../../shared/contract/counts.ts';
import { formatDate } from '../../shared/domain/dates.ts';
import { formatNumber, type Language } from '../../shared/domain/quantities.ts';
import { textOf } from '../../shared/text/index.ts';
import { say } from '../../shared/text/say.ts';
import type { SignedIn } from './frame.tsx';
import { instant, List, money } from './layout.tsx';

/** Codes of one filter that are named; a count may be of 10,000 items. */
const NAMED = 12;

/** What was counted, when and by whom; how it was counted and by which teams (B2, B4, Q21). */
export function CountFacts({ reader, count }: { reader: SignedIn; count: Count }) {
  const { portal, printed } = textOf(reader.language);
  const { record } = printed.snapshot;
  const words = portal.count;
  const told = [...placeAndTime(reader, count), ...(count.spot ? [] : method(reader, count))];
  return (
    <section>
      <h2>{words.facts}</h2>
      <dl class="terms">
        {told.map(
          ([name, shown]) =>
            shown && (
              <>
                <dt>{name}</dt>
                <dd>{shown}</dd>
              </>
            ),
        )}
      </dl>
      {count.teams.length > 0 && (
        <>
          <h3>{record.teams}</h3>
          <List label={record.teams} none="" headings={[record.team, record.members, record.bins]}>
            {count.teams.map((team) => (
              <tr>
                <th scope="row">{team.name}</th>
                <td data-label={record.members}>
                  {team.members.map(({ name }) => name).join(', ') || words.noMember}
                </td>
                <td data-label={record.bins}>{team.bins.map((bin) => bin || words.noBin).join(', ')}</td>
              </tr>
            ))}
          </List>
        </>
      )}
    </section>
  );
}

type Told = [name: string, shown: Child];

function placeAndTime({ language, caller }: SignedIn, count: Count): Told[] {
  const { portal, printed } = textOf(language);
  const words = portal.count;
  const done = (name: string, by: string | null, at: string | null): Told => [
    name,
    by && at
      ? say(printed.snapshot.record.byAt, language, {
          by,
          at: instant(at, caller.organisation.timeZone, language),
        })
      : null,
  ];
  return [
    [words.place, `${count.depotName}, ${count.spot ? portal.counts.spot : portal.kinds[count.kind]}`],
    [portal.counts.date, formatDate(count.date, language)],
    [portal.counts.state, portal.states[count.state]],
    [words.lines, say(words.counted, language, { counted: count.counted, lines: count.lines })],
    // A spot count is typed and confirmed at one instant.
    ...(count.spot
      ? []
      : [
          done(words.opened, count.openedBy, count.openedAt),
          done(words.closed, count.closedBy, count.closedAt),
        ]),
    done(words.confirmed, count.confirmedBy, count.confirmedAt),
    done(words.cancelled, count.cancelledBy, count.cancelledAt),
  ];
}

function method({ language, caller }: SignedIn, count: Count): Told[] {
  const { portal, printed } = textOf(language);
  const { record } = printed.snapshot;
  const words = portal.count;
  const rounds = count.rounds === 2 ? record.roundsOf.two : record.roundsOf.one;
  return [
    [record.responsible, count.responsible],
    [record.rounds, [rounds, ...(count.blind ? [record.blind] : [])].join(', ')],
    [words.tolerance, toleranceOf(count.tolerance, language, caller.organisation.currency)],
    [words.scope, scopeOf(count.scope, language)],
    [record.instructions, count.instructions],
  ];
}

function toleranceOf(tolerance: Count['tolerance'], language: Language, currency: string): string {
  const words = textOf(language).portal.count;
  const { quantity, percent, value } = tolerance;
  const told = [
    ...(quantity === null ? [] : [say(words.toleranceQuantity, language, { quantity })]),
    ...(percent === null ? [] : [`${formatNumber(percent, language, 0, 2)}\u00a0%`]),
    ...(value === null ? [] : [money(value, language, currency)]),
  ];
  return told.join(', ') || words.noTolerance;
}

function scopeOf(scope: CountScope, language: Language): string {
  const words = textOf(language).portal.count;
  const { expiringBefore, notCountedForDays: days } = scope;
  const lists = (['bins', 'items', 'suppliers', 'groups'] as const).flatMap((by) => {
    const codes = scope[by];
    if (!codes) return [];
    const list = codes.slice(0, NAMED).map((code) => code || words.noBin);
    const more = codes.length - list.length;
    return [say(words.scopes[by], language, { list: list.join(', '), more: more || null })];
  });
  const told = [
    ...lists,
    ...(expiringBefore ? [say(words.scopes.expiring, language, { date: expiringBefore })] : []),
    ...(days ? [say(words.scopes.notCounted, language, { days })] : []),
  ];
  return told.join(words.scopes.and) || words.scopes.none;
}
