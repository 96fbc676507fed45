/**
 * The count sheet: written in one block, read back by the line's id and never by its place.
 * The number of service calls is the same for 100 lines and for 10,000.
 */
import type { Count } from '../../shared/contract/counts.ts';
import type { Language } from '../../shared/domain/quantities.ts';
import { say } from '../../shared/text/say.ts';
import type { SheetRow } from './calls/counts.ts';
import type { Answer } from './calls.ts';
import {
  type ColumnKey,
  type CountColumn,
  type CountRow,
  columnsOf,
  countBlock,
  locateColumn,
  runsOf,
} from './countColumns.ts';
import { freeName, markTab, type Sheet, type Spreadsheet } from './countTabs.ts';
import { wordsOf } from './language.ts';
import { refuse } from './refusals.ts';

/** Makes the tab of a count. A tab that could not be finished is taken away again. */
export function buildCountTab(
  spreadsheet: Spreadsheet,
  count: Pick<Count, 'id' | 'name' | 'blind'>,
  rows: readonly CountRow[],
  language: Language,
): Sheet {
  const columns = columnsOf(count.blind);
  const sheet = spreadsheet.insertSheet(freeName(spreadsheet, count.name));
  try {
    fitGrid(sheet, rows.length + 1, columns.length);
    // `@` before anything is written, on the whole column: later it would be too late for "007".
    for (const [first, width] of runsOf(columns, ({ kind }) => kind === 'text'))
      sheet.getRange(1, first, rows.length + 1, width).setNumberFormat('@');
    sheet.getRange(1, 1, rows.length + 1, columns.length).setValues(countBlock(columns, rows, language));
    dress(sheet, columns, rows.length, language);
    markTab(sheet, count.id);
    // The first cell to type in, brought into sight.
    sheet.getRange(2, placeOf(columns, 'counted')).activate();
  } catch (failure) {
    spreadsheet.deleteSheet(sheet);
    throw failure;
  }
  return sheet;
}

function placeOf(columns: readonly CountColumn[], wanted: ColumnKey): number {
  return columns.findIndex(({ key }) => key === wanted) + 1;
}

/** Exactly the rows and columns that are used: one call each, whether the tab grows or shrinks. */
function fitGrid(sheet: Sheet, rows: number, columns: number): void {
  const [haveRows, haveColumns] = [sheet.getMaxRows(), sheet.getMaxColumns()];
  if (rows > haveRows) sheet.insertRowsAfter(haveRows, rows - haveRows);
  else if (rows < haveRows) sheet.deleteRows(rows + 1, haveRows - rows);
  if (columns < haveColumns) sheet.deleteColumns(columns + 1, haveColumns - columns);
}

function dress(sheet: Sheet, columns: readonly CountColumn[], lines: number, language: Language): void {
  const { sheet: says } = wordsOf(language);
  sheet.setFrozenRows(1);
  sheet.getRange(1, 1, 1, columns.length).setFontWeight('bold').setBackground('#e8eaed');
  columns.forEach(({ width }, index) => {
    sheet.setColumnWidth(index + 1, width);
  });
  for (const [first, width] of runsOf(columns, ({ hidden }) => hidden === true))
    sheet.hideColumns(first, width);

  const counted = sheet.getRange(2, placeOf(columns, 'counted'), lines, 1);
  counted.setBackground('#fef7e0');
  counted.setDataValidation(
    SpreadsheetApp.newDataValidation()
      .requireNumberGreaterThanOrEqualTo(0)
      .setAllowInvalid(true)
      .setHelpText(says.quantityHelp)
      .build(),
  );
  sheet.setConditionalFormatRules([
    SpreadsheetApp.newConditionalFormatRule()
      .whenCellNotEmpty()
      .setBackground('#e6f4ea')
      .setRanges([counted])
      .build(),
  ]);
  // A warning only: a hard protection made by one person would block another person's sidebar.
  const { counted: countedLabel, note } = says.columns;
  sheet
    .protect()
    .setDescription(say(says.protection, language, { counted: countedLabel, note }))
    .setWarningOnly(true)
    .setUnprotectedRanges(
      runsOf(columns, ({ free }) => free === true).map(([first, width]) =>
        sheet.getRange(2, first, lines, width),
      ),
    );
}

