import type { Count, Recap, RecapTotalsBy } from '../../../shared/contract/counts.ts';
import type { Refusal } from '../../server/calls.ts';
import { call, newId } from '../call.ts';
import { button, el, notice } from '../dom.ts';
import { folded, selectField } from '../fields/choices.ts';
import { showScreen, whileWorking } from '../page.ts';
import { language, moneyText, say, words } from '../words.ts';
import { closedSheet } from './closedSheet.ts';
import { zipDownload } from './downloads.ts';
import { endedText, whoReopens } from './ended.ts';
import { showFinished } from './finished.ts';
import { emergencies } from './forms/emergencies.ts';
import { gapCard, reasonList } from './gapCard.ts';
import { agreedTo } from './lastQuestion.ts';
import { recapSummary, totalsTable } from './recapFigures.ts';
import type { CountScreens } from './screens.ts';
import { showSecondRound } from './secondRound.ts';

const says = words.counts;
const more = words.countRecap;
/** Somebody else changed, confirmed, cancelled or reopened it, or values moved. */
const MOVED = ['COUNT_RECAP_CHANGED', 'COUNT_VALUES_MOVED', 'COUNT_NOT_CLOSED', 'COUNT_NOT_OPEN'];
/** The largest gaps are read here; all of them in the wide dialog. */
const SHOWN = 20;

/** The recap of a closed count: nothing has moved yet (E22, E23). */
export function showRecap(screens: CountScreens, count: Count, recap: Recap, message?: string): void {
  const { id, name, may } = count;
  const { me } = screens.panel;
  // One key for each command: a retry after a lost answer is the same command.
  const [confirmKey, reopenKey, cancelKey, approveKey] = [newId(), newId(), newId(), newId()];
  const refused = el('div', {});
  const refuse = (sentence: string) => refused.replaceChildren(notice('danger', sentence));
  // Reasons noted here raise it; what another person did does not, and is read again.
  let { version } = recap;

  /** Whatever is pressed next, what the press before was refused for is past. */
  const work: typeof whileWorking = (doing, act) => {
    refused.replaceChildren();
    return whileWorking(doing, act);
  };

  /** Where only values moved meanwhile it is asked once more, with the new ones. */
  async function confirm(ask: 'confirm' | 'moved', worth: Worth): Promise<void> {
    const { currency, differing } = recap;
    if (!(await agreedTo({ ask, name, differing, ...worth, currency }, says.notConfirmed, refuse))) return;
    const done = await work(says.confirming, () =>
      call('confirmCount', confirmKey, id, { version, ...worth }),
    );
    if (!done) return;
    if (done.ok) return showFinished(screens, done.count, { justNow: true });
    const [moved] = done.code === 'COUNT_VALUES_MOVED' ? done.errors : [];
    if (moved && !sameWorth(moved, worth)) return confirm('moved', worthOf(moved));
    await judge(done);
  }

  /** Somebody moved the count meanwhile: it is read again before anything is confirmed. */
  async function judge({ code, message: why }: Refusal): Promise<void> {
    if (!MOVED.includes(code)) return refuse(why);
    const read = await work(says.reading, () => call('readCount', id));
    if (!read?.ok) return refuse(read ? read.message : why);
    screens.count(read.count, read.count.state === 'closed' ? why : endedText(read.count, me));
  }

  async function reopen(): Promise<void> {
    const done = await work(says.reopening, () => call('commandCount', reopenKey, id, ['reopen', {}]));
    if (done?.ok) screens.count(done.count);
    else if (done) await judge(done);
  }

  async function approve(): Promise<void> {
    const done = await work(words.panel.working, () =>
      call('commandCount', approveKey, id, ['approve', { version, ...worthOf(recap) }]),
    );
    if (done?.ok) screens.count(done.count, more.approvedNow);
    else if (done) await judge(done);
  }

  async function cancel(): Promise<void> {
    if (!(await agreedTo({ ask: 'cancel', name }, says.notCancelled, refuse))) return;
    const done = await work(says.cancelling, () => call('cancelCount', cancelKey, id));
    if (!done) return;
    if (!done.ok) return judge(done);
    screens.list(says.cancelled);
  }

  const confirmButton = button(says.confirm, () => void confirm('confirm', worthOf(recap)), 'primary');
  confirmButton.disabled = !may.confirm;
  showScreen(
    says.recapHeading,
    message ? notice('info', message) : null,
    el('p', {}, el('strong', {}, name)),
    ...recapSummary(recap, count),
    closedSheet(count),
    emergencies(count, me, (changed) => screens.count(changed)),
    ...approvals(count, recap, me.email),
    may.confirm ? ownWork(recap) : null,
    refused,
    el(
      'div',
      { class: 'actions' },
      confirmButton,
      may.approve && recap.approvalAbove !== null && button(more.approve, () => void approve()),
      may.lead && button(says.reopen, () => void reopen()),
      button(says.recapWide, () => void call('showRecap', id, me.organisation.timeZone)),
    ),
    may.confirm ? null : el('p', { class: 'quiet' }, says.mayNotConfirm),
    whoReopens(count),
    totals(id),
    may.lead && recap.differing > 0
      ? el(
          'div',
          { class: 'actions' },
          button(words.countForms.second, () => void showSecondRound(screens, count)),
        )
      : null,
    recap.movements.length > SHOWN
      ? el('p', { class: 'quiet' }, say(says.recapFirst, { count: SHOWN }))
      : null,
    reasonList(),
    el(
      'ul',
      { class: 'plain' },
      ...recap.movements.slice(0, SHOWN).map((line) =>
        gapCard(line, recap.currency, count, (raised) => {
          version = raised;
        }),
      ),
    ),
    zipDownload(count, 'before', false),
    el(
      'div',
      { class: 'actions' },
      button(says.heading, () => screens.list()),
      may.cancel && button(says.cancel, () => void cancel(), 'danger'),
    ),
  );
}

