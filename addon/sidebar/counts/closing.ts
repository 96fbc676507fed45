/** «Clôturer»: closes, or asks what blank lines mean. Blank is never zero by itself (Q3). */
import type { Count } from '../../../shared/contract/counts.ts';
import { call, newId } from '../call.ts';
import { button, el, field, freshId, notice, textInput } from '../dom.ts';
import { showScreen, whileWorking } from '../page.ts';
import { moneyText, say, words } from '../words.ts';
import type { CountScreens } from './screens.ts';

const says = words.counts;
type BlankChoice = 'keep' | 'zero';

/** Closes with that answer for the blanks; null asks the service, which refuses if there are any. */
export async function closeOrAsk(
  screens: CountScreens,
  count: Count,
  blanks: BlankChoice | null,
  refuse: (message: string) => void,
): Promise<void> {
  const request = { blanks: { default: blanks } };
  const closed = await whileWorking(says.closing, () => call('closeCount', newId(), count.id, request));
  if (!closed) return;
  if (closed.ok) return screens.recap(closed.count, closed.recap);
  if (closed.code !== 'COUNT_BLANKS_UNDECIDED') return refuse(closed.message);
  const [error] = closed.errors;
  const [blank, value] = [error?.blank, error?.value];
  const number = typeof blank === 'number' ? blank : count.lines - count.counted;
  askBlanks(screens, count, number, typeof value === 'number' ? value : null);
}

function askBlanks(screens: CountScreens, count: Count, blank: number, value: number | null): void {
  const { currency } = screens.panel.me.organisation;
  const group = freshId('blanks');
  const radio = (choice: BlankChoice, label: string) => {
    const input = el('input', { type: 'radio', name: group, value: choice, id: freshId('blanks') });
    return { input, root: el('label', { class: 'choice', for: input.id }, input, el('span', {}, label)) };
  };
  const keep = radio('keep', says.blanksKeep);
  const zero = radio('zero', says.blanksZero);
  const typed = field(says.blanksZeroTyped, textInput('', { inputmode: 'numeric' }));
  const figures = { count: blank, typed: blank };
  const zeroWarning =
    value === null
      ? say(says.blanksZeroValueHidden, figures)
      : say(says.blanksZeroWarning, { ...figures, value: moneyText(value, currency) });
  const zeroBox = el('div', { hidden: true }, notice('warning', zeroWarning), typed.root);
  const refused = el('div', {});
  const refuse = (message: string) => refused.replaceChildren(notice('danger', message));
  for (const { input } of [keep, zero])
    input.addEventListener('change', () => {
      zeroBox.hidden = !zero.input.checked;
      refused.replaceChildren();
    });

  async function close(): Promise<void> {
    if (!keep.input.checked && !zero.input.checked) return refuse(says.blanksChoose);
    // Typed as shown or bare: «1 268» and «1268» are the same number.
    const right = typed.input.value.replace(/[^\d]/g, '') === String(blank);
    if (zero.input.checked && !right) {
      typed.setError(say(says.blanksZeroWrong, { typed: blank }));
      return typed.input.focus();
    }
    typed.setError(null);
    await closeOrAsk(screens, count, zero.input.checked ? 'zero' : 'keep', refuse);
  }

  showScreen(
    says.blanksHeading,
    el('fieldset', {}, el('legend', {}, say(says.blanksQuestion, { count: blank })), keep.root, zero.root),
    zeroBox,
    refused,
    el(
      'div',
      { class: 'actions' },
      button(says.closeCount, () => void close(), 'primary'),
      button(words.panel.back, () => screens.count(count)),
    ),
  );
}
