/** A pasted block of figures read into rows: with headings, or in the usual order. Pure. */
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
const USUAL: readonly Key[] = ['item', 'lot', 'serial', 'bin', 'quantity'];

export interface ReadFigures {
  rows: CountFigureRow[];
  /** The line of the block, from 1, that each row stands on. */
  places: number[];
  /** Rows whose figure or id is no number: place and what stands there. */
  unclear: { place: number; value: string }[];
}

/** Cells are parted by tabs, else by semicolons; a first line of headings names the columns. */
export function readFigures(block: string, language: Language): ReadFigures {
  const written = block.split(/\r?\n/);
  const separator = block.includes('\t') ? '\t' : ';';
  const cellsOf = (line: string) => line.split(separator).map((cell) => textOf(cell.trim()));
  const first = written.findIndex((line) => line.trim() !== '');
  const headings = cellsOf(written[first] ?? '').map((cell) => HEADINGS[searchKey(cell)]);
  const named = headings.includes('quantity') && (headings.includes('item') || headings.includes('line'));
  const columns: readonly (Key | undefined)[] = named ? headings : USUAL;
  const read: ReadFigures = { rows: [], places: [], unclear: [] };
  written.forEach((line, at) => {
    if (line.trim() === '' || (named && at === first)) return;
    const cells = cellsOf(line);
    // Without headings the figure is the last cell, however many names stand before it.
    const keys = named ? columns : [...columns.slice(0, cells.length - 1), 'quantity' as const];
    const row: CountFigureRow = {};
    keys.forEach((key, place) => {
      const cell = cells[place] ?? '';
      if (!key || cell === '') return;
      if (key === 'quantity') {
        const quantity = parseDecimal(cell, language);
        if (quantity === null) read.unclear.push({ place: at + 1, value: cell });
        else row.quantity = quantity;
      } else if (key === 'line' && !/^\d{1,15}$/.test(cell))
        read.unclear.push({ place: at + 1, value: cell });
      else if (key === 'line') row.line = Number(cell);
      else row[key] = cell;
    });
    read.rows.push(row);
    read.places.push(at + 1);
  });
  return read;
}

/** A cell without the quotes of a CSV, and without those by which our exports keep a code a text: `="0012"`. */
function textOf(cell: string): string {
  const bare = /^".*"$/.test(cell) ? cell.slice(1, -1).replaceAll('""', '"') : cell;
  return bare.replace(/^="(.*)"$/, '$1');
}
