/** A rectangle of cells. Rows and columns count from 1. */
export interface Area {
  row: number;
  column: number;
  rows: number;
  columns: number;
}

export type Axis = 'row' | 'column';

export const lastRow = (area: Area): number => area.row + area.rows - 1;
export const lastColumn = (area: Area): number => area.column + area.columns - 1;

export function contains(area: Area, row: number, column: number): boolean {
  return row >= area.row && row <= lastRow(area) && column >= area.column && column <= lastColumn(area);
}

export function intersects(one: Area, other: Area): boolean {
  return (
    one.row <= lastRow(other) &&
    other.row <= lastRow(one) &&
    one.column <= lastColumn(other) &&
    other.column <= lastColumn(one)
  );
}

/** 1 → A, 27 → AA. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

function columnNumber(letters: string): number {
  let column = 0;
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return column;
}

export function a1Of(area: Area): string {
  const first = columnLetters(area.column) + area.row;
  if (area.rows === 1 && area.columns === 1) return first;
  return `${first}:${columnLetters(lastColumn(area))}${lastRow(area)}`;
}

/**
 * Reads A1 notation: `B2`, `B2:C9`, `B:C`, `2:9`, `A2:A`. An open end stops at the tab's last row or column.
 * Null where the text is no such notation.
 */
export function areaOfA1(a1: string, rowCount: number, columnCount: number): Area | null {
  const [from = '', to = from, more] = a1.replace(/\$/g, '').split(':');
  const start = /^([A-Za-z]{0,3})(\d{0,8})$/.exec(from.trim());
  const end = /^([A-Za-z]{0,3})(\d{0,8})$/.exec(to.trim());
  if (more !== undefined || !start || !end || !start[0] || !end[0]) return null;
  if (!a1.includes(':') && (!start[1] || !start[2])) return null;
  const rows = [start[2] ? Number(start[2]) : 1, end[2] ? Number(end[2]) : rowCount] as const;
  const columns = [
    start[1] ? columnNumber(start[1]) : 1,
    end[1] ? columnNumber(end[1]) : columnCount,
  ] as const;
  return {
    row: Math.min(...rows),
    column: Math.min(...columns),
    rows: Math.abs(rows[1] - rows[0]) + 1,
    columns: Math.abs(columns[1] - columns[0]) + 1,
  };
}

/** The area after `count` rows or columns came in before `before`. */
export function afterInsertion(area: Area, axis: Axis, before: number, count: number): Area {
  const size = axis === 'row' ? 'rows' : 'columns';
  if (area[axis] >= before) return { ...area, [axis]: area[axis] + count };
  if (area[axis] + area[size] > before) return { ...area, [size]: area[size] + count };
  return area;
}

/** The area after `count` rows or columns from `first` went away; null when nothing of it is left. */
export function afterDeletion(area: Area, axis: Axis, first: number, count: number): Area | null {
  const size = axis === 'row' ? 'rows' : 'columns';
  const end = area[axis] + area[size];
  const goneEnd = first + count;
  const goneInside = Math.max(0, Math.min(end, goneEnd) - Math.max(area[axis], first));
  if (goneInside === area[size]) return null;
  const goneBefore = Math.max(0, Math.min(area[axis], goneEnd) - first);
  return { ...area, [axis]: area[axis] - goneBefore, [size]: area[size] - goneInside };
}
