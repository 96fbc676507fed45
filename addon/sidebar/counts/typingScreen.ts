/** The sheet of an open count: what was sent of it, what must be looked at, and the way to closing it. */
import type { Count } from '../../../shared/contract/counts.ts';
import type { CountTab } from '../../server/calls/countSheet.ts';
import type { Calls } from '../../server/calls.ts';
import { call, newId } from '../call.ts';
import { button, el, notice } from '../dom.ts';
import { isWorking, onLeaving, showScreen, whileWorking } from '../page.ts';
import { regularly } from '../regularly.ts';
import { say, words } from '../words.ts';
import { attention, openRows } from './attention.ts';
import { startClosing } from './closing.ts';
import { closingWays } from './closingWays.ts';
import { endedText } from './ended.ts';
import { emergencies, linesToRecount } from './forms/emergencies.ts';
import { heldSheet, isHeldByAnother } from './heldSheet.ts';
import { showImport } from './importFigures.ts';
import { agreedTo } from './lastQuestion.ts';
import { countScans } from './scans.ts';
import type { CountScreens } from './screens.ts';
import type { Round } from './sendingRound.ts';
import { READ_EVERY_MS, sheetProgress } from './sheetProgress.ts';
import { sheetSending } from './sheetSending.ts';
import { typingTools, whichSheet } from './typingTools.ts';
import { otherRound } from './whereCounted.ts';

const says = words.counts;

type Resumed = Extract<ReturnType<Calls['resumeCountSheet']>, { ok: true }>;
type Repaired = Extract<ReturnType<Calls['repairCountSheet']>, { ok: true }>;

interface Around {
  zip: HTMLElement;
  zipFirst: boolean;
  news: HTMLElement | null;
  /** Also of one's own figures a person chooses where the sheet shows others. */
  asks: boolean;
}

