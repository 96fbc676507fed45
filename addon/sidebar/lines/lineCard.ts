/** One product of the document: its quantity, the stock lines proposed first-expired-first-out, the choice among others. */
import { fromThousandths } from '../../../shared/domain/quantities.ts';
import { button, el } from '../dom.ts';
import { quantityField, quantityProblem } from '../fields/quantityField.ts';
import { readQuantity } from '../fields/typedQuantity.ts';
import { language, say, words } from '../words.ts';
import { type DraftLine, type Held, type LinesDraft, takenBy } from './draftLine.ts';
import { type LotPicks, lotPicks } from './lotPicks.ts';
import { serialPicks } from './serialPicks.ts';
import { restTexts, whyNone } from './stockTexts.ts';
import { hasSerials } from './taking.ts';

const says = words.lines;

export interface LineCard {
  root: HTMLElement;
  line: DraftLine;
  focus(): void;
  /** Draws the picks anew: after a proposal, after a scan. */
  draw(): void;
  /** What stays in the depot after this document; null where it is not known. */
  showRest(held: Held | null): void;
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

export function lineCard(line: DraftLine, draft: LinesDraft, actions: LineActions): LineCard {
  const picksBox = el('div', {});
  const missing = el('p', { class: 'error', hidden: true });
  const rest = el('div', { class: 'quiet', hidden: true });
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
  let lots: LotPicks | null = null;
  /** What stands beside the picks now: drawing them anew must not take it away. */
  let pickTexts = new Map<number, string>();
  let proposed = line.wanted;

  const removeButton = button(says.removeShort, () => actions.remove(), 'link');
  removeButton.setAttribute('aria-label', say(says.remove, { item: line.item }));
  const root = el(
    'article',
    { class: 'card', 'aria-label': `${line.item} ${line.label}` },
    el('div', { class: 'card-head' }, el('span', { class: 'card-title' }, line.item), removeButton),
    el('p', {}, line.label),
    line.delivered > 0 && el('p', { class: 'quiet' }, say(says.delivered, { quantity: line.delivered })),
    wanted.root,
    missing,
    busy,
    picksBox,
    rest,
  );

  /** One pick that a person chose keeps its stock line and takes the new quantity. */
  function propose(): void {
    if (line.wanted === proposed && line.picks.length > 0) return;
    proposed = line.wanted;
    const read = readQuantity(line.wanted, line.decimals, language);
    wanted.setError(read.problem && quantityProblem(read.problem, line.wanted, line.decimals));
    if (read.problem) return;
    const [only] = line.picks;
    const keeps = line.manual && only && line.picks.length === 1 && !hasSerials(line);
    if (keeps) Object.assign(only, { quantity: line.wanted });
    else line.manual = false;
    actions.propose();
  }

  function draw(): void {
    drawHead();
    const drawn = lotPicks(line, draft, {
      changed: () => {
        pickTexts = new Map();
        drawHead();
        actions.changed();
      },
      redraw: (focus) => {
        pickTexts = new Map();
        draw();
        const fields = picksBox.querySelectorAll<HTMLElement>(focus === 'quantity' ? 'input' : 'select');
        fields[focus === 'quantity' ? fields.length - 1 : 0]?.focus();
        actions.changed();
      },
    });
    lots = drawn;
    const ticks = hasSerials(line) ? serialPicks(line, draft, ticked) : '';
    picksBox.replaceChildren(drawn.root, ticks);
    for (const [place, text] of pickTexts) if (!drawn.setError(place, text)) wanted.setError(text);
  }

  function ticked(): void {
    drawHead();
    wanted.setError(null);
    actions.changed();
  }

  function drawHead(): void {
    if (wanted.input.value !== line.wanted) wanted.input.value = line.wanted;
    proposed = line.wanted;
    missing.hidden = line.missing <= 0;
    missing.textContent =
      line.picks.length === 0
        ? say(says.missingAll, { why: whyNone(line.choices) })
        : say(says.missing, {
            missing: line.missing,
            available: fromThousandths(takenBy(line, language)),
            unit: line.unit,
          });
  }

  const card: LineCard = {
    root,
    line,
    focus: () => wanted.input.focus(),
    draw,
    showRest(held) {
      rest.hidden = held === null;
      rest.replaceChildren(...(held ? restTexts(held, line.unit).map((text) => el('p', {}, text)) : []));
    },
    setError(pick, text) {
      root.classList.add('bad');
      if (pick !== null) pickTexts.set(pick, text);
      if (pick === null || !lots?.setError(pick, text)) wanted.setError(text);
    },
    clearErrors() {
      pickTexts = new Map();
      root.classList.remove('bad');
      wanted.setError(null);
      line.picks.forEach((_, place) => {
        lots?.setError(place, null);
      });
    },
    check() {
      card.clearErrors();
      const clear = wanted.read() !== null;
      // One pick alone takes the quantity on top: it has no field of its own.
      const good = (line.picks.length <= 1 || (lots?.check() ?? true)) && clear;
      root.classList.toggle('bad', !good);
      return good;
    },
    setBusy(isBusy) {
      busy.hidden = !isBusy;
    },
  };
  if (line.picks.length > 0 || line.missing > 0) draw();
  return card;
}
