/** What the depot holds of an item, beside what a document takes of it: what may go to use, and what may not. Pure. */
import { type Language, parseDecimal, toThousandths } from '../../../shared/domain/quantities.ts';
import { choiceKey, type DraftLine, type LinesDraft, mayTake, type StockChoice } from './draftLine.ts';

/** What may go to use, and what may not, by its reason; thousandths. */
export interface Held {
  usable: number;
  unusable: { choice: StockChoice; quantity: number }[];
}

type When = Pick<LinesDraft, 'date' | 'emergency'>;

/**
 * One entry for each reason; of what a blind count hides the quantity is 0. A loss may take what expired, which is
 * no more usable for that.
 */
export function heldOf({ choices }: Pick<DraftLine, 'choices'>, when: When): Held {
  const held: Held = { usable: 0, unusable: [] };
  for (const choice of choices) {
    const why = mayTake(choice, when) ? (choice.unfit ?? null) : choice.unusable;
    const quantity = toThousandths(choice.available);
    if (why === null) held.usable += quantity;
    else {
      const same = held.unusable.find(
        ({ choice: other }) => other.unusable === why && other.frozenBy === choice.frozenBy,
      );
      if (same) same.quantity += quantity;
      else held.unusable.push({ choice: { ...choice, unusable: why }, quantity });
    }
  }
  return held;
}

/** What the lines of one item leave of it, all together. */
export function restOf(lines: readonly DraftLine[], when: When, language: Language): Held {
  const choices = new Map<string, StockChoice>();
  for (const choice of lines.flatMap((line) => line.choices)) {
    const known = choices.get(choiceKey(choice));
    // The first of two lines of an item sees all of it, the second what that one leaves.
    if (!known || known.available < choice.available) choices.set(choiceKey(choice), choice);
  }
  const left = [...choices].flatMap(([key, choice]) => {
    const picks = lines.flatMap((line) => line.picks.filter((pick) => pick.choice === key));
    const taken = picks.reduce((sum, { quantity }) => sum + (parseDecimal(quantity, language) ?? 0), 0);
    const available = Math.round((choice.available - taken) * 1000) / 1000;
    return taken > 0 && available === 0 ? [] : [{ ...choice, available }];
  });
  return heldOf({ choices: left }, when);
}
