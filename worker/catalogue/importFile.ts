import type * as z from 'zod';
import {
  type ImportRequest,
  type ImportRows,
  type ImportWhat,
  type InvoiceRow,
  importRows,
  MOST_IMPORT_ROWS,
} from '../../shared/contract/imports.ts';
import { csvText } from '../../shared/domain/csvBytes.ts';
import { type FileRow, findDuplicates, type ImportProblem } from '../../shared/domain/importProblems.ts';
import { readImportRows } from '../../shared/domain/importTable.ts';
import type { Language } from '../../shared/domain/quantities.ts';
import { textOf } from '../../shared/text/index.ts';
import { say } from '../../shared/text/say.ts';
import { Refusal } from '../http/problem.ts';
import { invoiceProblems } from './invoices.ts';

/** The good rows of what was sent, and every fault of the others. */
export interface Received<What extends ImportWhat = ImportWhat> {
  what: What;
  rows: FileRow<ImportRows[What]>[];
  problems: ImportProblem[];
}

type FileFault = keyof ReturnType<typeof textOf>['imports']['file'];

export function unreadable(what: FileFault, language: Language, figures = {}): Refusal {
  return new Refusal('FILE_INVALID', { what: say(textOf(language).imports.file[what], language, figures) });
}

/** Reads a CSV file: UTF-8, with or without BOM. */
export function readFile<What extends ImportWhat>(
  what: What,
  bytes: ArrayBuffer,
  language: Language,
): Received<What> {
  const written = csvText(new Uint8Array(bytes));
  if ('fault' in written) throw unreadable(written.fault, language);
  const read = readImportRows(what, written.text, language);
  if (read.file) throw unreadable(read.file.what, language, read.file);
  const named = (field: string) => read.headings[field] ?? field;
  return judge(what, read.rows, read.problems, named, language);
}

/** Reads `{rows}`; the first row is line 1 where the caller gives no numbers of his own. */
export function readJsonRows<What extends ImportWhat>(
  what: What,
  { rows, lines, headings }: ImportRequest,
  language: Language,
): Received<What> {
  const numbered = rows.map((fields, at) => ({ row: lines?.[at] ?? at + 1, fields }));
  const named = new Map(Object.entries(headings ?? {}));
  return judge(what, numbered, [], (field) => named.get(field) ?? field, language);
}

/** Holds each row against the contract and the others of the file. */
function judge<What extends ImportWhat>(
  what: What,
  rows: readonly FileRow[],
  found: readonly ImportProblem[],
  named: (field: string) => string,
  language: Language,
): Received<What> {
  if (rows.length > MOST_IMPORT_ROWS) {
    throw unreadable('tooManyRows', language, { rows: rows.length, most: MOST_IMPORT_ROWS });
  }
  const problems = [...found, ...findDuplicates(what, rows)];
  const good: FileRow<ImportRows[What]>[] = [];
  for (const { row, fields } of rows) {
    const judged = importRows[what].safeParse(fields);
    if (judged.success) good.push({ row, fields: judged.data as ImportRows[What] });
    else problems.push(...judged.error.issues.map((issue) => toProblem(row, fields, issue, named)));
  }
  if (what === 'invoices') problems.push(...invoiceProblems(good as FileRow<InvoiceRow>[]));
  return { what, rows: good, problems };
}

function toProblem(
  line: number,
  fields: Record<string, unknown>,
  issue: z.core.$ZodIssue,
  named: (field: string) => string,
): ImportProblem {
  const [field = ''] = issue.code === 'unrecognized_keys' ? issue.keys : issue.path.map(String);
  const value = fields[field];
  if (value === undefined || value === '') return { line, code: 'VALUE_MISSING', column: named(field) };
  return {
    line,
    code: 'VALUE_INVALID',
    column: named(field),
    value: typeof value === 'object' && value !== null ? JSON.stringify(value) : value,
  };
}
