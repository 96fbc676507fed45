/** A block of figures, pasted or of a CSV file, read into rows: with headings, or in the usual order. Pure. */
import Papa from 'papaparse';
import type { CountFigureRow } from '../../../shared/contract/counts.ts';
import { searchKey } from '../../../shared/domain/keys.ts';
import { type Language, parseDecimal } from '../../../shared/domain/quantities.ts';

type Key = 'line' | 'item' | 'lot' | 'serial' | 'bin' | 'quantity';

/** Headings that people and our own exports write, without accents. */
const HEADINGS: Record<string, Key> = {
  // «Ligne» is not one: on paper it is the number of a row.
  id: 'line',
  ...{ code: 'item', reference: 'item', article: 'item', item: 'item' },
  ...{ lot: 'lot', 'n° de lot': 'lot' },
  ...{ 'n° de serie': 'serial', serie: 'serial', serial: 'serial', 'serial no.': 'serial' },
  ...{ emplacement: 'bin', bin: 'bin' },
  ...{ compte: 'quantity', quantite: 'quantity', counted: 'quantity', quantity: 'quantity' },
};
const ENGLISH_FIGURES = ['counted', 'quantity'];
const USUAL: readonly Key[] = ['item', 'lot', 'serial', 'bin', 'quantity'];

export interface ReadFigures {
  rows: CountFigureRow[];
  /** The line of the block, from 1, that each row stands on. */
  places: number[];
  /** Rows whose figure or id is no number, or whose cells cannot be told apart: place and what stands there. */
  unclear: { place: number; value: string }[];
}

/**
 * Cells are parted by tabs, semicolons or commas, and quoted where they hold one of these; a first line of headings
 * names the columns. Commas part only where headings say so: without them «A1,12,5» may be twelve and a half.
 */
export function readFigures(block: string, language: Language): ReadFigures {
  const text = block.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  const [separator, headings] = separatorOf(text);
  const named = headings !== null;
  const keys = (headings ?? []).map(keyOf);
  const english =
    separator === ',' && (headings ?? []).some((cell) => ENGLISH_FIGURES.includes(searchKey(cell)));
  const { data, errors } = Papa.parse<string[]>(text, { delimiter: separator, newline: '\n' });
  const broken = new Set(errors.filter(({ type }) => type === 'Quotes').map(({ row }) => row));
  const read: ReadFigures = { rows: [], places: [], unclear: [] };
  let headingsPassed = !named;
  let following = 1;
  data.forEach((record, at) => {
    const place = following;
    following += 1 + record.join('').split('\n').length - 1;
    if (record.every((cell) => cell.trim() === '')) return;
    if (!headingsPassed) {
      headingsPassed = true;
      return;
    }
    const cells = (named ? record : apart(record, separator)).map(textOf);
    const tooMany = separator === ',' && cells.slice(keys.length).some((cell) => cell !== '');
    if (broken.has(at) || tooMany) {
      read.unclear.push({ place, value: record.join(separator).slice(0, 80) });
      return;
    }
    // Without headings the figure is the last cell, however many names stand before it.
    const columns = named ? keys : [...USUAL.slice(0, cells.length - 1), 'quantity' as const];
    const row: CountFigureRow = {};
    columns.forEach((key, column) => {
      const cell = cells[column] ?? '';
      if (!key || cell === '') return;
      if (key === 'quantity') {
        const quantity = parseDecimal(cell, english ? 'en' : language);
        if (quantity === null) read.unclear.push({ place, value: cell });
        else row.quantity = quantity;
      } else if (key === 'line' && !/^\d{1,15}$/.test(cell)) read.unclear.push({ place, value: cell });
      else if (key === 'line') row.line = Number(cell);
      else row[key] = cell;
    });
    read.rows.push(row);
    read.places.push(place);
  });
  return read;
}

const keyOf = (cell: string): Key | undefined => HEADINGS[searchKey(cell)];

/** What parts the cells, and the headings of the first line if it has them. */
function separatorOf(text: string): [separator: string, headings: string[] | null] {
  const written = text.replace(/^\s*\n/, '');
  for (const delimiter of ['\t', ';', ',']) {
    const [first = []] = Papa.parse<string[]>(written, { delimiter, newline: '\n', preview: 1 }).data;
    const headings = first.map(textOf);
    const keys = headings.map(keyOf);
    if (keys.includes('quantity') && (keys.includes('item') || keys.includes('line')))
      return [delimiter, headings];
  }
  // A tab that came along in one line is no reason to tear all the others.
  const lines = text.split('\n');
  const parted = (delimiter: string) => lines.filter((line) => line.includes(delimiter)).length;
  return [parted('\t') > parted(';') ? '\t' : ';', null];
}

/** A line of one cell that is parted otherwise than those around it. */
function apart(record: readonly string[], separator: string): string[] {
  const filled = record.filter((cell) => cell.trim() !== '');
  return filled.length === 1 ? filled[0]!.trim().split(separator === ';' ? '\t' : ';') : [...record];
}

/** A cell without the quotes by which our exports keep a code a text: `="0012"`. */
function textOf(cell: string): string {
  return cell.trim().replace(/^="(.*)"$/, '$1');
}
