/** Which line of a count a scan means (B6), and what it adds there (Q10, Q18). Pure. */
import type { Item } from '../../../shared/contract/catalogue.ts';
import { foldKey } from '../../../shared/domain/keys.ts';
import type { Goods } from '../../../shared/domain/scanning.ts';
import type { KnownLine } from '../../server/calls/countSheet.ts';
import { followed } from '../lines/taking.ts';

export interface CountPlace {
  line: number;
  item: string;
  bin: string;
  lot: string;
  serial: string;
}

/** Goods of a known item; of the item only what the choice of its line needs. */
export type CountScan = Goods & {
  item: Pick<Item, 'code' | 'unit' | 'lotTracking' | 'serialTracking'>;
  quantity: number;
};

export type ScannedLine =
  | { kind: 'one'; place: CountPlace }
  /** Other bins or lots of the same goods: a person sees where the pack lies. */
  | { kind: 'several'; places: CountPlace[] }
  /** Every line of it bears a serial number, and the scan none. */
  | { kind: 'serialWanted' }
  | { kind: 'none' };

/** The lines that the panel knows, by folded code of their item. */
export function placesByItem(known: readonly KnownLine[]): Map<string, CountPlace[]> {
  const places = new Map<string, CountPlace[]>();
  for (const [line, , , , item, , place] of known) {
    const [bin = '', , lot = '', serial = ''] = place.split('\n');
    const key = foldKey(item);
    const there = places.get(key);
    if (there) there.push({ line, item, bin, lot, serial });
    else places.set(key, [{ line, item, bin, lot, serial }]);
  }
  return places;
}

/** A serial number alone decides; the lot where there is none. */
export function scannedLine(places: Map<string, CountPlace[]>, scanned: CountScan): ScannedLine {
  const held = places.get(foldKey(scanned.item.code)) ?? [];
  const { lot, serial } = meant(scanned, held);
  const ofLot = held.filter((one) => lot === '' || foldKey(one.lot) === foldKey(lot));
  const bearing = held.filter((one) => serial !== '' && foldKey(one.serial) === foldKey(serial));
  const fits = serial === '' ? ofLot.filter((one) => one.serial === '') : within(bearing, ofLot);
  if (fits.length === 1) return { kind: 'one', place: fits[0]! };
  if (fits.length > 1) return { kind: 'several', places: fits };
  return serial === '' && ofLot.length > 0 ? { kind: 'serialWanted' } : { kind: 'none' };
}

/** What the depot follows of these goods; what their item must bear counts even where no line bears it yet. */
function meant({ item, lot, serial }: CountScan, held: readonly CountPlace[]) {
  const here = followed({ lot, serial }, held);
  return {
    lot: item.lotTracking === 'required' ? lot : here.lot,
    serial: item.serialTracking === 'required' ? serial : here.serial,
  };
}

function within(places: CountPlace[], others: readonly CountPlace[]): CountPlace[] {
  const both = places.filter((one) => others.includes(one));
  return both.length > 0 ? both : places;
}

/** A line with a serial number is one piece, however often it is scanned (Q10); others grow by the pack (Q18). */
export function scannedFigure({ serial }: Pick<CountPlace, 'serial'>, quantity: number) {
  return serial === '' ? { more: quantity } : { exactly: 1 };
}