/** What the gaps are worth: their sum, and the same without their signs. */
type Worth = Pick<Recap, 'gapValue' | 'grossValue'>;
const worthOf = (told: object): Worth => {
  const { gapValue, grossValue } = told as Worth;
  return { gapValue: Number(gapValue), grossValue: Number(grossValue) };
};
const sameWorth = (told: object, read: Worth) =>
  worthOf(told).gapValue === read.gapValue && worthOf(told).grossValue === read.grossValue;

/**
 * Who approved, up to which value, and whether somebody still must: whoever confirms is not the second person, and an
 * approval holds up to the value that it saw (B3).
 */
function approvals(count: Count, { grossValue, approvalAbove, currency }: Recap, me: string): HTMLElement[] {
  const approved = count.approvals.some(
    ({ email, value }) => email !== me && value !== null && value >= grossValue,
  );
  const due = approvalAbove !== null && grossValue > approvalAbove && !approved;
  return [
    ...count.approvals.map(({ by, value }) =>
      el('p', {}, say(more.approvedBy, { by, value: value === null ? null : moneyText(value, currency) })),
    ),
    ...(due ? [notice('warning', say(more.approvalDue, { limit: moneyText(approvalAbove, currency) }))] : []),
  ];
}

/** Whoever confirms what he counted or arbitrated himself is told so, and not held up (B3). */
function ownWork({ own }: Recap): HTMLElement | null {
  const done = (['first', 'second', 'arbitrated'] as const).flatMap((what) =>
    own[what] > 0 ? [say(more.own[what], { count: own[what] })] : [],
  );
  if (done.length === 0) return null;
  const what = new Intl.ListFormat(language).format(done);
  return el('p', { class: 'quiet' }, say(more.ownWork, { what }));
}

function totals(id: string): HTMLElement {
  const place = el('div', {});
  const by = selectField(
    more.totalsBy,
    (['bin', 'supplier', 'reason'] as const).map((key) => [key, more.by[key]]),
    () => void read(),
  );
  async function read(): Promise<void> {
    const key = by.input.value as RecapTotalsBy;
    const asked = await call('recapTotals', id, key);
    // A slow answer gives way to what is asked for since.
    if (key !== by.input.value) return;
    place.replaceChildren(asked.ok ? totalsTable(asked.totals) : notice('danger', asked.message));
  }
  const box = folded(more.totals, by.root, place);
  box.addEventListener('toggle', () => {
    if (box.open) void read();
  });
  return box;
}
