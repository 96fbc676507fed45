/** What the count panel asks of the count's tab in this spreadsheet. */
import type {
  CountLine,
  CountVersion,
  ImportCountFiguresResult,
  PutCountLinesResult,
} from '../../shared/contract/counts.ts';
import { formatQuantity, type Language } from '../../shared/domain/quantities.ts';
import { say } from '../../shared/text/say.ts';
import { withRows } from './addedRows.ts';
import { askApi } from './api.ts';
import type { ClosedDifference, CountTab } from './calls/countSheet.ts';
import type { Answer, Calls } from './calls.ts';
import { readCountRows, scanCell, writeColumn } from './countCells.ts';
import { columnsOf } from './countColumns.ts';
import { filterChoices, filterTab } from './countFilter.ts';
import { holderOf, inHands, shownHolder } from './countHolderCalls.ts';
import { countPath, fetchLines, fetchTab, toKnown } from './countLines.ts';
import { buildCountTab } from './countSheet.ts';
import { tabName } from './countTabName.ts';
import { showState } from './countTabState.ts';
import {
  alone,
  bringIntoSight,
  findTab,
  holdTab,
  noteMade,
  type Sheet,
  tabInSight,
  tabsOf,
} from './countTabs.ts';
import { answer } from './entry.ts';
import { writeImported } from './importedCells.ts';
import { wordsOf } from './language.ts';
import { pageOf } from './menu.ts';
import { refuse } from './refusals.ts';
import { remakeTab } from './repair.ts';

/** The tab of a count that is over is left alone; only an open one is made where it is missing. */
export const resumeCountSheet: Calls['resumeCountSheet'] = (email, tab, inSight, goesOn = false) =>
  answer(email, (language) => {
    const read = fetchTab(tab, language);
    if (!read.ok) return read;
    const { count, lines, parts } = read;
    const held = holderOf(email, tab, read, goesOn, language);
    if (!held.ok) return held;
    return alone(language, () => {
      const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
      const { own, holder: theirs } = findTab(spreadsheet, tab);
      const holder = inHands(tab, theirs, held.holder);
      if (own && holder && theirs?.email !== holder.email) holdTab(own, tab, holder);
      const built = !own && count.state === 'open';
      const rows = built ? lines.map((line) => ({ line })) : [];
      const named = { ...count, name: tabName(read, tab, language) };
      const sheet = built ? buildCountTab(spreadsheet, tab, named, rows, holder, language) : own;
      if (own && inSight) bringIntoSight(spreadsheet, own);
      // Closed or reopened in another spreadsheet: the tab shows it from now on.
      if (own) showState(own, count.state, language);
      // Lines that joined the count from another sheet get their rows here.
      const added = lines.filter((line) => line.added);
      if (own && count.state === 'open' && added.length > 0)
        withRows(own, added, columnsOf(count.blind, tab.round), language);
      return {
        ok: true,
        count,
        known: toKnown(lines, count),
        sheet: {
          name: sheet?.getName() ?? '',
          built,
          again: built && noteMade(tab),
          parts,
          holder: shownHolder(tab, holder, email, count),
        },
      };
    });
  });

export const readCountSheet: Calls['readCountSheet'] = (email, tab) =>
  answer(email, (language) => {
    const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
    const { own, holder, copies } = findTab(spreadsheet, tab);
    if (!own) {
      const gone = refuse('SHEET_GONE', language);
      const copy = say(wordsOf(language).rows.copy, language, { sheets: copies.join(', ') });
      return copies.length > 0 ? { ...gone, message: `${gone.message} ${copy}` } : gone;
    }
    const read = readCountRows(own, language);
    if (!read.ok) return read;
    const inSight = tabInSight(spreadsheet, tab.count);
    const shown = tab.round === 2 && holder ? { ...holder, me: holder.email === email } : null;
    return { ...read, sheet: own.getName(), copies, holder: shown, inSight };
  });

export const sendCounted: Calls['sendCounted'] = (email, key, id, request) =>
  answer(email, (language) => {
    const path = `${countPath(id)}/lines`;
    const asked = askApi<PutCountLinesResult>(path, language, { method: 'put', key, body: request });
    return asked.ok ? { ok: true, result: asked.body } : asked;
  });

export const importCountFigures: Calls['importCountFigures'] = (email, key, tab, request) =>
  answer(email, (language) => {
    const path = `${countPath(tab.count)}/lines/import`;
    const asked = askApi<ImportCountFiguresResult>(path, language, { method: 'post', key, body: request });
    if (!asked.ok) return asked;
    // They are recorded whatever becomes of the cells: the panel finds what a tab shows otherwise.
    if (asked.body.saved > 0) showImported(tab, asked.body.at, request.replace === true, language);
    return { ok: true, result: asked.body };
  });

/** The figures of that instant, into their cells; a line that joined meanwhile gets its row. */
function showImported(tab: CountTab, at: string, replaces: boolean, language: Language): Answer<object> {
  const read = fetchTab(tab, language);
  if (!read.ok) return read;
  const { count, lines } = read;
  return alone(language, () =>
    withTab(tab, language, (sheet) => {
      const added = lines.filter((line) => line.added);
      if (added.length > 0) withRows(sheet, added, columnsOf(count.blind, tab.round), language);
      const recorded = lines.filter((line) => line.at === at);
      return writeImported(sheet, recorded, replaces, language);
    }),
  );
}

