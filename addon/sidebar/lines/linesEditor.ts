/** The products of a document: search, quantity, proposal; lines come and go without touching the others. */
import type { Item } from '../../../shared/contract/catalogue.ts';
import type { Allocation } from '../../../shared/contract/stock.ts';
import { call } from '../call.ts';
import { el } from '../dom.ts';
import { itemSearch } from '../fields/itemSearch.ts';
import { readQuantity } from '../fields/typedQuantity.ts';
import { language, words } from '../words.ts';
import { type DraftLine, type LinesDraft, newLine, takeProposal } from './draftLine.ts';
import { type LineCard, lineCard } from './lineCard.ts';

const says = words.lines;

export interface LinesEditor {
  root: HTMLElement;
  cards(): LineCard[];
  /** Draws all lines anew from the draft (an invoice was loaded). */
  redraw(): void;
  /** Proposes again for every line: another date, another depot, a draft taken up. */
  proposeAll(): Promise<void>;
  /** Waits for proposals under way; true if there were any. */
  settle(): Promise<boolean>;
  setError(text: string | null): void;
  focusSearch(): void;
}

export function linesEditor(draft: LinesDraft, changed: () => void): LinesEditor {
  let cards: LineCard[] = [];
  const asked = new Map<DraftLine, number>();
  const underWay = new Set<Promise<void>>();
  const list = el('div', {});
  const search = itemSearch((item) => {
    add(item);
    return '';
  });

  /** The same product twice is the same line: its quantity is what changes. */
  function add({ code, label, unit, decimals }: Item): void {
    const there = cards.find(({ line }) => line.item === code);
    if (there) {
      there.focus();
      return;
    }
    const line = newLine({ item: code, label, unit, decimals });
    draft.lines.push(line);
    const card = cardOf(line);
    cards.push(card);
    list.append(card.root);
    search.setError(null);
    changed();
    card.focus();
  }

  function cardOf(line: DraftLine): LineCard {
    const card = lineCard(line, {
      propose: () => void track(propose([card])),
      next: () => search.input.focus(),
      changed,
      remove: () => {
        cards = cards.filter((other) => other !== card);
        draft.lines = draft.lines.filter((other) => other !== line);
        card.root.remove();
        search.input.focus();
        changed();
      },
    });
    return card;
  }

  function track(work: Promise<void>): Promise<void> {
    underWay.add(work);
    return work.finally(() => underWay.delete(work));
  }

  /** One question for all the lines named; an answer to an older question is dropped. */
  async function propose(wanted: LineCard[]): Promise<void> {
    const wants = wanted.flatMap((card) => {
      const { quantity } = readQuantity(card.line.wanted, card.line.decimals, language);
      return quantity === null ? [] : [{ card, item: card.line.item, quantity }];
    });
    if (wants.length === 0) return;
    const mine = new Map(wants.map(({ card }) => [card, (asked.get(card.line) ?? 0) + 1]));
    for (const [card, number] of mine) {
      asked.set(card.line, number);
      card.setBusy(true);
    }
    const { depot, date, type } = draft;
    const read = await call('allocate', {
      depot,
      date,
      type,
      wants: wants.map(({ item, quantity }) => ({ item, quantity })),
    });
    for (const { card } of wants) {
      if (asked.get(card.line) !== mine.get(card)) continue;
      card.setBusy(false);
      if (read.ok) lay(card, read.allocation);
      else card.setError(null, read.message);
    }
    changed();
  }

  function lay(card: LineCard, { items }: Allocation): void {
    const got = items.find(({ item }) => item === card.line.item);
    if (!got) return;
    takeProposal(card.line, got, language);
    card.draw();
  }

  function redraw(): void {
    cards = draft.lines.map(cardOf);
    list.replaceChildren(...cards.map(({ root }) => root));
  }

  redraw();
  return {
    root: el('section', {}, el('h2', {}, says.heading), list, search.root),
    cards: () => cards,
    redraw,
    proposeAll: () => track(propose(cards)),
    async settle() {
      const some = underWay.size > 0;
      await Promise.all(underWay);
      return some;
    },
    setError: search.setError,
    focusSearch: () => search.input.focus(),
  };
}
