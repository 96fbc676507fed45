import type { CountLine, CountLines, CountProgress } from '../../shared/contract/counts.ts';
import { fromThousandths } from '../../shared/domain/quantities.ts';
import type { countLines, counts } from '../db/schema.ts';
import { Refusal } from '../http/problem.ts';
import { toCursor } from '../http/routes.ts';
import type { Caller } from '../people/caller.ts';
import { hidesTheoretical } from './read.ts';

export type Round = 1 | 2;

/** The team that counts a line: by its bin (Q21). */
export const teamOf = (line: string, stock: string) =>
  `coalesce((SELECT x.team FROM count_team_bins x WHERE x.count = ${line}.count AND x.bin = ${stock}.bin), 0)`;

/** Counted before an emergency exit took from it, and not since (Q12). */
export const RECOUNT_DUE = `(coalesce(k.arbitrated, k.second, k.first) IS NULL AND EXISTS (
  SELECT 1 FROM count_emergencies e WHERE e.count = k.count AND e.stock = k.stock))`;

/** Only emergency exits move a frozen line (0006_counting); a count that was given up expects what it did at its end. */
const EXPECTED = `coalesce(k.expected, CASE c.state WHEN 'cancelled' THEN k.theoretical + coalesce((
  SELECT sum(e.quantity) FROM count_emergencies e WHERE e.count = k.count AND e.stock = k.stock), 0) ELSE s.balance END)`;

/**
 * A count line as a round sees it; never the figure of the other, nor what was noted of it: a note may say the figure,
 * and nobody reads one beside the second count (Q21). Over the count `c`, `k` and its stock line `s`.
 */
const lineIn = (round: Round) => {
  const [figure, other] = round === 1 ? ['first', 'second'] : ['second', 'first'];
  return `k.position, k.stock AS line, k.bin, k.item, k.label, k.unit, k.decimals, k.lot, k.expiry, k.serial, k.supplier,
    ${teamOf('k', 's')} AS team, k.added, k.theoretical, ${EXPECTED} AS expected, k.${figure} AS counted, k.${figure}_version AS version,
    k.${figure}_by AS counter, k.${other}_by AS otherCounter, (SELECT name FROM people WHERE id = k.${figure}_by) AS by, k.${figure}_at AS at, ${round === 1 ? 'k.note' : "''"} AS note, k.second_due AS second,
    k.first IS NULL AS firstDue, ${RECOUNT_DUE} AS recount`;
};

type LineRow = Pick<
  typeof countLines.$inferSelect,
  'position' | 'bin' | 'item' | 'label' | 'unit' | 'decimals' | 'lot' | 'expiry' | 'serial' | 'supplier'
> &
  Pick<typeof countLines.$inferSelect, 'added' | 'theoretical' | 'note'> & {
    line: number;
    expected: number;
    team: number;
    counted: number | null;
    version: number;
    /** Whose figure it is: a row id. */
    counter: number | null;
    /** Whose the figure of the other round is. */
    otherCounter: number | null;
    by: string | null;
    at: string | null;
    second: 0 | 1;
    firstDue: 0 | 1;
    recount: 0 | 1;
  };

/** What a page of lines needs to know of its count: not its progress, which counts every line. */
const HEAD = 'SELECT depot AS depotId, kind, blind, state FROM counts WHERE id = ?1';
type HeadRow = Pick<typeof counts.$inferSelect, 'blind' | 'kind' | 'state'> & { depotId: number };

/** What of its lines the caller may not know yet, and whether he leads the count. */
interface Kept {
  leads: boolean;
  person: number;
  theoretical: boolean;
  /** Where the other count may still be made a figure is its counter's, and the manager's (B2, Q21). */
  figure: (line: LineRow) => boolean;
}

/** Refuses `NOT_FOUND` where the count is not the caller's to see; says what of its lines is. */
function judgeHead([count]: HeadRow[], caller: Caller, round: Round = 1): Kept {
  const depot = caller.depots.find(({ id }) => id === count?.depotId);
  if (!count || !depot) throw new Refusal('NOT_FOUND');
  const hidden = hidesTheoretical({ ...count, blind: count.blind === 1, depot: depot.code }, caller);
  // What another count found may stand there still; on a running one's own sheet people count (Q22).
  if (hidden && count.state !== 'open' && count.state !== 'closed') throw new Refusal('FORBIDDEN');
  const leads = depot.role === 'manager';
  const counts = count.state === 'open' && !leads;
  const waits = ({ second, firstDue }: LineRow) => (round === 1 ? second : firstDue) === 1;
  return {
    leads,
    person: caller.person,
    theoretical: hidden,
    // Who only reads is told nothing of a blind count; who counts there knows what his people found.
    figure: (line) =>
      (hidden && depot.role === null) || (counts && waits(line) && line.counter !== caller.person),
  };
}

const linesOf = (round: Round) => `
  SELECT ${lineIn(round)} FROM counts c CROSS JOIN count_lines k ON k.count = c.sequence JOIN stock s ON s.id = k.stock
  WHERE c.id = ?1 AND k.position > ?2 AND (?3 IS NULL OR ${teamOf('k', 's')} = ?3)
    ${round === 2 ? 'AND k.second_due = 1' : ''}
  ORDER BY k.position LIMIT ?4`;

