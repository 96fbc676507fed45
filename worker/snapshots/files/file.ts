import { instantWriter } from '../../../shared/domain/dates.ts';
import { type Text, textOf } from '../../../shared/text/index.ts';
import { type Cell, CsvFile } from '../../http/csv.ts';
import { CountedBy } from '../countedBy.ts';
import type { Facts, Moment } from '../facts.ts';
import type { ValuedLine } from '../figures.ts';

/** A file of a zip while the count's lines go by in blocks; its bytes once they have. */
export interface SnapshotFile {
  name: string;
  add?(lines: readonly ValuedLine[]): void;
  /** Called once, after the last line. */
  bytes(): Uint8Array;
  /** Data rows of a CSV. */
  rows?(): number;
}

/** What every file of one zip is made from. */
export interface Making {
  facts: Facts;
  moment: Moment;
  words: Text['printed']['snapshot'];
  /** SHA-256 of the before zip, told by the after one. */
  beforeHash: string | null;
  /** Who did what; known once the lines have gone by. */
  countedBy: CountedBy;
  seal: { position: number; sequence: number; hash: string };
  /** Smallest unit → the currency, as a cell. */
  money(value: number): number;
  /** UTC → the organisation's own clock, as its language writes it. */
  local(instant: string | null): string | null;
  /** The same for a cell, and for a machine: a spreadsheet of any language takes an ISO date for what it is. */
  isoLocal(instant: string | null): string | null;
}

export function makingOf(
  facts: Facts,
  moment: Moment,
  beforeHash: string | null,
  seal: Making['seal'],
): Making {
  const { language, timeZone, currencyDecimals } = facts;
  const [local, iso] = [instantWriter(timeZone, language), instantWriter(timeZone, 'en')];
  return {
    ...{ facts, moment, beforeHash, seal, countedBy: new CountedBy() },
    words: textOf(language).printed.snapshot,
    money: (value) => value / 10 ** currencyDecimals,
    local: (instant) => (instant === null ? null : local(instant)),
    isoLocal: (instant) => (instant === null ? null : iso(instant)),
  };
}

type Column = keyof Making['words']['columns'];

/** A CSV of those columns; `rowsOf` makes the rows of a block of lines. */
export function csvOf(
  name: string,
  { words }: Making,
  columns: readonly Column[],
  rowOf: (line: ValuedLine) => Cell[],
): SnapshotFile {
  const file = new CsvFile(columns.map((column) => words.columns[column]));
  return {
    name,
    add: (lines) => file.add(lines.map(rowOf)),
    bytes: () => file.bytes(),
    rows: () => file.rows,
  };
}

/** A CSV whose rows are known once the lines have gone by. */
export function csvAtEnd(
  name: string,
  { words }: Making,
  columns: readonly Column[],
  rows: () => Cell[][],
  add?: (lines: readonly ValuedLine[]) => void,
): SnapshotFile {
  let count = 0;
  return {
    name,
    ...(add && { add }),
    bytes() {
      const file = new CsvFile(columns.map((column) => words.columns[column]));
      file.add(rows());
      count = file.rows;
      return file.bytes();
    },
    rows: () => count,
  };
}
