import { type Area, a1Of, lastColumn, lastRow } from './area.ts';
import { instantOfSerial, serialOfInstant } from './dates.ts';
import { displayed, isDateFormat } from './display.ts';
import { fail } from './failure.ts';
import { announce, type OpenWorkbook, rowAt } from './open-workbook.ts';
import { restyler, styleOf } from './styles.ts';
import { DATE_FORMAT, TIME_FORMAT } from './typed-dates.ts';
import { type Typed, typed } from './typing.ts';
import { rejection } from './validating.ts';
import type { Content, Style, Tab, Workbook } from './workbook.ts';

/** A cell's value on its way between a script and the model: a Date is `{ d }`, NaN and the infinities `{ odd }`. */
export type Wire = string | number | boolean | null | { d: number } | { odd: string };

const LONGEST_CELL = 50_000;

export function eachCell<T>(area: Area, read: (row: number, column: number) => T): T[][] {
  const rows: T[][] = [];
  for (let row = area.row; row <= lastRow(area); row++) {
    const cells: T[] = [];
    for (let column = area.column; column <= lastColumn(area); column++) cells.push(read(row, column));
    rows.push(cells);
  }
  return rows;
}

export const contentAt = (tab: Tab, row: number, column: number): Content =>
  tab.rows[row - 1]?.values[column - 1] ?? null;

export const styleAt = (workbook: Workbook, tab: Tab, row: number, column: number): Style =>
  styleOf(workbook, tab.rows[row - 1]?.styles, column);

export function shownAt(workbook: Workbook, tab: Tab, row: number, column: number): string {
  const content = contentAt(tab, row, column);
  return content === null
    ? ''
    : displayed(content, styleAt(workbook, tab, row, column).format, workbook.locale);
}

/** What `getValues` gives: numbers, text, booleans, a Date where the format is a date, '' for an empty cell. */
export function readValues(workbook: Workbook, tab: Tab, area: Area): Wire[][] {
  return eachCell(area, (row, column) => {
    const content = contentAt(tab, row, column);
    if (content === null) return '';
    if (typeof content === 'object') return displayed(content, undefined, workbook.locale);
    if (typeof content !== 'number') return content;
    const { format } = styleAt(workbook, tab, row, column);
    return isDateFormat(format) ? { d: instantOfSerial(content, workbook.timeZone) } : content;
  });
}

function writtenDate(instant: number, workbook: Workbook): Typed {
  const value = serialOfInstant(instant, workbook.timeZone);
  const day = DATE_FORMAT[workbook.locale];
  return { value, format: value % 1 === 0 ? day : `${day} ${TIME_FORMAT[workbook.locale]}` };
}

function written(wire: Wire, format: string | undefined, workbook: Workbook): Typed {
  if (wire === null) return { value: null };
  if (typeof wire === 'string') {
    if (wire.length > LONGEST_CELL) {
      fail(`Your input contains more than the maximum of ${LONGEST_CELL} characters in a single cell.`);
    }
    return typed(wire, workbook.locale, format, true);
  }
  if (typeof wire === 'number') {
    // A number written into a text column is text from then on.
    return { value: format === '@' ? displayed(wire, undefined, workbook.locale) : wire };
  }
  if (typeof wire === 'boolean') return { value: wire };
  if ('d' in wire) return writtenDate(wire.d, workbook);
  return { value: { error: wire.odd === 'NaN' ? '#NUM!' : '#DIV/0!' } };
}

export function checkDimensions(area: Area, block: readonly (readonly unknown[])[]): void {
  if (block.length !== area.rows) {
    fail(
      'The number of rows in the data does not match the number of rows in the range. ' +
        `The data has ${block.length} but the range has ${area.rows}.`,
    );
  }
  for (const cells of block) {
    if (cells.length !== area.columns) {
      fail(
        'The number of columns in the data does not match the number of columns in the range. ' +
          `The data has ${cells.length} but the range has ${area.columns}.`,
      );
    }
  }
}

/** A format that typing brings only goes to a cell that had none: a date typed in a number column is a number. */
function formatted(workbook: Workbook, old: number, format: string | undefined): number {
  if (!format || workbook.styles[old]?.format) return old;
  return restyler(workbook, { format })(old);
}

