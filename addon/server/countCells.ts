/**
 * The cells of a count sheet: read back by the line's id and never by their place, written so that nobody's
 * cell is lost. The number of service calls is the same for 100 lines and for 10,000.
 */
import { fromThousandths, type Language, toThousandths } from '../../shared/domain/quantities.ts';
import { say } from '../../shared/text/say.ts';
import type { ScannedCell, ScannedFigure, SheetRow } from './calls/countSheet.ts';
import type { Answer } from './calls.ts';
import { freeCells, type RetypedCell, type RowCell, writeCells, writeOver } from './cellWriting.ts';
import { type ColumnKey, locateColumn } from './countColumns.ts';
import type { Sheet } from './countTabs.ts';
import { wordsOf } from './language.ts';
import { refuse } from './refusals.ts';

/** What names a stock line to people; a row that shows another one than its id says was sorted in part. */
const PLACE = ['bin', 'item', 'lot', 'serial'] as const satisfies readonly ColumnKey[];

export function placeText(line: Record<(typeof PLACE)[number], string>): string {
  return PLACE.map((key) => line[key].trim()).join('\n');
}

export function headerOf(sheet: Sheet): string[] {
  const width = sheet.getLastColumn();
  return width > 0 ? (sheet.getRange(1, 1, 1, width).getDisplayValues()[0] ?? []) : [];
}

/** Where the named columns stand now; people move, hide and delete them. */
export function findColumns<K extends ColumnKey>(
  sheet: Sheet,
  keys: readonly K[],
  language: Language,
  header = headerOf(sheet),
): Answer<{ at: Record<K, number>; lastRow: number }> {
  const at = {} as Record<K, number>;
  for (const key of keys) at[key] = locateColumn(header, key);
  const gone = keys.filter((key) => at[key] === 0);
  if (gone.length > 0) {
    const { sheet: says, panel } = wordsOf(language);
    const columns = gone.map((key) => say(panel.quoted, language, { text: says.columns[key] })).join(', ');
    return refuse('SHEET_COLUMNS', language, { sheet: sheet.getName(), columns });
  }
  return { ok: true, at, lastRow: sheet.getLastRow() };
}

/**
 * Every row below the header that has an id or a quantity. A number is a number; whatever else stands in the
 * cell (a date, a percentage, a text, TRUE) comes as it is displayed, to be said in words.
 */
export function readCountRows(sheet: Sheet, language: Language): Answer<{ rows: SheetRow[] }> {
  const header = headerOf(sheet);
  const found = findColumns(sheet, ['line', 'counted'], language, header);
  if (!found.ok) return found;
  const { at, lastRow } = found;
  if (lastRow < 2) return { ok: true, rows: [] };
  const places = PLACE.map((key) => locateColumn(header, key));
  const judged = places.every((column) => column > 0);
  const note = locateColumn(header, 'note');
  const columns = [at.line, at.counted, ...(judged ? places : []), ...(note > 0 ? [note] : [])];
  const first = Math.min(...columns);
  const width = Math.max(...columns) - first + 1;
  const { shown, values } = readTwice(sheet.getRange(2, first, lastRow - 1, width), at.line - first);
  const retyped: RetypedCell[] = [];
  const rows = shown.flatMap((cells, index): SheetRow[] => {
    const cell = (column: number) => (cells[column - first] ?? '').trim();
    const [id, text] = [cell(at.line), cell(at.counted)];
    const value = values[index]?.[at.counted - first];
    const figure = figureOf(value, text);
    if (typeof figure === 'string' && (typeof value === 'number' || isDate(value)))
      retyped.push({ row: index + 2, id, text });
    if (id === '' && figure === null) return [];
    const place = judged ? places.map(cell).join('\n') : null;
    return [[index + 2, id, figure, place, note > 0 ? cell(note) : null]];
  });
  freeCells(sheet, at, retyped);
  return { ok: true, rows };
}

/**
 * What the cells show and what they hold are two readings. Where somebody sorts between them, the rows of one are not
 * those of the other: both are read anew.
 */
function readTwice(
  block: GoogleAppsScript.Spreadsheet.Range,
  id: number,
): { shown: string[][]; values: unknown[][] } {
  for (let attempt = 1; ; attempt += 1) {
    const shown = block.getDisplayValues();
    const values: unknown[][] = block.getValues();
    const same = shown.every((cells, row) => cells[id] === String(values[row]?.[id]));
    // An id that somebody typed as a date or an amount never shows what it holds.
    if (same || attempt === READ_AT_MOST) return { shown, values };
  }
}

const READ_AT_MOST = 2;

/** A number, a text that is none, or null for a blank cell. */
function figureOf(value: unknown, text: string): number | string | null {
  return typeof value === 'number' && !NO_FIGURE.test(text) ? value : text || null;
}

/** How a number is displayed that was typed as a percentage, a time or a date. */
const NO_FIGURE = /[%:/]|\d-\d/;

function isDate(value: unknown): boolean {
  return Object.prototype.toString.call(value) === '[object Date]';
}

/** Writes one column of the named lines: their state in one block (nobody types there), figures cell by stretch. */
export function writeColumn(
  sheet: Sheet,
  key: 'state' | 'counted',
  values: ReadonlyMap<string, string | number>,
  language: Language,
): Answer<object> {
  const found = findColumns(sheet, ['line', key], language);
  if (!found.ok) return found;
  const { at, lastRow } = found;
  if (lastRow < 2 || values.size === 0) return { ok: true };
  const ids = sheet.getRange(2, at.line, lastRow - 1, 1).getDisplayValues();
  const cells = ids.flatMap(([id], index): RowCell[] => {
    const value = values.get(id ?? '');
    return value === undefined ? [] : [[index + 2, typeof value === 'string' && value ? `'${value}` : value]];
  });
  if (cells.length === 0) return { ok: true };
  if (key === 'state') writeOver(sheet, at.state, cells);
  else writeCells(sheet, at.counted, cells);
  return { ok: true };
}

/** One cell read and written at once: what was typed there since the last reading is added to, not overwritten. */
export function scanCell(
  sheet: Sheet,
  line: number,
  figure: ScannedFigure,
  language: Language,
): Answer<{ cell: ScannedCell }> {
  const found = findColumns(sheet, ['line', 'counted'], language);
  if (!found.ok) return found;
  const { at, lastRow } = found;
  const ids = lastRow < 2 ? [] : sheet.getRange(2, at.line, lastRow - 1, 1).getDisplayValues();
  const rows = ids.flatMap(([id], index) => (id?.trim() === String(line) ? [index + 2] : []));
  const [row] = rows;
  if (row === undefined || rows.length > 1) return { ok: true, cell: { row: 0, before: null, after: null } };
  const cell = sheet.getRange(row, at.counted);
  const before = figureOf(cell.getValue(), cell.getDisplayValue().trim());
  if (typeof before === 'string') return { ok: true, cell: { row, before, after: null } };
  const after =
    'exactly' in figure
      ? figure.exactly
      : fromThousandths(toThousandths(before ?? 0) + toThousandths(figure.more));
  if (after !== before) cell.setValue(after);
  return { ok: true, cell: { row, before, after } };
}
