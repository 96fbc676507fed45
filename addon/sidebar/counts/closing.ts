/** «Clôturer»: closes, or asks what blank lines mean. Blank is never zero by itself (Q3). */
import type { CloseCount, Count } from '../../../shared/contract/counts.ts';
import { call } from '../call.ts';
import { button, el, field, freshId, notice, textInput } from '../dom.ts';
import { formCommand } from '../keptCommand.ts';
import { showScreen, whileWorking } from '../page.ts';
import { moneyText, say, words } from '../words.ts';
import { type BlankChoice, blanksByLine } from './blanksByLine.ts';
import { closingWays } from './closingWays.ts';
import { endedText } from './ended.ts';
import { clearedByTyping } from './mending.ts';
import type { CountScreens } from './screens.ts';

const says = words.counts;

type Refuse = (message: string, codes: readonly string[]) => void;

/** Closes, or asks; one command however often it is pressed, until the service has answered (invariant 9). */
export type Closing = (
  count: Count,
  refuse: Refuse,
  blanks?: { default: BlankChoice | null; lines: [line: number, choice: BlankChoice][] },
) => Promise<void>;

/** One for each screen that closes. Without an answer for the blanks the service is asked, which refuses if there are any. */
export function startClosing(screens: CountScreens): Closing {
  let asked: CloseCount;
  const command = formCommand(null, () => JSON.stringify(asked));

  return async function close(count, refuse, blanks = { default: null, lines: [] }) {
    asked = { blanks };
    const closed = await whileWorking(says.closing, () =>
      command.send((key) => call('closeCount', key, count.id, asked)),
    );
    if (!closed) return;
    if (closed.ok) return screens.recap(closed.count, closed.recap);
    // All that hangs is told at once: what stands on top may not be the only thing.
    const hangs = closed.errors.length > 0 ? closed.errors : [{ code: closed.code }];
    const codes = hangs.map(({ code }) => code);
    if (codes.includes('COUNT_NOT_OPEN')) {
      // Closed already: by somebody else, or by a click whose answer was lost.
      const read = await whileWorking(says.reading, () => call('readCount', count.id));
      if (read?.ok && read.count.state !== 'open')
        return screens.count(read.count, endedText(read.count, screens.panel.me));
    }
    // What blanks mean is asked on a screen of its own, once nothing else hangs: here it would name what is not in sight.
    const others = closed.errors.filter(({ code }) => code !== 'COUNT_BLANKS_UNDECIDED');
    if (codes.some((code) => code !== 'COUNT_BLANKS_UNDECIDED'))
      return refuse(
        others.length > 0 && others.length < closed.errors.length
          ? others.map(({ detail }) => detail).join(' ')
          : closed.message,
        codes,
      );
    const [{ blank, value } = { blank: null, value: null }] = closed.errors;
    const number = typeof blank === 'number' ? blank : count.lines - count.counted;
    askBlanks(screens, count, close, { blank: number, value: typeof value === 'number' ? value : null });
  };
}

function askBlanks(
  screens: CountScreens,
  count: Count,
  closing: Closing,
  { blank, value }: { blank: number; value: number | null },
): void {
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
  const byLine = blanksByLine(count, currency, () => warn());
  const refused = el('div', {});
  const refuse = (message: string, codes: readonly string[] = []) =>
    refused.replaceChildren(notice('danger', message), closingWays(screens, count, codes));
  clearedByTyping(typed);
  for (const { input } of [keep, zero])
    input.addEventListener('change', () => {
      refused.replaceChildren();
      warn();
    });

  /** How many lines would become zero and what they are worth, by the answer for all of them and those for some. */
  function zeros(): { wiped: number; worth: number | null } {
    const of = (wanted: BlankChoice) => byLine.worthOf(wanted);
    if (!zero.input.checked) return of('zero');
    const { wiped: keeping, worth } = of('keep');
    return { wiped: blank - keeping, worth: value === null ? null : value - worth };
  }

  function warn(): void {
    const { wiped, worth } = zeros();
    const figures = { count: wiped, typed: wiped };
    zeroBox.hidden = wiped === 0;
    warned.textContent =
      worth === null
        ? say(says.blanksZeroValueHidden, figures)
        : say(says.blanksZeroWarning, { ...figures, value: moneyText(worth, currency) });
  }

  async function close(): Promise<void> {
    if (!keep.input.checked && !zero.input.checked) return refuse(says.blanksChoose);
    const { wiped } = zeros();
    // Typed as shown or bare: «1 268» and «1268» are the same number.
    const right = typed.input.value.replace(/[^\d]/g, '') === String(wiped);
    if (wiped > 0 && !right) {
      typed.setError(say(says.blanksZeroWrong, { typed: wiped }));
      return typed.input.focus();
    }
    typed.setError(null);
    await closing(count, refuse, {
      default: zero.input.checked ? 'zero' : 'keep',
      lines: byLine.choices(),
    });
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
