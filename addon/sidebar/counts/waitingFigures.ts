/**
 * Figures wait on a tab of the first count that another person opened before: whose they are is asked before anything of it
 * is sent, for whoever sends them is recorded as their counter (B2, Q21).
 */
import type { CountTab } from '../../server/calls/countSheet.ts';
import type { Calls } from '../../server/calls.ts';
import { call } from '../call.ts';
import { button, el, notice } from '../dom.ts';
import { isWorking, showScreen, whileWorking } from '../page.ts';
import { regularly } from '../regularly.ts';
import { say, words } from '../words.ts';
import { takeOver } from './heldSheet.ts';
import type { CountScreens } from './screens.ts';
import { whichSheet } from './typingTools.ts';

const says = words.countForms;
const LOOKED_EVERY_MS = 20_000;

type Resumed = Extract<ReturnType<Calls['resumeCountSheet']>, { ok: true }>;

export function showWaitingFigures(
  screens: CountScreens,
  resumed: Resumed,
  tab: CountTab,
  { zip, news }: { zip: HTMLElement; news: HTMLElement | null },
): void {
  const { count } = resumed;
  const question = el('div', {});
  const refused = el('div', {});
  const refuse = (sentence: string) => refused.replaceChildren(notice('danger', sentence));
  const taking = takeOver(screens, count, tab, refuse);
  let asked = 0;

  /** Once the other's panel has sent them, or the count is closed, there is nothing to answer. */
  async function look(): Promise<void> {
    const found = await call('askToHold', tab);
    if (!question.isConnected || isWorking()) return;
    if (!found.ok) return refuse(found.message);
    const { holding } = found;
    const { unsent, holder, open } = holding;
    if (unsent === 0 || !open || holder.me) return screens.follow(count, tab);
    refused.replaceChildren();
    if (unsent === asked) return;
    asked = unsent;
    question.replaceChildren(
      notice(
        'warning',
        el('p', {}, say(says.waitingBy, { name: holder.name })),
        el('p', {}, say(says.holdUnsent, { count: unsent })),
        el('div', { class: 'actions' }, ...taking.answers(holding)),
        el('p', { class: 'quiet' }, say(says.waitingElse, { name: holder.name })),
      ),
    );
  }

  async function goToSheet(): Promise<void> {
    const gone = await whileWorking(words.panel.working, () => call('goToCountSheet', tab));
    if (gone && !gone.ok) refuse(gone.message);
  }

  async function repair(): Promise<void> {
    const made = await whileWorking(words.counts.repairing, () => call('repairCountSheet', tab, false));
    if (!made) return;
    if (made.ok) screens.sheet(count, tab, words.counts.repaired);
    else refuse(made.message);
  }

  showScreen(
    count.name,
    news,
    whichSheet(screens, resumed, tab),
    question,
    refused,
    el(
      'div',
      { class: 'actions' },
      button(words.counts.goToSheet, () => void goToSheet()),
      button(words.counts.repair, () => void repair()),
      button(words.counts.heading, () => screens.list()),
    ),
    zip,
  );
  regularly(LOOKED_EVERY_MS, look);
  void look();
}
