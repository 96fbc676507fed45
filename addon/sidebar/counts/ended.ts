/** A count that others closed or ended while a panel was open on it: by whom and when, and where to turn (Q4, Q22). */
import type { Count } from '../../../shared/contract/counts.ts';
import type { Me } from '../../../shared/contract/people.ts';
import { call } from '../call.ts';
import { button, el, notice } from '../dom.ts';
import { showScreen, whileWorking } from '../page.ts';
import { momentOf, say, words } from '../words.ts';
import { closedSheet } from './closedSheet.ts';
import type { CountScreens } from './screens.ts';

const says = words.counts;

/** Undefined while it is open. */
export function endedText(count: Count, me: Me): string | undefined {
  const { state, closedBy, closedAt, confirmedBy, confirmedAt, cancelledBy, cancelledAt } = count;
  const told = (sentence: string, by: string | null, at: string | null) =>
    say(sentence, { by: by ?? '', at: at && momentOf(at, me) });
  if (state === 'open') return undefined;
  if (state === 'closed') return told(says.ended.closed, closedBy, closedAt);
  if (state === 'cancelled') return told(says.ended.cancelled, cancelledBy, cancelledAt);
  return told(says.ended.confirmed, confirmedBy, confirmedAt);
}

/** Whoever may not reopen it is told who may. */
export function whoReopens({ closedBy, may }: Count): HTMLElement | null {
  return may.lead ? null : el('p', {}, say(says.askToReopen, { by: closedBy ?? '' }));
}

/** A closed count whose recap is not for its counter: he counted blind. */
export function showClosedBlind(screens: CountScreens, count: Count): void {
  const { me } = screens.panel;
  const refused = el('div', {});

  async function look(): Promise<void> {
    const read = await whileWorking(says.reading, () => call('readCount', count.id));
    if (read?.ok) screens.count(read.count, endedText(read.count, me));
    else if (read) refused.replaceChildren(notice('danger', read.message));
  }

  showScreen(
    count.name,
    notice('info', endedText(count, me) ?? ''),
    whoReopens(count),
    closedSheet(count),
    el('p', { class: 'quiet' }, says.recapHidden),
    refused,
    el(
      'div',
      { class: 'actions' },
      button(says.heading, () => screens.list(), 'primary'),
      button(says.lookAgain, () => void look()),
    ),
  );
}
