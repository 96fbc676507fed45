import { and, eq, gt } from 'drizzle-orm';
import type { Count, CountLines } from '../../shared/contract/counts.ts';
import { fromThousandths } from '../../shared/domain/quantities.ts';
import { prepareRead, type RowOf, select } from '../db/read.ts';
import { countLines, counts, people } from '../db/schema.ts';
import { Refusal } from '../http/problem.ts';
import { toCursor } from '../http/routes.ts';
import type { Caller } from '../people/caller.ts';

type CountRow = Pick<
  typeof counts.$inferSelect,
  'sequence' | 'id' | 'name' | 'kind' | 'date' | 'state' | 'version' | 'blind' | 'rounds' | 'instructions'
> &
  Pick<typeof counts.$inferSelect, 'openedAt' | 'closedAt' | 'confirmedAt'> & {
    depotId: number;
    depot: string;
    depotName: string;
    openedBy: string;
    closedBy: string | null;
    confirmedBy: string | null;
    lines: number;
    counted: number;
    adjustmentId: string | null;
    adjustmentNumber: string | null;
    hasBefore: 0 | 1;
    beforeHash: string | null;
    beforeBytes: number | null;
    hasAfter: 0 | 1;
    afterHash: string | null;
    afterBytes: number | null;
  };

const COUNTS = `
  SELECT c.sequence, c.id, c.name, c.depot AS depotId, d.code AS depot, d.name AS depotName, c.kind, c.date, c.state,
    c.version, c.blind, c.rounds, c.instructions, c.opened_at AS openedAt, c.closed_at AS closedAt,
    c.confirmed_at AS confirmedAt,
    (SELECT name FROM people WHERE id = c.opened_by) AS openedBy,
    (SELECT name FROM people WHERE id = c.closed_by) AS closedBy,
    (SELECT name FROM people WHERE id = c.confirmed_by) AS confirmedBy,
    coalesce(c.final_lines, (SELECT count(*) FROM count_lines WHERE count = c.sequence)) AS lines,
    coalesce(c.final_counted,
      (SELECT count(coalesce(arbitrated, second, first)) FROM count_lines WHERE count = c.sequence)) AS counted,
    a.id AS adjustmentId, a.number AS adjustmentNumber,
    b.count IS NOT NULL AS hasBefore, b.sha256 AS beforeHash, b.bytes AS beforeBytes,
    f.count IS NOT NULL AS hasAfter, f.sha256 AS afterHash, f.bytes AS afterBytes
  FROM counts c JOIN depots d ON d.id = c.depot LEFT JOIN documents a ON a.sequence = c.adjustment
  LEFT JOIN snapshots b ON b.count = c.sequence AND b.moment = 'before'
  LEFT JOIN snapshots f ON f.count = c.sequence AND f.moment = 'after'`;

export function readCount(db: D1Database, id: string): D1PreparedStatement {
  return db.prepare(`${COUNTS} WHERE c.id = ?1`).bind(id);
}

/** Refuses `NOT_FOUND` where there is no such count, or it is of a depot that one may not see. */
export function toCount(read: unknown[][], caller: Caller): Count {
  const [row] = read[0] as CountRow[];
  const depot = caller.depots.find(({ id }) => id === row?.depotId);
  if (!row || !depot) throw new Refusal('NOT_FOUND');
  const manages = depot.role === 'manager';
  return {
    id: row.id,
    name: row.name,
    depot: row.depot,
    depotName: row.depotName,
    kind: row.kind,
    date: row.date,
    state: row.state,
    version: row.version,
    blind: row.blind === 1,
    rounds: row.rounds,
    openedBy: row.openedBy,
    openedAt: row.openedAt,
    closedBy: row.closedBy,
    closedAt: row.closedAt,
    confirmedBy: row.confirmedBy,
    confirmedAt: row.confirmedAt,
    instructions: row.instructions,
    lines: row.lines,
    counted: row.counted,
    adjustment:
      row.adjustmentId && row.adjustmentNumber
        ? { id: row.adjustmentId, number: row.adjustmentNumber }
        : null,
    snapshots: {
      before: toSnapshot(row.hasBefore, row.beforeHash, row.beforeBytes),
      after: toSnapshot(row.hasAfter, row.afterHash, row.afterBytes),
    },
    may: {
      type: depot.role !== null && row.state === 'open',
      close: manages && row.state === 'open',
      confirm: manages && row.state === 'closed',
      cancel: manages && (row.state === 'open' || row.state === 'closed'),
    },
  };
}

