/** Rows of somebody's own list of stock, read by the columns that were named. Pure: nothing here knows a page. */

import { addDays, daysBetween, parseExpiryMonth } from '../../../shared/domain/dates.ts';
import { type CellFault, cellFault, readCell } from '../../../shared/domain/importCells.ts';
import { IMPORT_COLUMNS, type ImportColumn } from '../../../shared/domain/importColumns.ts';
import { columnOf, columnsOf } from '../../../shared/domain/importHeadings.ts';
import type { FileRow, ImportProblem } from '../../../shared/domain/importProblems.ts';
import type { OwnCell, OwnSheetRows } from '../../server/calls/settings.ts';

export const STOCK_COLUMNS = IMPORT_COLUMNS.stock;

/** Which field each column of the tab is; null where it is left alone. */
export type Mapping = readonly (string | null)[];

/** Headings are looked for among so many first rows: a list may have a title above them. */
const ROWS_LOOKED_AT = 15;

export const shownText = (cell: OwnCell | undefined): string =>
  typeof cell === 'string' ? cell : (cell?.[0] ?? '');

/** The row, from 0, in which the most headings are known. */
export function headingRow(cells: readonly (readonly OwnCell[])[]): number {
  const known = (row: readonly OwnCell[]) => row.filter((cell) => columnOf('stock', shownText(cell))).length;
  const counts = cells.slice(0, ROWS_LOOKED_AT).map(known);
  return Math.max(counts.indexOf(Math.max(...counts)), 0);
}

/** Each heading's field, where one is known; of two that mean the same the first has it. */
export function guessMapping(headings: readonly OwnCell[]): (string | null)[] {
  const taken = new Set<string>();
  return columnsOf('stock', headings.map(shownText)).map((column) => {
    const field = column?.field;
    if (field === undefined || taken.has(field)) return null;
    taken.add(field);
    return field;
  });
}

/** A field that two columns were given to, or null. */
export function fieldTwice(mapping: Mapping): string | null {
  const named = mapping.filter((field) => field !== null);
  return named.find((field, at) => named.indexOf(field) < at) ?? null;
}

export interface OwnReading {
  /** `row` is the number at the left of the spreadsheet. */
  rows: FileRow[];
  problems: ImportProblem[];
}

export interface OwnList {
  cells: readonly (readonly OwnCell[])[];
  /** From 0. */
  headings: number;
  mapping: Mapping;
  /** The depot of rows that name none. */
  depot: string;
  /** Costs far from the average were looked at and are right; of these cells alone. */
  acceptCost?: boolean;
}

/**
 * Reads some rows, from and to as places in `cells`. An empty row is none. A number is read from what stands
 * behind the cell, a code as it is shown: «0012» stays «0012».
 */
export function readOwnRows(list: OwnList, from: number, to: number): OwnReading {
  const reading: OwnReading = { rows: [], problems: [] };
  for (let at = Math.max(from, list.headings + 1); at < to; at += 1) {
    const cells = list.cells[at] ?? [];
    if (cells.every((cell) => shownText(cell).trim() === '')) continue;
    readOwnRow(list, at, cells, reading);
  }
  return reading;
}

function readOwnRow(
  list: OwnList,
  at: number,
  cells: readonly OwnCell[],
  { rows, problems }: OwnReading,
): void {
  const row = at + 1;
  const fields: Record<string, unknown> = {};
  const before = problems.length;
  list.mapping.forEach((field, place) => {
    const column = STOCK_COLUMNS.find((one) => one.field === field);
    const cell = cells[place] ?? '';
    if (!column || shownText(cell).trim() === '') return;
    const read = heldValue(column, cell);
    const heading = shownText(list.cells[list.headings]?.[place]).trim();
    if ('fault' in read) {
      problems.push({ line: row, code: read.fault, value: shownText(cell).trim(), column: heading });
    } else fields[column.field] = read.value;
  });
  if (fields.item === undefined && problems.length === before) {
    const place = list.mapping.indexOf('item');
    const heading = shownText(list.cells[list.headings]?.[place]).trim();
    problems.push({ line: row, code: 'VALUE_MISSING', column: heading });
  }
  fields.depot ??= list.depot;
  if (problems.length === before) rows.push({ row, fields });
}

