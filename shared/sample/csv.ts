import type { ImportWhat } from '../contract/imports.ts';
import { formatDate } from '../domain/dates.ts';
import { IMPORT_COLUMNS, type ImportColumn } from '../domain/importColumns.ts';
import type { Language } from '../domain/quantities.ts';
import type { SampleOrganisation } from './organisation.ts';

/** The sample has no list of stock as people keep one: it has the catalogue and the opening apart. */
type Sampled = Exclude<ImportWhat, 'stock'>;
type Row = Readonly<Record<string, unknown>>;

/**
 * One kind of row as a CSV file, as a spreadsheet of the language writes it: French headings, `;`, decimal
 * comma and `31/03/2027`; or English ones, `,`, decimal point and ISO dates.
 */
export function sampleCsv(
  organisation: Pick<SampleOrganisation, Sampled>,
  what: Sampled,
  language: Language = 'fr',
): string {
  const rows: readonly Row[] = organisation[what] as never;
  const columns = IMPORT_COLUMNS[what].filter(({ field }) => rows.some((row) => row[field] !== undefined));
  const delimiter = language === 'fr' ? ';' : ',';
  const lines = [
    columns.map((column) => column[language][0] ?? ''),
    ...rows.map((row) => columns.map((column) => cell(column, row[column.field], language))),
  ];
  return lines.map((cells) => `${cells.map((text) => quoted(text, delimiter)).join(delimiter)}\r\n`).join('');
}

function cell(column: ImportColumn, value: unknown, language: Language): string {
  if (value === undefined || value === null) return '';
  const number = (figure: unknown) =>
    figure === null || figure === undefined ? '' : String(figure).replace('.', language === 'fr' ? ',' : '.');
  switch (column.kind) {
    case 'number':
    case 'whole':
      return number(value);
    case 'flag':
      return language === 'fr' ? (value ? 'oui' : 'non') : value ? 'yes' : 'no';
    case 'date':
      return formatDate(String(value), language);
    case 'choice':
      return choice(column.words, String(value), language);
    case 'list':
      return (value as string[]).join(' | ');
    case 'packs':
      return (value as { code: string; quantity: number }[])
        .map(({ code, quantity }) => `${code} = ${number(quantity)}`)
        .join(' | ');
    case 'levels':
      return (value as Record<string, unknown>[])
        .map(
          ({ depot, alert, security, maximum }) =>
            `${depot} = ${[alert, security, maximum].map(number).join(' / ')}`,
        )
        .join(' | ');
    case 'text':
      return String(value);
  }
}

/** The first French word for the value; in English the value is the word. */
function choice(words: Readonly<Record<string, string>>, value: string, language: Language): string {
  const french = Object.keys(words).find((word) => words[word] === value);
  return language === 'fr' && french ? french : value;
}

function quoted(text: string, delimiter: string): string {
  const needs = text.includes(delimiter) || /["\r\n]/.test(text);
  return needs ? `"${text.replace(/"/g, '""')}"` : text;
}
