/** What the service holds of a count: the lines of a tab, and what a panel keeps in memory of them. */
import type { Count, CountLine, CountLines, CountProgress } from '../../shared/contract/counts.ts';
import type { Language } from '../../shared/domain/quantities.ts';
import { takenOf } from '../countGap.ts';
import { type CountPart, cutByBins, PART_LINES, partOf } from '../countParts.ts';
import { askApi, query } from './api.ts';
import type { CountTab, KnownLine, KnownMore } from './calls/countSheet.ts';
import type { Answer } from './calls.ts';
import { placeText } from './countCells.ts';
import { findTab } from './countTabs.ts';

/** One page holds the longest usual count, so that 100 lines and 10,000 cost the same one fetch. */
const PAGE = 10_000;

export const countPath = (id: string): string => `/v1/counts/${encodeURIComponent(id)}`;

export function fetchCount(id: string, language: Language): Answer<{ count: Count }> {
  const asked = askApi<Count>(countPath(id), language);
  return asked.ok ? { ok: true, count: asked.body } : asked;
}

export interface Fetched {
  count: Count;
  lines: CountLine[];
  parts: CountPart[];
}

/** The count, and the lines of one of its tabs. */
export function fetchTab(tab: CountTab, language: Language): Answer<Fetched> {
  const counted = fetchCount(tab.count, language);
  if (!counted.ok) return counted;
  const { count } = counted;
  const planned = planParts(count, tab, language);
  if (!planned.ok) return planned;
  const { parts } = planned;
  // The second count is of the chosen lines, whichever team counted them first.
  const which: Record<string, number> =
    tab.round === 2 ? { round: 2 } : count.teams.length > 0 ? { team: tab.team } : {};
  const read = fetchLines(tab.count, which, language);
  if (!read.ok) return read;
  const lines =
    parts.length < 2 ? read.lines : read.lines.filter(({ bin }) => partOf(parts, bin) === tab.part);
  return { ok: true, count, lines, parts };
}

/** Lines of a count, of one team or round where that is asked. */
export function fetchLines(
  id: string,
  which: Record<string, number>,
  language: Language,
): Answer<{ lines: CountLine[] }> {
  const lines: CountLine[] = [];
  let cursor: string | null = null;
  do {
    const page: Record<string, string | number> = { ...which, limit: PAGE, ...(cursor && { cursor }) };
    const asked: Answer<{ body: CountLines }> = askApi(`${countPath(id)}/lines?${query(page)}`, language);
    if (!asked.ok) return asked;
    for (const line of asked.body.rows) lines.push(line);
    cursor = asked.body.next;
  } while (cursor !== null);
  return { ok: true, lines };
}

/**
 * How a very long count is cut. The first plan is kept with the spreadsheet: lines that join later go to the part
 * of their bin, and no line ever changes its sheet. One that grew beyond a sheet keeps the sheet it has.
 */
export function planParts(count: Count, tab: CountTab, language: Language): Answer<{ parts: CountPart[] }> {
  if (count.lines <= PART_LINES || tab.round === 2) return { ok: true, parts: [] };
  const asked = askApi<CountProgress>(`${countPath(tab.count)}/progress`, language);
  if (!asked.ok) return asked;
  const mine = asked.body.bins.filter(({ team }) => count.teams.length === 0 || team === tab.team);
  const kept = PropertiesService.getDocumentProperties();
  const name = `parts ${tab.count} ${tab.team}`;
  const before = kept.getProperty(name);
  const starts = before === null ? startOfWhole(tab) : (JSON.parse(before) as string[]);
  const parts = cutByBins(mine, starts);
  if (before === null && (starts || parts.length > 1))
    kept.setProperty(name, JSON.stringify(parts.map(({ first }) => first)));
  return { ok: true, parts };
}

function startOfWhole(tab: CountTab): string[] | null {
  const first = { ...tab, round: 1 as const, part: 1 };
  return findTab(SpreadsheetApp.getActiveSpreadsheet(), first).own ? [''] : null;
}

/** The tab of a blind count is everybody's (Q22): what is expected is hinted at to nobody there. */
export function toKnown(lines: readonly CountLine[], { blind }: Pick<Count, 'blind'>): KnownLine[] {
  return lines.map((each) => {
    const { line, counted, version, decimals, item, by, note, hidden, mine, expected } = each;
    const taken = expected === undefined ? 0 : takenOf(each.theoretical ?? expected, expected);
    const more: KnownMore = {
      ...(hidden && { hidden }),
      ...(mine && { mine }),
      ...(expected !== undefined && !blind && { expected, ...(taken > 0 && { taken }) }),
    };
    return [line, counted, version, decimals, item, by, placeText(each), note, more];
  });
}
