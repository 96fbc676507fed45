import type { Count, Recap, RecapLine, RecapShow, RecapSort } from '../../shared/contract/counts.ts';
import { searchKey } from '../../shared/domain/keys.ts';
import { fromTenThousandths, fromThousandths } from '../../shared/domain/quantities.ts';
import { lineValue } from '../documents/read.ts';
import { Refusal } from '../http/problem.ts';
import { toCursor } from '../http/routes.ts';
import type { Caller } from '../people/caller.ts';
import { rightsOn } from './guards.ts';
import { hidesTheoretical } from './read.ts';
import { COST, DIFFERS, GAP, GAP_VALUE, RESULTS, SHOWN, SORTED, UNSENT } from './results.ts';
import { teamOf } from './sheet.ts';

export type Row = Record<string, string | number | null>;

/** What of a recap is asked for, beside the page. */
export interface RecapAsked {
  show?: RecapShow;
  sort?: RecapSort;
  bin?: string;
  supplier?: string;
  reason?: string;
  item?: string;
  q?: string;
}

const when = (condition: string) => `coalesce(sum(${condition}), 0)`;

const TOTALS = `
  SELECT n.version, n.state, n.kind, n.blind, n.depot AS depotId, max(k.second_due) AS recounting, count(*) AS lines, sum(k.has_figure) AS counted,
    ${when(`k.has_figure = 0 AND k.blank = 'keep'`)} AS keptBlank, ${when(`k.has_figure = 0 AND k.blank = 'zero'`)} AS zeroedBlank,
    ${when(`CASE WHEN k.has_figure = 0 AND k.blank = 'zero' THEN ${lineValue('k.expected', COST)} END`)} AS zeroedValue,
    ${when(`${GAP} <> 0`)} AS differing, ${when(SHOWN.beyond)} AS beyond, ${when(DIFFERS)} AS toArbitrate,
    ${when(UNSENT)} AS unsent, ${when(SHOWN.undecided)} AS undecided, ${when('k.elsewhere IS NOT NULL')} AS elsewhere,
    ${when(GAP_VALUE)} AS gapValue, ${when(`max(${GAP_VALUE}, 0)`)} AS gainValue, ${when(`min(${GAP_VALUE}, 0)`)} AS lossValue,
    (SELECT count(DISTINCT stock) FROM count_emergencies WHERE count = n.sequence) AS emergencies,
    ${when('k.first_by = ?2')} AS ownFirst, ${when('k.second_by = ?2')} AS ownSecond, ${when('k.arbitrated_by = ?2')} AS ownArbitrated,
    (SELECT approval_above FROM settings) AS approvalAbove
  FROM ${RESULTS} WHERE n.id = ?1`;

/** The lines of one page, the largest first; line ids settle ties, so that pages neither skip nor repeat. */
const picked = (show: RecapShow, sort: RecapSort) => `
  SELECT k.stock AS line, ${SORTED[sort]} AS size FROM ${RESULTS}
  WHERE n.id = ?1 AND ${SHOWN[show]} AND (?2 IS NULL OR ${SORTED[sort]} < ?2 OR (${SORTED[sort]} = ?2 AND k.stock > ?3))
    ${sort === 'position' ? 'AND k.position >= -coalesce(?2, 0)' : ''}
    AND (?5 IS NULL OR k.bin = ?5) AND (?6 IS NULL OR k.supplier = ?6) AND (?7 IS NULL OR k.gap_reason = ?7)
    AND (?8 IS NULL OR k.item = ?8)
    AND (?9 = '' OR instr(i.search, ?9) > 0 OR instr(lower(k.lot || ' ' || k.serial), ?9) > 0)
  ORDER BY ${sort === 'position' ? 'k.position' : 'size DESC, line'} LIMIT ?4`;

const nameOf = (person: string) => `(SELECT name FROM people WHERE id = ${person})`;

/** Of a serial found elsewhere `o`: what its line held when the count was confirmed, as the zip tells it; today before. */
const HELD_THEN = `coalesce((SELECT sum(m.quantity) FROM written CROSS JOIN movements m
  WHERE m.stock = o.id AND m.sequence <= written.position), o.balance)`;

