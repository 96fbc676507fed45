/** Taking one serial number, or one lot, that a person ticks, types or scans. Pure. */
import { foldKey } from '../../../shared/domain/keys.ts';
import {
  formatQuantity,
  fromThousandths,
  type Language,
  toThousandths,
} from '../../../shared/domain/quantities.ts';
import { readQuantity } from '../fields/typedQuantity.ts';
import {
  choiceKey,
  type DraftLine,
  type LinesDraft,
  mayTake,
  type StockChoice,
  takenBy,
} from './draftLine.ts';

type When = Pick<LinesDraft, 'date' | 'emergency'>;

export function hasSerials({ choices }: DraftLine): boolean {
  return choices.some(({ serial }) => serial !== '');
}

export function isPicked({ picks }: DraftLine, choice: StockChoice): boolean {
  return picks.some((pick) => pick.choice === choiceKey(choice));
}

/** Ticked or not: the quantity is how many there are (a serial is one unit). */
export function tickSerial(line: DraftLine, choice: StockChoice, on: boolean, language: Language): void {
  const key = choiceKey(choice);
  line.picks = line.picks.filter((pick) => pick.choice !== key);
  if (on) line.picks.push({ choice: key, quantity: '1' });
  sumUp(line, language);
}

/** Exactly these serials; those that are not in this depot, or may not be used, come back. */
export function tickSerials(
  line: DraftLine,
  serials: readonly string[],
  when: When,
  language: Language,
): { unknown: string[]; unusable: StockChoice[] } {
  const bySerial = new Map(line.choices.map((choice) => [foldKey(choice.serial), choice]));
  const found = serials.map((serial) => bySerial.get(foldKey(serial)));
  const unusable = found.filter((choice): choice is StockChoice => Boolean(choice && !mayTake(choice, when)));
  const good = found.filter((choice): choice is StockChoice => Boolean(choice && mayTake(choice, when)));
  const others = line.picks.filter((pick) => JSON.parse(pick.choice)[2] === '');
  line.picks = [...others, ...good.map((choice) => ({ choice: choiceKey(choice), quantity: '1' }))];
  sumUp(line, language);
  return { unknown: serials.filter((serial) => !bySerial.has(foldKey(serial))), unusable };
}

/** The quantity on top is the sum of the picks; a proposal no longer replaces them. */
export function sumUp(line: DraftLine, language: Language): void {
  line.manual = true;
  line.missing = 0;
  line.wanted = formatQuantity(fromThousandths(takenBy(line, language)), language);
}

export type Taken =
  | { taken: true }
  | { taken: false; why: 'unknown' | 'already' | 'short' }
  | { taken: false; why: 'unusable'; choice: StockChoice };

/**
 * What of a scan stands on this item's stock: a box of medicine bears a serial number of its own even where the
 * depot follows its lots alone.
 */
export function followed<T extends { lot: string; serial: string }>(
  scanned: T,
  held: readonly { lot: string; serial: string }[],
): T {
  const has = (field: 'lot' | 'serial') => held.some((line) => line[field] !== '');
  return { ...scanned, lot: has('lot') ? scanned.lot : '', serial: has('serial') ? scanned.serial : '' };
}

/**
 * What a scan of one lot or one serial takes, beside what is picked already: the serial itself; of a lot the
 * quantity, over its bins. Nothing is taken where not all of it can be.
 */
export function takeScanned(
  line: DraftLine,
  symbol: { lot: string; serial: string; quantity: number },
  when: When,
  language: Language,
): Taken {
  const scanned = followed(symbol, line.choices);
  const fits = line.choices.filter((choice) =>
    scanned.serial !== ''
      ? foldKey(choice.serial) === foldKey(scanned.serial)
      : scanned.lot === '' || foldKey(choice.lot) === foldKey(scanned.lot),
  );
  const [first] = fits;
  if (!first) return { taken: false, why: 'unknown' };
  const usable = fits.filter((choice) => mayTake(choice, when));
  if (usable.length === 0) return { taken: false, why: 'unusable', choice: first };
  if (scanned.serial !== '') {
    if (isPicked(line, usable[0]!)) return { taken: false, why: 'already' };
    tickSerial(line, usable[0]!, true, language);
    return { taken: true };
  }
  const picked = (choice: StockChoice) => {
    const pick = line.picks.find((each) => each.choice === choiceKey(choice));
    const { quantity } = readQuantity(pick?.quantity ?? '', line.decimals, language);
    return toThousandths(quantity ?? 0);
  };
  let left = toThousandths(scanned.quantity);
  const more = usable.flatMap((choice) => {
    const free = toThousandths(choice.available) - picked(choice);
    const quantity = Math.min(left, free);
    if (quantity <= 0) return [];
    left -= quantity;
    return [{ choice, total: picked(choice) + quantity }];
  });
  if (left > 0) return { taken: false, why: 'short' };
  for (const { choice, total } of more) {
    const key = choiceKey(choice);
    const quantity = formatQuantity(fromThousandths(total), language);
    const pick = line.picks.find((each) => each.choice === key);
    if (pick) pick.quantity = quantity;
    else line.picks.push({ choice: key, quantity });
  }
  sumUp(line, language);
  return { taken: true };
}