/** A page of count lines in the order of the sheet: bin, code, lot, serial. */
export async function readCountLines(
  db: D1Database,
  caller: Caller,
  id: string,
  { round, team, limit, after }: { round: Round; team: number | null; limit: number; after: number },
): Promise<CountLines> {
  // One more than asked for tells whether there is a next page.
  const [head, found] = await db.batch([
    db.prepare(HEAD).bind(id),
    db.prepare(linesOf(round)).bind(id, after, team, limit + 1),
  ]);
  const kept = judgeHead((head?.results ?? []) as HeadRow[], caller, round);
  const all = (found?.results ?? []) as LineRow[];
  const rows = all.slice(0, limit);
  const last = rows.at(-1);
  return {
    rows: rows.map((row) => toCountLine(row, kept)),
    next: all.length > limit && last ? toCursor([last.position]) : null,
  };
}

/** The statements that read one line of a count, by SQL over the count (`?1`) and `parameter` (`?2`). */
export const readLine = (db: D1Database, count: string, stock: string, parameter: string) => [
  db.prepare(HEAD).bind(count),
  db
    .prepare(
      `SELECT ${lineIn(1)} FROM counts c CROSS JOIN count_lines k ON k.count = c.sequence AND k.stock = ${stock}
       JOIN stock s ON s.id = k.stock WHERE c.id = ?1`,
    )
    .bind(count, parameter),
];

export function toAddedLine([head, found]: unknown[][], caller: Caller): CountLine {
  const kept = judgeHead((head ?? []) as HeadRow[], caller);
  const [row] = (found ?? []) as LineRow[];
  if (!row) throw new Refusal('ID_REUSED');
  return toCountLine(row, kept);
}

function toCountLine(row: LineRow, kept: Kept): CountLine {
  const hidden = row.counted !== null && kept.figure(row);
  return {
    line: row.line,
    bin: row.bin,
    item: row.item,
    label: row.label,
    unit: row.unit,
    decimals: row.decimals,
    lot: row.lot,
    expiry: row.expiry,
    serial: row.serial,
    supplier: row.supplier,
    team: row.team,
    added: row.added === 1,
    ...(!kept.theoretical && {
      theoretical: fromThousandths(row.theoretical),
      expected: fromThousandths(row.expected),
    }),
    counted: row.counted === null || hidden ? null : fromThousandths(row.counted),
    ...(hidden && { hidden }),
    ...(row.counter === kept.person && { mine: true as const }),
    ...(row.otherCounter === kept.person && { madeOther: true as const }),
    version: row.version,
    by: row.by,
    at: row.at,
    note: hidden ? '' : row.note,
    second: row.second === 1,
    recount: row.recount === 1,
  };
}

const BY_BIN = `
  SELECT k.bin, ${teamOf('k', 's')} AS team, count(*) AS lines, count(coalesce(k.arbitrated, k.second, k.first)) AS counted,
    sum(k.second_due) AS seconds, sum(k.second_due = 1 AND k.second IS NOT NULL) AS secondCounted,
    sum(k.second <> k.first AND k.arbitrated IS NULL) AS differing
  FROM counts c CROSS JOIN count_lines k ON k.count = c.sequence JOIN stock s ON s.id = k.stock
  WHERE c.id = ?1 GROUP BY s.bin ORDER BY min(k.position)`;
const BY_PERSON = `
  SELECT p.name, w.counted FROM (
    SELECT CASE WHEN k.second IS NOT NULL THEN k.second_by ELSE k.first_by END AS person, count(*) AS counted
    FROM counts c CROSS JOIN count_lines k ON k.count = c.sequence
    WHERE c.id = ?1 AND coalesce(k.second, k.first) IS NOT NULL GROUP BY 1) w
  JOIN people p ON p.id = w.person ORDER BY w.counted DESC, p.name`;

type BinRow = Omit<CountProgress['bins'][number], 'second'> & {
  seconds: number;
  secondCounted: number;
  differing: number | null;
};

/** How far a count is: by bin and team, by person, and its second count. */
export async function readProgress(db: D1Database, caller: Caller, id: string): Promise<CountProgress> {
  const [head, byBin, byPerson] = await db.batch([
    db.prepare(HEAD).bind(id),
    db.prepare(BY_BIN).bind(id),
    db.prepare(BY_PERSON).bind(id),
  ]);
  const { leads } = judgeHead((head?.results ?? []) as HeadRow[], caller);
  const rows = (byBin?.results ?? []) as BinRow[];
  const total = (name: 'lines' | 'counted' | 'seconds' | 'secondCounted' | 'differing') =>
    rows.reduce((sum, row) => sum + (row[name] ?? 0), 0);
  return {
    lines: total('lines'),
    counted: total('counted'),
    second: {
      lines: total('seconds'),
      counted: total('secondCounted'),
      // Whoever may change his figure would find the first by trying.
      ...(leads && { differing: total('differing') }),
    },
    bins: rows.map(({ bin, team, lines, counted, seconds, secondCounted }) => ({
      ...{ bin, team, lines, counted },
      second: { lines: seconds, counted: secondCounted },
    })),
    people: (byPerson?.results ?? []) as CountProgress['people'],
  };
}
