/** The second count (B2): lines beyond the tolerance, or chosen ones, counted again by somebody else. */
import type { Count, Recap, RecapLine, SecondRound } from '../../../shared/contract/counts.ts';
import { unitText } from '../../../shared/text/say.ts';
import { call } from '../call.ts';
import { button, el, field, freshId, notice, textInput } from '../dom.ts';
import { formCommand } from '../keptCommand.ts';
import { showScreen, showWaiting, whileWorking } from '../page.ts';
import { say, words } from '../words.ts';
import { clearedByChange } from './mending.ts';
import { placeOf, signed } from './recapFigures.ts';
import type { CountScreens } from './screens.ts';

const says = words.countRecap;

export async function showSecondRound(screens: CountScreens, count: Count): Promise<void> {
  showWaiting(says.second, words.counts.reading);
  const read = await call('readRecap', count.id, { show: 'gaps' });
  const back = button(words.panel.back, () => screens.count(count));
  if (!read.ok) return showScreen(says.second, notice('danger', read.message), back);
  const { recap } = read;
  const refused = el('div', {});
  const refuse = (sentence: string) => refused.replaceChildren(notice('danger', sentence));
  const lines = linesToChoose(count, refuse);
  clearedByChange(lines.root, refused);
  // One for the screen: pressed again after a lost answer it is the same command (invariant 9).
  let asked: SecondRound;
  const command = formCommand(null, () => JSON.stringify(asked));

  async function send(beyondTolerance: boolean): Promise<void> {
    asked = { beyondTolerance, lines: beyondTolerance ? [] : lines.chosen() };
    if (!beyondTolerance && asked.lines?.length === 0) return refuse(says.secondNone);
    const done = await whileWorking(words.panel.working, () =>
      command.send((key) => call('commandCount', key, count.id, ['rounds', asked])),
    );
    if (!done) return;
    if (done.ok) screens.count(done.count, says.secondSent);
    else refuse(done.message);
  }

  showScreen(
    says.second,
    el('p', {}, says.secondHint),
    recap.unsent > 0 &&
      button(say(says.secondBeyond, { count: recap.unsent }), () => void send(true), 'primary'),
    el('h2', {}, says.secondChoose),
    lines.root,
    refused,
    el(
      'div',
      { class: 'actions' },
      button(says.secondChosen, () => void send(false)),
      back,
    ),
  );
  await lines.begin(recap);
}

/** Lines with a gap, the largest first, page by page; any other counted line is found by searching. */
function linesToChoose(count: Count, refuse: (sentence: string) => void) {
  /** What was ticked stays so, whichever page or search is shown. */
  const ticks = new Map<number, boolean>();
  const list = el('ul', { class: 'plain' });
  const told = el('p', { class: 'quiet', 'aria-live': 'polite' });
  const search = field(says.secondSearch, textInput('', { maxlength: 64 }), { hint: says.secondSearchHint });
  let sought = '';
  let next: string | null = null;
  const more = button(words.counts.recapMore, () => void read(next));
  const find = () => {
    sought = search.input.value.trim();
    void read(null);
  };
  search.input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    find();
  });

  async function read(cursor: string | null): Promise<void> {
    const page = await whileWorking(words.counts.reading, () => askPage(cursor));
    if (page?.ok) await show(page.recap, cursor === null);
    else if (page) refuse(page.message);
  }

  function askPage(cursor: string | null) {
    const wanted = sought ? ({ show: 'all', q: sought } as const) : ({ show: 'gaps' } as const);
    return call('readRecap', count.id, { ...wanted, ...(cursor && { cursor }) });
  }

  async function show({ movements, ...page }: Recap, anew: boolean): Promise<void> {
    if (anew) list.replaceChildren();
    next = page.next;
    more.hidden = next === null;
    // Those sent to it already, and those that nobody counted, are not offered.
    const offered = movements.filter(({ secondDue, first }) => !secondDue && first !== null);
    list.append(...offered.map(choiceOf));
    tell();
    if (list.childElementCount === 0 && next !== null) return read(next);
    if (list.childElementCount === 0)
      list.append(el('li', {}, sought ? says.secondNotFound : says.secondNothing));
  }

  function choiceOf(line: RecapLine): HTMLElement {
    const box = el('input', { type: 'checkbox', id: freshId('again') });
    const ticked = ticks.get(line.line) ?? line.beyondTolerance;
    ticks.set(line.line, ticked);
    box.checked = ticked;
    box.addEventListener('change', () => {
      ticks.set(line.line, box.checked);
      tell();
    });
    const name = el('strong', {}, [line.item, placeOf(line)].filter(Boolean).join(' '));
    const gap = line.gap ? `, ${signed(line.gap)} ${unitText(line.unit)}` : `, ${says.secondNoGap}`;
    return el(
      'li',
      {},
      el('label', { class: 'choice', for: box.id }, box, el('span', {}, name, ` ${line.label}${gap}`)),
    );
  }

  const chosen = () => [...ticks].flatMap(([line, ticked]) => (ticked ? [line] : []));
  function tell(): void {
    told.textContent = say(says.secondTicked, { count: chosen().length });
  }

  return {
    root: el('div', {}, search.root, button(says.secondFind, find), list, more, told),
    chosen,
    begin: (recap: Recap) => show(recap, true),
  };
}