/** Where the named columns stand now; people move, hide and delete them. */
export function findColumns<K extends ColumnKey>(
  sheet: Sheet,
  keys: readonly K[],
  language: Language,
): Answer<{ at: Record<K, number>; lastRow: number }> {
  const width = sheet.getLastColumn();
  const header = width > 0 ? (sheet.getRange(1, 1, 1, width).getDisplayValues()[0] ?? []) : [];
  const at = {} as Record<K, number>;
  for (const key of keys) at[key] = locateColumn(header, key);
  const gone = keys.filter((key) => at[key] === 0);
  if (gone.length > 0) {
    const labels = wordsOf(language).sheet.columns;
    const columns = gone.map((key) => `«${labels[key]}»`).join(', ');
    return refuse('SHEET_COLUMNS', language, { sheet: sheet.getName(), columns });
  }
  return { ok: true, at, lastRow: sheet.getLastRow() };
}

/**
 * Every row below the header that has an id or a quantity. Numbers are numbers; anything else that
 * stands in the cell (a date, a text, TRUE) comes as it is displayed, to be said in words.
 */
export function readCountRows(sheet: Sheet, language: Language): Answer<{ rows: SheetRow[] }> {
  const found = findColumns(sheet, ['line', 'counted'], language);
  if (!found.ok) return found;
  const { at, lastRow } = found;
  if (lastRow < 2) return { ok: true, rows: [] };
  const ids = sheet.getRange(2, at.line, lastRow - 1, 1).getDisplayValues();
  const cells = sheet.getRange(2, at.counted, lastRow - 1, 1);
  const values = cells.getValues();
  const odd = values.some(([value]) => typeof value !== 'number' && value !== '');
  const shown = odd ? cells.getDisplayValues() : [];
  const rows = values.flatMap(([value], index): SheetRow[] => {
    const id = ids[index]?.[0] ?? '';
    const text = typeof value === 'number' ? value : (shown[index]?.[0] ?? '').trim() || null;
    return id === '' && text === null ? [] : [[index + 2, id, text]];
  });
  return { ok: true, rows };
}

/** Writes one column of the named lines, in one block that spans them; the other cells keep what they hold. */
export function writeColumn(
  sheet: Sheet,
  key: 'state' | 'counted',
  values: ReadonlyMap<string, string | number>,
  language: Language,
): Answer<object> {
  const found = findColumns(sheet, ['line', key], language);
  if (!found.ok) return found;
  const { at, lastRow } = found;
  if (lastRow < 2) return { ok: true };
  const ids = sheet.getRange(2, at.line, lastRow - 1, 1).getDisplayValues();
  const places = ids.flatMap(([id], index) => (id !== undefined && values.has(id) ? [index] : []));
  const [first, last] = [places[0], places[places.length - 1]];
  if (first === undefined || last === undefined) return { ok: true };
  const span = sheet.getRange(first + 2, at[key], last - first + 1, 1);
  const block = span.getValues();
  for (const place of places) block[place - first] = [values.get(ids[place]![0]!)];
  span.setValues(key === 'state' ? block.map(([text]) => [asText(text)]) : block.map(asQuantity));
  return { ok: true };
}

function asText(text: unknown): string {
  return text === '' || text === null || text === undefined ? '' : `'${String(text)}`;
}

/** A text that stands in the counted column stays a text when the block is written back. */
function asQuantity([value]: unknown[]): unknown[] {
  return [typeof value === 'string' && value !== '' ? `'${value}` : value];
}
