import fc from 'fast-check';
import type { DocumentRequest } from '../../shared/contract/documents.ts';
import { type Books, balanceOf, daysLater, fold, lotName, type StockLine, standing } from './model.ts';

export type Line = DocumentRequest['lines'][number];

export const pick = fc.nat({ max: 999 });
export const chosen = <T>(list: readonly T[], at: number): T | undefined => list[at % list.length];

/** Mostly the first; shrinks towards it. */
export function mostly<T>(usual: T, ...odd: T[]): fc.Arbitrary<T> {
  return fc.oneof(
    { withCrossShrink: true },
    { weight: 14, arbitrary: fc.constant(usual) },
    { weight: 1, arbitrary: fc.constantFrom(...odd) },
  );
}

/** Which count, and who; or a count that nobody knows. */
export const onCount = { pick, who: pick, unknown: mostly(false, true) };

const OUT_FLAWS = [
  'unknown item',
  'idle item',
  'too much',
  'decimals',
  'nothing',
  'negative',
  'unknown lot',
] as const;
const OUT_MORE = [
  'other bin',
  'unknown bin',
  'two of a serial',
  'other serial',
  'priced',
  'same bin',
] as const;
const IN_FLAWS = [
  'unknown item',
  'idle item',
  'unmanaged item',
  'decimals',
  'nothing',
  'no bin',
  'unknown bin',
] as const;
const IN_MORE = [
  'idle bin',
  'other expiry',
  'no expiry',
  'far expiry',
  'no lot',
  'any lot',
  'serial in stock',
] as const;
const IN_LAST = [
  'any serial',
  'no serial',
  'two of a serial',
  'no price',
  'odd price',
  'quarantine',
] as const;

export const wish = fc.record({
  pick,
  share: fc.nat({ max: 3 }),
  bin: fc.nat({ max: 3 }),
  flaw: mostly('none', ...OUT_FLAWS, ...OUT_MORE, ...IN_FLAWS, ...IN_MORE, ...IN_LAST),
});
export type Wish = typeof wish extends fc.Arbitrary<infer T> ? T : never;

/** Thousandths that leave the flaw of a quantity, in units. */
export function spoilt(flaw: string, quantity: number): number {
  const wrong: Record<string, number> = {
    decimals: quantity + 0.5,
    nothing: 0,
    negative: -1,
    'two of a serial': 2,
  };
  return wrong[flaw] ?? quantity;
}

export function leaving(
  books: Books,
  held: StockLine[],
  { pick, share, bin, flaw }: Wish,
  type: string,
): Line {
  const from = chosen(held, pick) as StockLine;
  const balance = balanceOf(books, from);
  const whole = books.items.get(from.item)?.decimals === 0 ? 1000 : 1;
  const part =
    [whole, Math.ceil(balance / 2 / whole) * whole, balance, Math.min(2 * whole, balance)][share] ?? whole;
  const quantity = flaw === 'too much' ? balance + whole : part;
  const item = { 'unknown item': 'RIEN', 'idle item': 'VIEUX' }[flaw as string] ?? from.item.toUpperCase();
  const named =
    { 'other bin': 'A1', 'unknown bin': 'Z9' }[flaw as string] ?? (bin > 0 ? from.bin : undefined);
  const serial = flaw === 'other serial' ? 'sn-9' : from.serial;
  const lot = flaw === 'unknown lot' ? 'L404' : from.lot;
  const bins = [...(books.depots.get(from.depot)?.bins.keys() ?? [])];
  const toBin = flaw === 'same bin' ? from.bin : chosen(bins, pick + bin);
  return {
    item,
    ...(named !== undefined && { bin: named }),
    ...(lot !== '' && { lot }),
    ...(serial !== '' && { serial }),
    quantity: spoilt(flaw, quantity / 1000),
    ...(flaw === 'priced' && { unitCost: 1 }),
    ...(type === 'bin-move' && flaw !== 'no bin' && { toBin }),
  };
}

