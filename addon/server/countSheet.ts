/** The tab of a count is made: written in one block, dressed, marked as whose it is. */
import type { Count } from '../../shared/contract/counts.ts';
import type { Language } from '../../shared/domain/quantities.ts';
import { say } from '../../shared/text/say.ts';
import { gapToCheck, takenOf } from '../countGap.ts';
import type { CountTab } from './calls/countSheet.ts';
import {
  type ColumnKey,
  type CountColumn,
  type CountRow,
  columnsOf,
  countBlock,
  dateFormat,
  orderedFor,
  runsOf,
} from './countColumns.ts';
import { freeName, markTab, type Sheet, type Spreadsheet, type TabHolder } from './countTabs.ts';
import { type ColumnLayout, layoutOf } from './countWidths.ts';
import { type Words, wordsOf } from './language.ts';

/** The ground of the cells to type in. */
export const COUNTED_GROUND = '#fef7e0';

/** Makes a tab of a count under that name. A tab that could not be finished is taken away again. */
export function buildCountTab(
  spreadsheet: Spreadsheet,
  tab: CountTab,
  { name, blind, tolerance }: Pick<Count, 'name' | 'blind' | 'tolerance'>,
  rows: readonly CountRow[],
  holder: TabHolder | null,
  language: Language,
): Sheet {
  const columns = orderedFor(rows, columnsOf(blind, tab.round));
  // A team may have no bin yet: below the frozen row there is always another.
  const lines = Math.max(rows.length, 1);
  const sheet = spreadsheet.insertSheet(freeName(spreadsheet, name));
  try {
    fitGrid(sheet, lines + 1, columns.length);
    const checked = rows.map((row) => (blind ? row : { ...row, ...hintsOf(row, tolerance) }));
    const block = countBlock(columns, checked, language);
    // Before anything is written, on the whole column: later it would be too late for "007".
    formatCells(sheet, columns, [1, lines + 1], language);
    sheet.getRange(1, 1, rows.length + 1, columns.length).setValues(block);
    dress(sheet, columns, layoutOf(columns, block), lines, language);
    markTab(sheet, tab, holder);
    // The first cell to type in, brought into sight.
    sheet.getRange(2, placeOf(columns, 'counted')).activate();
  } catch (failure) {
    spreadsheet.deleteSheet(sheet);
    throw failure;
  }
  return sheet;
}

/** What is said of a line beside its figure, on a tab that is not blind. */
function hintsOf(
  { line: { counted, theoretical, expected } }: CountRow,
  tolerance: Count['tolerance'],
): Pick<CountRow, 'gap' | 'taken'> {
  const gap = gapToCheck(counted, expected, tolerance);
  return expected === undefined ? { gap } : { gap, taken: takenOf(theoretical ?? expected, expected) };
}

/** Two lines, in pixels. */
const HEADING_HEIGHT = 36;

/** «enregistré : {value}» up to its figure. */
function prefixOf(sentence: string): string {
  return sentence.slice(0, sentence.indexOf('{')).trim();
}

function placeOf(columns: readonly CountColumn[], wanted: ColumnKey): number {
  return columns.findIndex(({ key }) => key === wanted) + 1;
}

/** Exactly the rows and columns that are used: one call each, whether the tab grows or shrinks. */
export function fitGrid(sheet: Sheet, rows: number, columns: number): void {
  const [haveRows, haveColumns] = [sheet.getMaxRows(), sheet.getMaxColumns()];
  if (rows > haveRows) sheet.insertRowsAfter(haveRows, rows - haveRows);
  else if (rows < haveRows) sheet.deleteRows(rows + 1, haveRows - rows);
  if (columns > haveColumns) sheet.insertColumnsAfter(haveColumns, columns - haveColumns);
  else if (columns < haveColumns) sheet.deleteColumns(columns + 1, haveColumns - columns);
}

