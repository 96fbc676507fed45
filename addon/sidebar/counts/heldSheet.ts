/** A tab in somebody else's hands (B2, Q21): said to whoever else opens it, with the way to take it over. */
import type { Count } from '../../../shared/contract/counts.ts';
import type { CountTab, Holding, SheetHolder } from '../../server/calls/countSheet.ts';
import { call } from '../call.ts';
import { button, el, notice } from '../dom.ts';
import { whileWorking } from '../page.ts';
import { say, words } from '../words.ts';
import type { CountScreens } from './screens.ts';

const says = words.countForms;

export function isHeldByAnother(holder: SheetHolder | null): boolean {
  return holder !== null && !holder.me;
}

/** Nothing on a tab that every panel sends. */
export function heldSheet(
  screens: CountScreens,
  count: Count,
  tab: CountTab,
  holder: SheetHolder | null,
): HTMLElement | null {
  if (!holder) return null;
  if (holder.me) return el('p', { class: 'quiet' }, says.heldByMe);
  const below = el('div', {});
  const refuse = (sentence: string) => below.replaceChildren(notice('danger', sentence));
  const taking = takeOver(screens, count, tab, refuse);

  async function ask(): Promise<void> {
    const asked = await whileWorking(words.panel.working, () => call('askToHold', tab));
    if (!asked) return;
    if (asked.ok) below.replaceChildren(question(asked.holding));
    else refuse(asked.message);
  }

  /** Whose the figures are that wait there, and which lines stay closed to the caller. */
  function question(holding: Holding): HTMLElement {
    const { unsent, own, lines } = holding;
    return el(
      'div',
      { role: 'group', 'aria-label': says.hold },
      el('p', {}, say(says.holdQuestion, { name: holding.holder.name })),
      el('p', {}, unsent > 0 ? say(says.holdUnsent, { count: unsent }) : says.holdNothingUnsent),
      own > 0 && el('p', {}, say(says.holdOwn, { count: own, lines })),
      el(
        'div',
        { class: 'actions' },
        ...taking.answers(holding),
        button(words.panel.cancel, () => below.replaceChildren()),
      ),
    );
  }

  return notice(
    'warning',
    el('p', {}, say(says.heldBy, { name: holder.name })),
    el(
      'div',
      { class: 'actions' },
      button(says.hold, () => void ask()),
    ),
    below,
  );
}

/** The ways to answer whose the figures are that wait on a tab; answered, the tab is the caller's. */
export function takeOver(
  screens: CountScreens,
  count: Count,
  tab: CountTab,
  refuse: (sentence: string) => void,
): { answers(holding: Holding): HTMLElement[] } {
  async function hold({ holder: { email } }: Holding, keeps: boolean): Promise<void> {
    const taken = await whileWorking(words.panel.working, () => call('holdCountSheet', tab, email, keeps));
    if (!taken) return;
    if (!taken.ok) refuse(taken.message);
    else if (tab.round === 2) screens.sheet(count, tab, says.holdTaken);
    else screens.sheet(count, tab, keeps ? says.waitingMine : says.waitingCleared);
  }

  return {
    answers: (holding) =>
      holding.unsent > 0
        ? [
            button(says.holdMine, () => void hold(holding, true)),
            button(says.holdCleared, () => void hold(holding, false)),
          ]
        : [button(says.holdYes, () => void hold(holding, true), 'primary')],
  };
}
