/** What the count panel asks of the count's tab in this spreadsheet. */
import type { Count } from '../../shared/contract/counts.ts';
import type { Language } from '../../shared/domain/quantities.ts';
import { say } from '../../shared/text/say.ts';
import type { Answer, Calls } from './calls.ts';
import { fetchCount, fetchLines, toKnown } from './countLines.ts';
import { buildCountTab, readCountRows, writeColumn } from './countSheet.ts';
import { alone, findTabs, type Sheet } from './countTabs.ts';
import { answer } from './entry.ts';
import { wordsOf } from './language.ts';
import { refuse } from './refusals.ts';
import { remakeTab } from './repair.ts';

/** The tab of a count that is over is left alone; only an open one is made where it is missing. */
export const resumeCountSheet: Calls['resumeCountSheet'] = (email, id) =>
  answer(email, (language) => {
    const read = fetchBoth(id, language);
    if (!read.ok) return read;
    const { count, lines } = read;
    return alone(language, () => {
      const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
      const { own } = findTabs(spreadsheet, id);
      const built = !own && count.state === 'open';
      const sheet = built
        ? buildCountTab(
            spreadsheet,
            count,
            lines.map((line) => ({ line })),
            language,
          )
        : own;
      return { ok: true, count, known: toKnown(lines), sheet: { name: sheet?.getName() ?? '', built } };
    });
  });

export const readCountSheet: Calls['readCountSheet'] = (email, id) =>
  answer(email, (language) => {
    const { own, copies } = findTabs(SpreadsheetApp.getActiveSpreadsheet(), id);
    if (!own) {
      const gone = refuse('SHEET_GONE', language);
      const copy = say(wordsOf(language).rows.copy, language, { sheets: copies.join(', ') });
      return copies.length > 0 ? { ...gone, message: `${gone.message} ${copy}` } : gone;
    }
    const read = readCountRows(own, language);
    return read.ok ? { ...read, sheet: own.getName(), copies } : read;
  });

export const markCountSheet: Calls['markCountSheet'] = (email, id, states) =>
  answer(email, (language) =>
    withTab(id, language, (sheet) => writeColumn(sheet, 'state', byId(states), language)),
  );

export const writeCounted: Calls['writeCounted'] = (email, id, lines) =>
  answer(email, (language) =>
    withTab(id, language, (sheet) => {
      const values = lines.map(([line, quantity]): [number, number | string] => [line, quantity ?? '']);
      return writeColumn(sheet, 'counted', byId(values), language);
    }),
  );

export const repairCountSheet: Calls['repairCountSheet'] = (email, id) =>
  answer(email, (language) => {
    const read = fetchBoth(id, language);
    if (!read.ok) return read;
    const { count, lines } = read;
    return alone(language, () => {
      const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
      const { own } = findTabs(spreadsheet, id);
      const { sheet, left, old } = remakeTab(spreadsheet, own, count, lines, language);
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

export const goToCountSheet: Calls['goToCountSheet'] = (email, id) =>
  answer(email, (language) =>
    withTab(id, language, (sheet) => {
      SpreadsheetApp.getActiveSpreadsheet().setActiveSheet(sheet);
      return { ok: true };
    }),
  );

function withTab(id: string, language: Language, work: (sheet: Sheet) => Answer<object>): Answer<object> {
  const { own } = findTabs(SpreadsheetApp.getActiveSpreadsheet(), id);
  return own ? work(own) : refuse('SHEET_GONE', language);
}

function byId<T extends string | number>(pairs: readonly (readonly [number, T])[]): Map<string, T> {
  return new Map(pairs.map(([line, value]) => [String(line), value]));
}

function fetchBoth(id: string, language: Language): Answer<{ count: Count; lines: FetchedLines }> {
  const counted = fetchCount(id, language);
  if (!counted.ok) return counted;
  const read = fetchLines(id, language);
  return read.ok ? { ok: true, count: counted.count, lines: read.lines } : read;
}

type FetchedLines = Extract<ReturnType<typeof fetchLines>, { ok: true }>['lines'];