/** Texts stay as written and dates look as their reader writes them, in so many rows from the first. */
export function formatCells(
  sheet: Sheet,
  columns: readonly (CountColumn | undefined)[],
  [first, rows]: [first: number, rows: number],
  language: Language,
): void {
  for (const [kind, format] of [
    ['text', '@'],
    ['date', dateFormat(language)],
  ])
    for (const [at, width] of runsOf(columns, (column) => column?.kind === kind))
      sheet.getRange(first, at, rows, width).setNumberFormat(format!);
}

function dress(
  sheet: Sheet,
  columns: readonly CountColumn[],
  layout: readonly ColumnLayout[],
  lines: number,
  language: Language,
): void {
  const { sheet: says } = wordsOf(language);
  sheet.setFrozenRows(1);
  sheet
    .getRange(1, 1, 1, columns.length)
    .setFontWeight('bold')
    .setBackground('#e8eaed')
    .setVerticalAlignment('middle')
    .setWrap(true);
  // Whole in any font: a heading that is too long for its column goes on below.
  sheet.setRowHeight(1, HEADING_HEIGHT);
  layout.forEach(({ width, hidden }, index) => {
    if (!hidden) sheet.setColumnWidth(index + 1, width);
  });
  for (const [first, width] of runsOf(layout, ({ hidden }) => hidden)) sheet.hideColumns(first, width);

  sheet.getRange(2, placeOf(columns, 'counted'), lines, 1).setBackground(COUNTED_GROUND);
  // The state tells what became of the figure beside it; a figure that is merely typed is not green yet.
  const states = [sheet.getRange(2, placeOf(columns, 'state'), lines, 1)];
  const rule = (ground: string) =>
    SpreadsheetApp.newConditionalFormatRule().setBackground(ground).setRanges(states);
  sheet.setConditionalFormatRules([
    rule('#e6f4ea').whenTextStartsWith(prefixOf(says.recorded)).build(),
    rule('#e8f0fe').whenTextStartsWith(prefixOf(says.gap)).build(),
    rule('#e8f0fe').whenTextStartsWith(prefixOf(says.taken)).build(),
    rule('#fef7e0').whenTextEqualTo(says.unsent).build(),
    rule('#fce8e6').whenCellNotEmpty().build(),
  ]);
  // A warning only: a hard protection made by one person would block another person's sidebar.
  const noted = columns.some(({ key }) => key === 'note');
  sheet
    .protect()
    .setDescription(openWarning(says, noted, language))
    .setWarningOnly(true)
    .setUnprotectedRanges(
      runsOf(columns, ({ free }) => free === true).map(([first, width]) =>
        sheet.getRange(2, first, lines, width),
      ),
    );
}

/** Where to type on the tab of an open count: Google shows it where it lists protections. */
export function openWarning({ protection, columns }: Words['sheet'], noted: boolean, language: Language) {
  const { counted, note } = columns;
  return say(protection, language, { counted, ...(noted && { note }) });
}

/** The colours of the state column go down to that row; rules that people made stay as they are. */
export function fitRules(sheet: Sheet, state: number, lastRow: number): void {
  if (state === 0) return;
  const all = sheet.getRange(2, state, lastRow - 1, 1);
  const rules = sheet.getConditionalFormatRules().map((rule) => {
    const ours = rule
      .getRanges()
      .every((range) => range.getColumn() === state && range.getNumColumns() === 1);
    return ours ? rule.copy().setRanges([all]).build() : rule;
  });
  sheet.setConditionalFormatRules(rules);
}

/** The tab's warning spares these columns (0: gone) down to that row, and says `warning` where it is given. */
export function freeToType(
  sheet: Sheet,
  columns: readonly number[],
  lastRow: number,
  warning: string | null = null,
): void {
  const free = columns.filter((column) => column > 0);
  for (const protection of sheet.getProtections(SpreadsheetApp.ProtectionType.SHEET)) {
    if (!protection.isWarningOnly()) continue;
    if (warning !== null) protection.setDescription(warning);
    protection.setUnprotectedRanges(free.map((column) => sheet.getRange(2, column, lastRow - 1, 1)));
  }
}
