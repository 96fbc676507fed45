/** What stands on the count sheet, judged row by row before anything is sent. Pure. */
import {
  fitsDecimals,
  formatQuantity,
  type Language,
  toThousandths,
} from '../../../shared/domain/quantities.ts';
import type { addon as fr } from '../../../shared/text/fr/addon.ts';
import type { Same } from '../../../shared/text/same.ts';
import { say } from '../../../shared/text/say.ts';
import type { SheetRow } from '../../server/calls/counts.ts';

export interface RowProblem {
  row: number;
  /** The count line, where the row is one. */
  line: number | null;
  problem: string;
}

export interface ReadBack {
  /** Good rows by count line; null is blank, never zero. */
  quantities: Map<number, { row: number; quantity: number | null }>;
  problems: RowProblem[];
  /** Lines of the count that stand on no row. */
  missing: number;
}

const LARGEST = 1e9;

/** A row is known by its line's id, wherever it stands. `decimals` of each line of the count. */
export function readBack(
  rows: readonly SheetRow[],
  decimals: ReadonlyMap<number, number>,
  language: Language,
  says: Same<typeof fr>['rows'],
): ReadBack {
  const quantities: ReadBack['quantities'] = new Map();
  const problems: RowProblem[] = [];
  const firstRows = new Map<number, number>();
  for (const [row, id, value] of rows) {
    const line = /^\d{1,15}$/.test(id) ? Number(id) : Number.NaN;
    const allowed = decimals.get(line);
    if (allowed === undefined) {
      if (value !== null)
        problems.push({
          row,
          line: null,
          problem: say(says.unknown, language, { value: shown(value, language) }),
        });
      continue;
    }
    const first = firstRows.get(line);
    if (first !== undefined) {
      problems.push({ row, line, problem: say(says.doubled, language, { first }) });
      // Which of the two is meant, nobody knows: neither is sent.
      quantities.delete(line);
      continue;
    }
    firstRows.set(line, row);
    const problem = value === null ? null : quantityProblem(value, allowed, language, says);
    if (problem) problems.push({ row, line, problem });
    else quantities.set(line, { row, quantity: value as number | null });
  }
  return { quantities, problems, missing: decimals.size - firstRows.size };
}

function quantityProblem(
  value: number | string,
  decimals: number,
  language: Language,
  says: Same<typeof fr>['rows'],
): string | null {
  const figures = { value: shown(value, language), decimals };
  if (typeof value === 'string') {
    const point = /\d\.\d/.test(value) === (language === 'fr') && /\d[.,]\d/.test(value);
    return say(point ? says.textPoint : says.text, language, figures);
  }
  if (value < 0) return say(says.negative, language, figures);
  if (value > LARGEST) return say(says.tooLarge, language, figures);
  const thousandths = toThousandths(value);
  const exact = Math.abs(value * 1000 - thousandths) < 1e-6 * Math.max(1, thousandths);
  if (exact && fitsDecimals(thousandths, decimals)) return null;
  return say(decimals === 0 ? says.whole : says.decimals, language, figures);
}

function shown(value: number | string, language: Language): string {
  return typeof value === 'number' ? formatQuantity(value, language) : value;
}
