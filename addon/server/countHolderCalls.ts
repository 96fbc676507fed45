/**
 * Who holds a tab of the second count: only his panel sends it, in his name. Otherwise what one person typed there would
 * be sent by another's panel as hers, and who made the first figure could make the second (B2, Q21).
 */
import type { Count, CountLine } from '../../shared/contract/counts.ts';
import type { Me } from '../../shared/contract/people.ts';
import type { Language } from '../../shared/domain/quantities.ts';
import { askApi } from './api.ts';
import type { CountTab, SheetHolder } from './calls/countSheet.ts';
import type { Answer, Calls } from './calls.ts';
import { readCountRows, writeColumn } from './countCells.ts';
import { fetchTab } from './countLines.ts';
import { alone, findTab, holdTab, type Sheet, type TabHolder } from './countTabs.ts';
import { answer } from './entry.ts';
import { refuse } from './refusals.ts';

/** Whoever holds the tab; the caller where nobody does yet and he may count. Null for a tab of the first count. */
export function holderOf(
  email: string,
  tab: CountTab,
  count: Count,
  language: Language,
): Answer<{ holder: TabHolder | null }> {
  if (tab.round === 1) return { ok: true, holder: null };
  const { holder } = findTab(SpreadsheetApp.getActiveSpreadsheet(), tab);
  return holder || !count.may.type ? { ok: true, holder } : callerAsHolder(email, language);
}

export function shownHolder(holder: TabHolder | null, email: string): SheetHolder | null {
  return holder && { ...holder, me: holder.email === email };
}

function callerAsHolder(email: string, language: Language): Answer<{ holder: TabHolder }> {
  const asked = askApi<Me>('/v1/me', language);
  return asked.ok ? { ok: true, holder: { email, name: asked.body.name } } : asked;
}

export const askToHold: Calls['askToHold'] = (email, tab) =>
  answer(email, (language) => {
    const { own, holder } = findTab(SpreadsheetApp.getActiveSpreadsheet(), tab);
    if (!own || !holder) return refuse('SHEET_GONE', language);
    const read = fetchTab(tab, language);
    if (!read.ok) return read;
    const { count, lines } = read;
    if (!count.may.type) return refuse('HOLD_MAY_NOT', language);
    const made = lines.filter(({ madeOther }) => madeOther).length;
    // Whatever he typed there would be refused, line by line.
    if (made === lines.length) return refuse('HOLD_OWN_FIRST', language, { count: made });
    const unsent = unsentOn(own, lines, language);
    if (!unsent.ok) return unsent;
    const holding = {
      ...{ holder: shownHolder(holder, email)!, lines: lines.length, own: made },
      unsent: unsent.recorded.size,
    };
    return { ok: true, holding };
  });

/** The lines where a cell shows what nobody sent, with what is recorded of each: nothing, as an empty text. */
function unsentOn(
  own: Sheet,
  lines: readonly CountLine[],
  language: Language,
): Answer<{ recorded: Map<string, string | number> }> {
  const shown = readCountRows(own, language);
  if (!shown.ok) return shown;
  const known = new Map(lines.map((line) => [String(line.line), line]));
  const recorded = new Map<string, string | number>();
  for (const [, id, value] of shown.rows) {
    const line = known.get(id);
    if (line && !line.hidden && value !== null && value !== line.counted)
      recorded.set(id, line.counted ?? '');
  }
  return { ok: true, recorded };
}

export const holdCountSheet: Calls['holdCountSheet'] = (email, tab, from, keeps) =>
  answer(email, (language) => {
    const mine = callerAsHolder(email, language);
    if (!mine.ok) return mine;
    const read = fetchTab(tab, language);
    if (!read.ok) return read;
    return alone(language, () => {
      const { own, holder } = findTab(SpreadsheetApp.getActiveSpreadsheet(), tab);
      if (!own) return refuse('SHEET_GONE', language);
      // Somebody else took it over while the question was read.
      if (holder && holder.email !== from && holder.email !== email)
        return refuse('HOLD_OTHER_NOW', language, { name: holder.name });
      if (!keeps) {
        const unsent = unsentOn(own, read.lines, language);
        if (!unsent.ok) return unsent;
        const cleared = writeColumn(own, 'counted', unsent.recorded, language);
        if (!cleared.ok) return cleared;
      }
      holdTab(own, tab, mine.holder);
      return { ok: true };
    });
  });
