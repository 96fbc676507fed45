/**
 * GS1 element strings as DataMatrix and GS1-128 carry them (GS1 General Specifications, sections 3 and 7.8):
 * pairs of application identifier and value. A value of variable length ends at a separator (ASCII 29) or at
 * the end; scanners often drop the separator, and then one text may be read in several ways: all are given.
 */
import { addDays, isCivilDate } from './dates.ts';

export interface Element {
  ai: string;
  value: string;
}

export interface Gs1Problem {
  problem: 'unknown' | 'length' | 'checkDigit' | 'date' | 'characters' | 'repeated';
  value: string;
}

interface Kind {
  ai: string;
  /** Shortest and longest value; the same where the length is fixed. */
  from: number;
  to: number;
  digits?: boolean;
  date?: boolean;
  gtin?: boolean;
}

const fixed = (ai: string, length: number, more: Partial<Kind> = {}): Kind => ({
  ai,
  from: length,
  to: length,
  digits: true,
  ...more,
});
const upTo = (ai: string, to: number, more: Partial<Kind> = {}): Kind => ({ ai, from: 1, to, ...more });

/** Those that stand on goods of a store room; the rest is refused by name rather than guessed. */
const KINDS: readonly Kind[] = [
  fixed('00', 18),
  fixed('01', 14, { gtin: true }),
  fixed('02', 14, { gtin: true }),
  upTo('10', 20),
  ...['11', '12', '13', '15', '16', '17'].map((ai) => fixed(ai, 6, { date: true })),
  upTo('21', 20),
  upTo('30', 8, { digits: true }),
  upTo('37', 8, { digits: true }),
  upTo('240', 30),
  ...['710', '711', '712', '713', '714', '715', '716'].map((ai) => upTo(ai, 20)),
];
const KIND_OF = new Map(KINDS.map((kind) => [kind.ai, kind]));

export const SEPARATOR = '\u001d';
/** As many readings as a person can be asked about. */
const READINGS_MOST = 12;
/** Three times what a label of goods holds. */
const LONGEST = 200;
/** GS1's character set 82: what a lot or serial number may hold. */
const CHARACTERS = /^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]*$/;

/** «(01)03400930000010(10)A12»: the text printed below a symbol. */
export function readBracketed(text: string): Element[] | Gs1Problem {
  if (text.length > LONGEST) return { problem: 'length', value: text.slice(0, 20) };
  const elements: Element[] = [];
  for (let rest = text; rest !== ''; ) {
    const ai = /^\((\d{2,4})\)/.exec(rest)?.[1];
    if (!ai) return { problem: 'characters', value: rest };
    const value = valueAt(rest.slice(ai.length + 2), KIND_OF.get(ai));
    const element = { ai, value: value.trim() };
    const problem = judge(element) ?? twice(element, elements);
    if (problem) return problem;
    elements.push(element);
    rest = rest.slice(ai.length + 2 + value.length).trimStart();
  }
  return elements;
}

/** A fixed length needs no mark behind it; a lot may hold brackets, but not those of an identifier. */
function valueAt(rest: string, kind: Kind | undefined): string {
  if (kind && kind.from === kind.to) return rest.slice(0, kind.to);
  const next = [...rest.matchAll(/\((\d{2,4})\)/g)].find(([, ai = '']) => KIND_OF.has(ai));
  return rest.slice(0, next?.index);
}

/**
 * Every way in which the text can be read; one where separators stand in it or none is needed.
 * `text` starts with an application identifier.
 */
export function readElementString(text: string): Element[][] | Gs1Problem {
  if (text.length > LONGEST) return { problem: 'length', value: text.slice(0, 20) };
  const separated = text.replace(new RegExp(`^${SEPARATOR}+|${SEPARATOR}+$`, 'g'), '');
  const clear = separated.includes(SEPARATOR);
  const readings: Element[][] = [];
  const problems: Gs1Problem[] = [];

  function read(rest: string, before: Element[]): void {
    if (readings.length >= READINGS_MOST) return;
    if (rest === '') {
      readings.push(before);
      return;
    }
    const kind = kindAt(rest);
    if (!kind) {
      problems.push({ problem: 'unknown', value: rest.slice(0, 4) });
      return;
    }
    for (const length of lengthsOf(kind, rest, clear)) {
      const value = rest.slice(kind.ai.length, kind.ai.length + length);
      const element = { ai: kind.ai, value };
      const problem = judge(element) ?? twice(element, before);
      if (problem) problems.push(problem);
      else read(behind(rest.slice(kind.ai.length + length)), [...before, element]);
    }
  }

  read(separated, []);
  if (readings.length === 0) return problems[0] ?? { problem: 'unknown', value: text };
  return readings.sort((one, other) => one.length - other.length);
}

