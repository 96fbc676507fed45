import type { StockState } from '../../shared/contract/watch.ts';
import { foldKey, searchKey } from '../../shared/domain/keys.ts';
import { fromTenThousandths, fromThousandths } from '../../shared/domain/quantities.ts';
import { isHidden } from '../counts/blind.ts';
import { lineValue } from '../documents/read.ts';
import { toCursor } from '../http/routes.ts';
import { type Caller, visibleDepots } from '../people/caller.ts';

export interface StateFilters {
  depot?: string;
  kind?: string;
  group?: string;
  supplier?: string;
  q?: string;
  /** A civil date: the stock at the end of that day. */
  at?: string;
}

const NOW = { held: 's.balance', average: '(SELECT average FROM costs WHERE item = i.id)' };
/** From the movements alone; the average is that of the item's last movement in the order (date, sequence). */
const THEN = {
  held: '(SELECT coalesce(sum(m.quantity), 0) FROM movements m WHERE m.stock = s.id AND m.date <= ?2)',
  average: `(SELECT m.average FROM stock o CROSS JOIN movements m ON m.sequence = (
      SELECT x.sequence FROM movements x WHERE x.stock = o.id AND x.date <= ?2 ORDER BY x.date DESC, x.sequence DESC LIMIT 1)
    WHERE o.item = i.id ORDER BY m.date DESC, m.sequence DESC LIMIT 1)`,
};

/** First the items that stand there, in the order of their codes and only as many as asked for; then their lines. */
const itemsHeld = ({ held, average }: typeof NOW, hidden: string, select: string) => `
  WITH here AS MATERIALIZED (
    SELECT i.id, i.code, i.code_key, i.label, i.kind, i.item_group, coalesce(u.name, '') AS supplier, i.unit,
      coalesce(${average}, 0) AS average
    FROM items i LEFT JOIN suppliers u ON u.id = i.supplier
    WHERE i.code_key > ?7 AND (?3 IS NULL OR i.kind = ?3) AND (?4 IS NULL OR i.item_group = ?4)
      AND (?5 IS NULL OR u.code_key = ?5) AND (?6 = '' OR instr(i.search, ?6) > 0)
      AND EXISTS (SELECT 1 FROM stock s WHERE s.item = i.id AND s.depot IN (SELECT value FROM json_each(?1))
        AND NOT ${hidden} AND ${held} > 0)
    ORDER BY i.code_key LIMIT ?8),
  valued AS MATERIALIZED (
    SELECT h.*, sum(${held}) AS held, sum(${lineValue(held, 'h.average')}) AS value
    FROM here h CROSS JOIN stock s ON s.item = h.id
    WHERE s.depot IN (SELECT value FROM json_each(?1)) AND NOT ${hidden}
    GROUP BY h.code_key)
  ${select}`;

const ROWS = `SELECT code AS item, code_key AS itemKey, label, kind, item_group AS 'group', supplier, unit, held, average,
  value FROM valued ORDER BY code_key`;
const TOTAL = 'SELECT count(*) AS items, coalesce(sum(value), 0) AS value FROM valued';

interface Row {
  item: string;
  itemKey: string;
  label: string;
  kind: 'article' | 'part';
  group: string;
  supplier: string;
  unit: string;
  held: number;
  average: number;
  value: number;
}

/** The caller may not know some of what stands there (Q22): its sums leave it out. */
export function leavesOut(caller: Caller, code: string | undefined): boolean {
  const depots = visibleDepots(caller, code);
  return caller.blind.some(({ depot }) => depots.some(({ id }) => id === depot));
}

/** The stock by item with its value, transit included, of the depots the caller may read. */
export async function readState(
  db: D1Database,
  caller: Caller,
  filters: StateFilters,
  limit: number,
  after: (string | number)[] | null,
): Promise<StockState> {
  const { today, organisation } = caller;
  const at = filters.at !== undefined && filters.at < today ? filters.at : today;
  const figures = at < today ? THEN : NOW;
  const hidden = isHidden(caller.blind);
  const bindings = [
    JSON.stringify(visibleDepots(caller, filters.depot).map(({ id }) => id)),
    at,
    filters.kind ?? null,
    filters.group ?? null,
    filters.supplier === undefined ? null : foldKey(filters.supplier),
    searchKey(filters.q ?? ''),
  ];
  const page = db.prepare(itemsHeld(figures, hidden, ROWS)).bind(...bindings, ...(after ?? ['']), limit);
  const total = db.prepare(itemsHeld(figures, hidden, TOTAL)).bind(...bindings, '', -1);
  const [rows, totals] = await db.batch(after ? [page] : [page, total]);
  const found = (rows?.results ?? []) as Row[];
  const [sum] = (totals?.results ?? []) as { items: number; value: number }[];
  const money = (value: number) => value / 10 ** organisation.currencyDecimals;
  const last = found.at(-1);
  return {
    at,
    currency: organisation.currency,
    rows: found.map(({ itemKey: _, held, average, value, ...row }) => ({
      ...row,
      quantity: fromThousandths(held),
      unitCost: fromTenThousandths(average),
      value: money(value),
    })),
    total: sum ? { items: sum.items, value: money(sum.value) } : null,
    next: found.length === limit && last ? toCursor([last.itemKey]) : null,
  };
}