function toSnapshot(has: 0 | 1, sha256: string | null, bytes: number | null): Count['snapshots']['before'] {
  return { state: has === 0 ? 'none' : sha256 === null ? 'pending' : 'stored', sha256, bytes };
}

/** The counts of the depots that the caller may read, the latest first. */
export async function listCounts(
  db: D1Database,
  caller: Caller,
  filters: { depot?: string; state?: string },
  limit: number,
  after: (string | number)[] | null,
) {
  const { results } = await db
    .prepare(
      `${COUNTS} WHERE c.sequence < ?1 AND c.depot IN (SELECT value FROM json_each(?2))
         AND (?3 IS NULL OR d.code = ?3) AND (?4 IS NULL OR c.state = ?4)
       ORDER BY c.sequence DESC LIMIT ?5`,
    )
    .bind(
      after ? Number(after[0]) : Number.MAX_SAFE_INTEGER,
      JSON.stringify(caller.depots.map(({ id }) => id)),
      filters.depot ?? null,
      filters.state ?? null,
      limit,
    )
    .all<CountRow>();
  const last = results.at(-1);
  return {
    rows: results.map((row) => toCount([[row]], caller)),
    next: results.length === limit && last ? toCursor([last.sequence]) : null,
  };
}

const linesOf = (id: string, limit: number, after: number) =>
  select({
    position: countLines.position,
    line: countLines.stock,
    bin: countLines.bin,
    item: countLines.item,
    label: countLines.label,
    unit: countLines.unit,
    decimals: countLines.decimals,
    lot: countLines.lot,
    expiry: countLines.expiry,
    serial: countLines.serial,
    supplier: countLines.supplier,
    theoretical: countLines.theoretical,
    counted: countLines.first,
    version: countLines.firstVersion,
    by: people.name,
    at: countLines.firstAt,
    note: countLines.note,
  })
    .from(counts)
    .innerJoin(countLines, eq(countLines.count, counts.sequence))
    .leftJoin(people, eq(people.id, countLines.firstBy))
    .where(and(eq(counts.id, id), gt(countLines.position, after)))
    .orderBy(countLines.position)
    .limit(limit);

/** What a page of lines needs to know of its count: not its progress, which counts every line. */
const HEAD = 'SELECT depot AS depotId, blind, state FROM counts WHERE id = ?1';

/** A page of count lines in the order of the sheet: bin, code, lot, serial. */
export async function readCountLines(
  db: D1Database,
  caller: Caller,
  id: string,
  limit: number,
  after: number,
): Promise<CountLines> {
  // One more than asked for tells whether there is a next page.
  const [head, found] = await db.batch([
    db.prepare(HEAD).bind(id),
    prepareRead(db, linesOf(id, limit + 1, after)),
  ]);
  const count = (head?.results as Pick<CountRow, 'depotId' | 'blind' | 'state'>[])[0];
  const depot = caller.depots.find(({ id: depotId }) => depotId === count?.depotId);
  if (!count || !depot) throw new Refusal('NOT_FOUND');
  const hidden = hidesTheoretical({ ...count, blind: count.blind === 1, depot: depot.code }, caller);
  const all = (found?.results ?? []) as RowOf<typeof linesOf>[];
  const rows = all.slice(0, limit);
  const last = rows.at(-1);
  return {
    rows: rows.map((row) => ({
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
      ...(!hidden && { theoretical: fromThousandths(row.theoretical) }),
      counted: row.counted === null ? null : fromThousandths(row.counted),
      version: row.version,
      by: row.by,
      at: row.at,
      note: row.note,
    })),
    next: all.length > limit && last ? toCursor([last.position]) : null,
  };
}

/** A blind count shows no theoretical quantity while it is open, but to whoever may confirm it (Q22). */
export function hidesTheoretical(count: Pick<Count, 'blind' | 'state' | 'depot'>, caller: Caller): boolean {
  const role = caller.depots.find(({ code }) => code === count.depot)?.role;
  return count.blind && (count.state === 'open' || count.state === 'closed') && role !== 'manager';
}
