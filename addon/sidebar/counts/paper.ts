/** Which lines stand on which sheet of paper: each bin begins a new one, each says which it is of how many. Pure. */
import type { CountLine } from '../../../shared/contract/counts.ts';

export interface PaperSheet {
  bin: string;
  /** From 1, of how many in all. */
  number: number;
  of: number;
  /** The number that the first row bears; rows are numbered through the whole print. */
  firstRow: number;
  lines: CountLine[];
}

/** As many rows as fit an A4 sheet with its head and its signatures; a barcode needs a higher row. */
export const ROWS = { plain: 22, barcodes: 15 };

export function paperSheets(lines: readonly CountLine[], rows: number): PaperSheet[] {
  const bins = new Map<string, CountLine[]>();
  for (const line of lines) {
    const here = bins.get(line.bin);
    if (here) here.push(line);
    else bins.set(line.bin, [line]);
  }
  const sheets: PaperSheet[] = [];
  let firstRow = 1;
  for (const [bin, held] of bins)
    for (let from = 0; from < held.length; from += rows) {
      const some = held.slice(from, from + rows);
      sheets.push({ bin, number: sheets.length + 1, of: 0, firstRow, lines: some });
      firstRow += some.length;
    }
  return sheets.map((sheet) => ({ ...sheet, of: sheets.length }));
}