/** Goods of a transfer, into a bin of the depot that takes them. */
export function arriving(books: Books, depot: string, goods: StockLine[], wish: Wish): Line {
  const { bin: _, ...line } = leaving(books, goods, wish, 'reception');
  const bins = [...(books.depots.get(depot)?.bins.keys() ?? [])];
  const bin = wish.flaw === 'unknown bin' ? 'Z9' : chosen(bins, wish.pick + wish.bin);
  return { ...line, ...(wish.flaw !== 'no bin' && bin !== undefined && { bin }) };
}

export function entering(books: Books, depot: string, { pick, share, bin, flaw }: Wish): Line {
  const odd: Record<string, string> = {
    'unknown item': 'rien',
    'idle item': 'vieux',
    'unmanaged item': 'divers',
  };
  const code = odd[flaw] ?? chosen(['para', 'para', 'sirop', 'pompe', 'vaccin', 'vis'], pick) ?? 'para';
  const item = books.items.get(code);
  const takesLot =
    flaw === 'any lot' ||
    (flaw !== 'no lot' && item?.lots !== 'none' && (item?.lots === 'required' || share > 0));
  const lot = takesLot ? (chosen(['L1', 'l2 ', 'L3', 'L4'], pick + bin) ?? '') : '';
  const serial = serialFor(books, code, { pick, share, flaw });
  const bins = [...(books.depots.get(depot)?.bins ?? [])].filter(
    ([, { active, quarantine }]) => active && !quarantine,
  );
  const named =
    { 'unknown bin': 'Z9', 'idle bin': 'OLD', quarantine: 'QUA' }[flaw as string] ?? chosen(bins, bin)?.[0];
  const quantity = serial === '' ? ([10, 1, 4, code === 'sirop' ? 1.125 : 25][share] ?? 10) : 1;
  return {
    item: code.toUpperCase(),
    ...(flaw !== 'no bin' && named !== undefined && { bin: named }),
    ...(lot !== '' && { lot }),
    ...expiryFor(books, code, lot, { pick, flaw }),
    ...(serial !== '' && { serial }),
    quantity: spoilt(flaw, quantity),
    ...priceFor(books, code, { pick, share, flaw }),
  };
}

function serialFor(
  books: Books,
  code: string,
  { pick, share, flaw }: Pick<Wish, 'pick' | 'share' | 'flaw'>,
): string {
  const { serials } = books.items.get(code) ?? { serials: 'none' };
  if (flaw === 'no serial') return '';
  if (flaw === 'serial in stock')
    return standing(books, { item: code }).find(({ serial }) => serial !== '')?.serial ?? '';
  const wanted =
    serials === 'required' ||
    flaw === 'any serial' ||
    (serials === 'optional' && share === 1 && pick % 4 === 0);
  const free = ['SN-1', 'sn-2', 'SN-3', 'SN-4'].filter(
    (serial) => standing(books, { item: code, serial: fold(serial) }).length === 0,
  );
  return wanted ? (chosen(free, pick) ?? 'SN-1') : '';
}

function expiryFor(books: Books, code: string, lot: string, { pick, flaw }: Pick<Wish, 'pick' | 'flaw'>) {
  if (flaw === 'no expiry' || (lot === '' && flaw !== 'other expiry')) return {};
  if (flaw === 'far expiry') return { expiry: daysLater(books.today, 5000) };
  if (flaw === 'other expiry') return { expiry: daysLater(books.today, 33) };
  const known = books.lots.get(lotName(code, fold(lot)));
  if (known !== undefined) return known === null || pick % 3 === 0 ? {} : { expiry: known };
  return { expiry: daysLater(books.today, chosen([400, 0, 1, 40], pick) ?? 400) };
}

function priceFor(books: Books, code: string, { pick, share, flaw }: Pick<Wish, 'pick' | 'share' | 'flaw'>) {
  if (flaw === 'no price') return {};
  const average = books.costs.get(code)?.average ?? null;
  const usual =
    average === null ? [10_000, 5000, 33_333, 0][share] : Number((average * BigInt(80 + (pick % 60))) / 100n);
  return { unitCost: (flaw === 'odd price' ? (usual ?? 0) * 5 + 70_000 : (usual ?? 0)) / 10_000 };
}