/** Everything that is told of a line is looked up for those of the page only. */
const movements = (show: RecapShow, sort: RecapSort) => `
  WITH picked AS MATERIALIZED (${picked(show, sort)}),
  written AS MATERIALIZED (SELECT f.facts ->> 'position' AS position FROM counts c
    JOIN snapshots f ON f.count = c.sequence AND f.moment = 'after' WHERE c.id = ?1)
  SELECT k.stock AS line, k.bin, k.item, k.label, k.unit, k.supplier, k.lot, k.expiry, k.serial, ${teamOf('k', 's')} AS team,
    k.added, k.theoretical, k.expected, k.retained, ${GAP} AS gap, ${COST} AS unitCost, ${GAP_VALUE} AS value,
    k.first, ${nameOf('k.first_by')} AS firstBy, k.first_at AS firstAt,
    k.second, ${nameOf('k.second_by')} AS secondBy, k.second_at AS secondAt, k.second_due AS secondDue,
    k.arbitrated, ${nameOf('k.arbitrated_by')} AS arbitratedBy, k.arbitration_reason AS arbitrationReason,
    CASE k.has_figure WHEN 0 THEN k.blank END AS blank, ${SHOWN.beyond} AS beyond, k.gap_reason AS reason, k.note,
    (SELECT json_group_array(json_object('id', d.id, 'number', d.number, 'quantity', e.quantity / 1000.0))
      FROM count_emergencies e JOIN documents d ON d.sequence = e.document
      WHERE e.count = k.count AND e.stock = k.stock) AS emergencies,
    (SELECT json_object('depot', d.code, 'bin', coalesce(b.code, ''), 'state',
        CASE WHEN ${HELD_THEN} = 0 THEN 'gone' WHEN o.transfer <> 0 THEN 'in-transit' ELSE 'in-stock' END,
        'stands', json(CASE WHEN o.balance = 0 THEN 'false' ELSE 'true' END))
      FROM stock o JOIN depots d ON d.id = o.depot LEFT JOIN bins b ON b.id = o.bin WHERE o.id = k.elsewhere) AS elsewhere,
    picked.size
  FROM picked CROSS JOIN ${RESULTS}
  WHERE n.id = ?1 AND k.stock = picked.line ORDER BY picked.size DESC, picked.line`;

/** The two reading statements whose rows `toRecap` makes into what confirmation will do (E22). */
export function readRecap(
  db: D1Database,
  { person }: Caller,
  id: string,
  limit: number,
  after: (string | number)[] | null,
  asked: RecapAsked = {},
) {
  const { show = 'gaps', sort = 'value', bin, supplier, reason, item, q } = asked;
  const [size = null, line = null] = after ?? [];
  const filters = [bin ?? null, supplier ?? null, reason ?? null, item ?? null, searchKey(q ?? '')];
  return [
    db.prepare(TOTALS).bind(id, person),
    db.prepare(movements(show, sort)).bind(id, size, line, limit, ...filters),
  ];
}

/** What `refuseHidden` judges of a count; who leads it sees all, and its lines are looked through for others only. */
export function readHead(db: D1Database, id: string, caller: Caller): D1PreparedStatement {
  return db
    .prepare(
      `SELECT depot AS depotId, kind, blind, state, state = 'open' AND depot NOT IN (SELECT value FROM json_each(?2, '$.manages'))
         AND EXISTS (SELECT 1 FROM count_lines k WHERE k.count = counts.sequence AND k.second_due = 1) AS recounting
       FROM counts WHERE id = ?1`,
    )
    .bind(id, rightsOn(caller));
}

/**
 * Whoever may not confirm it is shown no quantity of a running blind count (Q22), nor of an open count with a second
 * count: it would tell of the first (B2).
 */
export function refuseHidden(head: Row | null | undefined, caller: Caller): void {
  const depot = caller.depots.find(({ id }) => id === head?.depotId);
  if (!head || !depot) throw new Refusal('NOT_FOUND');
  const { kind, state } = head as Pick<Count, 'kind' | 'state'>;
  const count = { depot: depot.code, kind, state, blind: head.blind === 1 };
  const recounted = head.recounting === 1 && state === 'open' && depot.role !== 'manager';
  if (recounted || hidesTheoretical(count, caller)) throw new Refusal('FORBIDDEN');
}

