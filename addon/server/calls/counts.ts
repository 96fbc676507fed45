/** What the count panel asks for. */
import type {
  CloseCount,
  CloseResult,
  Count,
  OpenCount,
  PutCountLines,
  PutCountLinesResult,
  Recap,
  SnapshotLink,
} from '../../../shared/contract/counts.ts';
import type { Answer } from '../calls.ts';

/** `[line, acknowledged quantity, version, decimals of the unit, item code, who typed it]`. */
export type KnownLine = [number, number | null, number, number, string, string | null];

/** `[row, id as written, counted]`: null is blank, a text is whatever is not a number. */
export type SheetRow = [number, string, number | string | null];

export interface CountSheetState {
  name: string;
  /** True where the tab was (re)made by this very call. */
  built: boolean;
}

export interface CountCalls {
  listCounts(email: string, depot: string): Answer<{ counts: Count[] }>;
  openCount(email: string, request: OpenCount): Answer<{ count: Count }>;
  readCount(email: string, id: string): Answer<{ count: Count }>;
  /** The lines as the service holds them, and the tab: made where it is gone from this spreadsheet. */
  resumeCountSheet(
    email: string,
    id: string,
  ): Answer<{ count: Count; known: KnownLine[]; sheet: CountSheetState }>;
  readCountSheet(email: string, id: string): Answer<{ sheet: string; rows: SheetRow[]; copies: string[] }>;
  sendCounted(
    email: string,
    key: string,
    id: string,
    request: PutCountLines,
  ): Answer<{ result: PutCountLinesResult }>;
  /** Writes the state column of the named lines; the other rows keep theirs. */
  markCountSheet(email: string, id: string, states: [line: number, text: string][]): Answer<object>;
  /** «Prendre l’autre»: writes the counted cells of the named lines. */
  writeCounted(email: string, id: string, lines: [line: number, quantity: number | null][]): Answer<object>;
  /** Makes the tab again from the service, with what is typed; `left` is what could not be carried. */
  repairCountSheet(
    email: string,
    id: string,
  ): Answer<{
    count: Count;
    known: KnownLine[];
    sheet: CountSheetState;
    left: string[];
    old: string | null;
  }>;
  goToCountSheet(email: string, id: string): Answer<object>;
  closeCount(email: string, key: string, id: string, request: CloseCount): Answer<CloseResult>;
  readRecap(email: string, id: string, cursor: string | null): Answer<{ recap: Recap }>;
  showRecap(email: string, id: string): Answer<object>;
  reopenCount(email: string, key: string, id: string): Answer<{ count: Count }>;
  /** Asks the last question (E24); `declined` where the answer was no. */
  confirmCount(
    email: string,
    key: string,
    id: string,
    version: number,
    differing: number,
    name: string,
  ): Answer<{ count: Count | null; declined: boolean }>;
  cancelCount(
    email: string,
    key: string,
    id: string,
    name: string,
  ): Answer<{ count: Count | null; declined: boolean }>;
  snapshotLink(
    email: string,
    key: string,
    id: string,
    which: 'before' | 'after',
  ): Answer<{ link: SnapshotLink }>;
}
