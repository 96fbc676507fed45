/** One product of the document: its quantity, the stock lines proposed first-expired-first-out, the choice among others. */
import { parseDecimal } from '../../../shared/domain/quantities.ts';
import { button, el, field, textInput } from '../dom.ts';
import { quantityField, quantityProblem } from '../fields/quantityField.ts';
import { readQuantity } from '../fields/typedQuantity.ts';
import { language, quantityText, say, words } from '../words.ts';
import { choiceKey, type DraftLine, type Pick, type StockChoice } from './draftLine.ts';

const says = words.lines;

export interface LineCard {
  root: HTMLElement;
  line: DraftLine;
  focus(): void;
  /** Draws the picks anew: after a proposal. */
  draw(): void;
  /** Beside pick number `pick`; below the quantity where there is none. */
  setError(pick: number | null, text: string): void;
  clearErrors(): void;
  /** Judges what is typed; errors stand beside it. */
  check(): boolean;
  setBusy(busy: boolean): void;
}

export interface LineActions {
  /** The wanted quantity is new: propose. */
  propose(): void;
  /** Enter in the quantity: on to the next product. */
  next(): void;
  changed(): void;
  remove(): void;
}

export function lineCard(line: DraftLine, actions: LineActions): LineCard {
  const picksBox = el('div', {});
  const missing = el('p', { class: 'error', hidden: true });
  const busy = el('p', { class: 'quiet waiting', hidden: true }, says.proposing);
  const wanted = quantityField({
    value: line.wanted,
    unit: line.unit,
    decimals: line.decimals,
    typed: (text) => {
      line.wanted = text;
      actions.changed();
    },
    left: () => propose(),
    next: () => actions.next(),
  });
  const quantity = wanted.input;
  let pickErrors: ((text: string | null) => void)[] = [];
  /** What stands beside the picks now: drawing them anew must not take it away. */
  let pickTexts: string[] = [];
  let proposed = line.wanted;

  const removeButton = button(says.removeShort, () => actions.remove(), 'link');
  removeButton.setAttribute('aria-label', say(says.remove, { item: line.item }));
  const root = el(
    'article',
    { class: 'card' },
    el('div', { class: 'card-head' }, el('span', { class: 'card-title' }, line.item), removeButton),
    el('p', {}, line.label),
    line.delivered > 0 && el('p', { class: 'quiet' }, say(says.delivered, { quantity: line.delivered })),
    wanted.root,
    missing,
    busy,
    picksBox,
  );

  /** One pick that a person chose keeps its stock line and takes the new quantity. */
  function propose(): void {
    if (line.wanted === proposed && line.picks.length > 0) return;
    proposed = line.wanted;
    const read = readQuantity(line.wanted, line.decimals, language);
    wanted.setError(read.problem && quantityProblem(read.problem, line.wanted, line.decimals));
    if (read.problem) return;
    const [only] = line.picks;
    if (line.manual && only && line.picks.length === 1) Object.assign(only, { quantity: line.wanted });
    else line.manual = false;
    actions.propose();
  }

  function draw(): void {
    pickErrors = [];
    quantity.value = line.wanted;
    proposed = line.wanted;
    missing.hidden = line.missing <= 0;
    const available = line.picks.reduce((sum, pick) => sum + (parseDecimal(pick.quantity, language) ?? 0), 0);
    missing.textContent =
      line.picks.length === 0
        ? say(says.missingAll, { why: whyNone(line.choices) })
        : say(says.missing, { missing: line.missing, available, unit: line.unit });
    const rows = line.picks.map((pick, place) => pickRow(pick, place));
    const unused = line.choices.find((choice) => !choice.unusable && !isPicked(line, choice));
    picksBox.replaceChildren(
      ...rows,
      unused && line.picks.length > 0 ? button(says.addLot, () => addPick(unused), 'link') : '',
    );
    pickTexts.forEach((text, place) => {
      (pickErrors[place] ?? wanted.setError)(text);
    });
  }

  function pickRow(pick: Pick, place: number): HTMLElement {
    const several = line.picks.length > 1;
    const select = el(
      'select',
      {},
      ...line.choices.map((choice) => optionOf(choice, choiceKey(choice) === pick.choice)),
    );
    select.value = pick.choice;
    const box = field(says.stockLine, select);
    const hint = () => box.setHint(hintOf(line.choices.find((choice) => choiceKey(choice) === pick.choice)));
    hint();
    select.addEventListener('change', () => {
      pick.choice = select.value;
      line.manual = true;
      delete pickTexts[place];
      box.setError(null);
      hint();
      actions.changed();
    });
    pickErrors[place] = box.setError;
    return el('div', { class: 'pick' }, box.root, several && quantityRow(pick, place));
  }

  function quantityRow(pick: Pick, place: number): HTMLElement {
    const input = textInput(pick.quantity, { inputmode: 'decimal', 'aria-label': words.fields.quantity });
    input.addEventListener('input', () => {
      pick.quantity = input.value;
      line.manual = true;
      line.missing = 0;
      sumUp();
      actions.changed();
    });
    return el(
      'div',
      { class: 'quantity-row' },
      input,
      button(says.removeLot, () => removePick(place), 'link'),
    );
  }

  /** With several stock lines the quantity on top is their sum. */
  function sumUp(): void {
    const quantities = line.picks.map((pick) => parseDecimal(pick.quantity, language) ?? 0);
    const thousandths = quantities.reduce((sum, each) => sum + Math.round(each * 1000), 0);
    line.wanted = quantityText(thousandths / 1000);
    proposed = line.wanted;
    quantity.value = line.wanted;
  }

  function addPick(choice: StockChoice): void {
    line.picks.push({ choice: choiceKey(choice), quantity: '' });
    line.manual = true;
    line.missing = 0;
    draw();
    picksBox.querySelectorAll('input')[line.picks.length - 1]?.focus();
    actions.changed();
  }

  function removePick(place: number): void {
    line.picks.splice(place, 1);
    pickTexts = [];
    line.manual = true;
    sumUp();
    draw();
    picksBox.querySelector('select')?.focus();
    actions.changed();
  }

  function check(): boolean {
    card.clearErrors();
    const read = readQuantity(line.wanted, line.decimals, language);
    if (read.problem) wanted.setError(quantityProblem(read.problem, line.wanted, line.decimals));
    let good = !read.problem;
    line.picks.forEach((pick, place) => {
      const each = readQuantity(pick.quantity, line.decimals, language);
      if (!each.problem) return;
      good = false;
      pickErrors[place]?.(quantityProblem(each.problem, pick.quantity, line.decimals));
    });
    root.classList.toggle('bad', !good);
    return good;
  }

  const card: LineCard = {
    root,
    line,
    focus: () => quantity.focus(),
    draw,
    setError(pick, text) {
      root.classList.add('bad');
      if (pick !== null) pickTexts[pick] = text;
      const place = pick === null ? undefined : pickErrors[pick];
      (place ?? wanted.setError)(text);
    },
    clearErrors() {
      pickTexts = [];
      root.classList.remove('bad');
      wanted.setError(null);
      for (const setError of pickErrors) setError(null);
    },
    check,
    setBusy(isBusy) {
      busy.hidden = !isBusy;
    },
  };
  if (line.picks.length > 0 || line.missing > 0) draw();
  return card;
}

