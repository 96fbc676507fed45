import type { Count } from '../../../shared/contract/counts.ts';
import { call } from '../call.ts';
import { button, el, notice } from '../dom.ts';
import { showScreen } from '../page.ts';
import { moneyText, say, words } from '../words.ts';
import { zipDownload } from './downloads.ts';
import type { CountScreens } from './screens.ts';

const says = words.counts;

/** A count that is over. Just confirmed, its after zip is offered at once (E25, E26). */
export function showFinished(screens: CountScreens, count: Count, justNow = false): void {
  const back = el(
    'div',
    { class: 'actions' },
    button(says.heading, () => screens.list(), 'primary'),
  );
  if (count.state !== 'confirmed') {
    const text = count.state === 'reversed' ? says.reversed : says.cancelled;
    const before = count.snapshots.before.state === 'none' ? null : zipDownload(count.id, 'before', false);
    showScreen(count.name, notice('warning', text), before, back);
    return;
  }
  const gap = el('p', {});
  showScreen(
    count.name,
    notice('good', el('strong', {}, says.done)),
    el('p', {}, count.adjustment ? say(says.adjustment, { ...count.adjustment }) : says.noAdjustment),
    gap,
    zipDownload(count.id, 'after', justNow),
    zipDownload(count.id, 'before', false),
    el(
      'div',
      { class: 'actions' },
      button(says.recapSee, () => void call('showRecap', count.id)),
    ),
    back,
  );
  void showGap(count.id, gap);
}

async function showGap(id: string, place: HTMLElement): Promise<void> {
  const read = await call('readRecap', id, null);
  if (!read.ok) return;
  const { gapValue, currency } = read.recap;
  place.textContent = say(says.gapValue, { value: moneyText(gapValue, currency) });
}
