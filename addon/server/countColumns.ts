/** The columns of a count sheet, declared once: what is written, how, and how each is found again. */
import type { CountLine } from '../../shared/contract/counts.ts';
import { daysBetween } from '../../shared/domain/dates.ts';
import { formatQuantity, type Language } from '../../shared/domain/quantities.ts';
import { addon as en } from '../../shared/text/en/addon.ts';
import { addon as fr } from '../../shared/text/fr/addon.ts';
import { say } from '../../shared/text/say.ts';
import { checkedText, exitText } from '../countGap.ts';
import { wordsOf } from './language.ts';

export type ColumnKey = keyof typeof fr.sheet.columns;
export type Cell = string | number;

export interface CountColumn {
  key: ColumnKey;
  /** A date is written as its serial number: it sorts by the calendar, and no time zone moves it. */
  kind: 'text' | 'number' | 'date';
  /** Pixels: the least and the most that it is given (`layoutOf`). */
  width: readonly [least: number, most: number];
  hidden?: true;
  /** Hidden where no line has anything in it. */
  optional?: true;
  /** Not needed to find goods and type their figure: it may lie out of sight. */
  behind?: true;
  /** Typed by people, outside the protection. */
  free?: true;
  /** Left out where nobody may see the theoretical quantities. */
  onlySeeing?: true;
  /** Left out of a second count: what the first one noted may say its figure (Q21). */
  onlyFirst?: true;
  value: (row: CountRow, language: Language) => Cell | null;
}

/** A line of the count, and what was typed for it and not sent yet (`undefined`: nothing). */
export interface CountRow {
  line: CountLine;
  typed?: number | string;
  note?: string;
  /** Of the figure that was sent, where it should be looked at. */
  gap?: number | null;
  /** What emergency exits took from it, where what is expected may be told. */
  taken?: number;
}

export const COUNT_COLUMNS: readonly CountColumn[] = [
  { key: 'line', kind: 'text', width: [60, 60], hidden: true, value: ({ line }) => String(line.line) },
  { key: 'bin', kind: 'text', width: [112, 130], value: ({ line }) => line.bin },
  { key: 'item', kind: 'text', width: [80, 180], value: ({ line }) => line.item },
  { key: 'label', kind: 'text', width: [130, 300], value: ({ line }) => line.label },
  { key: 'unit', kind: 'text', width: [50, 74], value: ({ line }) => line.unit },
  { key: 'lot', kind: 'text', width: [60, 100], optional: true, value: ({ line }) => line.lot },
  { key: 'serial', kind: 'text', width: [86, 120], optional: true, value: ({ line }) => line.serial },
  {
    key: 'theoretical',
    kind: 'number',
    width: [90, 90],
    onlySeeing: true,
    value: ({ line }) => line.theoretical ?? null,
  },
  {
    key: 'counted',
    kind: 'number',
    width: [72, 72],
    free: true,
    value: ({ line, typed }) => typed ?? line.counted,
  },
  // Beside the figure it is about.
  {
    key: 'state',
    kind: 'text',
    width: [112, 112],
    value: ({ line, typed, gap = null, taken }, language) => {
      const { sheet: says } = wordsOf(language);
      if (line.hidden) return hiddenText(language);
      if (typed !== undefined) return null;
      const { counted, expected } = line;
      const recorded = counted === null ? '' : recordedText(formatQuantity(counted, language), language);
      return (
        exitText(checkedText(recorded, gap, language, says), { expected, taken }, language, says) || null
      );
    },
  },
  {
    key: 'note',
    kind: 'text',
    width: [48, 130],
    free: true,
    onlyFirst: true,
    value: ({ line, note }) => note ?? line.note,
  },
  {
    key: 'expiry',
    kind: 'date',
    width: [98, 98],
    optional: true,
    behind: true,
    value: ({ line }) => line.expiry && serialOf(line.expiry),
  },
  {
    key: 'supplier',
    kind: 'text',
    width: [104, 180],
    optional: true,
    behind: true,
    value: ({ line }) => line.supplier,
  },
];

/** How a sheet counts days: 1 is 31 December 1899. */
function serialOf(date: string): number {
  return daysBetween('1899-12-30', date);
}

/** A date as its reader writes it (`formatDate`), in the letters that number formats have in every locale. */
export function dateFormat(language: Language): string {
  return language === 'fr' ? 'dd/mm/yyyy' : 'yyyy-mm-dd';
}

/** Says the figure too: one that was changed since shows by itself that it is not the recorded one. */
function recordedText(value: string, language: Language): string {
  return say(wordsOf(language).sheet.recorded, language, { value });
}

/** What the state column says of a figure that the reader may not know (B2). */
export function hiddenText(language: Language): string {
  return recordedText(wordsOf(language).sheet.hidden, language);
}

/** A blind sheet has no theoretical column, whoever made it: everybody sees the tab (Q22). */
export function columnsOf(blind: boolean, round: 1 | 2 = 1): readonly CountColumn[] {
  return COUNT_COLUMNS.filter(
    ({ onlySeeing, onlyFirst }) => !(blind && onlySeeing) && !(round === 2 && onlyFirst),
  );
}

/**
 * In the order of a tab of these lines: where goods are known by their lot, the serial number of the few that have one
 * stands behind the note, so that a screen holds all that the others are counted by.
 */
export function orderedFor(
  rows: readonly Pick<CountRow, 'line'>[],
  columns: readonly CountColumn[],
): readonly CountColumn[] {
  const serial = columns.find(({ key }) => key === 'serial');
  if (!serial || !rows.some(({ line }) => line.lot !== '')) return columns;
  const others = columns.filter((column) => column !== serial);
  const at = others.findIndex(({ behind }) => behind);
  return [...others.slice(0, at), { ...serial, behind: true }, ...others.slice(at)];
}

/**
 * `setValues` acts like typing: "007" would become 7, "1/2" a date, "=…" a formula. A leading
 * apostrophe keeps a text as it is written, beside the column's `@` format.
 */
export function asTyped(value: Cell | null): Cell {
  if (value === null || value === '') return '';
  return typeof value === 'number' ? value : `'${value}`;
}

/** The whole block with its header row, ready for one `setValues`. */
export function countBlock(
  columns: readonly CountColumn[],
  rows: readonly CountRow[],
  language: Language,
): Cell[][] {
  const labels = wordsOf(language).sheet.columns;
  const header = columns.map(({ key }) => asTyped(labels[key]));
  return [header, ...rows.map((row) => columns.map((column) => asTyped(column.value(row, language))))];
}

/** Adjacent columns that share what `same` says, as `[first, how many]` from 1: one service call for each. */
export function runsOf<Column>(
  columns: readonly Column[],
  wanted: (column: Column) => boolean,
): [number, number][] {
  const runs: [number, number][] = [];
  columns.forEach((column, index) => {
    if (!wanted(column)) return;
    const last = runs[runs.length - 1];
    if (last && last[0] + last[1] === index + 1) last[1] += 1;
    else runs.push([index + 1, 1]);
  });
  return runs;
}

/**
 * Where a column stands now, by its label in either language; 0 where it is gone or stands twice. A label may
 * say more in brackets: «Compté (clôturé)».
 */
export function locateColumn(header: readonly string[], key: ColumnKey): number {
  const labels = [fr.sheet.columns[key], en.sheet.columns[key]].map((label) => label.toLowerCase());
  const places = header.flatMap((text, index) => {
    const shown = text.trim().toLowerCase();
    const named = labels.some((label) => shown === label || shown.startsWith(`${label} (`));
    return named ? [index + 1] : [];
  });
  return places.length === 1 ? places[0]! : 0;
}
