/** «Clôturer»: closes, or asks what blank lines mean. Blank is never zero by itself (Q3). */
import type { Count } from '../../../shared/contract/counts.ts';
import { call, newId } from '../call.ts';
import { button, el, field, freshId, notice, textInput } from '../dom.ts';
import { folded, selectField } from '../fields/choices.ts';
import { showScreen, whileWorking } from '../page.ts';
import { moneyText, say, words } from '../words.ts';
import { placeOf } from './recapFigures.ts';
import type { CountScreens } from './screens.ts';

const says = words.counts;
type BlankChoice = 'keep' | 'zero';

/** Closes with that answer for the blanks; null asks the service, which refuses if there are any. */
export async function closeOrAsk(
  screens: CountScreens,
  count: Count,
  blanks: BlankChoice | null,
  refuse: (message: string, code?: string) => void,
  each: [line: number, choice: BlankChoice][] = [],
): Promise<void> {
  const request = { blanks: { default: blanks, lines: each } };
  const closed = await whileWorking(says.closing, () => call('closeCount', newId(), count.id, request));
  if (!closed) return;
  if (closed.ok) return screens.recap(closed.count, closed.recap);
  if (closed.code === 'COUNT_NOT_OPEN') {
    // Closed already: by somebody else, or by a click whose answer was lost.
    const read = await whileWorking(says.reading, () => call('readCount', count.id));
    if (read?.ok && read.count.state !== 'open') return screens.count(read.count);
  }
  if (closed.code !== 'COUNT_BLANKS_UNDECIDED') return refuse(closed.message, closed.code);
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
  const warned = el('p', {});
  const zeroBox = el('div', { hidden: true }, notice('warning', warned), typed.root);
  const byLine = blanksByLine(count, () => warn());
  const refused = el('div', {});
  const refuse = (message: string) => refused.replaceChildren(notice('danger', message));
  for (const { input } of [keep, zero])
    input.addEventListener('change', () => {
      refused.replaceChildren();
      warn();
    });

  /** How many lines would become zero, by the answer for all of them and those for some. */
  function zeros(): number {
    const each = byLine.choices();
    const of = (wanted: BlankChoice) => each.filter(([, choice]) => choice === wanted).length;
    return zero.input.checked ? blank - of('keep') : of('zero');
  }

  function warn(): void {
    const wiped = zeros();
    const figures = { count: wiped, typed: wiped };
    zeroBox.hidden = wiped === 0;
    // What all of them are worth was told; of some, the recap will tell it.
    warned.textContent =
      value === null || wiped < blank
        ? say(says.blanksZeroValueHidden, figures)
        : say(says.blanksZeroWarning, { ...figures, value: moneyText(value, currency) });
  }

  async function close(): Promise<void> {
    if (!keep.input.checked && !zero.input.checked) return refuse(says.blanksChoose);
    const wiped = zeros();
    // Typed as shown or bare: «1 268» and «1268» are the same number.
    const right = typed.input.value.replace(/[^\d]/g, '') === String(wiped);
    if (wiped > 0 && !right) {
      typed.setError(say(says.blanksZeroWrong, { typed: wiped }));
      return typed.input.focus();
    }
    typed.setError(null);
    await closeOrAsk(screens, count, zero.input.checked ? 'zero' : 'keep', refuse, byLine.choices());
  }

  showScreen(
    says.blanksHeading,
    el('fieldset', {}, el('legend', {}, say(says.blanksQuestion, { count: blank })), keep.root, zero.root),
    zeroBox,
    byLine.root,
    refused,
    el(
      'div',
      { class: 'actions' },
      button(says.closeCount, () => void close(), 'primary'),
      button(words.panel.back, () => screens.count(count)),
    ),
  );
}

/** Where wanted, line by line: what most lines become is said above, the others here (Q3). */
function blanksByLine(count: Count, changed: () => void) {
  const list = el('ul', { class: 'plain' });
  const selects = new Map<number, HTMLSelectElement>();
  const choices = [
    ['', says.blankAsOthers],
    ['keep', says.blanksKeep],
    ['zero', says.blanksZero],
  ] as const;
  let cursor: string | null = null;
  const moreButton = button(says.recapMore, () => void read());

  async function read(): Promise<void> {
    const asked = await call('readRecap', count.id, {
      show: 'blanks',
      sort: 'position',
      ...(cursor && { cursor }),
    });
    if (!asked.ok) return list.append(notice('danger', asked.message));
    for (const line of asked.recap.movements) {
      const select = selectField([line.item, placeOf(line)].filter(Boolean).join(' · '), choices, changed);
      selects.set(line.line, select.input);
      list.append(el('li', {}, select.root));
    }
    cursor = asked.recap.next;
    moreButton.hidden = cursor === null;
  }

  const root = folded(says.blanksByLine, list, moreButton);
  root.addEventListener('toggle', () => {
    if (root.open && selects.size === 0) void read();
  });
  return {
    root,
    choices: () =>
      [...selects].flatMap(([line, { value }]): [number, BlankChoice][] =>
        value === 'keep' || value === 'zero' ? [[line, value]] : [],
      ),
  };
}
