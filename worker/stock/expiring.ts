import type { ExpiringRow, IdleRow } from '../../shared/contract/watch.ts';
import { addDays, daysBetween } from '../../shared/domain/dates.ts';
import { searchKey } from '../../shared/domain/keys.ts';
import { fromThousandths } from '../../shared/domain/quantities.ts';
import { isHidden } from '../counts/blind.ts';
import { lineValue } from '../documents/read.ts';
import { toCursor } from '../http/routes.ts';
import { type Caller, visibleDepots } from '../people/caller.ts';

const AVERAGE = '(SELECT average FROM costs WHERE item = s.item)';

/** From the lots, in the order of their expiry: each is then looked up among the stock lines of its item. */
const expiringFor = (hidden: string) => `
  SELECT s.id, e.code AS depot, coalesce(b.code, '') AS bin, i.code AS item, i.label, i.unit, l.number AS lot,
    s.serial_shown AS serial, l.expiry, l.blocked, s.balance, ${lineValue('s.balance', AVERAGE)} AS value,
    (SELECT number FROM documents WHERE sequence = s.transfer) AS transfer
  FROM lots l CROSS JOIN items i ON i.id = l.item
  CROSS JOIN stock s ON s.depot IN (SELECT value FROM json_each(?1)) AND s.item = l.item AND s.lot = l.id
  JOIN depots e ON e.id = s.depot LEFT JOIN bins b ON b.id = s.bin
  WHERE l.expiry >= ?2 AND l.expiry <= ?3 AND s.balance > 0 AND NOT ${hidden} AND (?4 = '' OR instr(i.search, ?4) > 0)
    AND (l.expiry, s.id) > (?5, ?6)
  ORDER BY l.expiry, s.id LIMIT ?7`;

interface ExpiringLine {
  id: number;
  depot: string;
  bin: string;
  item: string;
  label: string;
  unit: string;
  lot: string;
  serial: string;
  expiry: string;
  blocked: number;
  balance: number;
  value: number;
  transfer: string | null;
}

export interface ExpiryFilters {
  depot?: string;
  q?: string;
  /** Within so many days from today; null: what has expired already. */
  within: number | null;
}

/** Stock of lots that have expired, or will within so many days (B8); of the depots the caller may read. */
export async function listExpiring(
  db: D1Database,
  caller: Caller,
  { depot, q, within }: ExpiryFilters,
  limit: number,
  after: (string | number)[] | null,
) {
  const { today, organisation } = caller;
  // A lot that expires today is still valid today.
  const [from, to] = within === null ? ['', addDays(today, -1)] : [today, addDays(today, within)];
  const { results } = await db
    .prepare(expiringFor(isHidden(caller.blind)))
    .bind(idsOf(caller, depot), from, to, searchKey(q ?? ''), ...(after ?? ['', 0]), limit)
    .all<ExpiringLine>();
  const last = results.at(-1);
  return {
    rows: results.map(({ id: _, balance, value, ...row }): ExpiringRow => {
      return {
        ...row,
        blocked: row.blocked === 1,
        daysLeft: daysBetween(today, row.expiry),
        quantity: fromThousandths(balance),
        value: value / 10 ** organisation.currencyDecimals,
      };
    }),
    next: results.length === limit && last ? toCursor([last.expiry, last.id]) : null,
  };
}

const idleFor = (hidden: string) => `
  SELECT i.code AS item, i.code_key AS itemKey, i.label, i.unit, e.code AS depot, e.code_key AS depotKey,
    sum(s.balance) AS balance, sum(${lineValue('s.balance', AVERAGE)}) AS value,
    max((SELECT date FROM movements WHERE sequence = s.last_movement)) AS lastMovedOn
  FROM items i CROSS JOIN depots e
  CROSS JOIN stock s ON s.depot = e.id AND s.item = i.id AND s.transfer = 0
  WHERE e.id IN (SELECT value FROM json_each(?1)) AND NOT ${hidden} AND (?3 = '' OR instr(i.search, ?3) > 0)
    AND (i.code_key, e.code_key) > (?4, ?5)
  GROUP BY i.code_key, e.code_key HAVING balance > 0 AND lastMovedOn < ?2
  ORDER BY i.code_key, e.code_key LIMIT ?6`;

type IdleLine = Omit<IdleRow, 'days' | 'quantity'> & { itemKey: string; depotKey: string; balance: number };

/** Items that stand in a depot and have not moved there for so many days (B8). */
export async function listIdle(
  db: D1Database,
  caller: Caller,
  { depot, q, days }: { depot?: string; q?: string; days: number },
  limit: number,
  after: (string | number)[] | null,
) {
  const { today, organisation } = caller;
  const { results } = await db
    .prepare(idleFor(isHidden(caller.blind)))
    .bind(idsOf(caller, depot), addDays(today, -days), searchKey(q ?? ''), ...(after ?? ['', '']), limit)
    .all<IdleLine>();
  const last = results.at(-1);
  return {
    rows: results.map(({ itemKey: _, depotKey: __, balance, ...row }): IdleRow => {
      return {
        ...row,
        quantity: fromThousandths(balance),
        value: row.value / 10 ** organisation.currencyDecimals,
        days: daysBetween(row.lastMovedOn, today),
      };
    }),
    next: results.length === limit && last ? toCursor([last.itemKey, last.depotKey]) : null,
  };
}

const idsOf = (caller: Caller, depot: string | undefined) =>
  JSON.stringify(visibleDepots(caller, depot).map(({ id }) => id));
