import type { Count, Recap, RecapLine } from '../../../shared/contract/counts.ts';
import { call, newId } from '../call.ts';
import { button, el, notice } from '../dom.ts';
import { setStatus, showScreen, whileWorking } from '../page.ts';
import { moneyText, quantityText, say, words } from '../words.ts';
import { closedSheet } from './closedSheet.ts';
import { zipDownload } from './downloads.ts';
import { showFinished } from './finished.ts';
import { recapSummary, signed } from './recapFigures.ts';
import type { CountScreens } from './screens.ts';

const says = words.counts;
/** The largest gaps are read here; all of them in the wide dialog. */
const SHOWN = 20;

/** The recap of a closed count: nothing has moved yet (E22, E23). */
export function showRecap(screens: CountScreens, count: Count, recap: Recap): void {
  const { id, name, may } = count;
  // One key for each command: a retry after a lost answer is the same command.
  const [confirmKey, reopenKey, cancelKey] = [newId(), newId(), newId()];
  const refused = el('div', {});
  const say409 = (message: string) => refused.replaceChildren(notice('danger', message));

  async function confirm(): Promise<void> {
    const done = await whileWorking(says.confirming, () =>
      call('confirmCount', confirmKey, id, recap.version, recap.differing, name),
    );
    if (!done) return;
    if (!done.ok) return done.code === 'COUNT_RECAP_CHANGED' ? readAgain(done.message) : say409(done.message);
    if (done.declined || !done.count) return setStatus(says.notConfirmed);
    showFinished(screens, done.count, true);
  }

  /** Somebody moved the count meanwhile: the recap is read again before anything is confirmed. */
  async function readAgain(message: string): Promise<void> {
    const read = await whileWorking(says.reading, () => call('readCount', id));
    if (!read?.ok) return say409(read ? read.message : message);
    screens.count(read.count, message);
  }

  async function reopen(): Promise<void> {
    const done = await whileWorking(says.reopening, () => call('reopenCount', reopenKey, id));
    if (done?.ok) screens.count(done.count);
    else if (done) say409(done.message);
  }

  async function cancel(): Promise<void> {
    const done = await whileWorking(says.cancelling, () => call('cancelCount', cancelKey, id, name));
    if (!done) return;
    if (!done.ok) return say409(done.message);
    if (done.declined) return setStatus(says.notCancelled);
    screens.list(says.cancelled);
  }

  const confirmButton = button(says.confirm, () => void confirm(), 'primary');
  confirmButton.disabled = !may.confirm;
  showScreen(
    says.recapHeading,
    el('p', {}, el('strong', {}, name)),
    ...recapSummary(recap),
    closedSheet(count),
    refused,
    el(
      'div',
      { class: 'actions' },
      confirmButton,
      may.confirm && button(says.reopen, () => void reopen()),
      recap.differing > 0 && button(says.recapWide, () => void call('showRecap', id)),
    ),
    may.confirm ? null : el('p', { class: 'quiet' }, says.mayNotConfirm),
    recap.movements.length > SHOWN
      ? el('p', { class: 'quiet' }, say(says.recapFirst, { count: SHOWN }))
      : null,
    el(
      'ul',
      { class: 'plain' },
      ...recap.movements.slice(0, SHOWN).map((line) => gapCard(line, recap.currency)),
    ),
    zipDownload(id, 'before', false),
    el(
      'div',
      { class: 'actions' },
      button(says.heading, () => screens.list()),
      may.cancel && button(says.cancel, () => void cancel(), 'danger'),
    ),
  );
}

function gapCard(line: RecapLine, currency: string): HTMLElement {
  // A line with a gap is decided: none of its figures is missing.
  const { expected, retained, gap, value } = line;
  const place = [line.bin, line.lot, line.serial].filter(Boolean).join(' · ');
  return el(
    'li',
    { class: 'card' },
    el('div', { class: 'card-title' }, line.item),
    el('div', {}, line.label),
    place && el('div', { class: 'quiet' }, place),
    el(
      'div',
      { class: 'gap' },
      el(
        'span',
        {},
        `${says.headings.before} ${quantityText(expected)}, ${says.headings.counted.toLowerCase()} ${quantityText(retained ?? expected)}`,
      ),
      el('strong', { class: 'number' }, signed(gap ?? 0)),
    ),
    el(
      'div',
      { class: 'gap quiet' },
      el('span', {}, line.unit),
      el('span', { class: 'number' }, moneyText(value ?? 0, currency)),
    ),
  );
}
