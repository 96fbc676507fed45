/**
 * What a scan did to a quantity, said at once, for who scans looks at the goods (Q18): a movement takes what the scan
 * proposes, in place of what stood there; a count, and a list of goods, grow with each further scan.
 */
import { foldKey } from '../../../shared/domain/keys.ts';
import { quantityText, say, words } from '../words.ts';
import { type ScanMark, type ScannedGoods, textOf } from './scanner.ts';

const says = words.scan;

/** Quantities as the form shows them. */
export type ScanDone =
  | { what: 'proposed'; instead: string }
  | { what: 'added'; total: string }
  /** A serial number that was there: it is one, however often it is scanned (Q10). */
  | { what: 'again' };

export function quantityMark(goods: ScannedGoods, done: ScanDone): ScanMark {
  const { item, quantity } = goods;
  const figures = {
    item: item.code,
    details: textOf({ ...goods, count: null, contained: null }),
    quantity: quantityText(quantity),
    unit: item.unit,
  };
  if (done.what === 'again') return { good: true, text: say(says.again, figures) };
  if (done.what === 'added') return { good: true, text: say(says.added, { ...figures, total: done.total }) };
  const instead = done.instead.trim() === figures.quantity ? '' : done.instead.trim();
  return { good: true, text: say(says.proposed, { ...figures, instead }) };
}

/** The box says another expiry than what stands in the form for its lot: nothing is added to it. */
export function expiryMark({ item, lot, expiry }: ScannedGoods, known: string): ScanMark {
  return { good: false, text: say(says.otherExpiry, { item: item.code, lot, expiry, known }) };
}

export const sameText = (one: string, other: string): boolean => foldKey(one) === foldKey(other);
