import { addDays, parseDate } from '../../../shared/domain/dates.ts';
import { formatNumber, parseDecimal } from '../../../shared/domain/quantities.ts';

/** What a scenario's words mean: whoever cannot be read says why. */
export class Unreadable extends Error {}

/** The first day of every scenario, a Monday; «le lendemain» and «le 31/12/2026» move the clock. */
export const FIRST_DAY = '2026-03-02';

/** A day as written: told from today, or by its date. */
export type Day = { fromToday: number } | { date: string };

const SPOKEN: Record<string, number> = { 'avant-hier': -2, hier: -1, 'aujourd’hui': 0, demain: 1 };

export function readDay(text: string): Day {
  const spoken = SPOKEN[text];
  if (spoken !== undefined) return { fromToday: spoken };
  const [, past, future] = /^(?:il y a (\d+)|dans (\d+)) jours$/.exec(text) ?? [];
  if (past !== undefined || future !== undefined)
    return { fromToday: Number(future ?? 0) - Number(past ?? 0) };
  const date = parseDate(text);
  if (date === null) throw new Unreadable(`«${text}» n’est pas un jour`);
  return { date };
}

export function dayOf(day: Day, today: string): string {
  return 'date' in day ? day.date : addDays(today, day.fromToday);
}

export function readNumber(text: string): number {
  const number = parseDecimal(text, 'fr');
  if (number === null) throw new Unreadable(`«${text}» n’est pas un nombre`);
  return number;
}

/** A figure as the scenarios write it: 7.5 → «7,5». */
export const inWords = (figure: number) => formatNumber(figure, 'fr', 0, 4);

/** The same words for the same facts: spaces and zeros behind the comma do not matter. */
export function sameWords(text: string): string {
  return text
    .replace(/[\u00a0\u202f](?=\d{3})/g, '')
    .replace(/[\u00a0\u202f]/g, ' ')
    .replace(/\d+,\d+/g, (figure) => inWords(Number(figure.replace(',', '.'))))
    .trim();
}

/** Pieces between commas, but for what stands in «…». */
export const pieces = (text: string) => text.split(/, (?![^«]*»)/);

/** One thing of a line: how much of which item, lot, serial and bin. */
export interface Goods {
  /** null: «vide», a count line without figure; undefined where no quantity is written. */
  quantity?: number | null;
  item: string;
  lot?: string;
  serial?: string;
  expiry?: Day;
  bin?: string;
  toBin?: string;
  unitCost?: number;
}

const GOODS = new RegExp(
  [
    '^(?:(?<quantity>-?[\\d,]+|vide) )?(?<item>[A-Za-z][\\w-]*)',
    '(?: lot (?<lot>\\S+))?(?: n° (?<serial>\\S+))?(?: périme (?<expiry>.+?))?',
    '(?: (?:en|de) (?<bin>\\S+))?(?: vers (?<toBin>\\S+))?(?: à (?<cost>[\\d,]+))?$',
  ].join(''),
);

/** «10 PARA lot L1 périme demain en A1 à 0,50». The unnamed bin is called «-». */
export function readGoods(text: string): Goods {
  const found = GOODS.exec(text)?.groups;
  if (!found?.item) throw new Unreadable(`«${text}» n’est pas une marchandise`);
  const bin = (code: string) => (code === '-' ? '' : code);
  const { quantity, item, lot, serial, expiry, cost } = found;
  return {
    item,
    ...(quantity !== undefined && { quantity: quantity === 'vide' ? null : readNumber(quantity) }),
    ...(lot !== undefined && { lot }),
    ...(serial !== undefined && { serial }),
    ...(expiry !== undefined && { expiry: readDay(expiry) }),
    ...(found.bin !== undefined && { bin: bin(found.bin) }),
    ...(found.toBin !== undefined && { toBin: bin(found.toBin) }),
    ...(cost !== undefined && { unitCost: readNumber(cost) }),
  };
}

export const readAllGoods = (text: string) => text.split(' ; ').map(readGoods);

/** Reads the options of a head: each piece by the first pattern that fits; `take` gets what it caught. */
export function readOptions<T>(
  options: readonly string[],
  patterns: readonly [RegExp, (found: string[]) => Partial<T>][],
): Partial<T> {
  const read: Partial<T> = {};
  for (const option of options) {
    const fitting = patterns.find(([pattern]) => pattern.test(option));
    if (!fitting) throw new Unreadable(`«${option}» n’est pas une précision connue ici`);
    const [pattern, take] = fitting;
    Object.assign(read, take((pattern.exec(option) ?? []).slice(1)));
  }
  return read;
}
