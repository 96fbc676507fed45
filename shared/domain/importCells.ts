import { parseDate, parseExpiryMonth } from './dates.ts';
import type { ImportColumn } from './importColumns.ts';
import { searchKey } from './keys.ts';

/** How numbers are written in a file. */
export interface NumberStyle {
  /** «1,250» is one thousand two hundred and fifty; else the comma is the decimal mark. */
  commaGroups: boolean;
}

/** The codes that a cell on its own is refused with. */
export type CellFault =
  | 'VALUE_INVALID'
  | 'VALUE_MISSING'
  | 'TEXT_RETYPED'
  | 'NUMBER_RETYPED'
  | 'YEAR_GUESSED';

const YES = ['oui', 'o', 'yes', 'y', 'vrai', 'true', 'x', '1'];
const NO = ['non', 'n', 'no', 'faux', 'false', '0'];
const FLAGS = new Map([
  ...YES.map((word) => [word, true] as const),
  ...NO.map((word) => [word, false] as const),
]);

/** The value of a cell that is not empty; undefined where it is none that the column can hold. */
export function readCell(column: ImportColumn, text: string, style: NumberStyle): unknown {
  switch (column.kind) {
    // What looks like a formula stays the text it is.
    case 'text':
      return ROUNDED.test(text) ? undefined : text;
    case 'number':
      return readNumber(text, style);
    case 'whole': {
      const number = readNumber(text, style);
      return Number.isInteger(number) ? number : undefined;
    }
    case 'flag':
      return FLAGS.get(searchKey(text));
    case 'date':
      return readExpiry(text);
    case 'choice':
      return new Map(Object.entries(column.words)).get(searchKey(text));
    case 'list':
      return elements(text);
    case 'packs':
      if (ROUNDED.test(text)) return undefined;
      return all(elements(text).map((element) => readPack(element, style)));
    case 'levels':
      return all(elements(text).map((element) => readLevels(element, style)));
  }
}

/** «4,57E+18»: how spreadsheets write a long code once they took it for a number. */
const ROUNDED = /^\d([.,]\d+)?E\+\d+$/i;
/** A spreadsheet reads «30/06/31» as 1931; nothing in stock expired then. */
const EARLIEST_EXPIRY = '2000-01-01';

/** A month alone is its last day, as packs mean it. */
function readExpiry(text: string): string | undefined {
  const date = parseDate(text) ?? parseExpiryMonth(text);
  return date !== null && date >= EARLIEST_EXPIRY ? date : undefined;
}

/** Why a cell cannot be read, where `readCell` gives undefined: what a spreadsheet changed on its own is told apart. */
export function cellFault({ kind }: ImportColumn, text: string): CellFault {
  if (kind === 'text' || kind === 'packs') return ROUNDED.test(text) ? 'TEXT_RETYPED' : 'VALUE_INVALID';
  if (kind === 'date' && parseExpiryMonth(text) !== null) return 'YEAR_GUESSED';
  if (parseDate(text) === null) return 'VALUE_INVALID';
  if (kind === 'date') return 'YEAR_GUESSED';
  return kind === 'number' || kind === 'whole' ? 'NUMBER_RETYPED' : 'VALUE_INVALID';
}

const SPACES = /[\s\u00a0\u202f]/g;

/**
 * «12,5», «1 250,75», «1.250,75», «1,250.75» → a number. Where both marks stand the last is the decimal
 * one; a mark that stands more than once groups thousands.
 */
export function readNumber(text: string, { commaGroups }: NumberStyle): number | undefined {
  const written = text.trim();
  if (/[\s\u00a0\u202f]/.test(written) && !/^[+-]?\d{1,3}([\s\u00a0\u202f]\d{3})+([.,]\d*)?$/.test(written)) {
    return undefined;
  }
  const tight = written.replace(SPACES, '');
  const commas = tight.split(',').length - 1;
  const points = tight.split('.').length - 1;
  const group = groupMark(tight, commas, points, commaGroups);
  if (group !== '' && !GROUPED[group].test(tight)) return undefined;
  const plain = (group === '' ? tight : tight.split(group).join('')).replace(',', '.');
  return /^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(plain) ? Number(plain) : undefined;
}

const GROUPED = {
  ',': /^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$/,
  '.': /^[+-]?\d{1,3}(\.\d{3})+(,\d*)?$/,
};

function groupMark(tight: string, commas: number, points: number, commaGroups: boolean): ',' | '.' | '' {
  if (commas > 0 && points > 0) return tight.lastIndexOf(',') < tight.lastIndexOf('.') ? ',' : '.';
  if (commas > 1 || (commaGroups && GROUPED[','].test(tight))) return ',';
  return points > 1 ? '.' : '';
}

/** «a | b»: a list inside one cell. */
function elements(text: string): string[] {
  return text
    .split('|')
    .map((element) => element.trim())
    .filter(Boolean);
}

/** «3400930000000 = 30»: a code and the quantity it stands for; without one it stands for 1. */
function readPack(element: string, style: NumberStyle) {
  const [code, quantity] = splitLast(element);
  const number = quantity === undefined ? 1 : readNumber(quantity, style);
  return number === undefined || code === '' ? undefined : { code, quantity: number };
}

/** «PHC = 20 / 10 / 200»: a depot with its alert, security and maximum, each of which may be left out. */
function readLevels(element: string, style: NumberStyle) {
  const [depot, written] = splitLast(element);
  const levels = (written ?? '').split('/').map((level) => level.trim());
  if (depot === '' || written === undefined || levels.length > 3) return undefined;
  const [alert, security, maximum] = [0, 1, 2].map((at) => {
    const level = levels[at] ?? '';
    return level === '' ? null : readNumber(level, style);
  });
  if (alert === undefined || security === undefined || maximum === undefined) return undefined;
  return { depot, alert, security, maximum };
}

function splitLast(element: string): [string, string | undefined] {
  const at = element.lastIndexOf('=');
  return at < 0 ? [element, undefined] : [element.slice(0, at).trim(), element.slice(at + 1).trim()];
}

function all<T>(values: (T | undefined)[]): T[] | undefined {
  return values.every((value) => value !== undefined) ? values : undefined;
}