export function typingScreen(screens: CountScreens, resumed: Resumed, tab: CountTab, around: Around): void {
  const { count } = resumed;
  const { zip, zipFirst, news, asks } = around;
  const { id, name, may } = count;
  const { me } = screens.panel;
  const { holder } = resumed.sheet;
  const foreign = isHeldByAnother(holder);
  const sending = sheetSending(asks, resumed, tab);
  const { known } = resumed;
  const progress = sheetProgress(known, count, tab, !foreign);
  const seen = el('div', {});
  const recounts = new Set(linesToRecount(count));
  const exits = el('div', {});
  // One for the screen: pressed again after a lost answer it is the same command (invariant 9).
  const cancelKey = newId();
  const closing = startClosing(screens);
  let here = true;
  const unread = el('div', {});
  const refused = el('div', {});
  /** True while it is said that rows must be mended before the count is closed. */
  let toMend = false;
  const unrefuse = () => refused.replaceChildren();
  const refuse = (message: string, codes: readonly string[] = []) => {
    toMend = false;
    refused.replaceChildren(notice('danger', message), closingWays(screens, count, codes));
  };
  /** Whatever is pressed next, what the press before was refused for is past. */
  const work: typeof whileWorking = (doing, act) => {
    unrefuse();
    return whileWorking(doing, act);
  };

  async function takeRound(round: Round): Promise<void> {
    if (round.ok && round.holder?.email !== holder?.email) return showHolder();
    progress.take(round);
    seen.replaceChildren(
      ...attention(round, { keepMine, takeOther, putBack, eraseToo, repair: () => void repair() }),
    );
    unread.replaceChildren(...(round.ok ? [] : [notice('danger', round.message)]));
    settle(round);
    if (round.ok || round.code === 'COUNT_NOT_OPEN') await lookAround(round);
  }

  /** A message goes when its reason goes: what was refused, or told, before figures were sent is past. */
  let rounds = 0;
  function settle(round: Round): void {
    rounds += 1;
    const mended = toMend && round.ok && openRows(round) + round.pending === 0;
    if (round.sent > 0 || mended) unrefuse();
    if (round.sent > 0 && rounds > 1) news?.remove();
  }

  const goOn = (now: Count) => (foreign ? screens.follow(now, tab) : screens.goOn(now, tab));

  /** The sheet has changed hands: what it is to this panel is told anew. */
  function showHolder(): void {
    if (here && !isWorking()) screens.follow(count, tab);
  }

  /** Somebody closed it, added a line, or an emergency exit took from what was counted: the screen follows. */
  async function lookAround({ problems }: Round): Promise<void> {
    const read = await call('readCount', id);
    if (!read.ok || !here || isWorking()) return;
    if (read.count.state !== 'open') return screens.count(read.count, endedText(read.count, me));
    showExits(read.count);
    progress.showWhole(read.count);
    tools.follow(read.count);
    // What was counted there is void: the figures that the panel knows are read anew.
    if (linesToRecount(read.count).some((one) => !recounts.has(one))) goOn(read.count);
    // A row that is of no line known here, and the count has grown: it is a colleague's «Ajouter réf.».
    else if (
      problems.some(({ line }) => line === null) &&
      read.count.lines > count.lines &&
      !isTypedIn(document.activeElement)
    )
      goOn(read.count);
  }

  /** Once all of this one is sent, the panel goes on with the round whose sheet the person turned to. */
  async function takeAndFollow(round: Round): Promise<void> {
    await takeRound(round);
    const other = round.ok && round.pending === 0 && otherRound(count, tab, round.inSight);
    if (other && here && !isWorking() && !isTypedIn(document.activeElement)) screens.follow(count, other);
  }

  let shownExits = '';
  function showExits(now: Count): void {
    const told = JSON.stringify(now.emergencies);
    if (told === shownExits) return;
    shownExits = told;
    unrefuse();
    exits.replaceChildren(emergencies(now, me, showExits) ?? '');
  }

  async function send(): Promise<Round | undefined> {
    const round = await work(says.sending, () => sending.sendNow());
    if (round) await takeRound(round);
    return round;
  }

  function keepMine(lines: readonly number[]): void {
    sending.keepMine(lines);
    void send();
  }

  async function takeOther(lines: readonly number[]): Promise<void> {
    const taken = await work(words.panel.working, () => sending.takeOther(lines));
    if (taken && !taken.ok) refuse(taken.message);
    else await send();
  }

  async function putBack(): Promise<void> {
    const written = await work(words.panel.working, () => sending.putBack());
    if (written && !written.ok) refuse(written.message);
    else await send();
  }

  function eraseToo(): void {
    sending.eraseToo();
    void send();
  }

  async function close(): Promise<void> {
    const round = await send();
    if (!round?.ok) return;
    if (openRows(round) + round.pending > 0) {
      refuse(says.closeFirstMend);
      toMend = true;
      return;
    }
    await closing({ ...count, counted: round.counted }, refuse);
  }

  async function repair(): Promise<void> {
    const repaired = await work(says.repairing, () => call('repairCountSheet', tab, false, !foreign));
    if (!repaired) return;
    if (!repaired.ok) return refuse(repaired.message);
    // What was typed and carried over is judged like any sheet that was here before.
    const carried = { ...repaired, sheet: { ...repaired.sheet, built: false } };
    typingScreen(screens, carried, tab, { zip, zipFirst, news: repairNews(repaired), asks: false });
  }

  async function cancel(): Promise<void> {
    unrefuse();
    if (!(await agreedTo({ ask: 'cancel', name }, says.notCancelled, refuse))) return;
    const done = await work(says.cancelling, async () => {
      // All that is typed is kept with it (Q4); what the service does not take stays on the sheet.
      if (!foreign) await sending.sendNow();
      return call('cancelCount', cancelKey, id);
    });
    if (!done) return;
    if (!done.ok) return refuse(done.message);
    screens.list(says.cancelled);
  }

  /** What is typed goes first, so that what is imported meets it at the service and not on the sheet. */
  async function importFigures(): Promise<void> {
    const round = foreign || (await send());
    if (round === true || round?.ok) showImport(screens, count, tab);
  }

  async function goToSheet(): Promise<void> {
    const gone = await work(words.panel.working, () => call('goToCountSheet', tab));
    if (gone && !gone.ok) refuse(gone.message);
  }

  showExits(count);
  // What the sheet and the service hold otherwise at the start is found before a scan changes the sheet.
  const first = sending.round();
  const scans = countScans(screens, resumed, tab, first);
  const tools = typingTools(screens, count, tab, {
    importFigures: () => void importFigures(),
    moved: unrefuse,
  });
  const closeButton = button(says.closeCount, () => void close());
  closeButton.disabled = !may.close;
  showScreen(
    name,
    news,
    zipFirst ? zip : null,
    count.instructions && notice('info', count.instructions),
    tab.round === 2 ? notice('info', words.countForms.secondHint) : null,
    whichSheet(screens, resumed, tab),
    heldSheet(screens, count, tab, holder),
    progress.root,
    tools.second,
    unread,
    refused,
    el(
      'div',
      { class: 'actions' },
      !foreign && button(says.send, () => void send(), 'primary'),
      tab.round === 1 && closeButton,
      button(says.goToSheet, () => void goToSheet()),
    ),
    may.close || tab.round === 2 ? null : el('p', { class: 'quiet' }, says.mayNotClose),
    exits,
    seen,
    foreign ? null : el('p', {}, says.typeHere),
    foreign ? null : scans,
    notice('warning', says.sameItem),
    tools.root,
    zipFirst ? null : zip,
    el(
      'div',
      { class: 'actions' },
      button(says.repair, () => void repair()),
      button(says.heading, () => screens.list()),
      may.cancel && button(says.cancel, () => void cancel(), 'danger'),
    ),
  );

  regularly(READ_EVERY_MS, () => sending.round().then(takeAndFollow));
  onLeaving(() => {
    here = false;
  });
  void first.then(takeRound);
}

/** A scan, or a text half typed, would be lost with its field. */
function isTypedIn(field: Element | null): boolean {
  return field instanceof HTMLInputElement && field.value !== '';
}

function repairNews({ left, old }: Repaired): HTMLElement {
  if (left.length === 0) return notice('good', says.repaired);
  const list = el('ul', {}, ...left.map((sentence) => el('li', {}, sentence)));
  return notice('warning', el('p', {}, say(says.repairedLeft, { old: old ?? '' })), list);
}