function behind(rest: string): string {
  return rest.startsWith(SEPARATOR) ? rest.slice(1) : rest;
}

function kindAt(text: string): Kind | undefined {
  return [2, 3].map((length) => KIND_OF.get(text.slice(0, length))).find(Boolean);
}

/** How long the value at the start of `rest` may be. */
function lengthsOf({ ai, from, to }: Kind, rest: string, clear: boolean): number[] {
  const separator = rest.indexOf(SEPARATOR);
  const end = (separator === -1 ? rest.length : separator) - ai.length;
  if (from === to) return [from];
  if (clear) return [end];
  return Array.from({ length: Math.min(end, to) }, (_, place) => Math.min(end, to) - place);
}

function judge({ ai, value }: Element): Gs1Problem | null {
  const kind = KIND_OF.get(ai);
  if (!kind) return { problem: 'unknown', value: ai };
  if (value.length < kind.from || value.length > kind.to) return { problem: 'length', value };
  if (kind.digits ? !/^\d+$/.test(value) : !CHARACTERS.test(value)) return { problem: 'characters', value };
  if (kind.gtin && !hasCheckDigit(value)) return { problem: 'checkDigit', value };
  return kind.date && !/^\d{2}(0[1-9]|1[0-2])([0-2]\d|3[01])$/.test(value)
    ? { problem: 'date', value }
    : null;
}

/** The same identifier again says nothing new, or contradicts. */
function twice({ ai }: Element, before: readonly Element[]): Gs1Problem | null {
  return before.some((other) => other.ai === ai) ? { problem: 'repeated', value: `(${ai})` } : null;
}

/** GTIN-8, -12, -13 or -14 whose last digit is the check digit of the others. */
export function hasCheckDigit(gtin: string): boolean {
  if (!/^(\d{8}|\d{12,14})$/.test(gtin)) return false;
  const sum = [...gtin.slice(0, -1)]
    .reverse()
    .reduce((total, digit, place) => total + Number(digit) * (place % 2 === 0 ? 3 : 1), 0);
  return (10 - (sum % 10)) % 10 === Number(gtin.slice(-1));
}

/** Leading zeros are padding: the catalogue may hold 13 digits where the symbol holds 14. */
export function bareGtin(gtin: string): string {
  return gtin.replace(/^0+(?=\d{8})/, '');
}

/** The same number as labels and catalogues write it: 8 to 14 digits, filled with zeros or not. */
export function gtinForms(code: string): string[] {
  if (!/^\d{8,14}$/.test(code)) return [code];
  const bare = bareGtin(code);
  return [...new Set([code, bare, ...[12, 13, 14].map((length) => bare.padStart(length, '0'))])];
}

/**
 * `YYMMDD` → ISO; null where there is no such day. Day 00 is the last of the month (section 3.4.7); the
 * century is the one that lies within 49 years back and 50 ahead (section 7.12).
 */
export function gs1Date(yymmdd: string, today: string): string | null {
  const [year, month, day] = [yymmdd.slice(0, 2), yymmdd.slice(2, 4), yymmdd.slice(4, 6)];
  const thisYear = Number(today.slice(0, 4));
  const ahead = Number(year) - (thisYear % 100);
  const century = Math.floor(thisYear / 100) + (ahead >= 51 ? -1 : ahead <= -50 ? 1 : 0);
  const first = `${century}${year}-${month}-01`;
  if (!isCivilDate(first)) return null;
  if (day === '00') return addDays(`${addDays(first, 31).slice(0, 7)}-01`, -1);
  const date = `${first.slice(0, 8)}${day}`;
  return isCivilDate(date) ? date : null;
}