export function toRecap(read: unknown[][], caller: Caller, limit: number): Recap {
  const [[totals], found] = read as [Row[], Row[]];
  // Without a line there is no row that says which count it is.
  if (totals?.depotId === null) throw new Refusal('NOT_FOUND');
  refuseHidden(totals, caller);
  const { currency, currencyDecimals } = caller.organisation;
  const money = (value: string | number | null | undefined) => Number(value) / 10 ** currencyDecimals;
  const number = (name: string) => Number(totals?.[name]);
  const last = found.at(-1);
  return {
    version: number('version'),
    lines: number('lines'),
    counted: number('counted'),
    keptBlank: number('keptBlank'),
    zeroedBlank: number('zeroedBlank'),
    zeroedValue: money(totals?.zeroedValue),
    differing: number('differing'),
    within: number('differing') - number('beyond'),
    beyond: number('beyond'),
    unsent: number('unsent'),
    toArbitrate: number('toArbitrate'),
    toRecount: number('undecided') - number('toArbitrate'),
    emergencies: number('emergencies'),
    elsewhere: number('elsewhere'),
    own: {
      first: number('ownFirst'),
      second: number('ownSecond'),
      arbitrated: number('ownArbitrated'),
    },
    gapValue: money(totals?.gapValue),
    gainValue: money(totals?.gainValue),
    lossValue: money(totals?.lossValue),
    grossValue: money(number('gainValue') - number('lossValue')),
    approvalAbove: totals?.approvalAbove === null ? null : money(totals?.approvalAbove),
    currency,
    movements: found.map((row) => toRecapLine(row, money)),
    next: found.length === limit && last ? toCursor([Number(last.size), Number(last.line)]) : null,
  };
}

function toRecapLine(row: Row, money: (value: string | number | null | undefined) => number): RecapLine {
  const text = (name: string) => (row[name] === null ? null : String(row[name]));
  const quantity = (name: string) => (row[name] === null ? null : fromThousandths(Number(row[name])));
  const { gap, expected } = row;
  return {
    line: Number(row.line),
    bin: String(row.bin),
    item: String(row.item),
    label: String(row.label),
    unit: String(row.unit),
    supplier: String(row.supplier),
    lot: String(row.lot),
    expiry: text('expiry'),
    serial: String(row.serial),
    team: Number(row.team),
    added: row.added === 1,
    theoretical: fromThousandths(Number(row.theoretical)),
    expected: fromThousandths(Number(expected)),
    first: quantity('first'),
    firstBy: text('firstBy'),
    firstAt: text('firstAt'),
    second: quantity('second'),
    secondBy: text('secondBy'),
    secondAt: text('secondAt'),
    secondDue: row.secondDue === 1,
    arbitrated: quantity('arbitrated'),
    arbitratedBy: text('arbitratedBy'),
    arbitrationReason: text('arbitrationReason'),
    blank: row.blank as RecapLine['blank'],
    retained: quantity('retained'),
    gap: quantity('gap'),
    // Finer than it is shown: what is rounded twice may show a tenth too much.
    percent: gap === null || !expected ? null : Math.round((Number(gap) / Number(expected)) * 1e6) / 1e4,
    beyondTolerance: row.beyond === 1,
    unitCost: fromTenThousandths(Number(row.unitCost)),
    value: gap === null ? null : money(row.value),
    reason: String(row.reason),
    note: String(row.note),
    emergencies: JSON.parse(String(row.emergencies)),
    elsewhere: JSON.parse(String(row.elsewhere)),
  };
}

/** The shelves that a count's recap can be narrowed to: those of its depot. */
export function readBins(db: D1Database, id: string): D1PreparedStatement {
  return db
    .prepare(
      `SELECT b.code FROM counts c JOIN bins b ON b.depot = c.depot WHERE c.id = ?1 AND b.code <> '' ORDER BY b.code_key LIMIT 1000`,
    )
    .bind(id);
}