/** Puts a block of typed contents into the tab; all its checks were made before. */
export function put(open: OpenWorkbook, tab: Tab, area: Area, block: Typed[][]): void {
  const { workbook } = open;
  for (let at = 0; at < block.length; at++) {
    const row = rowAt(tab, area.row + at);
    const cells = block[at]!;
    // Filled up to the first column of the block, so that the array has no holes.
    while (row.values.length < area.column - 1) row.values.push(null);
    for (let across = 0; across < cells.length; across++) {
      const { value, format } = cells[across]!;
      const index = area.column - 1 + across;
      row.values[index] = value;
      if (!format) continue;
      while (row.styles.length < index) row.styles.push(0);
      row.styles[index] = formatted(workbook, row.styles[index] ?? 0, format);
    }
  }
  announce(open, { what: 'cells', sheetId: tab.id, firstRow: area.row, lastRow: lastRow(area) });
}

/** `setValues`: every cell as if typed in the sheet's locale, the whole block or nothing. */
export function writeValues(open: OpenWorkbook, tab: Tab, area: Area, values: Wire[][]): void {
  checkDimensions(area, values);
  const { workbook } = open;
  const block = values.map((cells, at) =>
    cells.map((wire, across) => {
      const style = styleAt(workbook, tab, area.row + at, area.column + across);
      const content = written(wire, style.format, workbook);
      if (style.validation && rejection(style.validation, content, workbook)) {
        const cell = a1Of({ row: area.row + at, column: area.column + across, rows: 1, columns: 1 });
        fail(`The data you entered in cell ${cell} violates the data validation rules set on this cell.`);
      }
      return content;
    }),
  );
  put(open, tab, area, block);
}

/** Lays `change` over every cell of the area. */
export function restyle(open: OpenWorkbook, tab: Tab, area: Area, change: Partial<Style>): void {
  const next = restyler(open.workbook, change);
  for (let at = area.row; at <= lastRow(area); at++) {
    const { styles } = rowAt(tab, at);
    while (styles.length < lastColumn(area)) styles.push(0);
    for (let column = area.column; column <= lastColumn(area); column++) {
      styles[column - 1] = next(styles[column - 1]!);
    }
  }
  announce(open, { what: 'cells', sheetId: tab.id, firstRow: area.row, lastRow: lastRow(area) });
}

/** One value of one style property per cell: `setBackgrounds`, `setNumberFormats`… */
export function restyleEach<K extends keyof Style>(
  open: OpenWorkbook,
  tab: Tab,
  area: Area,
  key: K,
  block: (Style[K] | undefined)[][],
): void {
  checkDimensions(area, block);
  const restylers = new Map<Style[K] | undefined, (old: number) => number>();
  for (let at = 0; at < area.rows; at++) {
    const { styles } = rowAt(tab, area.row + at);
    while (styles.length < lastColumn(area)) styles.push(0);
    for (let across = 0; across < area.columns; across++) {
      const wanted = block[at]![across];
      let next = restylers.get(wanted);
      if (!next) {
        next = restyler(open.workbook, { [key]: wanted } as Partial<Style>);
        restylers.set(wanted, next);
      }
      const index = area.column - 1 + across;
      styles[index] = next(styles[index]!);
    }
  }
  announce(open, { what: 'cells', sheetId: tab.id, firstRow: area.row, lastRow: lastRow(area) });
}

export interface Clearing {
  contents?: boolean;
  formats?: boolean;
  notes?: boolean;
  validations?: boolean;
}

export function clearArea(open: OpenWorkbook, tab: Tab, area: Area, what: Clearing): void {
  const keepRule = restyleKeeping(open.workbook);
  const dropRule = restyler(open.workbook, { validation: undefined });
  for (const row of tab.rows.slice(area.row - 1, lastRow(area))) {
    if (!row) continue;
    for (let index = area.column - 1; index < lastColumn(area); index++) {
      if (what.contents && index < row.values.length) row.values[index] = null;
      if (index < row.styles.length) {
        if (what.formats) row.styles[index] = keepRule(row.styles[index]!);
        if (what.validations) row.styles[index] = dropRule(row.styles[index]!);
      }
      if (what.notes && row.notes) delete row.notes[index + 1];
    }
  }
  announce(open, { what: 'cells', sheetId: tab.id, firstRow: area.row, lastRow: lastRow(area) });
}

/** Clearing formats keeps data validations, as in Google. */
function restyleKeeping(workbook: Workbook): (old: number) => number {
  const gone: Partial<Style> = {
    format: undefined,
    bold: undefined,
    italic: undefined,
    background: undefined,
    colour: undefined,
    size: undefined,
    align: undefined,
    verticalAlign: undefined,
    wrap: undefined,
    border: undefined,
  };
  return restyler(workbook, gone);
}
