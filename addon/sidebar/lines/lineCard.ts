/** One product of the document: its quantity, the stock lines proposed first-expired-first-out, the choice among others. */
import { fromThousandths } from '../../../shared/domain/quantities.ts';
import { afterPress } from '../afterPress.ts';
import { button, el } from '../dom.ts';
import { quantityField, quantityProblem } from '../fields/quantityField.ts';
import { readQuantity } from '../fields/typedQuantity.ts';
import { language, say, words } from '../words.ts';
import { type DraftLine, isProposed, type LinesDraft, takenBy } from './draftLine.ts';
import type { Held } from './held.ts';
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
  /** Beside pick number `pick`, below the quantity where it has no field; of several sentences each is told. */
  setError(pick: number | null, text: string): void;
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
      said.delete(null);
      lay();
      actions.changed();
    },
    left: () => propose(),
    next: () => actions.next(),
  });
  let lots: LotPicks | null = null;
  /** What is said of each pick, and of the product as a whole: drawing the picks anew must not take it away. */
  const said = new Map<number | null, string[]>();
  let proposed = line.wanted;
  let asking = false;
  const drawBusy = () => {
    busy.hidden = !asking;
  };

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
    said.delete(null);
    if (read.problem) add(null, quantityProblem(read.problem, line.wanted, line.decimals));
    lay();
    if (read.problem) return;
    const [only] = line.picks;
    const keeps = line.manual && only && line.picks.length === 1 && !hasSerials(line);
    if (keeps) Object.assign(only, { quantity: line.wanted });
    else line.manual = false;
    actions.propose();
  }

  function add(pick: number | null, text: string): void {
    said.set(pick, [...new Set([...(said.get(pick) ?? []), text])]);
  }

  /** Serial numbers have no field of their own: what is said of them stands with what is said of the whole. */
  function lay(): void {
    const whole = [...said].flatMap(([pick, texts]) =>
      pick !== null && lots?.setError(pick, texts.join(' ')) ? [] : texts,
    );
    wanted.setError(whole.length > 0 ? [...new Set(whole)].join(' ') : null);
    // What is missing was counted for a figure that no longer stands.
    const unreadable = readQuantity(line.wanted, line.decimals, language).problem !== null;
    missing.hidden = line.missing <= 0 || unreadable || !isProposed(line, language);
  }

  function draw(): void {
    drawHead();
    const drawn = lotPicks(line, draft, {
      changed: () => {
        said.clear();
        drawHead();
        actions.changed();
      },
      redraw: (focus) => {
        said.clear();
        draw();
        const fields = picksBox.querySelectorAll<HTMLElement>(focus === 'quantity' ? 'input' : 'select');
        fields[focus === 'quantity' ? fields.length - 1 : 0]?.focus();
        actions.changed();
      },
    });
    lots = drawn;
    const ticks = hasSerials(line) ? serialPicks(line, draft, ticked) : '';
    picksBox.replaceChildren(drawn.root, ticks);
    lay();
  }

  function ticked(): void {
    said.clear();
    drawHead();
    actions.changed();
  }

  function drawHead(): void {
    if (wanted.input.value !== line.wanted) wanted.input.value = line.wanted;
    proposed = line.wanted;
    missing.textContent =
      line.picks.length === 0
        ? say(says.missingAll, { why: whyNone(line.choices) })
        : say(says.missing, {
            missing: line.missing,
            available: fromThousandths(takenBy(line, language)),
            unit: line.unit,
          });
    lay();
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
      add(pick, text);
      lay();
    },
    check() {
      said.clear();
      line.picks.forEach((_, place) => {
        lots?.setError(place, null);
      });
      const { problem } = readQuantity(line.wanted, line.decimals, language);
      if (problem) add(null, quantityProblem(problem, line.wanted, line.decimals));
      if (!isProposed(line, language)) add(null, says.notProposed);
      // One pick alone takes the quantity on top: it has no field of its own.
      if (line.picks.length > 1) for (const [place, text] of lots?.problems() ?? []) add(place, text);
      lay();
      root.classList.toggle('bad', said.size > 0);
      return said.size === 0;
    },
    setBusy(isBusy) {
      asking = isBusy;
      afterPress(drawBusy);
    },
  };
  if (line.picks.length > 0 || line.missing > 0) draw();
  return card;
}
