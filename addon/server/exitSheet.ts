/** The sheet «Sorties» of a depot: one row for each product, typed or pasted, whose result is written beside it. */
import { civilDateIn } from '../../shared/domain/dates.ts';
import type { Language } from '../../shared/domain/quantities.ts';
import { addon as en } from '../../shared/text/en/addon.ts';
import { addon as fr } from '../../shared/text/fr/addon.ts';
import { say } from '../../shared/text/say.ts';
import type { Answer } from './calls.ts';
import { type RowCell, writeByFigure } from './cellWriting.ts';
import { freeName, type Sheet, type Spreadsheet } from './countTabs.ts';
import { type ExitRow, idOf, SHEET_EXIT_TYPES, type SheetExitType, typeOf } from './exitRows.ts';
import { wordsOf } from './language.ts';
import { refuse } from './refusals.ts';

type ColumnKey = keyof typeof fr.exitSheet.columns;

/** `id` is the document's: written before sending, so that no row is ever posted twice. What is typed, and where a result begins, is in sight beside the sidebar. */
const COLUMNS: readonly { key: ColumnKey; width: number; text: boolean }[] = [
  { key: 'type', width: 75, text: true },
  { key: 'destination', width: 150, text: true },
  { key: 'item', width: 215, text: true },
  { key: 'lot', width: 90, text: true },
  { key: 'quantity', width: 75, text: false },
  { key: 'date', width: 85, text: true },
  { key: 'result', width: 300, text: true },
  { key: 'number', width: 150, text: true },
  { key: 'id', width: 80, text: true },
];
const KEY = 'decompte.exits';
/** As many as one document may hold; more rows are inserted as in any sheet. */
const ROWS = 1000;

/** The depot's tab, made where it is missing. A copied tab carries the same metadata, but another id. */
export function openExitTab(spreadsheet: Spreadsheet, depot: string, language: Language): Sheet {
  return findExitTab(spreadsheet, depot) ?? buildExitTab(spreadsheet, depot, language);
}

export function findExitTab(spreadsheet: Spreadsheet, depot: string): Sheet | null {
  const found = spreadsheet.createDeveloperMetadataFinder().withKey(KEY).find();
  for (const metadata of found) {
    const mark = readMark(metadata.getValue());
    const sheet = mark?.depot === depot ? metadata.getLocation().getSheet() : null;
    if (sheet && sheet.getSheetId() === mark?.sheetId) return sheet;
  }
  return null;
}

function readMark(text: string | null): { depot: string; sheetId: number } | null {
  try {
    return JSON.parse(text ?? '') as { depot: string; sheetId: number };
  } catch {
    return null;
  }
}

function buildExitTab(spreadsheet: Spreadsheet, depot: string, language: Language): Sheet {
  const says = wordsOf(language).exitSheet;
  const sheet = spreadsheet.insertSheet(freeName(spreadsheet, say(says.name, language, { depot })));
  try {
    COLUMNS.forEach(({ width, text }, index) => {
      sheet.setColumnWidth(index + 1, width);
      // Before anything is typed: "007" is a code, "1/2" a lot.
      if (text) sheet.getRange(1, index + 1, ROWS, 1).setNumberFormat('@');
    });
    const header = sheet.getRange(1, 1, 1, COLUMNS.length);
    header.setValues([COLUMNS.map(({ key }) => says.columns[key])]);
    header.setFontWeight('bold').setBackground('#e8eaed');
    sheet.setFrozenRows(1);
    const types = SHEET_EXIT_TYPES.map((type) => wordsOf(language).exits.types[type]);
    sheet
      .getRange(2, 1, ROWS - 1, 1)
      .setDataValidation(
        SpreadsheetApp.newDataValidation()
          .requireValueInList(types, true)
          .setAllowInvalid(true)
          .setHelpText(says.typeHelp)
          .build(),
      );
    sheet.hideColumns(COLUMNS.length, 1);
    // Recorded, ready, waiting, or to be mended: never by the colour alone, the words say it.
    const results = [sheet.getRange(2, placeIn('result'), ROWS - 1, 1)];
    const rule = (ground: string) =>
      SpreadsheetApp.newConditionalFormatRule().setBackground(ground).setRanges(results);
    sheet.setConditionalFormatRules([
      rule('#e6f4ea').whenTextStartsWith(beginning(says.posted)).build(),
      rule('#fef7e0').whenTextStartsWith(beginning(says.ready)).build(),
      rule('#e8eaed').whenTextStartsWith(beginning(says.halted)).build(),
      rule('#fce8e6').whenCellNotEmpty().build(),
    ]);
    const mark = JSON.stringify({ depot, sheetId: sheet.getSheetId() });
    sheet.addDeveloperMetadata(KEY, mark, SpreadsheetApp.DeveloperMetadataVisibility.DOCUMENT);
    sheet.getRange(2, 1).activate();
  } catch (failure) {
    spreadsheet.deleteSheet(sheet);
    throw failure;
  }
  return sheet;
}

