/** What the count panel asks of the tabs of a count. */
import type {
  Count,
  CountLine,
  MarkCountLines,
  PutCountLines,
  PutCountLinesResult,
} from '../../../shared/contract/counts.ts';
import type { CountPart } from '../../countParts.ts';
import type { Answer } from '../calls.ts';

/** Which tab of a count: each team has its own (Q21), the second count another, and a very long one is cut into parts. */
export interface CountTab {
  count: string;
  round: 1 | 2;
  /** 0 where the count has no teams, or for the bins that no team has; the second count is everybody's. */
  team: number;
  /** From 1. */
  part: number;
}

/** `[line, acknowledged quantity, version, decimals of the unit, item code, who typed it, place, note, more]`. */
export type KnownLine = [
  number,
  number | null,
  number,
  number,
  string,
  string | null,
  string,
  string,
  KnownMore,
];

export interface KnownMore {
  /** There is a quantity that the caller may not know (B2): the one told is null. */
  hidden?: true;
  /** The caller typed it himself; people may share a name. */
  mine?: true;
  /** What a figure is compared with; absent from a blind count, whoever asks. */
  expected?: number;
  /** What emergency exits took from it: the theoretical quantity on the tab stays as it was. Where `expected` is told. */
  taken?: number;
}

/**
 * `[row, id as written, counted, place, note]`: null is blank, a text is whatever is not a number. The place (bin,
 * item, lot and serial as the row shows them) and the note are null where a column of them is gone.
 */
export type SheetRow = [number, string, number | string | null, string | null, string | null];

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
  /** Counted otherwise than expected: theoretical less what emergency exits took since. */
  gap?: boolean;
}

/** A line that a tab of a closed count shows with another figure than what was recorded. */
export interface ClosedDifference {
  tab: CountTab;
  sheet: string;
  row: number;
  item: string;
  shown: string;
  recorded: number | null;
}

/** What a scan does to a counted cell: grows it, or makes it that figure. */
export type ScannedFigure = { more: number } | { exactly: number };

/** The cell before and after a scan: null is blank; `after` is null where the cell holds no number and was left alone. */
export interface ScannedCell {
  /** 0 where the line stands on no row, or on two. */
  row: number;
  before: number | string | null;
  after: number | null;
}

/** The tab that shows a count line. */
export interface LinePlace {
  /** It is the tab that was asked from. */
  own: boolean;
  round: 1 | 2;
  /** The count is counted in teams, and this one has the line's bin; '' where none has. */
  teams: boolean;
  team: string;
  /** What the tab is called, or will be: row 0 where it is not in this spreadsheet, or does not show the line. */
  sheet: string;
  row: number;
}

/**
 * Whoever holds a tab of the second count: only his panel sends it, in his name, so that nobody's second figure counts as
 * somebody else's (B2, Q21). On a tab of the first count: whoever opened it before the caller, while figures wait there.
 */
export interface SheetHolder {
  name: string;
  email: string;
  /** The caller. */
  me: boolean;
}

/** What taking a held tab over would mean. */
export interface Holding {
  holder: SheetHolder;
  lines: number;
  /** Figures that stand on the tab and that nobody sent: the caller's own, or not. */
  unsent: number;
  /** Lines whose first figure is the caller's: he cannot count them here. */
  own: number;
  /** The count takes figures still. */
  open: boolean;
}

export interface CountSheetState {
  name: string;
  /** Null: sent from every panel that is open on it. Another than the caller: nothing is sent before he has answered. */
  holder: SheetHolder | null;
  /** True where the tab was (re)made by this very call. */
  built: boolean;
  /** It had been made in this spreadsheet before, and was gone from it. */
  again: boolean;
  /** The sheets of the count or team; one, but for very long ones. */
  parts: CountPart[];
}

/** What stands on a tab now. */
export interface ReadSheet {
  sheet: string;
  rows: SheetRow[];
  copies: string[];
  holder: SheetHolder | null;
  /** The tab of this count that the caller is looking at; null where it is another sheet. */
  inSight: CountTab | null;
}

export interface CountSheetCalls {
  /**
   * The lines as the service holds them, and the tab: made where it is gone from this spreadsheet. `inSight`: one that is
   * there is brought into sight, as a new one is. `goesOn`: the caller's panel sends this tab already, and looks anew at
   * what changed: nothing is asked.
   */
  resumeCountSheet(
    email: string,
    tab: CountTab,
    inSight?: boolean,
    goesOn?: boolean,
  ): Answer<{ count: Count; known: KnownLine[]; sheet: CountSheetState }>;
  readCountSheet(email: string, tab: CountTab): Answer<ReadSheet>;
  askToHold(email: string, tab: CountTab): Answer<{ holding: Holding }>;
  /**
   * «La tenir moi-même», after it was asked; `from`: the address of who held it then. `keeps`: what is typed there and
   * not sent is the caller's own count; else the cells go back to what is recorded, for somebody who made the first
   * count may have typed it (B2).
   */
  holdCountSheet(email: string, tab: CountTab, from: string, keeps: boolean): Answer<object>;
  sendCounted(
    email: string,
    key: string,
    id: string,
    request: PutCountLines,
  ): Answer<{ result: PutCountLinesResult }>;
  /** Notes, reasons of gaps, arbitration: what is said of lines beside their figures. */
  markCountLines(
    email: string,
    key: string,
    id: string,
    request: MarkCountLines,
  ): Answer<{ version: number; lines: number }>;
  /** Writes the state column of the named lines; the other rows keep theirs. */
  markCountSheet(email: string, tab: CountTab, states: [line: number, text: string][]): Answer<object>;
  /** «Prendre l’enregistré», «Remettre»: writes the counted cells of the named lines. */
  writeCounted(
    email: string,
    tab: CountTab,
    lines: [line: number, quantity: number | null][],
  ): Answer<object>;
  /** A scan: the counted cell of one line as it stands at this moment, and what the scan makes of it. */
  scanCounted(
    email: string,
    tab: CountTab,
    line: number,
    figure: ScannedFigure,
  ): Answer<{ cell: ScannedCell }>;
  /**
   * Makes the tab again from the service, with what is typed unless `recordedOnly`; `left` is what could not be
   * carried.
   */
  repairCountSheet(
    email: string,
    tab: CountTab,
    recordedOnly: boolean,
    goesOn?: boolean,
  ): Answer<{
    count: Count;
    known: KnownLine[];
    sheet: CountSheetState;
    left: string[];
    old: string | null;
  }>;
  /** What the tabs of a closed count show otherwise than it was recorded. */
  compareClosedSheets(email: string, id: string): Answer<{ differences: ClosedDifference[] }>;
  filterCountSheet(
    email: string,
    tab: CountTab,
    filter: CountFilter,
  ): Answer<{ shown: number; rows: number }>;
  /** The bins and suppliers that stand on the tab. */
  countFilterChoices(email: string, tab: CountTab): Answer<{ bins: string[]; suppliers: string[] }>;
  goToCountSheet(email: string, tab: CountTab): Answer<object>;
  /** Opens the printable sheets of a tab's lines. */
  showCountPrint(email: string, tab: CountTab, barcodes: boolean): Answer<object>;
  /** What is printed: the count and the lines of the tab. */
  printCountLines(email: string, tab: CountTab): Answer<{ count: Count; lines: CountLine[] }>;
}