function isPicked(line: DraftLine, choice: StockChoice): boolean {
  return line.picks.some((pick) => pick.choice === choiceKey(choice));
}

/** What forbids the stock that there is: each reason once. */
function whyNone(choices: readonly StockChoice[]): string | null {
  const reasons = choices.filter(({ unusable }) => unusable).map(stateOf);
  return [...new Set(reasons)].join(', ') || null;
}

function stateOf({ available, unusable, frozenBy }: StockChoice): string {
  if (!unusable) return say(says.available, { quantity: available });
  return say(says.unusable[unusable], { count: frozenBy });
}

/** «lot A12, exp. 31/03/2027, A-01, 120 disponibles»; what may not be used says why. */
function optionOf(choice: StockChoice, picked: boolean): HTMLOptionElement {
  const { bin, lot, expiry, serial, unusable } = choice;
  const parts = [
    serial && say(says.serial, { serial }),
    lot ? say(says.lot, { lot }) : serial ? '' : says.noLot,
    expiry && say(says.expires, { date: expiry }),
    bin,
    stateOf(choice),
  ];
  const text = parts.filter(Boolean).join(', ');
  return el('option', { value: choiceKey(choice), disabled: unusable !== null && !picked }, text);
}

/** A select of 300 pixels cuts its text: what matters stands below it. */
function hintOf(choice: StockChoice | undefined): string {
  if (!choice) return '';
  const { bin, expiry } = choice;
  const parts = [expiry && say(says.expires, { date: expiry }), bin, stateOf(choice)];
  return parts.filter(Boolean).join(' · ');
}
