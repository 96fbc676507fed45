import fc from 'fast-check';
import type { AddCountLine, SpotCount } from '../../shared/contract/counts.ts';
import { type Books, balanceOf, fold, standing, sum } from './model.ts';
import { chosen, entering, leaving, mostly, onCount, pick, wish } from './modelGoods.ts';

/** Goods that somebody sees: where they stand in the books, in another bin, or new to the depot. */
export const seen = fc.record({
  wish,
  where: fc.constantFrom('known' as const, 'known' as const, 'moved' as const, 'new' as const),
  figure: fc.constantFrom('theoretical', 'less', 'more', 'zero', 'theoretical', 'thousandth'),
});
export type Seen = typeof seen extends fc.Arbitrary<infer T> ? T : never;
type Line = SpotCount['lines'][number];

export const spot = fc.record({
  step: fc.constant('spot' as const),
  depot: fc.constantFrom('phc', 'phc', 'phc', 'ward', 'ret'),
  who: pick,
  stranger: mostly(false, true),
  lines: fc.array(seen, { minLength: 1, maxLength: 3 }),
});
type Spot = typeof spot extends fc.Arbitrary<infer T> ? T : never;

export const add = fc.record({
  step: fc.constant('add' as const),
  ...onCount,
  seen,
  blank: fc.boolean(),
  unheardOf: fc.constantFrom('', '', '', '', '', 'NEUF', 'NEUF 2'),
});
type Add = typeof add extends fc.Arbitrary<infer T> ? T : never;

export function toAdding(books: Books, depot: string, { seen, blank, unheardOf, pick }: Add): AddCountLine {
  const [line] = toLines(books, depot, seen).reverse() as [Line];
  if (unheardOf === '') return blank ? withoutFigure(line) : line;
  const { bin = '', quantity } = line;
  return {
    item: unheardOf,
    bin,
    quantity,
    newItem: {
      label: unheardOf,
      kind: pick % 2 === 0 ? 'article' : 'part',
      referencePrice: pick % 3 === 0 ? 2.5 : null,
    },
    ...(pick % 4 > 0 && { unitCost: 1 + (pick % 7) }),
  };
}

const withoutFigure = ({ quantity: _, ...line }: Line): AddCountLine => line;

export function toSpot(books: Books, { depot, lines }: Spot, id: string): SpotCount {
  return {
    id,
    depot: depot.toUpperCase(),
    reason: 'contrôle',
    lines: lines.flatMap((one) => toLines(books, depot, one)),
  };
}

/** What is seen in another bin is gone from where it stood. */
function toLines(books: Books, depot: string, { wish, where, figure }: Seen): Line[] {
  const held = standing(books, { depot, transfer: '' });
  if (where === 'new' || held.length === 0)
    return [counted(books, depot, entering(books, depot, wish), figure)];
  const line = leaving(books, held, wish, 'loss');
  if (where === 'known') return [counted(books, depot, line, figure)];
  const { bin: _, ...goods } = line;
  const stood = chosen(held, wish.pick)?.bin ?? '';
  const bin = chosen([...(books.depots.get(depot)?.bins.keys() ?? [])], wish.bin) ?? '';
  const left = { ...goods, bin: stood, quantity: 0 };
  return [...(wish.share > 0 ? [left] : []), counted(books, depot, { ...goods, bin }, 'more')];
}

/** The figure for goods as they are named; whoever prices them does so now and then. */
export function counted(books: Books, depot: string, { unitCost, ...named }: Line, figure: string): Line {
  const { item, bin, lot = '', serial = '' } = named;
  const goods = { item: fold(item), lot: fold(lot), serial: fold(serial) };
  const here = standing(books, {
    depot,
    transfer: '',
    ...goods,
    ...(bin !== undefined && { bin: fold(bin) }),
  });
  const theoretical = sum(here.map((line) => balanceOf(books, line)));
  const least = goods.serial === '' && goods.item === 'sirop' ? 125 : 1000;
  const thousandths =
    {
      less: Math.max(theoretical - least, 0),
      more: goods.serial === '' ? theoretical + least : 1000,
      zero: 0,
      thousandth: theoretical + 1,
    }[figure] ?? theoretical;
  return {
    ...named,
    ...(thousandths % 2000 === 0 && unitCost !== undefined && { unitCost }),
    quantity: thousandths / 1000,
  };
}
