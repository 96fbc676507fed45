import type { Count, CountLines } from '../../shared/contract/counts.ts';
import { fromThousandths } from '../../shared/domain/quantities.ts';
import { Refusal } from '../http/problem.ts';
import { toCursor } from '../http/routes.ts';
import type { Caller } from '../people/caller.ts';

type Row = Record<string, string | number | null>;

const COUNTS = `
  SELECT c.sequence, c.id, c.name, c.depot AS depotId, d.code AS depot, d.name AS depotName, c.kind, c.date, c.state,
    c.version, c.blind, c.rounds, c.instructions, c.opened_at AS openedAt, c.closed_at AS closedAt,
    c.confirmed_at AS confirmedAt,
    (SELECT name FROM people WHERE id = c.opened_by) AS openedBy,
    (SELECT name FROM people WHERE id = c.closed_by) AS closedBy,
    (SELECT name FROM people WHERE id = c.confirmed_by) AS confirmedBy,
    (SELECT count(*) FROM count_lines WHERE count = c.sequence) AS lines,
    (SELECT count(*) FROM count_lines WHERE count = c.sequence AND coalesce(arbitrated, second, first) IS NOT NULL) AS counted,
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
  const [row] = read[0] as Row[];
  const depot = caller.depots.find(({ id }) => id === row?.depotId);
  if (!row || !depot) throw new Refusal('NOT_FOUND');
  const manages = depot.role === 'manager';
  const text = (value: string | number | null | undefined) => (value == null ? null : String(value));
  const snapshot = (
    has: unknown,
    hash: string | number | null | undefined,
    bytes: string | number | null | undefined,
  ) => ({
    state: has !== 1 ? ('none' as const) : hash === null ? ('pending' as const) : ('stored' as const),
    sha256: text(hash),
    bytes: bytes == null ? null : Number(bytes),
  });
  return {
    id: String(row.id),
    name: String(row.name),
    depot: String(row.depot),
    depotName: String(row.depotName),
    kind: row.kind as Count['kind'],
    date: String(row.date),
    state: row.state as Count['state'],
    version: Number(row.version),
    blind: row.blind === 1,
    rounds: Number(row.rounds),
    openedBy: String(row.openedBy),
    openedAt: String(row.openedAt),
    closedBy: text(row.closedBy),
    closedAt: text(row.closedAt),
    confirmedBy: text(row.confirmedBy),
    confirmedAt: text(row.confirmedAt),
    instructions: String(row.instructions),
    lines: Number(row.lines),
    counted: Number(row.counted),
    adjustment: row.adjustmentId
      ? { id: String(row.adjustmentId), number: String(row.adjustmentNumber) }
      : null,
    snapshots: {
      before: snapshot(row.hasBefore, row.beforeHash, row.beforeBytes),
      after: snapshot(row.hasAfter, row.afterHash, row.afterBytes),
    },
    may: {
      type: depot.role !== null && row.state === 'open',
      close: manages && row.state === 'open',
      confirm: manages && row.state === 'closed',
      cancel: manages && (row.state === 'open' || row.state === 'closed'),
    },
  };
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
    .all<Row>();
  const last = results.at(-1);
  return {
    rows: results.map((row) => toCount([[row]], caller)),
    next: results.length === limit && last ? toCursor([Number(last.sequence)]) : null,
  };
}

const LINES = `
  SELECT k.*, p.name AS counter, c.blind, c.state, c.depot AS depotId FROM counts c
  JOIN count_lines k ON k.count = c.sequence LEFT JOIN people p ON p.id = k.first_by
  WHERE c.id = ?1 AND k.position > ?2 ORDER BY k.position LIMIT ?3`;

/** A page of count lines in the order of the sheet: bin, code, lot, serial. */
export async function readCountLines(
  db: D1Database,
  caller: Caller,
  id: string,
  limit: number,
  after: number,
): Promise<CountLines> {
  const [head, lines] = await db.batch<Row>([readCount(db, id), db.prepare(LINES).bind(id, after, limit)]);
  const count = toCount([head?.results ?? []], caller);
  const hidden = hidesTheoretical(count, caller);
  const rows = lines?.results ?? [];
  const last = rows.at(-1);
  return {
    rows: rows.map((row) => ({
      line: Number(row.stock),
      bin: String(row.bin),
      item: String(row.item),
      label: String(row.label),
      unit: String(row.unit),
      decimals: Number(row.decimals),
      lot: String(row.lot),
      expiry: row.expiry === null ? null : String(row.expiry),
      serial: String(row.serial),
      supplier: String(row.supplier),
      ...(!hidden && { theoretical: fromThousandths(Number(row.theoretical)) }),
      counted: row.first === null ? null : fromThousandths(Number(row.first)),
      version: Number(row.first_version),
      by: row.counter === null ? null : String(row.counter),
      at: row.first_at === null ? null : String(row.first_at),
      note: String(row.note),
    })),
    next: rows.length === limit && last ? toCursor([Number(last.position)]) : null,
  };
}

/** A blind count shows no theoretical quantity while it is open, but to whoever may confirm it (Q22). */
export function hidesTheoretical(count: Count, caller: Caller): boolean {
  const role = caller.depots.find(({ code }) => code === count.depot)?.role;
  return count.blind && (count.state === 'open' || count.state === 'closed') && role !== 'manager';
}
