/** What a cell of a count sheet may hold to be sent: the server keeps it where it waits, the panel says what is wrong. Pure. */
import { fitsDecimals, toThousandths } from '../shared/domain/quantities.ts';

export const LARGEST = 1e9;

/** True where the quantity has no more decimals than its unit allows (0 to 3). */
export function fitsUnit(quantity: number, decimals: number): boolean {
  const thousandths = toThousandths(quantity);
  const exact = Math.abs(quantity * 1000 - thousandths) < 1e-6 * Math.max(1, thousandths);
  return exact && fitsDecimals(thousandths, decimals);
}

/** True for a figure that can be recorded; a text, a blank cell or «12,5» of whole pieces is none. */
export function isFigure(cell: number | string | null | undefined, decimals: number): boolean {
  return typeof cell === 'number' && cell >= 0 && cell <= LARGEST && fitsUnit(cell, decimals);
}
