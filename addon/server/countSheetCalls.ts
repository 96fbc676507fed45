/** What the count panel asks of the count's tab in this spreadsheet. */
import type { Count } from '../../shared/contract/counts.ts';
import { formatQuantity, type Language } from '../../shared/domain/quantities.ts';
import { say } from '../../shared/text/say.ts';
import type { ClosedDifference, CountTab } from './calls/counts.ts';
import type { Answer, Calls } from './calls.ts';
import { readCountRows, writeColumn } from './countCells.ts';
import { filterTab } from './countFilter.ts';
import { fetchCount, fetchLines, toKnown } from './countLines.ts';
import { buildCountTab } from './countSheet.ts';
import { showState } from './countTabState.ts';
import { alone, findTab, type Sheet } from './countTabs.ts';
import { answer } from './entry.ts';
import { wordsOf } from './language.ts';
import { refuse } from './refusals.ts';
import { remakeTab } from './repair.ts';

/** The tab of a count that is over is left alone; only an open one is made where it is missing. */
export const resumeCountSheet: Calls['resumeCountSheet'] = (email, tab) =>
  answer(email, (language) => {
    const read = fetchBoth(tab, language);
    if (!read.ok) return read;
    const { count, lines } = read;
    return alone(language, () => {
      const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
      const { own } = findTab(spreadsheet, tab);
      const built = !own && count.state === 'open';
      const rows = built ? lines.map((line) => ({ line })) : [];
      const sheet = built ? buildCountTab(spreadsheet, tab, count, rows, language) : own;
      // Closed or reopened in another spreadsheet: the tab shows it from now on.
      if (own) showState(own, count.state, language);
      return { ok: true, count, known: toKnown(lines), sheet: { name: sheet?.getName() ?? '', built } };
    });
  });

export const readCountSheet: Calls['readCountSheet'] = (email, tab) =>
  answer(email, (language) => {
    const { own, copies } = findTab(SpreadsheetApp.getActiveSpreadsheet(), tab);
    if (!own) {
      const gone = refuse('SHEET_GONE', language);
      const copy = say(wordsOf(language).rows.copy, language, { sheets: copies.join(', ') });
      return copies.length > 0 ? { ...gone, message: `${gone.message} ${copy}` } : gone;
    }
    const read = readCountRows(own, language);
    return read.ok ? { ...read, sheet: own.getName(), copies } : read;
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

export const repairCountSheet: Calls['repairCountSheet'] = (email, tab, recordedOnly) =>
  answer(email, (language) => {
    const read = fetchBoth(tab, language);
    if (!read.ok) return read;
    const { count, lines } = read;
    return alone(language, () => {
      const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
      const { own } = findTab(spreadsheet, tab);
      const made = remakeTab(spreadsheet, { tab, old: own, recordedOnly }, count, lines, language);
      if (count.state !== 'open') showState(made.sheet, count.state, language);
      const { sheet, left, old } = made;
      return {
        ok: true,
        count,
        known: toKnown(lines),
        sheet: { name: sheet.getName(), built: true },
        left,
        old,
      };
    });
  });

export const compareClosedSheet: Calls['compareClosedSheet'] = (email, tab) =>
  answer(email, (language) => {
    const { own } = findTab(SpreadsheetApp.getActiveSpreadsheet(), tab);
    const shown = own ? readCountRows(own, language) : null;
    if (!shown?.ok) return { ok: true, differences: [] };
    const read = fetchLines(tab, language);
    if (!read.ok) return read;
    const recorded = new Map(read.lines.map((line) => [String(line.line), line]));
    const differences = shown.rows.flatMap(([row, id, value]): ClosedDifference[] => {
      const line = recorded.get(id);
      if (!line || line.counted === value) return [];
      const text = typeof value === 'number' ? formatQuantity(value, language) : (value ?? '');
      return [{ row, item: line.item, shown: text, recorded: line.counted }];
    });
    return { ok: true, differences };
  });

export const filterCountSheet: Calls['filterCountSheet'] = (email, tab, filter) =>
  answer(email, (language) => withTab(tab, language, (sheet) => filterTab(sheet, filter, language)));

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

function fetchBoth(tab: CountTab, language: Language): Answer<{ count: Count; lines: FetchedLines }> {
  const counted = fetchCount(tab.count, language);
  if (!counted.ok) return counted;
  const read = fetchLines(tab, language);
  return read.ok ? { ok: true, count: counted.count, lines: read.lines } : read;
}

type FetchedLines = Extract<ReturnType<typeof fetchLines>, { ok: true }>['lines'];