function placeIn(wanted: ColumnKey): number {
  return COLUMNS.findIndex(({ key }) => key === wanted) + 1;
}

/** «enregistré : {number}» up to its figure. */
function beginning(sentence: string): string {
  return sentence.slice(0, sentence.indexOf('{')).trim();
}

export interface ExitTab {
  rows: ExitRow[];
  /** «depot», «SERVICE»: what is taken is spelled as the list offers it, and bears no mark of a mistake. */
  spellTypes(): void;
  /** Writes texts into a column, each beside its row; the other rows keep theirs. */
  write(column: 'result' | 'number' | 'id', texts: ReadonlyMap<number, string>): void;
}

/** Everything in two service calls; columns are found by their labels, wherever they were moved. */
export function readExitTab(sheet: Sheet, language: Language): Answer<{ tab: ExitTab }> {
  const range = sheet.getDataRange();
  const shown = range.getDisplayValues();
  const values = range.getValues();
  const header = shown[0] ?? [];
  const places = COLUMNS.map(({ key }) => [key, placesOf(header, key)] as const);
  const { exitSheet, panel } = wordsOf(language);
  // A tab of before there were dates has no column for them: its rows are of today.
  const missing = places
    .filter(([key, at]) => at.length > 1 || (at.length === 0 && key !== 'date'))
    .map(([key]) => say(panel.quoted, language, { text: exitSheet.columns[key] }));
  if (missing.length > 0) {
    const figures = { sheet: sheet.getName(), columns: missing.join(', ') };
    return refuse('EXIT_SHEET_COLUMNS', language, figures);
  }
  const at = Object.fromEntries(places.map(([key, [place = -1]]) => [key, place])) as Record<
    ColumnKey,
    number
  >;
  let known: string | null = null;
  const zone = () => {
    known ??= sheet.getParent().getSpreadsheetTimeZone();
    return known;
  };
  const rows = shown.slice(1).map((texts, index): ExitRow => {
    const text = (key: ColumnKey) => (texts[at[key]] ?? '').trim();
    const value = (key: ColumnKey): unknown => values[index + 1]?.[at[key]];
    const quantity = value('quantity');
    const date = value('date');
    return {
      row: index + 2,
      type: text('type'),
      destination: text('destination'),
      item: text('item'),
      lot: text('lot'),
      quantity: typeof quantity === 'number' ? quantity : text('quantity'),
      // Pasted from another sheet it is a date already, however it is shown.
      date: date instanceof Date ? civilDateIn(zone(), date) : text('date'),
      id: idOf(text('id')),
      mark: text('id'),
      number: text('number'),
      result: text('result'),
    };
  });
  return {
    ok: true,
    tab: {
      rows,
      spellTypes() {
        const names = namesIn(header);
        const spelled = rows.flatMap(({ row, type, number }): RowCell[] => {
          const read = number === '' ? typeOf(type) : null;
          return read && type !== names[read] ? [[row, names[read]]] : [];
        });
        writeByFigure(sheet, at.type + 1, spelled);
      },
      write(column, texts) {
        if (texts.size === 0) return;
        const block = rows.map(({ row }) => {
          const kept = shown[row - 1]?.[at[column]] ?? '';
          const text = texts.get(row) ?? kept;
          // `setValues` acts like typing: an apostrophe keeps a text as it is.
          return [text === '' ? '' : `'${text}`];
        });
        sheet.getRange(2, at[column] + 1, block.length, 1).setValues(block);
        for (const [row, text] of texts) shown[row - 1]![at[column]] = text;
      },
    },
  };
}

/** Where its label stands, in either language. */
function placesOf(header: readonly string[], key: ColumnKey): number[] {
  const labels = [fr, en].map(({ exitSheet }) => exitSheet.columns[key].toLowerCase());
  return header.flatMap((text, index) => (labels.includes(text.trim().toLowerCase()) ? [index] : []));
}

/** The types as the tab's list offers them: in the language in which it was made. */
function namesIn(header: readonly string[]): Record<SheetExitType, string> {
  const label = (words: typeof fr | typeof en) => words.exitSheet.columns.quantity.toLowerCase();
  return (header.some((text) => text.trim().toLowerCase() === label(en)) ? en : fr).exits.types;
}
