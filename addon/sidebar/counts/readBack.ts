/** What stands on the count sheet, judged row by row before anything is sent. Pure. */
import { formatQuantity, type Language } from '../../../shared/domain/quantities.ts';
import type { addon as fr } from '../../../shared/text/fr/addon.ts';
import type { Same } from '../../../shared/text/same.ts';
import { say } from '../../../shared/text/say.ts';
import { fitsUnit, LARGEST } from '../../countFigure.ts';
import type { SheetRow } from '../../server/calls/countSheet.ts';

export interface RowProblem {
  row: number;
  /** The count line, where the row is one. */
  line: number | null;
  problem: string;
  /** True where only repairing the sheet helps. */
  repair?: true;
}

/** What a panel knows of a count line: decimals that its unit allows, and what its row shows (`placeText`). */
export interface LineRule {
  decimals: number;
  place: string;
}

export interface ReadBack {
  /** Good rows by count line; null is blank, never zero. */
  quantities: Map<number, { row: number; quantity: number | null }>;
  /** What is noted beside the good rows; absent where the column is gone. */
  notes: Map<number, string>;
  problems: RowProblem[];
  /** Lines of the count that stand on no row. */
  missing: number;
}

/**
 * A row is known by its line's id, wherever it stands; where it shows another item, lot or bin than that line's,
 * columns were sorted apart from the ids, and nothing of it can be trusted.
 */
export function readBack(
  rows: readonly SheetRow[],
  rules: ReadonlyMap<number, LineRule>,
  language: Language,
  says: Same<typeof fr>['rows'],
): ReadBack {
  const quantities: ReadBack['quantities'] = new Map();
  const notes: ReadBack['notes'] = new Map();
  const problems: RowProblem[] = [];
  const firstRows = new Map<number, number>();
  for (const [row, id, value, place, note] of rows) {
    const line = /^\d{1,15}$/.test(id) ? Number(id) : Number.NaN;
    const rule = rules.get(line);
    if (rule === undefined) {
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
      notes.delete(line);
      continue;
    }
    firstRows.set(line, row);
    if (place !== null && place !== rule.place) {
      problems.push({ row, line, problem: say(says.shuffled, language), repair: true });
      continue;
    }
    if (note !== null) notes.set(line, note);
    const problem = value === null ? null : quantityProblem(value, rule.decimals, language, says);
    if (problem) problems.push({ row, line, problem });
    else quantities.set(line, { row, quantity: value as number | null });
  }
  return { quantities, notes, problems, missing: rules.size - firstRows.size };
}

const PERCENT = /\d\s?%$/;
/** «12/05/2026», «2026-05-12», «12.05.2026», «mai 2026», «12:30»: how a sheet shows what it took for a date. */
const DATE = /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b|^\d{1,2}[-/]\d{1,4}$|^\d{1,2}:\d{2}/;

function quantityProblem(
  value: number | string,
  decimals: number,
  language: Language,
  says: Same<typeof fr>['rows'],
): string | null {
  const figures = { value: shown(value, language), decimals };
  if (typeof value === 'string') {
    const point = /\d\.\d/.test(value) === (language === 'fr') && /\d[.,]\d/.test(value);
    const became = pointAsDate(value, decimals, language, says);
    if (became) return became;
    const sentence = PERCENT.test(value) ? says.percent : DATE.test(value) ? says.date : null;
    return say(sentence ?? (point ? says.textPoint : says.text), language, figures);
  }
  if (value < 0) return say(says.negative, language, figures);
  if (value > LARGEST) return say(says.tooLarge, language, { ...figures, most: LARGEST });
  if (fitsUnit(value, decimals)) return null;
  return say(decimals === 0 ? says.whole : says.decimals, language, figures);
}

/** How a French sheet shows «12.5» and «12/5», which it takes for a day of this year. */
const FRENCH_DAY = /^(\d\d)\/(\d\d)\/(\d{4})$/;

/** What became of a decimal point, and what to type instead; null for a date that was meant as one. */
function pointAsDate(
  value: string,
  decimals: number,
  language: Language,
  says: Same<typeof fr>['rows'],
): string | null {
  const [, day = '', month = '', year = ''] = FRENCH_DAY.exec(value) ?? [];
  if (Number(year) !== new Date().getFullYear()) return null;
  const [whole, part] = [String(Number(day)), String(Number(month))];
  const figures = {
    typed: `${whole}.${part}`,
    day: dayText(value, language),
    number: decimalText(whole, part, language),
    other: part.length === 1 && decimals > 1 ? decimalText(whole, month, language) : null,
  };
  return say(decimals === 0 ? says.becameDateWhole : says.becameDate, language, figures);
}

/** «12 mai», «1er mai», «12 May». */
function dayText(french: string, language: Language): string {
  const [day, month, year] = french.split('/').map(Number) as [number, number, number];
  const written = new Intl.DateTimeFormat(language === 'fr' ? 'fr' : 'en-GB', {
    ...{ day: 'numeric', month: 'long', timeZone: 'UTC' },
  });
  const text = written.format(Date.UTC(year, month - 1, day));
  return language === 'fr' ? text.replace(/^1 /, '1er ') : text;
}

function decimalText(whole: string, part: string, language: Language): string {
  return `${whole}${language === 'fr' ? ',' : '.'}${part}`;
}

function shown(value: number | string, language: Language): string {
  return typeof value === 'number' ? formatQuantity(value, language) : value;
}
