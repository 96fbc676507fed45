/** A count in teams, for the manager who counts in none of them: how far it is, what waits, and the way to closing it. */
import type { Count, CountProgress } from '../../../shared/contract/counts.ts';
import { call, newId } from '../call.ts';
import { button, el, notice } from '../dom.ts';
import { isWorking, showScreen, whileWorking } from '../page.ts';
import { regularly } from '../regularly.ts';
import { say, words } from '../words.ts';
import { showArbitration } from './arbitration.ts';
import { startClosing } from './closing.ts';
import { closingWays } from './closingWays.ts';
import { zipDownload } from './downloads.ts';
import { endedText } from './ended.ts';
import { emergencies } from './forms/emergencies.ts';
import { progressBox } from './forms/progress.ts';
import { agreedTo } from './lastQuestion.ts';
import { type CountScreens, secondTab } from './screens.ts';
import { showSecondRound } from './secondRound.ts';
import { showTeams, showTeamsEditor } from './teams.ts';
import { rememberOverview } from './whereCounted.ts';

const says = words.counts;
const more = words.countForms;
const LOOKED_EVERY_MS = 20_000;

export function showOverview(screens: CountScreens, count: Count, message?: string): void {
  const { id, name, may } = count;
  rememberOverview(count);
  // One for the screen: pressed again after a lost answer it is the same command (invariant 9).
  const cancelKey = newId();
  const closing = startClosing(screens);
  const refused = el('div', {});
  const refuse = (sentence: string, codes: readonly string[] = []) =>
    refused.replaceChildren(notice('danger', sentence), closingWays(screens, count, codes));
  const bar = el('progress', { max: 1, 'aria-hidden': 'true' });
  const whole = el('p', {});
  const exits = el('div', {});
  const second = el('div', { class: 'actions' });
  let shownExits = '';

  function show(now: Count): void {
    bar.max = Math.max(now.lines, 1);
    bar.value = now.counted;
    whole.textContent = say(says.progress, { counted: now.counted, lines: now.lines });
    const told = JSON.stringify(now.emergencies);
    if (told === shownExits) return;
    shownExits = told;
    refused.replaceChildren();
    exits.replaceChildren(emergencies(now, screens.panel.me, show) ?? '');
  }

  function offerSecond({ second: { lines, counted, differing } }: CountProgress): void {
    second.replaceChildren(
      lines > 0
        ? button(say(more.openSecond, { counted, lines }), () => screens.sheet(count, secondTab(id)))
        : '',
      differing
        ? button(say(more.openArbitration, { differing }), () => void showArbitration(screens, count))
        : '',
    );
  }

  /** Others count meanwhile, and one of them may close it. */
  async function look(): Promise<void> {
    const read = await call('readCount', id);
    if (!read.ok || isWorking() || !bar.isConnected) return;
    if (read.count.state === 'open') show(read.count);
    else screens.count(read.count, endedText(read.count, screens.panel.me));
  }

  async function close(): Promise<void> {
    refused.replaceChildren();
    await closing(count, refuse);
  }

  async function cancel(): Promise<void> {
    refused.replaceChildren();
    if (!(await agreedTo({ ask: 'cancel', name }, says.notCancelled, refuse))) return;
    const done = await whileWorking(says.cancelling, () => call('cancelCount', cancelKey, id));
    if (done?.ok) screens.list(says.cancelled);
    else if (done) refuse(done.message);
  }

  const closeButton = button(says.closeCount, () => void close(), 'primary');
  closeButton.disabled = !may.close;
  show(count);
  showScreen(
    name,
    message ? notice('info', message) : null,
    el('p', { class: 'quiet' }, more.overviewHint),
    bar,
    whole,
    refused,
    el(
      'div',
      { class: 'actions' },
      closeButton,
      button(more.second, () => void showSecondRound(screens, count)),
    ),
    exits,
    second,
    progressBox(count, null, offerSecond).root,
    zipDownload(count, 'before', false),
    el(
      'div',
      { class: 'actions' },
      button(more.countMyself, () => showTeams(screens, count)),
      button(more.changeTeams, () => void showTeamsEditor(screens, count)),
      button(says.heading, () => screens.list()),
      may.cancel && button(says.cancel, () => void cancel(), 'danger'),
    ),
  );
  regularly(LOOKED_EVERY_MS, look);
}
