import Papa from 'papaparse';
import type { ImportWhat } from '../contract/imports.ts';
import { textOf } from '../text/index.ts';
import { type CellFault, cellFault, type NumberStyle, readCell } from './importCells.ts';
import { IMPORT_COLUMNS, type ImportColumn } from './importColumns.ts';
import { columnOf, columnsOf, headingKey } from './importHeadings.ts';
import type { FileRow, ImportProblem } from './importProblems.ts';
import type { Language } from './quantities.ts';

/** The rows that could be read and every fault of the others; with `file` nothing could be read. */
export interface FileReading {
  rows: FileRow[];
  problems: ImportProblem[];
  /** How the file calls each field. */
  headings: Readonly<Record<string, string>>;
  /** Why the file as a whole is unreadable: a key of `imports.file` in shared/text, with its figure. */
  file?: { what: 'empty' | 'noRows' | 'quotes'; line?: number };
}

const DELIMITERS = [';', ',', '\t'];
const HEADINGS_ROW = 1;

/**
 * Reads a CSV file by its headings (French or English, in any order). `language` is the reader's: columns
 * that are missing are named in it. An empty cell says nothing: the field is left out of its row.
 */
export function readImportRows(what: ImportWhat, text: string, language: Language): FileReading {
  const written = text.replace(/^\ufeff/, '');
  if (written.trim() === '') return unreadable({ what: 'empty' });
  const delimiter = delimiterOf(what, written);
  const { data, errors } = Papa.parse<string[]>(written, { delimiter, skipEmptyLines: false });
  const [broken] = errors.filter(({ type }) => type === 'Quotes');
  if (broken) return unreadable({ what: 'quotes', line: (broken.row ?? 0) + HEADINGS_ROW });
  const [headings = [], ...records] = data;
  const columns = columnsOf(what, headings);
  const problems = headingProblems(what, headings, columns, language);
  const names = Object.fromEntries(columns.map((column, at) => [column?.field, headings[at]?.trim()]));
  if (problems.some(({ code }) => code === 'COLUMN_MISSING')) return { rows: [], problems, headings: names };
  const style = { commaGroups: delimiter === ',' && isEnglish(what, headings) };
  const rows = records.flatMap((cells, at): FileRow[] => {
    if (cells.every((cell) => cell.trim() === '')) return [];
    const row = at + 1 + HEADINGS_ROW;
    const read = readRow(cells, headings, columns, style, language);
    problems.push(...read.problems.map((problem) => ({ ...problem, line: row })));
    return read.problems.length === 0 ? [{ row, fields: read.fields }] : [];
  });
  if (rows.length === 0 && problems.length === 0) return unreadable({ what: 'noRows' });
  return { rows, problems, headings: names };
}

function unreadable(file: FileReading['file']): FileReading {
  return { rows: [], problems: [], headings: {}, file };
}

/** The delimiter that makes the most known headings out of the first record. */
function delimiterOf(what: ImportWhat, text: string): string {
  const known = (delimiter: string) => {
    const [first = []] = Papa.parse<string[]>(text, { delimiter, preview: 1 }).data;
    return first.filter((heading) => columnOf(what, heading)).length;
  };
  return DELIMITERS.reduce((best, delimiter) => (known(delimiter) > known(best) ? delimiter : best));
}

/** Headings that only English has: then a comma between columns says that one groups thousands as well. */
function isEnglish(what: ImportWhat, headings: readonly string[]): boolean {
  const french = IMPORT_COLUMNS[what].flatMap(({ fr }) => fr).map(headingKey);
  return headings.some((heading) => columnOf(what, heading) && !french.includes(headingKey(heading)));
}

function headingProblems(
  what: ImportWhat,
  headings: readonly string[],
  columns: readonly (ImportColumn | undefined)[],
  language: Language,
): ImportProblem[] {
  const place = { line: HEADINGS_ROW };
  const unknown = headings.filter((heading, at) => heading.trim() !== '' && !columns[at]);
  const twice = headings.filter((_, at) => columns[at] && columns.indexOf(columns[at]) < at);
  const missing = IMPORT_COLUMNS[what].filter((column) => column.required && !columns.includes(column));
  return [
    ...missing.map((column) => ({
      ...place,
      code: 'COLUMN_MISSING' as const,
      column: column[language][0],
    })),
    ...unknown.map((value) => ({
      ...place,
      code: 'VALUE_INVALID' as const,
      value,
      column: textOf(language).imports.headings,
    })),
    ...twice.map((value) => ({ ...place, code: 'DUPLICATE_ROW' as const, value, first: HEADINGS_ROW })),
  ];
}

type CellProblem = Omit<ImportProblem, 'line'> & { code: CellFault };

function readRow(
  cells: readonly string[],
  headings: readonly string[],
  columns: readonly (ImportColumn | undefined)[],
  style: NumberStyle,
  language: Language,
) {
  const fields: Record<string, unknown> = {};
  const problems: CellProblem[] = [];
  cells.forEach((cell, at) => {
    const column = columns[at];
    const value = cell.trim();
    if (value !== '' && at >= headings.length) {
      problems.push({ code: 'VALUE_INVALID', value, column: textOf(language).imports.moreCells });
    }
    if (!column || value === '') return;
    const read = readCell(column, value, style);
    if (read === undefined) {
      problems.push({ code: cellFault(column, value), value, column: headings[at]?.trim() });
    } else fields[column.field] = read;
  });
  columns.forEach((column, at) => {
    if (column?.required && (cells[at] ?? '').trim() === '') {
      problems.push({ code: 'VALUE_MISSING', column: headings[at]?.trim() });
    }
  });
  return { fields, problems };
}
