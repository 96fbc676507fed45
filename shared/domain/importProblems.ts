import type { ImportWhat } from '../contract/imports.ts';
import type { ErrorCode } from './errors.ts';
import { IMPORT_KEYS } from './importColumns.ts';
import { foldKey } from './keys.ts';

/** One row of a file: `row` is its number as a spreadsheet shows it (the headings are row 1). */
export interface FileRow<Fields = Record<string, unknown>> {
  row: number;
  fields: Fields;
}

/** One fault of a file, with the figures of its code's sentence. */
export type ImportProblem = { line: number; code: ErrorCode } & Record<string, unknown>;

/** Rows that name the same thing as an earlier row of the file, codes and serials included. */
export function findDuplicates(what: ImportWhat, rows: readonly FileRow[]): ImportProblem[] {
  const seen = new Map<string, number>();
  const problems: ImportProblem[] = [];
  for (const { row, fields } of rows) {
    for (const names of namesOf(what, fields)) {
      const key = JSON.stringify(names.map(foldKey));
      const first = seen.get(key);
      if (first === undefined) seen.set(key, row);
      else {
        const value = names.slice(1).filter(Boolean).join(' / ');
        problems.push({ line: row, code: 'DUPLICATE_ROW', value, first });
        break;
      }
    }
  }
  return problems;
}

/** Everything in a row that must not stand twice; the first word of each says what it is. */
function namesOf(what: ImportWhat, fields: Record<string, unknown>): string[][] {
  const written = (field: string) => String(fields[field] ?? '');
  const own = ['row', ...IMPORT_KEYS[what].map(written)];
  if (what === 'invoices' && fields.line === undefined) return [];
  if ((what === 'opening' || what === 'stock') && written('serial') !== '') {
    return [own, ['serial', written('item'), written('serial')]];
  }
  const codes = what === 'items' && Array.isArray(fields.codes) ? fields.codes : [];
  return [own, ...codes.map(({ code }: { code: unknown }) => ['code', String(code)])];
}
