import type { Count, Recap } from '../../../shared/contract/counts.ts';
import type { CountTab } from '../../server/calls/countSheet.ts';
import type { Panel } from '../page.ts';

/** The ways from one screen of the count panel to another. */
export interface CountScreens {
  panel: Panel;
  list(message?: string): void;
  create(): void;
  spot(): void;
  /** A count that was opened this moment: its before zip is downloaded at once (E10). */
  opened(count: Count): void;
  /** The screen of a count's state; `message` is what just happened. */
  count(count: Count, message?: string): void;
  /** One of its sheets: of a team, of the second count, a part of a long one. */
  sheet(count: Count, tab: CountTab, message?: string): void;
  /** The same after figures came to the service past the sheet: where the sheet shows another, a person chooses. */
  imported(count: Count, tab: CountTab, message: string): void;
  /** The same by itself, for a person who is looking at something: no other sheet is brought into sight. */
  follow(count: Count, tab: CountTab): void;
  /** The same sheet, which this panel sends already, looked at anew: whose its figures are is not asked again. */
  goOn(count: Count, tab: CountTab): void;
  /** «Revenir au premier comptage». */
  firstCount(count: Count): void;
  /** A count in teams, looked after without counting. */
  overview(count: Count): void;
  recap(count: Count, recap: Recap, message?: string): void;
}

/** The tab of a team; 0: of a count without teams, or of the bins that no team has. */
export function teamTab(count: string, team: number): CountTab {
  return { count, round: 1, team, part: 1 };
}

/** The one tab of a count without teams. */
export function wholeCount(count: string): CountTab {
  return teamTab(count, 0);
}

/** The second count has one tab, of the chosen lines alone (Q21). */
export function secondTab(count: string): CountTab {
  return { count, round: 2, team: 0, part: 1 };
}
