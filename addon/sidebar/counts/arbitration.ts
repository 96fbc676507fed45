/** Where two counts differ, or nobody is there to make the second, the manager decides, with a reason (B2). */
import type { BadLine } from '../../../shared/contract/common.ts';
import type { Count, RecapLine } from '../../../shared/contract/counts.ts';
import { parseDecimal } from '../../../shared/domain/quantities.ts';
import { call } from '../call.ts';
import { button, el, field, notice, textInput } from '../dom.ts';
import { keptFields } from '../keptFields.ts';
import { showScreen, showWaiting, whileWorking } from '../page.ts';
import { showFirstWrong, showRefusal } from '../refused.ts';
import { language, quantityText, say, words } from '../words.ts';
import { clearedByChange, clearedByTyping } from './mending.ts';
import { placeOf } from './recapFigures.ts';
import type { CountScreens } from './screens.ts';

const says = words.countRecap;

export async function showArbitration(screens: CountScreens, count: Count): Promise<void> {
  showWaiting(says.arbitration, words.counts.reading);
  const refused = el('div', {});
  const list = el('div', {});
  const common = field(says.commonReason, textInput('', { maxlength: 200, 'data-kept': 'reason all' }), {
    hint: says.commonReasonHint,
  });
  const body = el('div', {}, common.root, list);
  clearedByChange(body, refused);
  const again = () => void showArbitration(screens, count);
  const kept = keptFields(screens.panel, `arbitration ${count.id}`, body, again);
  const cards: ReturnType<typeof cardOf>[] = [];
  let next: string | null = null;
  const more = button(words.counts.recapMore, () => void readMore());

  /** Reads on until there are more than `stands` cards, or no page is left. Null, or the sentence why it could not. */
  async function read(stands: number): Promise<string | null> {
    do {
      const asked = await call('readRecap', count.id, { show: 'undecided', ...(next && { cursor: next }) });
      if (!asked.ok) return asked.message;
      const found = asked.recap.movements.filter(toDecide).map((line) => cardOf(line, common.input));
      cards.push(...found);
      common.root.hidden = cards.length < 2;
      list.append(...found.map(({ root }) => root));
      next = asked.recap.next;
    } while (next !== null && cards.length <= stands);
    more.hidden = next === null;
    return null;
  }

  async function readMore(): Promise<void> {
    const problem = await whileWorking(words.counts.reading, () => read(cards.length));
    if (problem) refused.replaceChildren(notice('danger', problem));
  }

  async function decide(): Promise<void> {
    const lines = cards.flatMap((card) => card.read() ?? []);
    const wrong = cards.filter((card) => card.wrong()).length;
    refused.replaceChildren(
      ...(wrong > 0 ? [notice('danger', say(words.refused.fix, { count: wrong }))] : []),
    );
    if (wrong > 0) return showFirstWrong();
    if (lines.length === 0) return refused.replaceChildren(notice('danger', says.arbitrateNone));
    const done = await whileWorking(words.panel.working, () =>
      kept.send((id) => call('markCountLines', id, count.id, { lines })),
    );
    if (!done) return;
    if (done.ok) screens.count(count, say(says.arbitrated, { count: lines.length }));
    else showRefusal(done, { line: beside, head: () => false }, refused);
  }

  /** What the service says of a line stands beside its figure. */
  function beside({ line, detail }: BadLine): boolean {
    const card = cards.find((one) => one.line === line);
    card?.setError(detail);
    return card !== undefined;
  }

  // A draft fills in the cards that stood when it was kept.
  const problem = await read(((kept.more as number | null) ?? 1) - 1);
  const back = button(words.panel.back, () => screens.count(count));
  if (problem) return showScreen(says.arbitration, notice('danger', problem), back);
  const any = cards.length > 0;
  showScreen(
    says.arbitration,
    el('p', {}, any ? says.arbitrationHint : says.arbitrationNothing),
    body,
    refused,
    el(
      'div',
      { class: 'actions' },
      any && button(says.arbitrateNow, () => void decide(), 'primary'),
      more,
      back,
    ),
  );
  if (any) kept.start(() => cards.length);
}

/** Two counts that differ, or a second one that nobody has made yet; what an emergency exit took from is counted again. */
function toDecide({ first, second, secondDue, arbitrated, emergencies }: RecapLine): boolean {
  if (!secondDue || arbitrated !== null) return false;
  return first === null ? second === null && emergencies.length === 0 : second !== first;
}

/** `common`: the reason of every line that has none of its own. */
function cardOf(line: RecapLine, common: HTMLInputElement) {
  const figure = field(
    says.retain,
    textInput('', { inputmode: 'decimal', 'data-kept': `figure ${line.line}` }),
  );
  const reason = field(
    says.arbitrationReason,
    textInput('', { maxlength: 200, 'data-kept': `reason ${line.line}` }),
  );
  const take = (quantity: number | null) => {
    figure.input.value =
      quantity === null ? '' : String(quantity).replace('.', language === 'fr' ? ',' : '.');
    figure.input.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const said = (sentence: string, quantity: number | null, by: string | null) =>
    say(sentence, {
      quantity: quantity === null ? words.counts.blank : quantityText(quantity),
      by: by ?? '',
    });
  const root = el(
    'article',
    { class: 'card' },
    el('div', { class: 'card-title' }, line.item),
    el('p', { class: 'quiet' }, [line.label, placeOf(line)].filter(Boolean).join(', ')),
    el('p', {}, theoreticalText(line)),
    el('p', {}, said(says.firstFigure, line.first, line.firstBy)),
    el('p', {}, said(says.secondFigure, line.second, line.secondBy)),
    el(
      'div',
      { class: 'actions' },
      line.first !== null && button(says.takeFirst, () => take(line.first)),
      line.second !== null && button(says.takeSecond, () => take(line.second)),
    ),
    figure.root,
    reason.root,
  );
  const typed = () => parseDecimal(figure.input.value, language);
  const why = () => reason.input.value.trim() || common.value.trim();
  clearedByTyping(figure, reason);
  common.addEventListener('input', () => reason.setError(null));
  return {
    root,
    line: line.line,
    setError: (detail: string) => figure.setError(detail),
    /** A figure without reason, a reason without figure, or no number: said beside its field. */
    wrong(): boolean {
      const [quantity, own] = [figure.input.value.trim(), reason.input.value.trim()];
      const number = typed();
      figure.setError(
        quantity && (number === null || number < 0)
          ? say(words.fields.quantityUnclear, { value: quantity })
          : own && !quantity
            ? words.panel.required
            : null,
      );
      reason.setError(quantity && !why() ? says.reasonRequired : null);
      return (
        (quantity !== '' && (number === null || number < 0 || why() === '')) ||
        (own !== '' && quantity === '')
      );
    },
    read() {
      const quantity = typed();
      return quantity !== null && why()
        ? [{ line: line.line, arbitration: { quantity, reason: why() } }]
        : null;
    },
  };
}

/** Read with the recap, which is refused to whoever may not know it (Q22): what both figures are weighed against. */
function theoreticalText({ theoretical, expected }: RecapLine): string {
  const figures = { theoretical: quantityText(theoretical), expected: quantityText(expected) };
  return say(expected === theoretical ? says.theoreticalWas : says.theoreticalLess, figures);
}
