/** How a very long count is cut into sheets: one for each group of bins. Both sides of the add-on use it. */
import { foldKey } from '../shared/domain/keys.ts';

/** What one sheet holds well: a block is read and written in seconds. */
export const PART_LINES = 10_000;

export interface CountPart {
  first: string;
  last: string;
  lines: number;
}

/** Groups of bins in the order of their codes, each of about `PART_LINES` lines; `starts` is a plan to keep to. */
export function cutByBins(
  bins: readonly { bin: string; lines: number }[],
  starts: readonly string[] | null,
): CountPart[] {
  const parts: CountPart[] = [];
  const sorted = [...bins].sort((one, other) => (foldKey(one.bin) < foldKey(other.bin) ? -1 : 1));
  for (const { bin, lines } of sorted) {
    const last = parts[parts.length - 1];
    const following = starts?.[parts.length];
    const full = starts
      ? following !== undefined && foldKey(bin) >= foldKey(following)
      : last !== undefined && last.lines + lines > PART_LINES;
    if (!last || full) parts.push({ first: bin, last: bin, lines });
    else Object.assign(last, { last: bin, lines: last.lines + lines });
  }
  return parts;
}

/** The part, from 1, that a bin belongs to. */
export function partOf(parts: readonly CountPart[], bin: string): number {
  const later = parts.findIndex(({ first }) => foldKey(first) > foldKey(bin));
  if (later < 0) return Math.max(parts.length, 1);
  return Math.max(later, 1);
}
