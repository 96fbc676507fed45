/** Rows of the exit sheet become documents, one for each destination and day. Pure: nothing of Google, nothing sent. */
import type { DocumentRequest } from '../../shared/contract/documents.ts';
import { foldKey, searchKey } from '../../shared/domain/keys.ts';
import {
  fromThousandths,
  type Language,
  parseDecimal,
  QUANTITY_MOST,
  toThousandths,
} from '../../shared/domain/quantities.ts';
import { readTypedDate } from '../../shared/domain/typedDates.ts';
import { say } from '../../shared/text/say.ts';
import type { Take } from './exitShelves.ts';
import { wordsOf } from './language.ts';

export const SHEET_EXIT_TYPES = ['exit-patient', 'exit-service', 'transfer', 'loss'] as const;
export type SheetExitType = (typeof SHEET_EXIT_TYPES)[number];

/** A row as it stands on the sheet; `row` counts from 1 as people see it. */
export interface ExitRow {
  row: number;
  type: string;
  destination: string;
  item: string;
  lot: string;
  /** A number, or whatever else stands in the cell. */
  quantity: number | string;
  /** As it was typed; '' is today. */
  date: string;
  /** The document's id, once one was given to the row. */
  id: string;
  /** All that its cell of the id says (`markOf`). A copied row says the same. */
  mark: string;
  number: string;
  /** What stands beside it from the last time. */
  result: string;
}

/** A row of which it is known what document it belongs to, be it otherwise right or wrong. */
export interface PlacedRow {
  row: number;
  type: SheetExitType;
  destination: string;
  /** Civil. */
  date: string;
  item: string;
  lot: string;
  id: string;
}

export interface ReadRow extends PlacedRow {
  /** Thousandths. */
  quantity: number;
}

/** All rows of one destination and day: they go out together or not at all. */
export interface Group {
  type: SheetExitType;
  destination: string;
  date: string;
  rows: PlacedRow[];
}

export type RowProblem = [row: number, text: string];

export const idOf = (mark: string): string => mark.replace(/#.*$/, '');

/**
 * Of rows with the same mark one stands for the document: the one with its number. Another without a number is a
 * row of its own, and loses the id that came with the copying; another with a number would look recorded and is
 * not: it is told so.
 */
export function noticeCopies(rows: readonly ExitRow[], language: Language): RowProblem[] {
  const says = wordsOf(language).exitSheet;
  const meant = new Map<string, ExitRow>();
  for (const row of rows) {
    if (!row.mark.includes('#')) continue;
    const known = meant.get(row.mark);
    if (!known || (known.number === '' && row.number !== '')) meant.set(row.mark, row);
  }
  const copies = rows.filter((row) => row.mark.includes('#') && meant.get(row.mark) !== row);
  for (const copy of copies) if (copy.number === '') copy.id = '';
  return copies
    .filter(({ number }) => number !== '')
    .map(({ row, mark }) => [row, say(says.copied, language, { row: meant.get(mark)!.row })]);
}

/**
 * Judges each row by itself, and says all that is wrong with it. A row whose document's number stands beside it is
 * done, and left alone. One that cannot be read holds up its document all the same, where it is known which.
 */
export function readRows(
  rows: readonly ExitRow[],
  today: string,
  language: Language,
): { read: ReadRow[]; placed: PlacedRow[]; problems: RowProblem[] } {
  const says = wordsOf(language).exitSheet;
  const read: ReadRow[] = [];
  const placed: PlacedRow[] = [];
  const problems: RowProblem[] = [];
  for (const row of rows) {
    if (row.number !== '' || isBlank(row)) continue;
    const type = typeOf(row.type);
    const date = row.date === '' ? today : readTypedDate(row.date, today, language);
    const quantity = quantityOf(row.quantity, language);
    const wrong = [
      type === null && say(says.typeUnknown, language, { value: row.type }),
      row.destination === '' && (type === 'loss' ? says.noReason : says.noDestination),
      row.item === '' && says.noItem,
      quantity === null && (row.quantity === '' ? says.noQuantity : quantityText(row.quantity, language)),
      date === null && say(says.dateUnclear, language, { value: row.date }),
    ].filter((text) => text !== false);
    if (wrong.length > 0) problems.push([row.row, wrong.join(' ; ')]);
    if (type === null || date === null || row.destination === '') continue;
    placed.push({ ...row, type, date });
    if (quantity !== null && wrong.length === 0) read.push({ ...row, type, date, quantity });
  }
  return { read, placed, problems };
}

/** Emptied rows may keep their type, which is chosen from a list, and their id, which is hidden. */
export function isBlank({ destination, item, lot, quantity, number }: ExitRow): boolean {
  return [destination, item, lot, quantity, number].every((cell) => cell === '');
}

/** By its name in either language, in small or capital letters, with or without its accents. */
export function typeOf(text: string): SheetExitType | null {
  const key = searchKey(text);
  const named = SHEET_EXIT_TYPES.find((type) =>
    (['fr', 'en'] as const).some((language) => searchKey(wordsOf(language).exits.types[type]) === key),
  );
  return named ?? null;
}

function quantityOf(value: number | string, language: Language): number | null {
  const quantity = typeof value === 'number' ? value : parseDecimal(value, language);
  if (quantity === null || quantity <= 0 || quantity > QUANTITY_MOST) return null;
  const thousandths = toThousandths(quantity);
  return Math.abs(quantity * 1000 - thousandths) < 1e-6 * thousandths ? thousandths : null;
}

/** What is wrong with a quantity that cannot be read. */
function quantityText(value: number | string, language: Language): string {
  const says = wordsOf(language).exitSheet;
  const quantity = typeof value === 'number' ? value : parseDecimal(value, language);
  const isLarge = quantity !== null && quantity > QUANTITY_MOST;
  return say(isLarge ? says.quantityLarge : says.quantity, language, { value, most: QUANTITY_MOST });
}

/** In the order in which the destinations first appear. Rows under another id are another document. */
export function groupsOf(rows: readonly PlacedRow[]): Group[] {
  const groups = new Map<string, Group>();
  for (const row of rows) {
    const { type, destination, date, id } = row;
    const key = JSON.stringify([type, foldKey(destination), date, id]);
    const group = groups.get(key) ?? { type, destination, date, rows: [] };
    group.rows.push(row);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** The document of a group; `lineRows[n]` is the row that line n + 1 came from. */
export function documentOf(
  group: Group,
  takes: ReadonlyMap<number, Take[]>,
  head: { id: string; depot: string; description: string },
): { request: DocumentRequest; lineRows: number[] } {
  const { type, destination, date } = group;
  const lines = group.rows.flatMap((row) =>
    (takes.get(row.row) ?? []).map((take) => ({ row: row.row, item: row.item, take })),
  );
  return {
    lineRows: lines.map(({ row }) => row),
    request: {
      ...head,
      type,
      date,
      ...(type === 'loss' ? { reason: destination.slice(0, 200) } : { party: destination }),
      lines: lines.map(({ item, take: { bin, lot, serial, quantity } }) => ({
        item,
        bin,
        ...(lot && { lot }),
        ...(serial && { serial }),
        quantity: fromThousandths(quantity),
      })),
    },
  };
}
