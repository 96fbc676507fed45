/** A recorded figure that is far from what is expected: hinted at while one is still at the shelf. Pure. */
import type { Count } from '../shared/contract/counts.ts';
import {
  formatQuantity,
  fromThousandths,
  type Language,
  toThousandths,
} from '../shared/domain/quantities.ts';
import type { addon as fr } from '../shared/text/fr/addon.ts';
import type { Same } from '../shared/text/same.ts';
import { say } from '../shared/text/say.ts';

type Tolerance = Count['tolerance'];

/** Without a tolerance: so many times more or less, and so many units apart: a digit too many or too few. */
const TIMES = 10;
const APART = 10;

/** The gap, where it should be looked at; null where it is small or nothing is known. */
export function gapToCheck(
  counted: number | null,
  expected: number | undefined,
  tolerance: Tolerance,
): number | null {
  if (counted === null || expected === undefined) return null;
  const [found, books] = [toThousandths(counted), toThousandths(expected)];
  const gap = found - books;
  const far = isBeyond(Math.abs(gap), books, tolerance) ?? isSlip(found, books);
  return gap !== 0 && far ? fromThousandths(gap) : null;
}

/** Null where the count has no tolerance in quantity; what a gap is worth is not known on the sheet. */
function isBeyond(gap: number, books: number, { quantity, percent }: Tolerance): boolean | null {
  if (quantity === null && percent === null) return null;
  return (
    (quantity !== null && gap > toThousandths(quantity)) || (percent !== null && gap * 100 > percent * books)
  );
}

function isSlip(found: number, books: number): boolean {
  const [less, more] = found < books ? [found, books] : [books, found];
  return more - less >= toThousandths(APART) && more >= TIMES * less;
}

/** What the state column says of it. The gap comes first: what is recorded may run out of the column. */
export function checkedText(
  recorded: string,
  gap: number | null,
  language: Language,
  says: Same<typeof fr>['sheet'],
): string {
  return gap === null ? recorded : say(says.gap, language, { gap: formatQuantity(gap, language), recorded });
}

/** What emergency exits took from a line: only they come between the two quantities while a count runs (Q12). */
export function takenOf(theoretical: number, expected: number): number {
  return fromThousandths(toThousandths(theoretical) - toThousandths(expected));
}

/**
 * «attendu 8 (sortie d’urgence -2) ; enregistré : 7», beside a theoretical quantity of 10, which stays (invariant 7).
 * What is expected comes first: what is recorded may run out of the column.
 */
export function exitText(
  known: string,
  { expected, taken = 0 }: { expected?: number | undefined; taken?: number | undefined },
  language: Language,
  says: Same<typeof fr>['sheet'],
): string {
  return taken > 0 ? say(says.taken, language, { known, expected, taken: -taken }) : known;
}
