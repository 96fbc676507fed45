/** Rows of the exit sheet become documents, one for each destination. Pure: nothing of Google, nothing sent. */
import type { DocumentRequest } from '../../shared/contract/documents.ts';
import { foldKey } from '../../shared/domain/keys.ts';
import {
  fromThousandths,
  type Language,
  parseDecimal,
  toThousandths,
} from '../../shared/domain/quantities.ts';
import { say } from '../../shared/text/say.ts';
import type { Take } from './exitTakes.ts';
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
  /** The document's id, once one was given to the row. */
  id: string;
  /** All that its cell of the id says: the id and the row's place in the document. A copied row says the same. */
  mark: string;
  number: string;
}

export interface ReadRow {
  row: number;
  type: SheetExitType;
  destination: string;
  item: string;
  lot: string;
  /** Thousandths. */
  quantity: number;
  id: string;
}

/** All rows of one destination: they go out together or not at all. */
export interface Group {
  type: SheetExitType;
  destination: string;
  rows: ReadRow[];
}

export type RowProblem = [row: number, text: string];

/** The place tells the rows of a document apart, so that a copied one is noticed. */
export const markOf = (id: string, place: number): string => `${id}#${place}`;
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

/** Judges each row by itself, and says all that is wrong with it. A row whose document's number stands beside it is done, and left alone. */
export function readRows(
  rows: readonly ExitRow[],
  language: Language,
): { read: ReadRow[]; problems: RowProblem[] } {
  const says = wordsOf(language).exitSheet;
  const read: ReadRow[] = [];
  const problems: RowProblem[] = [];
  for (const row of rows) {
    if (row.number !== '' || isBlank(row)) continue;
    const type = typeOf(row.type);
    const quantity = quantityOf(row.quantity, language);
    const wrong = [
      type === null && say(says.typeUnknown, language, { value: row.type }),
      row.destination === '' && (type === 'loss' ? says.noReason : says.noDestination),
      row.item === '' && says.noItem,
      quantity === null && say(says.quantity, language, { value: row.quantity }),
    ].filter((text) => text !== false);
    if (type !== null && quantity !== null && wrong.length === 0) read.push({ ...row, type, quantity });
    else problems.push([row.row, wrong.join(' ; ')]);
  }
  return { read, problems };
}

function isBlank({ destination, item, lot, quantity, id }: ExitRow): boolean {
  return destination === '' && item === '' && lot === '' && quantity === '' && id === '';
}

/** By its name in either language, or its first letter. */
export function typeOf(text: string): SheetExitType | null {
  const key = foldKey(text);
  if (key === '') return null;
  const named = SHEET_EXIT_TYPES.filter((type) =>
    (['fr', 'en'] as const).some((language) => foldKey(wordsOf(language).exits.types[type]) === key),
  );
  return named[0] ?? null;
}

function quantityOf(value: number | string, language: Language): number | null {
  const quantity = typeof value === 'number' ? value : parseDecimal(value, language);
  if (quantity === null || quantity <= 0 || quantity > 1e9) return null;
  const thousandths = toThousandths(quantity);
  return Math.abs(quantity * 1000 - thousandths) < 1e-6 * thousandths ? thousandths : null;
}

/** In the order in which the destinations first appear. Rows under another id are another document. */
export function groupsOf(rows: readonly ReadRow[]): Group[] {
  const groups = new Map<string, Group>();
  for (const row of rows) {
    const key = JSON.stringify([row.type, foldKey(row.destination), row.id]);
    const group = groups.get(key) ?? { type: row.type, destination: row.destination, rows: [] };
    group.rows.push(row);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** The document of a group; `lineRows[n]` is the row that line n + 1 came from. */
export function documentOf(
  group: Group,
  takes: ReadonlyMap<number, Take[]>,
  head: { id: string; depot: string; date: string; description: string },
): { request: DocumentRequest; lineRows: number[] } {
  const { type, destination } = group;
  const lines = group.rows.flatMap((row) =>
    (takes.get(row.row) ?? []).map((take) => ({ row: row.row, item: row.item, take })),
  );
  return {
    lineRows: lines.map(({ row }) => row),
    request: {
      ...head,
      type,
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
