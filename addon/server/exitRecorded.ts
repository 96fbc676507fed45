/** Rows of the exit sheet that were recorded, and whether they still say what was. Pure. */
import { foldKey } from '../../shared/domain/keys.ts';
import type { Language } from '../../shared/domain/quantities.ts';
import { say } from '../../shared/text/say.ts';
import { type ExitRow, type RowProblem, typeOf } from './exitRows.ts';
import { wordsOf } from './language.ts';

/** The place tells the rows of a document apart, so that a copied one is noticed; then what the row said when it was sent. */
export const markOf = (id: string, place: number, row: ExitRow): string => `${id}#${place}#${printOf(row)}`;

export interface Recorded {
  /** What stands beside each row whose number is known. */
  results: Map<number, string>;
  /** Those that were changed since: their documents stand as they were recorded. */
  changed: RowProblem[];
}

/** Of a row that was sent before rows kept what they said, nothing is claimed. */
export function recordedRows(rows: readonly ExitRow[], language: Language): Recorded {
  const says = wordsOf(language).exitSheet;
  const recorded: Recorded = { results: new Map(), changed: [] };
  for (const row of rows) {
    const [, , print] = row.mark.split('#');
    if (row.number === '' || print === undefined) continue;
    const isChanged = print !== printOf(row);
    const told = say(isChanged ? says.changed : says.posted, language, { number: row.number });
    recorded.results.set(row.row, told);
    if (isChanged) recorded.changed.push([row.row, told]);
  }
  return recorded;
}

/** A short sign of what the row says, alike for whatever is taken for the same: no patient can be read from it. */
function printOf({ type, destination, item, lot, quantity, date }: ExitRow): string {
  const figure = String(quantity).replace(/\s/g, '').replace(',', '.');
  const amount = figure === '' || Number.isNaN(Number(figure)) ? figure : String(Number(figure));
  const said = JSON.stringify([typeOf(type), ...[destination, item, lot].map(foldKey), amount, date]);
  // FNV-1a, 32 bits.
  let hash = 0x811c9dc5;
  for (const sign of said) hash = Math.imul(hash ^ sign.codePointAt(0)!, 0x01000193);
  return (hash >>> 0).toString(36);
}
