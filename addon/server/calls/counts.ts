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

/** Which tab of a count: each team has its own in each round (Q21), and a very long one is cut into parts. */
export interface CountTab {
  count: string;
  round: 1 | 2;
  /** 0 where the count has no teams, or for the bins that no team has. */
  team: number;
  /** From 1. */
  part: number;
}

/** `[line, acknowledged quantity, version, decimals of the unit, item code, who typed it, place]`. */
export type KnownLine = [number, number | null, number, number, string, string | null, string];

/**
 * `[row, id as written, counted, place]`: null is blank, a text is whatever is not a number. The place (bin, item,
 * lot and serial as the row shows them) is null where a column of it is gone.
 */
export type SheetRow = [number, string, number | string | null, string | null];

/** What of a tab shall be seen; a part that is empty or absent asks for nothing. */
export interface CountFilter {
  supplier?: string;
  bin?: string;
  /** A part of its code or label. */
  item?: string;
  lot?: string;
  serial?: string;
  /** A part of anything that the row says. */
  text?: string;
  /** Not counted yet. */
  blank?: boolean;
  /** Counted otherwise than the theoretical quantity. */
  gap?: boolean;
}

/** A line that the tab of a closed count shows with another figure than what was recorded. */
export interface ClosedDifference {
  row: number;
  item: string;
  shown: string;
  recorded: number | null;
}

export interface CountSheetState {
  name: string;
  /** True where the tab was (re)made by this very call. */
  built: boolean;
}

export interface CountCalls {
  listCounts(email: string, depot: string): Answer<{ counts: Count[] }>;
  openCount(email: string, request: OpenCount): Answer<{ count: Count }>;
  readCount(email: string, id: string): Answer<{ count: Count }>;
  /** The lines as the service holds them, and the tab: made")
b=s.index("  closeCount(email")
s=s[:a]+"""  /** The lines as the service holds them, and the tab: made where it is gone from this spreadsheet. */
  resumeCountSheet(
    email: string,
    tab: CountTab,
  ): Answer<{ count: Count; known: KnownLine[]; sheet: CountSheetState }>;
  readCountSheet(email: string, tab: CountTab): Answer<{ sheet: string; rows: SheetRow[]; copies: string[] }>;
  sendCounted(
    email: string,
    key: string,
    id: string,
    request: PutCountLines,
  ): Answer<{ result: PutCountLinesResult }>;
  /** Writes the state column of the named lines; the other rows keep theirs. */
  markCountSheet(email: string, tab: CountTab, states: [line: number, text: string][]): Answer<object>;
  /** «Prendre l’autre», «Remettre»: writes the counted cells of the named lines. */
  writeCounted(
    email: string,
    tab: CountTab,
    lines: [line: number, quantity: number | null][],
  ): Answer<object>;
  /**
   * Makes the tab again from the service, with what is typed unless `recordedOnly`; `left` is what could not be
   * carried.
   */
  repairCountSheet(
    email: string,
    tab: CountTab,
    recordedOnly: boolean,
  ): Answer<{
    count: Count;
    known: KnownLine[];
    sheet: CountSheetState;
    left: string[];
    old: string | null;
  }>;
  /** What the tabs of a closed count show otherwise than it was recorded; none where they are gone. */
  compareClosedSheet(email: string, tab: CountTab): Answer<{ differences: ClosedDifference[] }>;
  filterCountSheet(
    email: string,
    tab: CountTab,
    filter: CountFilter,
  ): Answer<{ shown: number; rows: number }>;
  goToCountSheet(email: string, tab: CountTab): Answer<object>;
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
