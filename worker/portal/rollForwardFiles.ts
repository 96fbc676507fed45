import writeXlsx from 'write-excel-file/universal';
import type { Language } from '../../shared/domain/quantities.ts';
import { textOf } from '../../shared/text/index.ts';
import { CsvFile } from '../http/csv.ts';
import { type Period, type RollForwardRow, readRollForward } from '../stock/rollForward.ts';

const BLOCK_ITEMS = 500;
/** Beyond it no writer of xlsx fits the isolate's memory; the CSV takes any number. */
export const XLSX_ROWS_MAX = 10_000;

const FIELDS = [
  'item',
  'label',
  'unit',
  'opening',
  'openingValue',
  'in',
  'inValue',
  'out',
  'outValue',
  'revaluation',
  'closing',
  'closingValue',
] as const satisfies (keyof RollForwardRow)[];

function headings(language: Language): string[] {
  const { portal, printed } = textOf(language);
  const words = portal.movements;
  const { columns } = printed.snapshot;
  const valued = (name: string) => [`${name} (${words.quantity})`, `${name} (${words.value})`];
  return [
    columns.code,
    columns.label,
    columns.unit,
    ...valued(words.opening),
    ...valued(words.in),
    ...valued(words.out),
    words.revaluation,
    ...valued(words.closing),
  ];
}

async function* blocks(db: D1Database, period: Period, decimals: number): AsyncGenerator<RollForwardRow[]> {
  for (let after: string | null = ''; after !== null; ) {
    const page: Awaited<ReturnType<typeof readRollForward>> = await readRollForward(
      db,
      period,
      decimals,
      BLOCK_ITEMS,
      after,
    );
    yield page.rows;
    after = page.next;
  }
}

export async function rollForwardCsv(db: D1Database, period: Period, decimals: number, language: Language) {
  const file = new CsvFile(headings(language));
  for await (const rows of blocks(db, period, decimals))
    file.add(rows.map((row) => FIELDS.map((field) => row[field])));
  return file.bytes();
}

/** The same as xlsx, numbers as numbers and codes as text; null where it has more than 10,000 rows. */
export async function rollForwardXlsx(db: D1Database, period: Period, decimals: number, language: Language) {
  const bold = headings(language).map((value) => ({ value, fontWeight: 'bold' as const }));
  const sheet: object[][] = [bold];
  for await (const rows of blocks(db, period, decimals)) {
    sheet.push(...rows.map((row) => FIELDS.map((field) => cell(row[field]))));
    if (sheet.length > XLSX_ROWS_MAX + 1) return null;
  }
  return writeXlsx(sheet as never, { stickyRowsCount: 1 }).toBlob();
}

function cell(value: string | number) {
  return typeof value === 'number' ? { value, type: Number } : { value, type: String };
}
