import type { StockLine } from '../../shared/contract/stock.ts';
import type { Language } from '../../shared/domain/quantities.ts';
import { textOf } from '../../shared/text/index.ts';
import { CsvFile, dateCell } from '../http/csv.ts';
import { fromCursor } from '../http/routes.ts';
import type { Caller } from '../people/caller.ts';
import { listStock, type StockFilters } from './list.ts';

const BLOCK_LINES = 5000;
const COLUMNS = [
  'depot',
  'bin',
  'code',
  'label',
  'kind',
  'supplier',
  'lot',
  'expiry',
  'serial',
  'unit',
  'quantity',
  'unitCost',
  'value',
] as const;

/** The whole stock that the filters name as one CSV, now or at the end of a past day (E5, Q11). */
export async function exportStock(
  db: D1Database,
  caller: Caller,
  filters: StockFilters,
  language: Language,
): Promise<Uint8Array> {
  const { columns, kinds } = textOf(language).printed.snapshot;
  const file = new CsvFile(COLUMNS.map((name) => columns[name]));
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
  let cursor: string | undefined;
  do {
    const page = await listStock(db, caller, filters, BLOCK_LINES, fromCursor(cursor, 6));
    file.add(page.rows.map(row));
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return file.bytes();
}
