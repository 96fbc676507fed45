import type { Count } from '../../../shared/contract/counts.ts';
import type { CountCommand } from '../../server/calls/counts.ts';
import { call, newId } from '../call.ts';
import { button, el, field, notice, textInput } from '../dom.ts';
import { folded } from '../fields/choices.ts';
import { formCommand } from '../keptCommand.ts';
import { showScreen, whileWorking } from '../page.ts';
import { moneyText, say, words } from '../words.ts';
import { closedSheet } from './closedSheet.ts';
import { zipDownload } from './downloads.ts';
import { showElsewhere } from './elsewhere.ts';
import { endedText } from './ended.ts';
import { emergencies } from './forms/emergencies.ts';
import { clearedByTyping } from './mending.ts';
import type { CountScreens } from './screens.ts';

const says = words.counts;
const more = words.countRecap;

interface How {
  justNow?: boolean;
  /** How it came to be over while its sheet was counted on: what was typed there and not sent is named. */
  message?: string | undefined;
}

/** A count that is over. Just confirmed, its after zip is offered at once (E25, E26). */
export function showFinished(screens: CountScreens, count: Count, { justNow, message }: How = {}): void {
  const back = el(
    'div',
    { class: 'actions' },
    button(says.heading, () => screens.list(), 'primary'),
  );
  const zip = (which: 'before' | 'after', atOnce = false) =>
    count.snapshots[which].state === 'none' ? null : zipDownload(count, which, atOnce);
  // Of a cancelled count too: what was counted is kept.
  const allLines = el(
    'div',
    { class: 'actions' },
    button(more.allLines, () => void call('showRecap', count.id, screens.panel.me.organisation.timeZone)),
  );
  const typed = message ? closedSheet(count) : null;
  if (count.state === 'cancelled') {
    showScreen(
      count.name,
      notice('warning', endedText(count, screens.panel.me) ?? ''),
      typed,
      zip('before'),
      allLines,
      back,
    );
    return;
  }
  const { adjustment, reversal, spot } = count;
  const gap = el('p', {});
  const elsewhere = el('section', {});
  showScreen(
    count.name,
    count.state === 'reversed'
      ? notice('warning', say(says.reversed, { by: reversal?.approvedBy, reason: reversal?.reason }))
      : notice('good', el('strong', {}, says.done)),
    message ? el('p', {}, message) : null,
    typed,
    el('p', {}, adjustment ? say(says.adjustment, { ...adjustment }) : says.noAdjustment),
    gap,
    count.reason && el('p', {}, say(more.spotReason, { reason: count.reason })),
    zip('after', justNow === true),
    zip('before'),
    emergencies(count, screens.panel.me, (changed) => showFinished(screens, changed)),
    spot ? spotNod(screens, count) : null,
    elsewhere,
    allLines,
    reversalBox(screens, count),
    back,
  );
  void showRead(count, gap, elsewhere);
}

/** What is read once the screen stands: the value of the gaps, and the serials to be brought here (Q10). */
async function showRead(count: Count, place: HTMLElement, elsewhere: HTMLElement): Promise<void> {
  const read = await call('readRecap', count.id, {});
  if (!read.ok) return;
  const { gapValue, currency } = read.recap;
  place.textContent = say(says.gapValue, { value: moneyText(gapValue, currency) });
  if (read.recap.elsewhere > 0 && count.state === 'confirmed') await showElsewhere(count, elsewhere);
}

/** A clerk's spot count waits for a manager's nod (Q20). */
function spotNod(screens: CountScreens, count: Count): HTMLElement | null {
  const { adjustment, acknowledgedBy, may, id, state } = count;
  if (acknowledgedBy)
    return el('p', { class: 'quiet' }, say(words.countForms.acknowledgedBy, { by: acknowledgedBy }));
  if (!adjustment || state !== 'confirmed') return null;
  const due = notice('warning', words.countForms.nodDue);
  if (!may.acknowledge) return due;
  const refused = el('div', {});
  const key = newId();
  async function acknowledge(): Promise<void> {
    const documents = [adjustment!.id];
    const done = await whileWorking(words.panel.working, () =>
      call('commandCount', key, id, ['acknowledgements', { documents }]),
    );
    if (done?.ok) showFinished(screens, done.count);
    else if (done) refused.replaceChildren(notice('danger', done.message));
  }
  return el(
    'div',
    {},
    due,
    refused,
    button(words.countForms.acknowledge, () => void acknowledge()),
  );
}

/** The undoing of a wrongly confirmed count (Q4): one asks with a reason, another approves. */
function reversalBox(screens: CountScreens, count: Count): HTMLElement | null {
  const { reversal, may, id } = count;
  const refused = el('div', {});
  // One for the screen: pressed again after a lost answer it is the same command (invariant 9).
  let asked: CountCommand;
  const sending = formCommand(null, () => JSON.stringify(asked));
  async function command(request: CountCommand) {
    asked = request;
    refused.replaceChildren();
    const done = await whileWorking(words.panel.working, () =>
      sending.send((key) => call('commandCount', key, id, request)),
    );
    if (done?.ok) showFinished(screens, done.count);
    else if (done) refused.replaceChildren(notice('danger', done.errors[0]?.detail ?? done.message));
  }
  if (reversal && reversal.approvedBy === null)
    return el(
      'section',
      {},
      notice('warning', say(more.reversalAsked, { by: reversal.askedBy, reason: reversal.reason })),
      refused,
      el(
        'div',
        { class: 'actions' },
        may.approveReversal &&
          button(more.reversalApprove, () => void command(['reversal/approve', {}]), 'danger'),
        (may.approveReversal || screens.panel.depot.role === 'manager') &&
          button(more.reversalRefuse, () => void command(['reversal/refuse', {}])),
      ),
      may.approveReversal ? null : el('p', { class: 'quiet' }, more.reversalOther),
    );
  if (!may.askReversal || count.state !== 'confirmed') return null;
  const reason = field(more.reversalReason, textInput('', { maxlength: 200 }));
  clearedByTyping(reason);
  const ask = () => {
    const text = reason.input.value.trim();
    reason.setError(text ? null : words.panel.required);
    if (text) void command(['reversal', { reason: text }]);
  };
  return folded(
    more.reversal,
    el('p', { class: 'quiet' }, more.reversalHint),
    reason.root,
    refused,
    button(more.reversalAsk, ask, 'danger'),
  );
}
