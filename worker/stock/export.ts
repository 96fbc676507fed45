import type { StockLine } from '../../shared/contract/stock.ts';
import type { Language } from '../../shared/domain/quantities.ts';
import { textOf } from '../../shared/text/index.ts';
import { withRetry } from '../db/retry.ts';
import { CsvFile, dateCell } from '../http/csv.ts';
import { Refusal } from '../http/problem.ts';
import { fromCursor } from '../http/routes.ts';
import { type Caller, visibleDepot } from '../people/caller.ts';
import { STOCK_COLUMNS } from '../snapshots/files/stock.ts';
import { listStock, type StockFilters } from './list.ts';

/** One read is one moment; a larger stock is read in several, and again where something moved in between. */
const BLOCK_LINES = 20_000;
const TRIES = 5;
const POSITION = 'SELECT coalesce(max(sequence), 0) AS position FROM movements';

export interface StockExport {
  bytes: Uint8Array;
  /** «stock-PHC-2026-11-20.csv»: ASCII only. */
  fileName: string;
}

/**
 * The whole stock that the filters name as one CSV, now or at the end of a past day, in the columns of a count's
 * stock.csv (E5, Q11). What is on its way stands in no depot, here as there.
 * Refuses `NOT_FOUND` for a depot that one may not see, `DATE_FUTURE`, and `UNAVAILABLE` where a very large stock
 * never stood still while it was read.
 */
export async function exportStock(
  db: D1Database,
  caller: Caller,
  filters: StockFilters,
  language: Language,
): Promise<StockExport> {
  const { depot, at = caller.today } = filters;
  if (depot !== undefined && !visibleDepot(caller, depot)) throw new Refusal('NOT_FOUND');
  if (at > caller.today) throw new Refusal('DATE_FUTURE', { date: at, today: caller.today });
  const positionNow = () => withRetry(() => db.prepare(POSITION).first<number>('position'));
  for (let tries = 0; tries < TRIES; tries++) {
    const position = await positionNow();
    const { file, blocks } = await readStock(db, caller, filters, language);
    if (blocks > 1 && (await positionNow()) !== position) continue;
    const plain = depot?.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-|-$/g, '');
    return { bytes: file.bytes(), fileName: `${['stock', plain, at].filter(Boolean).join('-')}.csv` };
  }
  throw new Refusal('UNAVAILABLE');
}

async function readStock(db: D1Database, caller: Caller, filters: StockFilters, language: Language) {
  const { columns, kinds } = textOf(language).printed.snapshot;
  const file = new CsvFile(STOCK_COLUMNS.map((name) => columns[name]));
  const row = (line: StockLine) => [
    line.depot,
    line.bin,
    line.item,
    line.label,
    kinds[line.kind as keyof typeof kinds] ?? line.kind,
    line.supplier,
    line.lot,
    dateCell(line.expiry),
    line.serial,
    line.unit,
    line.quantity,
    line.unitCost,
    line.value,
  ];
  let blocks = 0;
  let cursor: string | undefined;
  do {
    const page = await listStock(db, caller, filters, BLOCK_LINES, fromCursor(cursor, 6));
    file.add(page.rows.filter(({ transfer }) => transfer === null).map(row));
    cursor = page.next ?? undefined;
    blocks++;
  } while (cursor !== undefined);
  return { file, blocks };
}
