/**
 * The cells of a count sheet: read back by the line's id and never by their place, written so that nobody's
 * cell is lost. The number of service calls is the same for 100 lines and for 10,000.
 */
import { fromThousandths, type Language, toThousandths } from '../../shared/domain/quantities.ts';
import { say } from '../../shared/text/say.ts';
import type { ScannedCell, ScannedFigure, SheetRow } from './calls/countSheet.ts';
import type { Answer } from './calls.ts';
import { type Cell, type ColumnKey, locateColumn } from './countColumns.ts';
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
  const shown = sheet.getRange(2, first, lastRow - 1, width).getDisplayValues();
  const values = sheet.getRange(2, at.counted, lastRow - 1, 1).getValues();
  const retyped: [row: number, text: string][] = [];
  const rows = shown.flatMap((cells, index): SheetRow[] => {
    const cell = (column: number) => (cells[column - first] ?? '').trim();
    const [id, text] = [cell(at.line), cell(at.counted)];
    const value: unknown = values[index]?.[0];
    const figure = figureOf(value, text);
    if (typeof figure === 'string' && (typeof value === 'number' || isDate(value)))
      retyped.push([index + 2, text]);
    if (id === '' && figure === null) return [];
    const place = judged ? places.map(cell).join('\n') : null;
    return [[index + 2, id, figure, place, note > 0 ? cell(note) : null]];
  });
  freeCells(sheet, at.counted, retyped);
  return { ok: true, rows };
}

/** A number, a text that is none, or null for a blank cell. */
function figureOf(value: unknown, text: string): number | string | null {
  return typeof value === 'number' && !NO_FIGURE.test(text) ? value : text || null;
}

/** How a number is displayed that was typed as a percentage, a time or a date. */
const NO_FIGURE = /[%:/]|\d-\d/;

function isDate(value: unknown): boolean {
  return Object.prototype.toString.call(value) === '[object Date]';
}

/** As many cells as one reading frees; the next reading takes the others. */
const FREED_AT_ONCE = 100;

/**
 * "12.5" or "12/11" typed in a French sheet is a date, and its cell then makes a date of every number typed
 * later, as "5 %" makes percentages. The cell gets its free format back; what it showed stays in it as text.
 */
function freeCells(sheet: Sheet, column: number, cells: readonly [row: number, text: string][]): void {
  const some = cells.slice(0, FREED_AT_ONCE);
  if (some.length === 0) return;
  const letters = columnLetters(column);
  sheet.getRangeList(some.map(([row]) => `${letters}${row}`)).setNumberFormat('General');
  writeCells(
    sheet,
    column,
    some.map(([row, text]) => [row, `'${text}`]),
  );
}

function columnLetters(column: number): string {
  const letter = String.fromCharCode(65 + ((column - 1) % 26));
  return column > 26 ? columnLetters(Math.floor((column - 1) / 26)) + letter : letter;
}

/** Above as many separate stretches one block is written, so that the calls stay few. */
const STRETCHES = 100;

/** Writes these cells and no other while they lie in few stretches: what somebody types beside them stays. */
function writeCells(
  sheet: Sheet,
  column: number,
  cells: readonly (readonly [row: number, cell: Cell])[],
): void {
  const stretches: { row: number; cells: Cell[][] }[] = [];
  for (const [row, cell] of [...cells].sort(([one], [other]) => one - other)) {
    const last = stretches[stretches.length - 1];
    if (last && last.row + last.cells.length === row) last.cells.push([cell]);
    else stretches.push({ row, cells: [[cell]] });
  }
  if (stretches.length > STRETCHES) writeBlock(sheet, column, cells);
  else
    for (const stretch of stretches)
      sheet.getRange(stretch.row, column, stretch.cells.length, 1).setValues(stretch.cells);
}

/** One block over all of the cells; those between keep what they hold. */
function writeBlock(
  sheet: Sheet,
  column: number,
  cells: readonly (readonly [row: number, cell: Cell])[],
): void {
  const rows = cells.map(([row]) => row);
  const first = rows.reduce((least, row) => Math.min(least, row));
  const last = rows.reduce((most, row) => Math.max(most, row));
  const span = sheet.getRange(first, column, last - first + 1, 1);
  const block = span.getValues().map(([value]): unknown[] => [asKept(value)]);
  for (const [row, cell] of cells) block[row - first] = [cell];
  span.setValues(block);
}

/** A text that stands in a cell stays a text when its block is written back. */
function asKept(value: unknown): unknown {
  return typeof value === 'string' && value !== '' ? `'${value}` : value;
}

/**
 * Writes one column of the named lines: their state in one block (nobody types there), figures cell by stretch.
 * `blankOnly`: what stands in a cell stays.
 */
export function writeColumn(
  sheet: Sheet,
  key: 'state' | 'counted',
  values: ReadonlyMap<string, string | number>,
  language: Language,
  blankOnly = false,
): Answer<object> {
  const found = findColumns(sheet, ['line', key], language);
  if (!found.ok) return found;
  const { at, lastRow } = found;
  if (lastRow < 2 || values.size === 0) return { ok: true };
  const ids = sheet.getRange(2, at.line, lastRow - 1, 1).getDisplayValues();
  const stands = blankOnly ? sheet.getRange(2, at[key], lastRow - 1, 1).getDisplayValues() : [];
  const cells = ids.flatMap(([id], index): [number, Cell][] => {
    const value = values.get(id ?? '');
    return value === undefined || stands[index]?.[0]?.trim()
      ? []
      : [[index + 2, typeof value === 'string' && value ? `'${value}` : value]];
  });
  if (cells.length === 0) return { ok: true };
  if (key === 'state') writeBlock(sheet, at.state, cells);
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
