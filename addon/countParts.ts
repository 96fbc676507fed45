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

/**
 * How many sheets a count of more lines than one sheet holds well comes to, for each team and for the bins that no team
 * has. `bins` may be but the first of many: then it is `atLeast` so many. `long`: bins of more lines than a sheet holds well, which stay
 * on one all the same.
 */
export function sheetsOf(
  lines: number,
  bins: readonly { bin: string; lines: number }[],
  teams: readonly { bins?: readonly string[] | undefined }[],
) {
  const long = bins.filter((bin) => bin.lines > PART_LINES);
  const owner = new Map(
    teams.flatMap(({ bins: own = [] }, team) => own.map((bin) => [foldKey(bin), team] as const)),
  );
  const cutOf = (team?: number) =>
    cutByBins(
      bins.filter(({ bin }) => owner.get(foldKey(bin)) === team),
      null,
    );
  const ofTeams = teams.map((_, team) => Math.max(cutOf(team).length, 1));
  const rest = cutOf();
  // Bins that are not named come after the others, on their last sheet as far as it has room.
  const unnamed = Math.max(lines - bins.reduce((sum, bin) => sum + bin.lines, 0), 0);
  const room = rest.length > 0 ? Math.max(PART_LINES - rest[rest.length - 1]!.lines, 0) : 0;
  const sheets = ofTeams.reduce((sum, parts) => sum + parts, rest.length) + (unnamed > room ? 1 : 0);
  return { sheets, atLeast: unnamed > 0, long };
}

/** The part, from 1, that a bin belongs to. */
export function partOf(parts: readonly CountPart[], bin: string): number {
  const later = parts.findIndex(({ first }) => foldKey(first) > foldKey(bin));
  if (later < 0) return Math.max(parts.length, 1);
  return Math.max(later, 1);
}
