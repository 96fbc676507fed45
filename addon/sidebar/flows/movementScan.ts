/** What a scan did to the movement form, in a sentence (B6, Q18). */
import { scannedMark } from '../fields/itemSearch.ts';
import { quantityMark, sameText } from '../fields/scannedQuantity.ts';
import type { ScanMark, ScannedGoods } from '../fields/scanner.ts';
import type { EntryLot } from './entryDraft.ts';

export interface MovementScan {
  /** What stood in the form, and what stands there now. */
  before: EntryLot;
  lot: EntryLot;
  /** It is a count, and of the same item: a further scan of the same lot was added. */
  counting: boolean;
  /** Why the lot cannot be taken. */
  problem: string | null;
}

export function movementMark(
  goods: ScannedGoods,
  { before, lot, counting, problem }: MovementScan,
): ScanMark {
  if (problem !== null) return scannedMark(goods, problem);
  if (lot.serials)
    return counting && sameText(before.serials, lot.serials)
      ? quantityMark(goods, { what: 'again' })
      : scannedMark(goods);
  return counting && lot.lot === before.lot
    ? quantityMark(goods, { what: 'added', total: lot.quantity })
    : quantityMark(goods, { what: 'proposed', instead: before.quantity });
}
