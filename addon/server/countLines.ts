/** What the service holds of a count: the lines, and what a panel keeps in memory of them. */
import type { Count, CountLine, CountLines } from '../../shared/contract/counts.ts';
import type { Language } from '../../shared/domain/quantities.ts';
import { askApi, query } from './api.ts';
import type { CountTab, KnownLine } from './calls/counts.ts';
import type { Answer } from './calls.ts';
import { placeText } from './countCells.ts';

/** One page holds the longest usual count, so that 100 lines and 10,000 cost the same one fetch. */
const PAGE = 10_000;

export const countPath = (id: string): string => `/v1/counts/${encodeURIComponent(id)}`;

export function fetchCount(id: string, language: Language): Answer<{ count: Count }> {
  const asked = askApi<Count>(countPath(id), language);
  return asked.ok ? { ok: true, count: asked.body } : asked;
}

/** The lines of a tab. */
export function fetchLines({ count }: CountTab, language: Language): Answer<{ lines: CountLine[] }> {
  const lines: CountLine[] = [];
  let cursor: string | null = null;
  do {
    const page: Record<string, string | number> = cursor ? { limit: PAGE, cursor } : { limit: PAGE };
    const asked: Answer<{ body: CountLines }> = askApi(`${countPath(count)}/lines?${query(page)}`, language);
    if (!asked.ok) return asked;
    for (const line of asked.body.rows) lines.push(line);
    cursor = asked.body.next;
  } while (cursor !== null);
  return { ok: true, lines };
}

export function toKnown(lines: readonly CountLine[]): KnownLine[] {
  return lines.map((each) => {
    const { line, counted, version, decimals, item, by } = each;
    return [line, counted, version, decimals, item, by, placeText(each)];
  });
}
