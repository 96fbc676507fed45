/** «Inventaire» on the movement form: what the books say of the line, and a lot that is not in stock here (Q20). */
import { inBooks, stockHere } from '../counts/forms/inBooks.ts';
import { readQuantity } from '../fields/typedQuantity.ts';
import { language } from '../words.ts';
import { isZero, type MovementDraft } from './movementDraft.ts';

export interface MovementBooks {
  /** Stands beside the quantity. */
  figures: HTMLElement;
  /** Stands beside the lot. */
  question: HTMLElement;
  /** Something was typed. */
  draw(): void;
  /** Another item or type: what is in stock of it is looked up. */
  follow(): void;
  /** Looks again; false where the lot is still to be said right. Of another type nothing is asked. */
  lotIsMeant(): Promise<boolean>;
}

export function movementBooks(draft: MovementDraft): MovementBooks {
  const books = inBooks(() => {
    const { lot, tracked, unit, decimals } = draft;
    const [number, serial] = [tracked.lot === 'none' ? '' : lot.lot.trim(), lot.serials.trim()];
    return {
      ...{ lot: number, serial, bin: lot.bin, unit },
      quantity: isZero(lot.quantity) ? 0 : readQuantity(lot.quantity, decimals, language).quantity,
      named:
        (tracked.lot !== 'required' || number !== '') && (tracked.serial !== 'required' || serial !== ''),
    };
  });

  async function look(): Promise<void> {
    const { item, type, depot } = draft;
    const counted = type === 'spot-count' && item !== '';
    const read = counted ? ((await stockHere(depot, [item])).get(item) ?? null) : null;
    if (draft.item === item && draft.type === type) books.know(read);
  }

  return {
    figures: books.figures,
    question: books.question,
    draw: books.draw,
    follow() {
      books.know(null);
      void look();
    },
    async lotIsMeant() {
      if (draft.type !== 'spot-count' || draft.item === '') return true;
      await look();
      return books.isMeant();
    },
  };
}
