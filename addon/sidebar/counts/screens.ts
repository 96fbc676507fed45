import type { Count, Recap } from '../../../shared/contract/counts.ts';
import type { CountTab } from '../../server/calls/counts.ts';
import type { Panel } from '../page.ts';

/** The ways from one screen of the count panel to another. */
export interface CountScreens {
  panel: Panel;
  list(message?: string): void;
  create(): void;
  /** A count that was opened this moment: its before zip is downloaded at once (E10). */
  opened(count: Count): void;
  /** The screen of a count's state; `message` is what just happened. */
  count(count: Count, message?: string): void;
  recap(count: Count, recap: Recap): void;
}

/** The one tab of a count without teams. */
export function wholeCount(count: string): CountTab {
  return { count, round: 1, team: 0, part: 1 };
}
