/**
 * CSV for French Excel, also read by every other: UTF-8 with BOM, `;`, decimal comma, CRLF.
 * Rows become bytes as they come; a file of 100,000 lines is never one string.
 */
export type Cell = string | number | null | CivilDate;

/** A civil date that is meant as one: a spreadsheet may take it for a date. */
export interface CivilDate {
  date: string;
}
export const dateCell = (date: string | null): Cell => (date === null ? null : { date });

export class CsvFile {
  readonly #chunks: Uint8Array[] = [];
  readonly #encoder = new TextEncoder();
  rows = 0;

  constructor(headings: readonly string[]) {
    this.#chunks.push(this.#encoder.encode(`\uFEFF${headings.map(textCell).join(';')}\r\n`));
  }

  /** Adds a block of rows; numbers are written with a decimal comma, null as an empty cell. */
  add(rows: readonly (readonly Cell[])[]): void {
    if (rows.length === 0) return;
    this.rows += rows.length;
    const text = rows.map((row) => row.map(cell).join(';')).join('\r\n');
    this.#chunks.push(this.#encoder.encode(`${text}\r\n`));
  }

  bytes(): Uint8Array {
    const whole = new Uint8Array(this.#chunks.reduce((length, chunk) => length + chunk.length, 0));
    let at = 0;
    for (const chunk of this.#chunks) {
      whole.set(chunk, at);
      at += chunk.length;
    }
    return whole;
  }
}

function cell(value: Cell): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value).replace('.', ',');
  return typeof value === 'string' ? knownTextCell(value) : value.date;
}

/** Labels, units, bins and names come again on line after line, and to judge a text is most of the work. */
const known = new Map<string, string>();
const MOST_KNOWN = 20_000;

function knownTextCell(text: string): string {
  const written = known.get(text);
  if (written !== undefined) return written;
  if (known.size >= MOST_KNOWN) known.clear();
  const cellText = textCell(text);
  known.set(text, cellText);
  return cellText;
}

/**
 * A text as the reader must see it: a formula gets an apostrophe before it, and what a spreadsheet would
 * retype, such as `0012`, `1/2`, `SEP2` or `1E5`, is written as the text value `="0012"`, which survives a
 * double click.
 */
export function textCell(text: string): string {
  if (FORMULA.test(text)) return quoted(`'${text}`);
  if (isRetyped(text)) return quoted(`="${text.replaceAll('"', '""')}"`);
  return /[;"\r\n]/.test(text) ? quoted(text) : text;
}

/** What `textCell` wrote, read back: for tests and for the verifier. */
export function readTextCell(cellText: string): string {
  const text = /^"[\s\S]*"$/.test(cellText) ? cellText.slice(1, -1).replaceAll('""', '"') : cellText;
  const kept = /^="([\s\S]*)"$/.exec(text);
  if (kept) return (kept[1] ?? '').replaceAll('""', '"');
  return text.startsWith("'") && FORMULA.test(text.slice(1)) ? text.slice(1) : text;
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/** What a spreadsheet would take for a formula; the wide signs are those of an East Asian keyboard. */
const FORMULA = /^'*(?:\s*[=+\-@＝＋－＠]|[\t\r\n])/;

/** Digits of any keyboard, and what stands around them in numbers, dates, times, amounts and fractions. */
const FIGURES = /^[\d٠-٩０-９.,/:\s%()+\-'’€$£¥₹₽₩₪฿]*$/;
const DIGIT = /[\d٠-٩０-９]/;
/** Letters between figures: `1E5` and `1D5` are numbers, `12h30` a time. */
const BETWEEN_FIGURES = /(?<=[\d٠-٩０-９][.,]?\s*)[edh](?=\s*[+-]?[\d٠-٩０-９])/gi;
/** `1:30 p`, `9 a.m.` */
const HALF_OF_DAY =
  /(?<=[\d٠-٩０-９](?:\s+|:[\d٠-٩０-９]+\s*)|[\d٠-٩０-９]\s*(?=[ap]\.?m))[ap]\.?(?:m\.?)?\s*$/i;
const CURRENCY = /^(?:eur|usd|gbp|chf|cad|jpy)$/;
/** The words of a date, by their first letters: `sept.`, `MARCH1`, `2 févr.`, `lundi 3 mars`. */
const MONTHS = [
  'janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre',
  'january february march april may june july august september october november december',
].flatMap((names) => names.split(' '));
const WITH_A_MONTH = [
  'lundi mardi mercredi jeudi vendredi samedi dimanche',
  'monday tuesday wednesday thursday friday saturday sunday',
].flatMap((names) => names.split(' '));
const ORDINAL = /^(?:er|st|nd|rd|th|of)$/;
/** Truth values, and the names of errors. */
const OTHER_VALUE = /^\s*(?:true|false|vrai|faux|#n\/a|#[a-zà-ü0-9/]+[!?])\s*$/i;

/**
 * Whether a spreadsheet would take the text for something else than a text: a number, an amount, a percentage,
 * a fraction, a time, a date, a truth value, an error. Words are compared by lists of our own, so that the
 * same text gives the same bytes on every engine.
 */
function isRetyped(given: string): boolean {
  const text = given.normalize('NFC');
  if (OTHER_VALUE.test(text)) return true;
  if (!DIGIT.test(text) || !mayStandInFigures(text)) return false;
  const rest = text.replace(HALF_OF_DAY, ' ').replace(BETWEEN_FIGURES, ' ');
  const words = [...rest.matchAll(WORD)].map(([word]) => withoutAccents(word.toLowerCase()));
  if (!FIGURES.test(rest.replace(WORD, ' '))) return false;
  const isDated = words.some((word) => begins(word, MONTHS));
  return words.every(
    (word) =>
      CURRENCY.test(word) ||
      (isDated && (begins(word, MONTHS) || begins(word, WITH_A_MONTH) || ORDINAL.test(word))),
  );
}

/** Most codes and labels begin with a word that no figure has in it: nothing more need be looked at. */
function mayStandInFigures(text: string): boolean {
  const [first] = FIRST_WORD.exec(text) ?? [];
  if (first === undefined) return true;
  const word = withoutAccents(first.toLowerCase());
  return (
    /^(?:[edhapm]|[ap]m)$/.test(word) ||
    CURRENCY.test(word) ||
    ORDINAL.test(word) ||
    begins(word, MONTHS) ||
    begins(word, WITH_A_MONTH)
  );
}

const FIRST_WORD = /[a-zà-üœ]+/i;
const WORD = /[a-zà-üœ]+/gi;
const withoutAccents = (word: string) => word.replace(/[éè]/g, 'e').replace(/û/g, 'u');
const begins = (word: string, names: readonly string[]) =>
  word.length >= 3 && names.some((name) => name.startsWith(word));
