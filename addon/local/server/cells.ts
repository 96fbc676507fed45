/** Reading the grid: rows on the wire, and where Ctrl+arrow lands. */
import type { CellView, SheetView, SpreadsheetDocument } from '../host/types.ts';
import type { Direction, Place, WireCell } from './wire.ts';

const chunkRows = 500;

function isPlain(cell: CellView): boolean {
  return !(
    cell.bold ||
    cell.background ||
    cell.colour ||
    cell.align ||
    cell.wrap ||
    cell.note ||
    cell.warning
  );
}

function toWire(cell: CellView): WireCell {
  if (!isPlain(cell)) return cell;
  if (cell.kind === 'empty' && cell.edit === '') return 0;
  if (cell.kind === 'text' && cell.edit === cell.text) return cell.text;
  return cell;
}

/** Rows `first` … of a sheet, empty cells at the right end of each row left off. */
export function wireRows(
  document: SpreadsheetDocument,
  sheetId: number,
  first: number,
  count: number,
): WireCell[][] {
  return document.view(sheetId, first, count).map((row) => {
    const cells = row.map(toWire);
    while (cells.length > 0 && cells[cells.length - 1] === 0) cells.pop();
    return cells;
  });
}

const isFilled = (cell: CellView | undefined) => cell !== undefined && cell.text !== '';

/** Whether each line (row or column) of a sheet is shown, by its number. */
function shownLines(count: number, hidden: readonly number[]): boolean[] {
  const shown = new Array<boolean>(count + 1).fill(true);
  for (const line of hidden) shown[line] = false;
  return shown;
}

/**
 * The edge of the data from a cell, as Ctrl+arrow goes: along filled cells to the last of them,
 * over empty ones to the next filled, else to the end of the sheet. Hidden lines are passed over.
 */
export function edgeOf(
  document: SpreadsheetDocument,
  sheet: SheetView,
  from: Place,
  direction: Direction,
): Place {
  const alongRows = direction === 'up' || direction === 'down';
  const step = direction === 'up' || direction === 'left' ? -1 : 1;
  const shown = alongRows
    ? shownLines(sheet.rows, sheet.hiddenRows)
    : shownLines(sheet.columns, sheet.hiddenColumns);
  const filled = alongRows
    ? columnReader(document, sheet.id, from.column)
    : rowReader(document, sheet.id, from.row);
  const last = alongRows ? sheet.rows : sheet.columns;
  const start = alongRows ? from.row : from.column;
  const lines: number[] = [];
  for (let line = start + step; line >= 1 && line <= last; line += step) if (shown[line]) lines.push(line);
  const found = edgeAmong(lines, start, filled);
  return alongRows ? { row: found, column: from.column } : { row: from.row, column: found };
}

function edgeAmong(lines: number[], start: number, filled: (line: number) => boolean): number {
  if (lines.length === 0) return start;
  if (filled(start) && filled(lines[0]!)) {
    const gap = lines.findIndex((line) => !filled(line));
    return gap < 0 ? lines[lines.length - 1]! : lines[gap - 1]!;
  }
  return lines.find(filled) ?? lines[lines.length - 1]!;
}

function columnReader(document: SpreadsheetDocument, sheetId: number, column: number) {
  const chunks = new Map<number, CellView[][]>();
  return (row: number) => {
    const chunk = Math.floor((row - 1) / chunkRows);
    let rows = chunks.get(chunk);
    if (!rows) {
      rows = document.view(sheetId, chunk * chunkRows + 1, chunkRows);
      chunks.set(chunk, rows);
    }
    return isFilled(rows[(row - 1) % chunkRows]?.[column - 1]);
  };
}

function rowReader(document: SpreadsheetDocument, sheetId: number, row: number) {
  const cells = document.view(sheetId, row, 1)[0] ?? [];
  return (column: number) => isFilled(cells[column - 1]);
}

/** The last row and the last column that hold anything (Ctrl+End); A1 in an empty sheet. */
export function lastFilled(document: SpreadsheetDocument, sheet: SheetView): Place {
  const end: Place = { row: 1, column: 1 };
  for (let first = 1; first <= sheet.rows; first += chunkRows) {
    document.view(sheet.id, first, chunkRows).forEach((cells, index) => {
      const column = cells.findLastIndex(isFilled) + 1;
      if (column === 0) return;
      end.row = first + index;
      end.column = Math.max(end.column, column);
    });
  }
  return end;
}
