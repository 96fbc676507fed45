import type { ImportWhat } from '../contract/imports.ts';
import { IMPORT_COLUMNS, type ImportColumn } from './importColumns.ts';
import { searchKey } from './keys.ts';

/** A heading without accents, case and kind of apostrophe. */
export const headingKey = (heading: string) => searchKey(heading.replace(/[’ʼ]/g, "'"));

/** The column that a heading means, in French or English, or by the name of its field. */
export function columnOf(what: ImportWhat, heading: string): ImportColumn | undefined {
  const key = headingKey(heading);
  const names = (column: ImportColumn) => [...column.fr, ...column.en, column.field].map(headingKey);
  return key === '' ? undefined : IMPORT_COLUMNS[what].find((column) => names(column).includes(key));
}
