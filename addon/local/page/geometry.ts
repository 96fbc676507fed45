/** Where rows and columns lie, in pixels of the sheet: headers first, hidden lines left out. */
import type { SheetView } from '../host/types.ts';
import type { Place } from './places.ts';

export const rowHeightPx = 21;
export const headerHeightPx = 24;

export interface Geometry {
  /** Sheet rows and columns that are shown, in order; everything else speaks of indexes in these. */
  rows: number[];
  columns: number[];
  frozenRows: number;
  frozenColumns: number;
  headerWidth: number;
  width: number;
  height: number;
  /** Right and bottom edge of what does not scroll. */
  frozenRight: number;
  frozenBottom: number;
  left(index: number): number;
  columnWidth(index: number): number;
  top(index: number): number;
  rowHeight(index: number): number;
  columnAt(x: number): number;
  rowAt(y: number): number;
  /** Index of a row; of the next shown one where it is hidden. */
  rowIndex(row: number): number;
  columnIndex(column: number): number;
}

export interface Measures {
  columnWidth(column: number): number;
  /** Heights of frozen rows, which grow with wrapped headings; other rows have one height. */
  frozenRowHeight(row: number): number;
}

function shownLines(count: number, hidden: readonly number[]): number[] {
  const gone = new Set(hidden);
  const shown: number[] = [];
  for (let line = 1; line <= count; line += 1) if (!gone.has(line)) shown.push(line);
  return shown;
}

/** First index whose value is at least `wanted`, the last index if there is none. */
function indexFrom(values: ArrayLike<number>, wanted: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, Math.min(low, values.length - 1));
}

export function createGeometry(sheet: SheetView, measures: Measures): Geometry {
  const rows = shownLines(sheet.rows, sheet.hiddenRows);
  const columns = shownLines(sheet.columns, sheet.hiddenColumns);
  const frozenRows = rows.filter((row) => row <= sheet.frozenRows).length;
  const frozenColumns = columns.filter((column) => column <= sheet.frozenColumns).length;
  const headerWidth = Math.max(46, 18 + 8 * String(sheet.rows).length);

  const lefts = [headerWidth];
  for (const column of columns) lefts.push(lefts[lefts.length - 1]! + measures.columnWidth(column));
  const frozenTops = [headerHeightPx];
  for (const row of rows.slice(0, frozenRows)) {
    frozenTops.push(frozenTops[frozenTops.length - 1]! + measures.frozenRowHeight(row));
  }
  const frozenBottom = frozenTops[frozenRows]!;
  const top = (index: number) =>
    index <= frozenRows ? frozenTops[index]! : frozenBottom + (index - frozenRows) * rowHeightPx;

  return {
    rows,
    columns,
    frozenRows,
    frozenColumns,
    headerWidth,
    width: lefts[columns.length]!,
    height: top(rows.length),
    frozenRight: lefts[frozenColumns]!,
    frozenBottom,
    left: (index) => lefts[index]!,
    columnWidth: (index) => lefts[index + 1]! - lefts[index]!,
    top,
    rowHeight: (index) => top(index + 1) - top(index),
    columnAt: (x) => indexFrom(lefts.slice(1), x + 0.5),
    rowAt(y) {
      if (y < frozenBottom) return indexFrom(frozenTops.slice(1), y + 0.5);
      const index = frozenRows + Math.floor((y - frozenBottom) / rowHeightPx);
      return Math.max(0, Math.min(index, rows.length - 1));
    },
    rowIndex: (row) => indexFrom(rows, row),
    columnIndex: (column) => indexFrom(columns, column),
  };
}

/** The cell some shown lines away; stays at the edge of the sheet. */
export function stepFrom(geometry: Geometry, from: Place, down: number, right: number): Place {
  const clamp = (index: number, count: number) => Math.max(0, Math.min(index, count - 1));
  const row = clamp(geometry.rowIndex(from.row) + down, geometry.rows.length);
  const column = clamp(geometry.columnIndex(from.column) + right, geometry.columns.length);
  return { row: geometry.rows[row] ?? from.row, column: geometry.columns[column] ?? from.column };
}
