/** On which of a count's sheets the person counts, while the panel stays open: nothing else remembers it. */
import type { Count } from '../../../shared/contract/counts.ts';
import type { CountTab } from '../../server/calls/countSheet.ts';
import { teamTab, wholeCount } from './screens.ts';

/** By count: the sheet of the first round. */
const countsOn = new Map<string, CountTab>();
/** Counts whose second round was on the screen last. */
const inSecond = new Set<string>();

/** Counts in teams that a manager looks after without counting. */
const overviews = new Set<string>();

export function rememberOverview({ id }: Count): void {
  overviews.add(id);
  countsOn.delete(id);
  inSecond.delete(id);
}

export function isLookedAfter({ id, may, myTeam }: Count): boolean {
  return may.lead && myTeam === 0 && overviews.has(id);
}

export function rememberTab(tab: CountTab): void {
  if (tab.round === 2) {
    inSecond.add(tab.count);
    return;
  }
  countsOn.set(tab.count, tab);
  inSecond.delete(tab.count);
  overviews.delete(tab.count);
}

export function countsSecond(count: Count): boolean {
  return inSecond.has(count.id);
}

/** Undefined where the count has teams and the person said none yet (Q21). */
export function firstTab(count: Count): CountTab | undefined {
  const before = countsOn.get(count.id);
  if (count.teams.length === 0) return before ?? wholeCount(count.id);
  // It may be a part of the team's lines that is not the first.
  if (count.myTeam === 0 || before?.team === count.myTeam) return before;
  return teamTab(count.id, count.myTeam);
}

/** The tab of the other round where the person is looking at it: what is typed there is to be sent. */
export function otherRound(count: Count, tab: CountTab, inSight: CountTab | null): CountTab | null {
  if (!inSight || inSight.round === tab.round) return null;
  if (inSight.round === 2) return inSight;
  return firstTab(count)?.team === inSight.team ? inSight : null;
}
