import { and, eq, gt, type SQL, sql } from 'drizzle-orm';
import type { StockLine } from '../../shared/contract/stock.ts';
import { foldKey, searchKey } from '../../shared/domain/keys.ts';
import { exactValue, fromTenThousandths, fromThousandths } from '../../shared/domain/quantities.ts';
import { isHidden } from '../counts/blind.ts';
import { among, asked, type RowOf, readRows, select } from '../db/read.ts';
import { bins, depots, items, lots, stock, suppliers } from '../db/schema.ts';
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

/** The balance and the average of a line: those of now, or those at the end of a past day. */
const NOW = {
  held: sql<number>`${stock.balance}`,
  average: sql<number | null>`(SELECT average FROM costs WHERE item = ${stock.item})`,
};
const endOf = (date: string) => ({ held: balanceAt(date), average: averageAt(date) });

/** The key of a stock line, in the order of its unique index: what pages are cut by. */
const KEY = [stock.depot, stock.item, stock.lot, stock.serial, stock.bin, stock.transfer] as const;

const linesOf = ({ held, average }: typeof NOW) =>
  select({
    depotId: stock.depot,
    itemId: stock.item,
    lotId: stock.lot,
    serialKey: stock.serial,
    binId: stock.bin,
    transferId: stock.transfer,
    depot: depots.code,
    bin: bins.code,
    item: items.code,
    label: items.label,
    kind: items.kind,
    unit: items.unit,
    supplier: suppliers.name,
    lot: lots.number,
    expiry: lots.expiry,
    blocked: lots.blocked,
    serial: stock.serialShown,
    held,
    average,
    transfer: sql<string | null>`(SELECT number FROM documents WHERE sequence = ${stock.transfer})`,
  })
    .from(stock)
    .innerJoin(depots, eq(depots.id, stock.depot))
    .innerJoin(items, eq(items.id, stock.item))
    .leftJoin(bins, eq(bins.id, stock.bin))
    .leftJoin(lots, eq(lots.id, stock.lot))
    .leftJoin(suppliers, eq(suppliers.id, items.supplier))
    .orderBy(...KEY);

type Line = RowOf<typeof linesOf>;

/** A page of stock lines that hold something, now or at the end of a past day; goods in transit included, of the depots the caller may read. */
export async function listStock(
  db: D1Database,
  caller: Caller,
  filters: StockFilters,
  limit: number,
  after: (string | number)[] | null,
) {
  const past = filters.at !== undefined && filters.at < caller.today;
  const figures = past ? endOf(filters.at ?? '') : NOW;
  const visible = filters.depot
    ? [visibleDepot(caller, filters.depot)?.id ?? 0]
    : caller.depots.map(({ id }) => id);
  const lines = await readRows(
    db,
    linesOf(figures)
      .where(
        and(
          among(stock.depot, visible),
          gt(figures.held, 0),
          ...conditionsOf(filters),
          sql`NOT ${sql.raw(isHidden(caller.blind, '"stock"."id"'))}`,
          after ? isAfter(after) : undefined,
        ),
      )
      .limit(limit),
  );
  const last = lines.at(-1);
  return {
    rows: lines.map((line) => toStockLine(line, caller.organisation.currencyDecimals)),
    next:
      lines.length === limit && last
        ? toCursor([last.depotId, last.itemId, last.lotId, last.serialKey, last.binId, last.transferId])
        : null,
  };
}

function conditionsOf(filters: StockFilters): SQL[] {
  const key = (text: string | undefined) => (text === undefined ? null : foldKey(text));
  const words = searchKey(filters.q ?? '');
  return [
    asked(bins.codeKey, key(filters.bin)),
    asked(items.codeKey, key(filters.item)),
    asked(items.kind, filters.kind),
    asked(items.itemGroup, filters.group),
    asked(suppliers.codeKey, key(filters.supplier)),
    asked(lots.numberKey, key(filters.lot)),
    asked(stock.serial, key(filters.serial)),
    sql`(${filters.expiringBefore ?? null} IS NULL OR ${lots.expiry} < ${filters.expiringBefore ?? null})`,
    sql`(${words} = '' OR instr(${items.search}, ${words}) > 0)`,
  ];
}

function isAfter(place: (string | number)[]): SQL {
  const values = place.map((part) => sql`${part}`);
  return sql`(${sql.join([...KEY], sql`, `)}) > (${sql.join(values, sql`, `)})`;
}

function toStockLine(line: Line, currencyDecimals: number): StockLine {
  const { held } = line;
  const average = line.average ?? 0;
  return {
    depot: line.depot,
    bin: line.bin ?? '',
    item: line.item,
    label: line.label,
    kind: line.kind,
    unit: line.unit,
    supplier: line.supplier ?? '',
    lot: line.lot ?? '',
    expiry: line.expiry,
    blocked: line.blocked === 1,
    serial: line.serial,
    quantity: fromThousandths(held),
    unitCost: fromTenThousandths(average),
    value: Number(exactValue(held, average, currencyDecimals)) / 10 ** currencyDecimals,
    transfer: line.transfer,
  };
}
