/** One item of an entry, with its lots. */
import { button, el } from '../dom.ts';
import { say, words } from '../words.ts';
import { type EntryLine, newLot } from './entryDraft.ts';
import { type LotBlock, type LotOptions, lotBlock } from './lotBlock.ts';

export interface EntryCard {
  line: EntryLine;
  root: HTMLElement;
  blocks: LotBlock[];
  /** Draws its lots anew: another one, or a scan. */
  draw(): void;
}

export interface EntryCardOptions {
  /** What is the same for each of its lots. */
  lot: Pick<LotOptions, 'today' | 'currency' | 'bins' | 'costRequired' | 'next'>;
  changed(): void;
  remove(): void;
}

export function entryCard(line: EntryLine, { lot: shared, changed, remove }: EntryCardOptions): EntryCard {
  const lots = el('div', {});
  const removeItem = button(words.lines.removeShort, remove, 'link');
  removeItem.setAttribute('aria-label', say(words.lines.remove, { item: line.item }));
  const card: EntryCard = {
    line,
    blocks: [],
    draw,
    root: el(
      'article',
      { class: 'card' },
      el('div', { class: 'card-head' }, el('span', { class: 'card-title' }, line.item), removeItem),
      el('p', {}, line.label),
      lots,
      line.tracked.lot !== 'none' && button(words.flows.entry.anotherLot, addLot, 'link'),
    ),
  };

  function draw(): void {
    card.blocks = line.lots.map((lot, place) =>
      lotBlock(lot, {
        ...shared,
        item: line,
        changed,
        ...(line.lots.length > 1 && { remove: () => removeLot(place) }),
      }),
    );
    lots.replaceChildren(...card.blocks.map(({ root }) => root));
  }

  function removeLot(place: number): void {
    line.lots.splice(place, 1);
    draw();
    changed();
    card.blocks[Math.max(place - 1, 0)]?.focus();
  }

  /** Another lot of a delivery comes at the same cost to the same place, until somebody types otherwise. */
  function addLot(): void {
    const last = line.lots.at(-1);
    line.lots.push(newLot(last?.bin ?? null, last?.unitCost ?? ''));
    draw();
    changed();
    card.blocks.at(-1)?.focus();
  }

  draw();
  return card;
}
