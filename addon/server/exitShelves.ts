/** What stands on the shelves for the rows of the exit sheet, day by day, and what is left as rows take from it. Pure. */
import type { Allocation } from '../../shared/contract/stock.ts';
import { foldKey } from '../../shared/domain/keys.ts';
import { toThousandths } from '../../shared/domain/quantities.ts';
import type { ReadRow, SheetExitType } from './exitRows.ts';

/** What one row takes from one stock line. */
export interface Take {
  bin: string;
  lot: string;
  serial: string;
  quantity: number;
}

interface Holding extends Take {
  expiry: string | null;
  unusable: Allocation['items'][number]['others'][number]['unusable'];
}

export interface Stock {
  decimals: number;
  holdings: Holding[];
}

/** An expired lot may be lost, not delivered (Q15). */
export type Purpose = 'use' | 'loss';
export const purposeOf = (type: SheetExitType): Purpose => (type === 'loss' ? 'loss' : 'use');

/** What one purpose finds on one day, by items. */
export interface Shelf {
  purpose: Purpose;
  /** Civil. */
  date: string;
  stock: Map<string, Stock>;
}

export function stockOf(allocation: Allocation): Shelf['stock'] {
  return new Map(
    allocation.items.map(({ item, decimals, lines, others }) => {
      const usable = lines.map((line) => ({ ...line, unusable: null }));
      const holdings = [...usable, ...others]
        .map(({ bin, lot, serial, expiry, available, unusable }) => {
          return { bin, lot, serial, expiry, unusable, quantity: toThousandths(available) };
        })
        .sort((a, b) => compare(a.expiry ?? '9999', b.expiry ?? '9999') || compare(a.lot, b.lot));
      return [foldKey(item), { decimals, holdings }];
    }),
  );
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

export type Left = ReturnType<typeof leftOn>;
type Place = Pick<Take, 'bin' | 'lot' | 'serial'>;

/**
 * What is left of each stock line for one more row. What leaves on a day is missing on every later one, and none may
 * go below zero (invariant 3): of the days that are looked at, the scarcest from the row's on decides.
 */
export function leftOn(shelves: readonly Shelf[]) {
  const lineOf = (item: string, { bin, lot, serial }: Place) =>
    JSON.stringify([foldKey(item), bin, foldKey(lot), foldKey(serial)]);
  /** By stock lines, then by days. */
  const held = new Map<string, Map<string, number>>();
  const taken = new Map<string, Map<string, number>>();
  const daysIn = (days: typeof held, line: string) => {
    const known = days.get(line) ?? new Map<string, number>();
    days.set(line, known);
    return known;
  };
  for (const { date, stock } of shelves)
    for (const [item, { holdings }] of stock)
      for (const holding of holdings) daysIn(held, lineOf(item, holding)).set(date, holding.quantity);
  return {
    of({ item, date }: ReadRow, place: Place): number {
      const line = lineOf(item, place);
      const gone = [...daysIn(taken, line)];
      const goneBy = (day: string) =>
        gone.reduce((sum, [on, quantity]) => (on <= day ? sum + quantity : sum), 0);
      const days = [...daysIn(held, line)].filter(([day]) => day >= date);
      return Math.max(Math.min(...days.map(([day, quantity]) => quantity - goneBy(day))), 0);
    },
    take({ item, date }: ReadRow, { quantity, ...place }: Take): void {
      const days = daysIn(taken, lineOf(item, place));
      days.set(date, (days.get(date) ?? 0) + quantity);
    },
  };
}