export const markCountLines: Calls['markCountLines'] = (email, key, id, request) =>
  answer(email, (language) => {
    const path = `${countPath(id)}/lines`;
    const asked = askApi<CountVersion>(path, language, { method: 'patch', key, body: request });
    return asked.ok ? { ok: true, ...asked.body } : asked;
  });

export const markCountSheet: Calls['markCountSheet'] = (email, tab, states) =>
  answer(email, (language) =>
    withTab(tab, language, (sheet) => writeColumn(sheet, 'state', byId(states), language)),
  );

export const writeCounted: Calls['writeCounted'] = (email, tab, lines) =>
  answer(email, (language) =>
    withTab(tab, language, (sheet) => {
      const values = lines.map(([line, quantity]): [number, number | string] => [line, quantity ?? '']);
      return writeColumn(sheet, 'counted', byId(values), language);
    }),
  );

/** Two people who scan on one sheet wait for each other, so that neither scan is lost. */
export const scanCounted: Calls['scanCounted'] = (email, tab, line, figure) =>
  answer(email, (language) =>
    alone(language, () => withTab(tab, language, (sheet) => scanCell(sheet, line, figure, language))),
  );

export const repairCountSheet: Calls['repairCountSheet'] = (email, tab, recordedOnly, goesOn = false) =>
  answer(email, (language) => {
    const read = fetchTab(tab, language);
    if (!read.ok) return read;
    const { count, lines, parts } = read;
    const named = { ...count, name: tabName(read, tab, language) };
    const held = holderOf(email, tab, read, goesOn, language);
    if (!held.ok) return held;
    return alone(language, () => {
      const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
      const { own, holder: theirs } = findTab(spreadsheet, tab);
      const holder = inHands(tab, theirs, held.holder);
      const made = remakeTab(spreadsheet, { tab, old: own, holder, recordedOnly }, named, lines, language);
      if (count.state !== 'open') showState(made.sheet, count.state, language);
      const { left, old } = made;
      const sheet = {
        name: made.sheet.getName(),
        built: true,
        again: true,
        parts,
        holder: shownHolder(tab, holder, email, count),
      };
      return { ok: true, count, known: toKnown(lines, count), sheet, left, old };
    });
  });

export const compareClosedSheets: Calls['compareClosedSheets'] = (email, id) =>
  answer(email, (language) => {
    const differences: ClosedDifference[] = [];
    const tabs = tabsOf(SpreadsheetApp.getActiveSpreadsheet(), id);
    for (const round of [1, 2] as const) {
      const here = tabs.filter(({ tab }) => tab.round === round);
      if (here.length === 0) continue;
      const read = fetchLines(id, round === 2 ? { round } : {}, language);
      if (!read.ok) return read;
      const recorded = new Map(read.lines.map((line) => [String(line.line), line]));
      for (const { sheet, tab } of here) differences.push(...differencesOn(sheet, tab, recorded, language));
    }
    return { ok: true, differences };
  });

/** A tab that cannot be read shows nothing to compare; it can be repaired once the count is open again. */
function differencesOn(
  sheet: Sheet,
  tab: CountTab,
  recorded: ReadonlyMap<string, CountLine>,
  language: Language,
): ClosedDifference[] {
  const shown = readCountRows(sheet, language);
  if (!shown.ok) return [];
  const name = sheet.getName();
  return shown.rows.flatMap(([row, id, value]): ClosedDifference[] => {
    const line = recorded.get(id);
    if (!line || line.counted === value) return [];
    const text = typeof value === 'number' ? formatQuantity(value, language) : (value ?? '');
    return [{ tab, sheet: name, row, item: line.item, shown: text, recorded: line.counted }];
  });
}

export const filterCountSheet: Calls['filterCountSheet'] = (email, tab, filter) =>
  answer(email, (language) => {
    const read = filter.gap ? fetchTab(tab, language) : null;
    if (read && !read.ok) return read;
    const expected = new Map(read?.lines.map(({ line, expected }) => [String(line), expected]));
    return withTab(tab, language, (sheet) => filterTab(sheet, filter, expected, language));
  });

export const showCountPrint: Calls['showCountPrint'] = (email, tab, barcodes) =>
  answer(email, (language) => {
    const start = { email, environment: DECOMPTE_CONFIG.environment, print: { tab, barcodes } };
    const page = pageOf('countPrint', language, start).setWidth(860).setHeight(640);
    SpreadsheetApp.getUi().showModelessDialog(page, wordsOf(language).titles.countPrint);
    return { ok: true };
  });

export const printCountLines: Calls['printCountLines'] = (email, tab) =>
  answer(email, (language) => {
    const read = fetchTab(tab, language);
    return read.ok ? { ok: true, count: read.count, lines: read.lines } : read;
  });

export const countFilterChoices: Calls['countFilterChoices'] = (email, tab) =>
  answer(email, (language) => withTab(tab, language, (sheet) => filterChoices(sheet, language)));

export const goToCountSheet: Calls['goToCountSheet'] = (email, tab) =>
  answer(email, (language) =>
    withTab(tab, language, (sheet) => {
      SpreadsheetApp.getActiveSpreadsheet().setActiveSheet(sheet);
      return { ok: true };
    }),
  );

function withTab<T>(tab: CountTab, language: Language, work: (sheet: Sheet) => Answer<T>): Answer<T> {
  const { own } = findTab(SpreadsheetApp.getActiveSpreadsheet(), tab);
  return own ? work(own) : refuse('SHEET_GONE', language);
}

function byId<T extends string | number>(pairs: readonly (readonly [number, T])[]): Map<string, T> {
  return new Map(pairs.map(([line, value]) => [String(line), value]));
}
