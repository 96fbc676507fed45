import type { ImportWhat } from '../contract/imports.ts';
import { IMPORT_COLUMNS, type ImportColumn } from './importColumns.ts';
import { searchKey } from './keys.ts';

/** Words that change nothing of what a heading means: «Date péremption» is «Date de péremption». */
const SMALL_WORDS = ['de', 'd', 'du', 'des', 'la', 'le', 'les', 'l', 'of', 'the'];
/** «N°», «No», «Numéro»: the number of something. */
const NUMBER_WORDS = ['no', 'nr', 'num', 'numero', 'number'];

/** «P.U.» is «PU». */
const INITIALS = /(?<!\p{L})(\p{L})[./](?=\p{L}(?!\p{L}))/gu;

/** A heading without accents, case, punctuation, small words and plurals: «Réf.» is «réf», «Qtés» is «qté». */
export function headingKey(heading: string): string {
  const words = searchKey(heading)
    .replace(INITIALS, '$1')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  const telling = words.filter((word) => !SMALL_WORDS.includes(word));
  const kept = telling.length > 0 ? telling : words;
  return kept
    .map((word) => (NUMBER_WORDS.includes(word) ? 'n' : word.length > 3 ? word.replace(/s$/, '') : word))
    .join(' ');
}

/** The column that a heading means, in French or English, or by the name of its field. */
export function columnOf(what: ImportWhat, heading: string): ImportColumn | undefined {
  const key = headingKey(heading);
  if (key === '') return undefined;
  const columns = IMPORT_COLUMNS[what];
  // «codes» is a field beside «code»: a field is named exactly.
  const field = columns.find((column) => searchKey(column.field) === searchKey(heading));
  return field ?? columns.find(({ fr, en }) => [...fr, ...en].some((name) => headingKey(name) === key));
}

/** Headings under which some keep the code and others, who have a column «Réf.» as well, the name. */
const CODE_OR_NAME = ['Article', 'Produit', 'Item', 'Product'].map(headingKey);

/**
 * The column of each heading of one row. In a list of stock the code's own heading wins over «Article», which is
 * then the name, or nothing where that has its own heading too.
 */
export function columnsOf(what: ImportWhat, headings: readonly string[]): (ImportColumn | undefined)[] {
  const found = headings.map((heading) => columnOf(what, heading));
  const label = IMPORT_COLUMNS[what].find(({ field }) => field === 'label');
  if (what !== 'stock' || !label) return found;
  const mayBeName = (at: number) =>
    found[at]?.field === 'item' && CODE_OR_NAME.includes(headingKey(headings[at] ?? ''));
  if (!found.some((column, at) => column?.field === 'item' && !mayBeName(at))) return found;
  const named = found.includes(label);
  return found.map((column, at) => (!mayBeName(at) ? column : named ? undefined : label));
}
