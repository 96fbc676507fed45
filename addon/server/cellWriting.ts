/** Cells of one column are written, and no other: people type, sort and compute on the same tab meanwhile. */
import type { Cell } from './countColumns.ts';
import type { Sheet } from './countTabs.ts';

/** Its row, and what goes there. */
export type RowCell = readonly [row: number, cell: Cell];

/** As many writes as one column takes; beyond it, cells between those meant are read and written back. */
const WRITES = 200;

/** What stands between them, and what is typed there meanwhile, stays. */
export function writeCells(sheet: Sheet, column: number, cells: readonly RowCell[]): void {
  const sorted = [...cells].sort(([one], [other]) => one - other);
  const stretches = cut(sorted, ([row], [next]) => next === row + 1);
  if (stretches.length <= WRITES) for (const stretch of stretches) writeStretch(sheet, column, stretch);
  else if (!writeByFigure(sheet, column, sorted)) writeWidely(sheet, column, sorted);
}

function writeStretch(sheet: Sheet, column: number, cells: readonly RowCell[]): void {
  sheet.getRange(cells[0]![0], column, cells.length, 1).setValues(cells.map(([, cell]) => [cell]));
}

/** One figure goes into however many cells at once; false where there are too many different ones. */
export function writeByFigure(sheet: Sheet, column: number, sorted: readonly RowCell[]): boolean {
  const rowsOf = new Map<Cell, RowCell[]>();
  for (const one of sorted) {
    const same = rowsOf.get(one[1]);
    if (same) same.push(one);
    else rowsOf.set(one[1], [one]);
  }
  if (rowsOf.size > WRITES) return false;
  const letters = columnLetters(column);
  for (const [figure, rows] of rowsOf) {
    const places = cut(rows, ([row], [next]) => next === row + 1).map(
      (stretch) => `${letters}${stretch[0]![0]}:${letters}${stretch[stretch.length - 1]![0]}`,
    );
    sheet.getRangeList(places).setValue(figure);
  }
  return true;
}

/** Blocks over as few other cells as possible, which keep what they hold a moment before: formulas too. */
function writeWidely(sheet: Sheet, column: number, sorted: readonly RowCell[]): void {
  const gaps = sorted.slice(1).map(([row], at) => row - sorted[at]![0]);
  const narrow = [...gaps].sort((one, other) => other - one)[WRITES - 1]!;
  let left = WRITES - 1;
  const blocks = cut(sorted, ([row], [next]) => {
    if (next - row < narrow || left === 0) return true;
    left -= 1;
    return false;
  });
  for (const block of blocks) writeOver(sheet, column, block, withFormulas);
}

/** One block over all of the cells; those between keep what they hold. */
export function writeOver(
  sheet: Sheet,
  column: number,
  cells: readonly RowCell[],
  held: (span: Range) => unknown[][] = withoutFormulas,
): void {
  const rows = cells.map(([row]) => row);
  const first = rows.reduce((least, row) => Math.min(least, row));
  const last = rows.reduce((most, row) => Math.max(most, row));
  const span = sheet.getRange(first, column, last - first + 1, 1);
  const block = held(span);
  for (const [row, cell] of cells) block[row - first] = [cell];
  span.setValues(block);
}

type Range = GoogleAppsScript.Spreadsheet.Range;

function withoutFormulas(span: Range): unknown[][] {
  return span.getValues().map(([value]) => [asKept(value)]);
}

function withFormulas(span: Range): unknown[][] {
  const formulas = span.getFormulas();
  return span.getValues().map(([value], at) => [formulas[at]?.[0] || asKept(value)]);
}

/** A text that stands in a cell stays a text when its block is written back. */
function asKept(value: unknown): unknown {
  return typeof value === 'string' && value !== '' ? `'${value}` : value;
}

/** Neighbours that belong together, in pieces of the list. */
function cut<T>(list: readonly T[], together: (one: T, next: T) => boolean): T[][] {
  const pieces: T[][] = [];
  list.forEach((one, at) => {
    if (at > 0 && together(list[at - 1]!, one)) pieces[pieces.length - 1]!.push(one);
    else pieces.push([one]);
  });
  return pieces;
}

export interface RetypedCell {
  row: number;
  /** Of its line, as it was read. */
  id: string;
  /** What the cell shows. */
  text: string;
}

/** As many cells as one reading frees; the next reading takes the others. */
const FREED_AT_ONCE = 20;

/**
 * "12.5" or "12/11" typed in a French sheet is a date, and its cell then makes a date of every number typed later, as
 * "5 %" makes percentages. The cell gets its free format back; what it showed stays in it as text. Each is looked at
 * again before each step: where somebody sorted meanwhile it is another line's, and left for the next reading.
 */
export function freeCells(
  sheet: Sheet,
  at: Record<'line' | 'counted', number>,
  cells: readonly RetypedCell[],
): void {
  const [first, width] = [Math.min(at.line, at.counted), Math.abs(at.line - at.counted) + 1];
  for (const { row, id, text } of cells.slice(0, FREED_AT_ONCE)) {
    const line = sheet.getRange(row, first, 1, width);
    const cell = sheet.getRange(row, at.counted);
    const isThere = () => {
      const shown = line.getDisplayValues()[0]!.map((one) => one.trim());
      return shown[at.line - first] === id && shown[at.counted - first] === text;
    };
    if (!isThere()) continue;
    // The text first: a bare number in a free cell would be taken for a quantity.
    cell.setValue(`'${text}`);
    if (isThere()) cell.setNumberFormat('General');
  }
}

/** 1 → A, 27 → AA. */
export function columnLetters(column: number): string {
  const letter = String.fromCharCode(65 + ((column - 1) % 26));
  return column > 26 ? columnLetters(Math.floor((column - 1) / 26)) + letter : letter;
}
