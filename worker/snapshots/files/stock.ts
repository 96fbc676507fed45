import { dateCell } from '../../http/csv.ts';
import { csvOf, type Making, type SnapshotFile } from './file.ts';

/** The columns of a stock export, with a count or without one (E5, E12). */
export const STOCK_COLUMNS = [
  ...(['depot', 'bin', 'code', 'label', 'kind', 'supplier', 'lot', 'expiry', 'serial', 'unit'] as const),
  ...(['quantity', 'unitCost', 'value'] as const),
] as const;

/** Every stock line of the moment: what stood when the count opened, or what stands since it was confirmed. */
export function stockFile(making: Making): SnapshotFile {
  const { facts, words, money } = making;
  return csvOf(words.files.stock, making, STOCK_COLUMNS, ({ line, quantity, unitCost, value }) => [
    facts.depot,
    line.bin,
    line.item,
    line.label,
    words.kinds[line.kind as keyof typeof words.kinds] ?? line.kind,
    line.supplier,
    line.lot,
    dateCell(line.expiry),
    line.serial,
    line.unit,
    quantity / 1000,
    unitCost / 10_000,
    money(value),
  ]);
}
