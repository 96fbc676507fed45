import type { StockLine } from '../../shared/contract/stock.ts';
import { foldKey, searchKey } from '../../shared/domain/keys.ts';
import { exactValue, fromTenThousandths, fromThousandths } from '../../shared/domain/quantities.ts';
import { toCursor } from '../http/routes.ts';
import { type Caller, visibleDepot } from '../people/caller.ts';
import { averageAt, balanceAt } from './at.ts';

export interface StockFilters {
  depot?: string;
  bin?: string;
  item?: string;
  kind?: string;
  group?: string;
  supplier?: string;
  lot?: string;
  serial?: string;
  expiringBefore?: string;
  q?: string;
  /** A civil date: the stock at the end of that day. */
  at?: string;
}

/** The key of a stock line, in the order of its unique index: what pages are cut by. */
const KEY = 's.depot, s.item, s.lot, s.serial, s.bin, s.transfer';

/** The balance and the average of a line: those of now, or those at the end of the day `?18`. */
const NOW = { held: 's.balance', average: '(SELECT average FROM costs WHERE item = s.item)' };
const THEN = { held: balanceAt('?18'), average: averageAt('?18') };

const stockOf = ({ held, average }: typeof NOW) => `
  SELECT ${KEY}, d.code AS depotCode, coalesce(b.code, '') AS binCode, i.code AS itemCode, i.label, i.kind, i.unit,
    coalesce(l.number, '') AS lotNumber, l.expiry, coalesce(l.blocked, 0) AS blocked, s.serial_shown AS serialShown,
    ${held} AS held, ${average} AS average, coalesce(u.name, '') AS supplierName,
    (SELECT number FROM documents WHERE sequence = s.transfer) AS transferNumber
  FROM stock s JOIN depots d ON d.id = s.depot JOIN items i ON i.id = s.item
  LEFT JOIN bins b ON b.id = s.bin LEFT JOIN lots l ON l.id = s.lot LEFT JOIN suppliers u ON u.id = i.supplier
  WHERE s.depot IN (SELECT value FROM json_each(?1)) AND ${held} > 0
    AND (?2 IS NULL OR b.code_key = ?2) AND (?3 IS NULL OR i.code_key = ?3) AND (?4 IS NULL OR i.kind = ?4)
    AND (?5 IS NULL OR i.item_group = ?5) AND (?6 IS NULL OR u.code_key = ?6)
    AND (?7 IS NULL OR l.number_key = ?7) AND (?8 IS NULL OR s.serial = ?8)
    AND (?9 IS NULL OR l.expiry < ?9) AND (?10 = '' OR instr(i.search, ?10) > 0)
    AND (?11 IS NULL OR (${KEY}) > (?11, ?12, ?13, ?14, ?15, ?16))
  ORDER BY ${KEY} LIMIT ?17`;

/** A page of stock lines that hold something, now or at the end of a past day; goods in transit included, of the depots the caller may read. */
export async function listStock(
  db: D1Database,
  caller: Caller,
  filters: StockFilters,
  limit: number,
  after: (string | number)[] | null,
) {
  const depots = filters.depot
    ? [visibleDepot(caller, filters.depot)?.id ?? 0]
    : caller.depots.map(({ id }) => id);
  const past = filters.at !== undefined && filters.at < caller.today;
  const key = (text: string | undefined) => (text === undefined ? null : foldKey(text));
  const { results } = await db
    .prepare(stockOf(past ? THEN : NOW))
    .bind(
      JSON.stringify(depots),
      key(filters.bin),
      key(filters.item),
      filters.kind ?? null,
      filters.group ?? null,
      key(filters.supplier),
      key(filters.lot),
      key(filters.serial),
      filters.expiringBefore ?? null,
      searchKey(filters.q ?? ''),
      ...(after ?? [null, null, null, null, null, null]),
      limit,
      ...(past ? [filters.at ?? ''] : []),
    )
    .all<Record<string, string | number | null>>();
  const last = results.at(-1);
  const cursor =
    last && ['depot', 'item', 'lot', 'serial', 'bin', 'transfer'].map((part) => last[part] ?? '');
  return {
    rows: results.map((row) => toStockLine(row, caller.organisation.currencyDecimals)),
    next: results.length === limit && cursor ? toCursor(cursor) : null,
  };
}

function toStockLine(row: Record<string, string | number | null>, currencyDecimals: number): StockLine {
  const [held, average] = [Number(row.held), Number(row.average)];
  return {
    depot: String(row.depotCode),
    bin: String(row.binCode),
    item: String(row.itemCode),
    label: String(row.label),
    kind: String(row.kind),
    unit: String(row.unit),
    supplier: String(row.supplierName),
    lot: String(row.lotNumber),
    expiry: row.expiry === null ? null : String(row.expiry),
    blocked: row.blocked === 1,
    serial: String(row.serialShown),
    quantity: fromThousandths(held),
    unitCost: fromTenThousandths(average),
    value: Number(exactValue(held, average, currencyDecimals)) / 10 ** currencyDecimals,
    transfer: row.transferNumber === null ? null : String(row.transferNumber),
  };
}
