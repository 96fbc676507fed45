/**
 * What the books say of a line that is counted on the spot, and the gap to it; a lot that is not in stock here may be
 * one mistyped, and is asked about before it is added (Q20).
 */
import { foldKey } from '../../../../shared/domain/keys.ts';
import type { Refusal } from '../../../server/calls.ts';
import { afterPress } from '../../afterPress.ts';
import { call } from '../../call.ts';
import { el } from '../../dom.ts';
import { checkbox } from '../../fields/choices.ts';
import { quantityText, say, words } from '../../words.ts';
import { signed } from '../recapFigures.ts';

const says = words.countForms;
/** As many lots or bins as one compares at a glance. */
const SHOWN = 8;

interface Held {
  bin: string;
  lot: string;
  serial: string;
  /** 0 where this person may not know it: what is in stock is more than that (B2). */
  available: number;
}

/** What one item has in stock here, or why that cannot be known now. */
export type StockHere = { ok: true; held: readonly Held[] } | Refusal;

/** One call however many items; whatever they may be used for, for what is lost is taken from all of them. */
export async function stockHere(depot: string, items: readonly string[]): Promise<Map<string, StockHere>> {
  const wanted = [...new Set(items)];
  if (wanted.length === 0) return new Map();
  const wants = wanted.map((item) => ({ item, quantity: 1 }));
  const read = await call('allocate', { depot, type: 'loss', wants });
  if (!read.ok) return new Map(wanted.map((item) => [item, read]));
  return new Map(
    read.allocation.items.map(({ lines, others }, at) => [
      wanted[at]!,
      { ok: true, held: [...lines, ...others] },
    ]),
  );
}

/** The line as it is typed so far. */
export interface CountedLine {
  lot: string;
  serial: string;
  /** null where none was chosen: the one bin that holds it is meant. */
  bin: string | null;
  /** null where it is none. */
  quantity: number | null;
  unit: string;
  /** False where the item's lot or serial number is still to be typed. */
  named: boolean;
}

export interface InBooks {
  /** Stands beside the lot. */
  question: HTMLElement;
  /** Stands beside the quantity. */
  figures: HTMLElement;
  /** What is in stock of the line's item; null: it is not known yet, and nothing is asked. */
  know(stock: StockHere | null): void;
  /** Something was typed. */
  draw(): void;
  /** False where the lot is not in stock and was not said to be right, or that cannot be known: it says so. */
  isMeant(): boolean;
}

/** What was ticked holds for that lot alone. */
export function inBooks(line: () => CountedLine): InBooks {
  const figures = el('p', { class: 'hint', hidden: true });
  const text = el('p', { class: 'error' });
  const meant = checkbox(says.lotMeant);
  meant.input.setAttribute('data-unkept', '');
  const question = el('div', { hidden: true }, text, meant.root);
  let known: StockHere | null = null;
  let asked = '';
  meant.input.addEventListener('change', mark);

  function draw(): void {
    const sentence = known?.ok ? booksText(known.held, line()) : '';
    if (sentence !== '') figures.textContent = sentence;
    afterPress(() => {
      figures.hidden = sentence === '';
    });
  }

  /** What waits for an answer is found as a wrong field is. */
  function mark(): void {
    const waits = !meant.root.hidden && !meant.input.checked;
    meant.input.setAttribute('aria-invalid', String(waits));
  }

  function ask(sentence: string | null, tick: boolean): void {
    text.textContent = sentence ?? '';
    meant.root.hidden = !tick;
    mark();
    afterPress(() => {
      question.hidden = text.textContent === '';
    });
  }

  function isMeant(): boolean {
    const { lot } = line();
    if (lot !== '' && !known?.ok) {
      ask(known?.message ?? null, false);
      return false;
    }
    const held = known?.ok ? known.held : [];
    const isHere = lot === '' || held.some((one) => foldKey(one.lot) === foldKey(lot));
    if (asked !== lot) meant.input.checked = false;
    asked = lot;
    ask(isHere ? null : say(says.lotNew, { lot, lots: lotsText(held) }), !isHere);
    return isHere || meant.input.checked;
  }

  return {
    question,
    figures,
    know(stock) {
      known = stock;
      if (stock === null) ask(null, false);
      draw();
    },
    draw,
    isMeant,
  };
}

/** '' where nothing stands here, or nothing may be known of it: not even that it is none (B2). */
function booksText(held: readonly Held[], { lot, serial, bin, quantity, unit, named }: CountedLine): string {
  const same = (one: string, other: string) => foldKey(one) === foldKey(other);
  const here = named ? held.filter((one) => same(one.lot, lot) && same(one.serial, serial)) : [];
  if (here.length === 0 || here.some(({ available }) => available === 0)) return '';
  const [meant, ...others] = here.filter((one) => bin === null || same(one.bin, bin));
  if (!meant || others.length > 0) {
    const places = here.map((one) => `${one.bin || words.counts.noBin} (${quantityText(one.available)})`);
    return say(says.booksPlaces, { places: listText(places) });
  }
  const gap = quantity === null ? null : signed(Math.round((quantity - meant.available) * 1000) / 1000);
  return say(says.books, { books: quantityText(meant.available), unit, bin: meant.bin, gap });
}

/** «0012 (100), L2 (50)», the first to expire first; no figure where this person may not know it (B2). */
function lotsText(held: readonly Held[]): string {
  const sums = new Map<string, number>();
  for (const { lot, available } of held) if (lot !== '') sums.set(lot, (sums.get(lot) ?? 0) + available);
  return listText([...sums].map(([lot, sum]) => (sum > 0 ? `${lot} (${quantityText(sum)})` : lot)));
}

function listText(all: readonly string[]): string {
  return [...all.slice(0, SHOWN), ...(all.length > SHOWN ? ['…'] : [])].join(', ');
}
