/** The products of a document: search or scan, quantity, proposal; lines come and go without touching the others. */
import type { Item } from '../../../shared/contract/catalogue.ts';
import type { Allocation } from '../../../shared/contract/stock.ts';
import { formatQuantity } from '../../../shared/domain/quantities.ts';
import type { Answer } from '../../server/calls.ts';
import { call } from '../call.ts';
import { el } from '../dom.ts';
import { itemSearch } from '../fields/itemSearch.ts';
import type { ScanMark, ScannedGoods, ScanTakers } from '../fields/scanner.ts';
import { readQuantity } from '../fields/typedQuantity.ts';
import { language, words } from '../words.ts';
import { type DraftLine, isProposed, type LinesDraft, newLine, takeProposal } from './draftLine.ts';
import { restOf } from './held.ts';
import { type LineCard, lineCard } from './lineCard.ts';
import { scansOfLines } from './scans.ts';

const says = words.lines;

export interface LinesEditor {
  root: HTMLElement;
  cards(): LineCard[];
  /** Draws all lines anew from the draft (an invoice was loaded). */
  redraw(): void;
  /** Proposes again for every line: another date, another depot, a draft taken up. */
  proposeAll(): Promise<void>;
  /** Waits for proposals under way; true if other lots stand there now. */
  settle(): Promise<boolean>;
  setError(text: string | null): void;
  /** A product typed and not chosen is refused beside the field; 1 where there is one. */
  unchosen(): number;
  focusSearch(): void;
  /** What a scan of goods does here, made into whichever field of the form. */
  scans: Pick<ScanTakers, 'goods' | 'loose' | 'narrow'>;
}

/** `scans`: what the form does with scans that are not about goods (patient, invoice). */
export function linesEditor(
  draft: LinesDraft,
  today: string,
  changed: () => void,
  scans: Pick<ScanTakers, 'patient' | 'invoice'> = {},
): LinesEditor {
  let cards: LineCard[] = [];
  const asked = new Map<DraftLine, number>();
  const underWay = new Set<Promise<unknown>>();
  const list = el('div', {});
  const goodsScans = scansOfLines(draft, {
    /** The line of the item, new where there is none; scanned goods do not take the focus along. */
    cardFor: (item) => cards.find(({ line }) => line.item === item.code) ?? newCard(item),
    lastCard: () => cards.at(-1) ?? null,
    drop: (card) => remove(card),
    propose: (card) => track(propose([card])),
    redraw: (card) => {
      card.draw();
      edited();
    },
    choices: (item) => ask([{ item, quantity: 1 }]),
  });
  const taking = {
    ...goodsScans,
    goods: (scanned: ScannedGoods): Promise<ScanMark> => {
      search.setError(null);
      return goodsScans.goods(scanned);
    },
  };
  const search = itemSearch(
    (item, pack) => {
      add(item, pack);
      return '';
    },
    { today, scans: { ...scans, ...taking } },
  );

  function newCard({ code, label, unit, decimals }: Item): LineCard {
    const line = newLine({ item: code, label, unit, decimals });
    draft.lines.push(line);
    const card = cardOf(line);
    cards.push(card);
    list.append(card.root);
    search.setError(null);
    return card;
  }

  /** The same product twice is the same line: its quantity is what changes. A pack brings its own (Q18). */
  function add(item: Item, pack: number | null): void {
    const there = cards.find(({ line }) => line.item === item.code);
    const card = there ?? newCard(item);
    if (!there && pack !== null && pack !== 1) {
      card.line.wanted = formatQuantity(pack, language);
      void track(propose([card]));
    }
    changed();
    card.focus();
  }

  function cardOf(line: DraftLine): LineCard {
    const card = lineCard(line, draft, {
      propose: () => void track(propose([card])),
      next: () => search.input.focus(),
      changed: edited,
      remove: () => {
        remove(card);
        search.input.focus();
      },
    });
    return card;
  }

  /** What a removed line took is free again for the others of its item. */
  function remove(card: LineCard): void {
    cards = cards.filter((other) => other !== card);
    draft.lines = draft.lines.filter((other) => other !== card.line);
    card.root.remove();
    const same = cards.filter(({ line }) => line.item === card.line.item);
    if (same.length > 0) void track(propose(same));
    edited();
  }

  function edited(): void {
    showRests();
    changed();
  }

  /** Shown on the last line of each item: what the document as a whole leaves there. */
  function showRests(): void {
    for (const item of new Set(cards.map(({ line }) => line.item))) {
      const same = cards.filter(({ line }) => line.item === item);
      const lines = same.map(({ line }) => line);
      const rest = restOf(lines, draft, language);
      const known = draft.type !== 'bin-move' && same.some(({ line }) => line.choices.length > 0);
      for (const card of same) card.showRest(known && card === same.at(-1) ? rest : null);
    }
  }

  function track<T>(work: Promise<T>): Promise<T> {
    underWay.add(work);
    return work.finally(() => underWay.delete(work));
  }

  function ask(wants: { item: string; quantity: number }[]): Promise<Answer<{ allocation: Allocation }>> {
    const { depot, date, type } = draft;
    return call('allocate', { depot, date, type, wants });
  }

  /**
   * One question for the lines named and the others of their items, which share the stock; an answer to an
   * older question is dropped.
   */
  async function propose(named: LineCard[]): Promise<void> {
    const items = new Set(named.map(({ line }) => line.item));
    const wants = cards.flatMap((card) => {
      const { quantity } = readQuantity(card.line.wanted, card.line.decimals, language);
      return quantity === null || !items.has(card.line.item)
        ? []
        : [{ card, item: card.line.item, quantity }];
    });
    if (wants.length === 0) return;
    const mine = new Map(wants.map(({ card }) => [card, (asked.get(card.line) ?? 0) + 1]));
    for (const [card, number] of mine) {
      asked.set(card.line, number);
      card.setBusy(true);
    }
    const read = await ask(wants.map(({ item, quantity }) => ({ item, quantity })));
    for (const [place, { card }] of wants.entries()) {
      if (asked.get(card.line) !== mine.get(card)) continue;
      card.setBusy(false);
      if (!read.ok) card.setError(null, read.message);
      const got = read.ok ? read.allocation.items[place] : undefined;
      if (!got) continue;
      const { delivered } = card.line;
      takeProposal(card.line, got, language, draft);
      // Only an invoice knows what was delivered of it.
      card.line.delivered = delivered;
      card.draw();
    }
    edited();
  }

  const taken = () => JSON.stringify(draft.lines.map(({ picks, missing }) => [picks, missing]));

  function redraw(): void {
    cards = draft.lines.map(cardOf);
    list.replaceChildren(...cards.map(({ root }) => root));
    showRests();
  }

  redraw();
  return {
    root: el('section', {}, el('h2', {}, says.heading), list, search.root),
    cards: () => cards,
    redraw,
    proposeAll: () => track(propose(cards)),
    async settle() {
      const unproposed = cards.filter(({ line }) => !isProposed(line, language));
      if (underWay.size === 0 && unproposed.length > 0) void track(propose(unproposed));
      const shown = taken();
      await Promise.all(underWay);
      return taken() !== shown;
    },
    setError: search.setError,
    unchosen: search.unchosen,
    focusSearch: () => search.input.focus(),
    scans: taking,
  };
}
