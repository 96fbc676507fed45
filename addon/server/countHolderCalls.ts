/**
 * In whose hands a tab is. One of the second count is sent by its holder's panel alone, in his name: otherwise what one
 * person typed there would be sent by another's panel as hers, and who made the first figure could make the second (B2,
 * Q21). One of the first count is sent from every panel that is open on it, and is in the hands of whoever opened it last:
 * the next one is asked about the figures that wait there before his panel sends them.
 */
import type { Count, CountLine } from '../../shared/contract/counts.ts';
import type { Me } from '../../shared/contract/people.ts';
import type { Language } from '../../shared/domain/quantities.ts';
import { askApi } from './api.ts';
import type { CountTab, SheetHolder } from './calls/countSheet.ts';
import type { Answer, Calls } from './calls.ts';
import { readCountRows, writeColumn } from './countCells.ts';
import { type Fetched, fetchTab } from './countLines.ts';
import { alone, findTab, holdTab, type Sheet, type TabHolder } from './countTabs.ts';
import { answer } from './entry.ts';
import { refuse } from './refusals.ts';

/**
 * In whose hands the tab is once the caller opens it: in his own where he may count and nobody has it yet, or where it is
 * of the first count and no figure of another's waits there, or he only goes on sending it.
 */
export function holderOf(
  email: string,
  tab: CountTab,
  { count, lines }: Pick<Fetched, 'count' | 'lines'>,
  goesOn: boolean,
  language: Language,
): Answer<{ holder: TabHolder | null }> {
  const { own, holder } = findTab(SpreadsheetApp.getActiveSpreadsheet(), tab);
  const stays = !count.may.type || count.state !== 'open' || holder?.email === email;
  const asks = () => tab.round === 2 || (!goesOn && waits(own!, tab, lines, language));
  if (stays || (own && holder && asks())) return { ok: true, holder };
  return callerAsHolder(email, language);
}

/** A tab whose columns cannot be read keeps what stands there from being sent in another's name too. */
function waits(own: Sheet, tab: CountTab, lines: readonly CountLine[], language: Language): boolean {
  const unsent = unsentOn(own, tab, lines, language);
  return !unsent.ok || unsent.recorded.size > 0;
}

/** Whose the tab is now that nobody else makes or takes it; `asked` as `holderOf` said just before. */
export function inHands(
  { round }: CountTab,
  now: TabHolder | null,
  asked: TabHolder | null,
): TabHolder | null {
  return round === 2 ? (now ?? asked) : asked;
}

/**
 * What the panel is told: nothing of a tab that it sends like every other that is open on it. Whoever may not count is
 * asked nothing: the service takes no figure from him.
 */
export function shownHolder(
  { round }: CountTab,
  holder: TabHolder | null,
  email: string,
  { may }: Pick<Count, 'may'>,
): SheetHolder | null {
  if (round === 1 && !may.type) return null;
  const shown = holder && { ...holder, me: holder.email === email };
  return round === 1 && shown?.me ? null : shown;
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
    const made = tab.round === 2 ? lines.filter(({ madeOther }) => madeOther).length : 0;
    // Whatever he typed there would be refused, line by line.
    if (tab.round === 2 && made === lines.length) return refuse('HOLD_OWN_FIRST', language, { count: made });
    const unsent = unsentOn(own, tab, lines, language);
    if (!unsent.ok) return unsent;
    const holding = {
      ...{ holder: { ...holder, me: holder.email === email }, lines: lines.length, own: made },
      ...{ unsent: unsent.recorded.size, open: count.state === 'open' },
    };
    return { ok: true, holding };
  });

/** The lines where a cell shows what nobody sent, with what is recorded of each: nothing, as an empty text. */
function unsentOn(
  own: Sheet,
  { round }: CountTab,
  lines: readonly CountLine[],
  language: Language,
): Answer<{ recorded: Map<string, string | number> }> {
  const shown = readCountRows(own, language);
  if (!shown.ok) return shown;
  const known = new Map(lines.map((line) => [String(line.line), line]));
  const recorded = new Map<string, string | number>();
  for (const [, id, value] of shown.rows) {
    const line = known.get(id);
    if (!line || line.hidden || value === null || value === line.counted) continue;
    // Recorded once and void since, by an emergency exit: the panel asks about it line by line.
    if (round === 1 && line.counted === null && line.version > 0) continue;
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
        const unsent = unsentOn(own, tab, read.lines, language);
        if (!unsent.ok) return unsent;
        const cleared = writeColumn(own, 'counted', unsent.recorded, language);
        if (!cleared.ok) return cleared;
      }
      holdTab(own, tab, mine.holder);
      return { ok: true };
    });
  });
