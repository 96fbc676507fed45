/** A closing that was refused: where what hangs on the lines can be settled, by whoever leads the count (B2). */
import type { Count } from '../../../shared/contract/counts.ts';
import { button, el } from '../dom.ts';
import { words } from '../words.ts';
import { showArbitration } from './arbitration.ts';
import { type CountScreens, secondTab } from './screens.ts';
import { showSecondRound } from './secondRound.ts';

/** `codes`: all that the service named. Nothing is arbitrated before it was sent to the second count. */
export function closingWays(screens: CountScreens, count: Count, codes: readonly string[]): HTMLElement | '' {
  if (!count.may.lead) return '';
  const [unsent, due, differ] = ['COUNT_SECOND_UNSENT', 'COUNT_SECOND_DUE', 'COUNT_ARBITRATION_DUE'].map(
    (code) => codes.includes(code),
  );
  if (!unsent && !due && !differ) return '';
  return el(
    'div',
    { class: 'actions' },
    unsent && button(words.countRecap.openSecond, () => void showSecondRound(screens, count)),
    due && button(words.countRecap.goToSecond, () => screens.sheet(count, secondTab(count.id))),
    (due || differ) && button(words.countRecap.arbitrate, () => void showArbitration(screens, count)),
  );
}
