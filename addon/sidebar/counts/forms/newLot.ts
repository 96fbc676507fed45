/** A lot that is not in stock here may be one mistyped: it is asked about before it is added to the stock. */
import { foldKey } from '../../../../shared/domain/keys.ts';
import { afterPress } from '../../afterPress.ts';
import { call } from '../../call.ts';
import { el } from '../../dom.ts';
import { checkbox } from '../../fields/choices.ts';
import { quantityText, say, words } from '../../words.ts';

const says = words.countForms;
/** As many lots as one compares at a glance. */
const SHOWN = 8;

export interface NewLot {
  root: HTMLElement;
  /** False where that lot is not in stock and was not said to be right, or that cannot be known: it says so. */
  check(lot: string): Promise<boolean>;
  /** True while a tick is waited for. */
  asks(): boolean;
  focus(): void;
}

/** What was ticked holds for that lot alone. */
export function newLot(depot: string, item: string): NewLot {
  const text = el('p', { class: 'error' });
  const meant = checkbox(says.lotMeant);
  meant.input.setAttribute('data-unkept', '');
  const root = el('div', { hidden: true }, text, meant.root);
  let asked = '';
  let latest = 0;

  function show(sentence: string | null, tick: boolean): void {
    text.textContent = sentence ?? '';
    meant.root.hidden = !tick;
    afterPress(() => {
      root.hidden = text.textContent === '';
    });
  }

  async function check(lot: string): Promise<boolean> {
    latest += 1;
    const mine = latest;
    const read = lot === '' ? null : await lotsHere(depot, item);
    // Another lot was typed meanwhile: that one is answered.
    if (mine !== latest) return false;
    if (read && !read.ok) {
      show(read.message, false);
      return false;
    }
    const isHere = !read || read.lots.some((one) => foldKey(one.lot) === foldKey(lot));
    if (asked !== lot) meant.input.checked = false;
    asked = lot;
    show(isHere ? null : say(says.lotNew, { lot, lots: lotsText(read.lots) }), !isHere);
    return isHere || meant.input.checked;
  }

  return {
    root,
    check,
    asks: () => !root.hidden && !meant.root.hidden && !meant.input.checked,
    focus: () => meant.input.focus(),
  };
}

interface LotHere {
  lot: string;
  available: number;
}

/** Each lot once, the first to expire first, whatever it may be used for: what is lost is taken from all of them. */
async function lotsHere(depot: string, item: string) {
  const read = await call('allocate', { depot, type: 'loss', wants: [{ item, quantity: 1 }] });
  if (!read.ok) return read;
  const sums = new Map<string, LotHere>();
  for (const { lines, others } of read.allocation.items)
    for (const { lot, available } of [...lines, ...others]) {
      if (lot === '') continue;
      const sum = sums.get(lot);
      if (sum) sum.available += available;
      else sums.set(lot, { lot, available });
    }
  return { ok: true as const, lots: [...sums.values()] };
}

/** «0012 (100), L2 (50)»; no figure where this person may not know it (B2). */
function lotsText(lots: readonly LotHere[]): string {
  const shown = lots
    .slice(0, SHOWN)
    .map(({ lot, available }) => (available > 0 ? `${lot} (${quantityText(available)})` : lot));
  return [...shown, ...(lots.length > SHOWN ? ['…'] : [])].join(', ');
}
