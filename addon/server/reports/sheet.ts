/**
 * A report's own sheet: found again by developer metadata and never by its name, refreshed in place, written in
 * one block. The number of service calls is the same for 100 lines and for 10,000.
 */
import type { Language } from '../../../shared/domain/quantities.ts';
import type { SheetName, SheetRows } from '../calls/stock.ts';
import { columnLetters } from '../cellWriting.ts';
import { asTyped, type Cell } from '../countColumns.ts';
import { fitGrid } from '../countSheet.ts';
import { freeName, type Sheet, type Spreadsheet } from '../countTabs.ts';
import { longestIn, textWidth } from '../countWidths.ts';
import { wordsOf } from '../language.ts';
import { REPORT_COLUMNS, type ReportColumn, reportBlock } from './columns.ts';

const KEY = 'decompte.report';

interface ReportMark {
  report: SheetName;
  /** What it is a report of, where it is one item's: '' for all. */
  subject: string;
  /** A copied tab carries the same metadata: its own id then differs, and it is not ours to overwrite. */
  sheetId: number;
  /** What its columns needed so far, in pixels. */
  widths?: number[];
}

interface Known {
  sheet: Sheet;
  mark: ReportMark;
  metadata: GoogleAppsScript.Spreadsheet.DeveloperMetadata;
}

/** The first row says what is written, the second has the headings. */
const HEADINGS = 2;

export interface ReportToWrite<Name extends SheetName> {
  report: Name;
  subject: string;
  /** One sentence: what, of where, when, by whom. */
  about: string;
  /** The tab's name where it is made. */
  name: string;
  rows: readonly SheetRows[Name][];
}

export function writeReportSheet<Name extends SheetName>(
  spreadsheet: Spreadsheet,
  { report, subject, about, name, rows }: ReportToWrite<Name>,
  language: Language,
): { sheet: Sheet; made: boolean } {
  const known = findReportSheet(spreadsheet, report, subject);
  const sheet = known?.sheet ?? spreadsheet.insertSheet(freeName(spreadsheet, name));
  const columns = REPORT_COLUMNS[report] as readonly ReportColumn<SheetRows[Name]>[];
  try {
    if (known) empty(sheet);
    const lines = rows.length + HEADINGS;
    fitGrid(sheet, lines, columns.length);
    formatCells(sheet, columns, lines);
    const block = reportBlock(report, rows, language).map((row) => row.map(asTyped));
    const head = [asTyped(about), ...columns.slice(1).map(() => '')];
    sheet.getRange(1, 1, lines, columns.length).setValues([head, ...block]);
    const widths = columns.map((column, at) => widthFor(column, block, at));
    if (known) widen(known, widths);
    else widths.forEach((width, at) => void sheet.setColumnWidth(at + 1, width));
    dress(sheet, columns, rows.length, language);
    if (!known) mark(sheet, { report, subject, sheetId: sheet.getSheetId(), widths });
    sheet.activate();
  } catch (failure) {
    if (!known) spreadsheet.deleteSheet(sheet);
    throw failure;
  }
  return { sheet, made: known === null };
}

/** The sheet that was made for this report; a copy of it, or one of the same name, is somebody's own. */
function findReportSheet(spreadsheet: Spreadsheet, report: SheetName, subject: string): Known | null {
  for (const metadata of spreadsheet.createDeveloperMetadataFinder().withKey(KEY).find()) {
    const found = readMark(metadata.getValue());
    if (found?.report !== report || found.subject !== subject) continue;
    const sheet = metadata.getLocation().getSheet();
    if (sheet?.getSheetId() === found.sheetId) return { sheet, mark: found, metadata };
  }
  return null;
}

function readMark(text: string | null): ReportMark | null {
  try {
    return JSON.parse(text ?? '') as ReportMark;
  } catch {
    return null;
  }
}

function mark(sheet: Sheet, what: ReportMark): void {
  sheet.addDeveloperMetadata(KEY, JSON.stringify(what), SpreadsheetApp.DeveloperMetadataVisibility.DOCUMENT);
}

function empty(sheet: Sheet): void {
  sheet.getFilter()?.remove();
  sheet.clearConditionalFormatRules();
  sheet.clear();
}

/** Before anything is written: `@` would come too late for "007". One call for each format, however many columns. */
function formatCells<Row>(sheet: Sheet, columns: readonly ReportColumn<Row>[], lines: number): void {
  const places = new Map<string, string[]>();
  columns.forEach(({ kind, format = kind === 'text' ? '@' : null }, index) => {
    if (format === null) return;
    const letters = columnLetters(index + 1);
    places.set(format, [...(places.get(format) ?? []), `${letters}1:${letters}${lines}`]);
  });
  for (const [format, columnsOf] of places) sheet.getRangeList(columnsOf).setNumberFormat(format);
}

/** A longer text than this is read in its cell. */
const WIDEST_PX = 480;
/** Its button stands behind a heading, whose letters are bold. */
const FILTER_PX = 26;
const BOLD = 1.1;

/** As wide as what stands in it, in pixels: `block` is the headings and the rows, as typed. */
function widthFor<Row>({ width }: ReportColumn<Row>, block: readonly Cell[][], at: number): number {
  const heading = Math.ceil(textWidth(String(block[0]![at]).slice(1)) * BOLD) + FILTER_PX;
  return Math.max(width, heading, Math.min(longestIn(block, at, WIDEST_PX), WIDEST_PX));
}

/** Widths that somebody chose stay, but where longer texts came since. */
function widen({ sheet, mark: known, metadata }: Known, widths: readonly number[]): void {
  const before = known.widths ?? [];
  const grown = widths.flatMap((width, at) => (width > (before[at] ?? 0) ? [at] : []));
  for (const at of grown)
    if (sheet.getColumnWidth(at + 1) < widths[at]!) sheet.setColumnWidth(at + 1, widths[at]!);
  if (grown.length === 0) return;
  const needed = widths.map((width, at) => Math.max(width, before[at] ?? 0));
  metadata.setValue(JSON.stringify({ ...known, widths: needed }));
}

function dress<Row>(
  sheet: Sheet,
  columns: readonly ReportColumn<Row>[],
  lines: number,
  language: Language,
): void {
  sheet.setFrozenRows(HEADINGS);
  sheet.getRange(1, 1, 1, columns.length).setFontColor('#5f6368');
  sheet.getRange(HEADINGS, 1, 1, columns.length).setFontWeight('bold').setBackground('#e8eaed');
  sheet.getRange(HEADINGS, 1, lines + 1, columns.length).createFilter();
  if (lines > 0) sheet.setConditionalFormatRules(rulesOf(sheet, columns, lines, language));
}

function rulesOf<Row>(
  sheet: Sheet,
  columns: readonly ReportColumn<Row>[],
  lines: number,
  language: Language,
): GoogleAppsScript.Spreadsheet.ConditionalFormatRule[] {
  const words = wordsOf(language);
  return columns.flatMap(({ grounds = [] }, index) => {
    if (grounds.length === 0) return [];
    const cells = [sheet.getRange(HEADINGS + 1, index + 1, lines, 1)];
    return grounds.map(({ below, from, text, ground }) => {
      const rule = SpreadsheetApp.newConditionalFormatRule();
      if (below !== undefined) rule.whenNumberLessThan(below);
      else if (from !== undefined) rule.whenNumberGreaterThanOrEqualTo(from);
      else rule.whenTextEqualTo(text?.(words) ?? '');
      return rule.setBackground(ground).setRanges(cells).build();
    });
  });
}