/** Numbers are plain here: the spreadsheet has already read them in its own language. */
const PLAIN = { commaGroups: false };

/**
 * The value of a cell, or why it is none. A date in a column of numbers or texts is never what was typed there;
 * a number in a column of texts is only where its digits stand as shown, zeros in front included.
 */
function heldValue(column: ImportColumn, cell: OwnCell): { value: unknown } | { fault: CellFault } {
  const [shown, held] = typeof cell === 'string' ? [cell, null] : cell;
  const text = shown.trim();
  const isNumber = column.kind === 'number' || column.kind === 'whole';
  if (held !== null && isNumber) {
    if (typeof held === 'string') return { fault: 'NUMBER_RETYPED' };
    // «20 %» holds 0.2: neither a quantity nor a price.
    return text.includes('%') ? { fault: 'VALUE_INVALID' } : { value: held };
  }
  if (held !== null && (column.kind === 'text' || column.kind === 'packs') && !standsAsTyped(text, held)) {
    return { fault: 'TEXT_RETYPED' };
  }
  // Only a date that the spreadsheet holds as one is beyond doubt; shown as its month alone it is the month.
  const written = column.kind === 'date' && typeof held === 'string' && !isMonth(text, held) ? held : text;
  const value = readCell(column, written, PLAIN);
  return value === undefined ? { fault: cellFault(column, written) } : { value };
}

/** «06/2027» behind which the spreadsheet keeps the first of June. */
function isMonth(shown: string, held: string): boolean {
  return held.endsWith('-01') && parseExpiryMonth(shown)?.slice(0, 7) === held.slice(0, 7);
}

function standsAsTyped(text: string, held: number | string): boolean {
  return Number.isSafeInteger(held) && /^\d+$/.test(text) && Number(text) === held;
}

/** Day 0 of a spreadsheet's dates. */
const FIRST_DAY = '1899-12-30';
/** A date made of a number typed bears the year in which it was typed. */
const YEARS_BEFORE_DAYS = 3 * 366;
const YEAR_AFTER_DAYS = 366;

/** Quantities and costs that may be a date to which somebody gave the format of numbers: to be asked about. */
export function datesBehind(
  rows: readonly FileRow[],
  today: string,
): { line: number; field: 'quantity' | 'unitCost'; number: number; date: string }[] {
  return rows.flatMap(({ row, fields }) =>
    (['quantity', 'unitCost'] as const).flatMap((field) => {
      const number = Number(fields[field] ?? 0);
      const ahead = number - daysBetween(FIRST_DAY, today);
      if (!Number.isInteger(number) || ahead < -YEARS_BEFORE_DAYS || ahead > YEAR_AFTER_DAYS) return [];
      return [{ line: row, field, number, date: addDays(FIRST_DAY, number) }];
    }),
  );
}

/** Rows whose expiry is the first of a month: a spreadsheet makes that of «06/2027», which means the last. */
export function firstDays(rows: readonly FileRow[]): number[] {
  return rows.filter(({ fields }) => String(fields.expiry ?? '').endsWith('-01')).map(({ row }) => row);
}

/** What the service is sent: it names rows by their numbers in the tab, and columns by their headings there. */
export function sheetOf(
  list: OwnList,
  rows: readonly FileRow[],
  fields: Readonly<Record<string, string>>,
): OwnSheetRows {
  const own = list.mapping.flatMap((field, place) =>
    field === null ? [] : [[field, shownText(list.cells[list.headings]?.[place]).trim()]],
  );
  return {
    rows: rows.map((row) => row.fields),
    lines: rows.map(({ row }) => row),
    ...(list.acceptCost && { acceptCost: true }),
    headings: { ...fields, ...Object.fromEntries(own) },
  };
}

/** What an import of these rows would bring. */
export function summaryOf(rows: readonly FileRow[]): { items: number; stocked: number } {
  const items = new Set(rows.map(({ fields }) => String(fields.item).trim().toLowerCase()));
  return { items: items.size, stocked: rows.filter(({ fields }) => Number(fields.quantity ?? 0) > 0).length };
}
