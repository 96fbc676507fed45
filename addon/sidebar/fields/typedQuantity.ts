/** Quantities as people type them: «12,5». Pure. */
import {
  fitsDecimals,
  type Language,
  parseDecimal,
  QUANTITY_MOST,
  toThousandths,
} from '../../../shared/domain/quantities.ts';

export type QuantityProblem = 'unclear' | 'large' | 'whole' | 'decimals';

/** A positive quantity within the unit's decimals, or what is wrong with what was typed. */
export function readQuantity(
  text: string,
  decimals: number,
  language: Language,
): { quantity: number; problem: null } | { quantity: null; problem: QuantityProblem } {
  const quantity = parseDecimal(text, language);
  if (quantity === null || quantity <= 0) return { quantity: null, problem: 'unclear' };
  if (quantity > QUANTITY_MOST) return { quantity: null, problem: 'large' };
  const thousandths = toThousandths(quantity);
  const exact = Math.abs(quantity * 1000 - thousandths) < 1e-6 * Math.max(1, thousandths);
  if (exact && fitsDecimals(thousandths, decimals)) return { quantity, problem: null };
  return { quantity: null, problem: decimals === 0 ? 'whole' : 'decimals' };
}
