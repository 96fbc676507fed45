/**
 * What the local Sheets host offers to its page, its HTTP server and to tests.
 * `host/` implements it; `server/` and `page/` and the tests use nothing else.
 */

/** The add-on as clasp would push it: a folder with appsscript.json, .js and .html files. */
export interface HostOptions {
  bundleFolder: string;
  /** Answers `ScriptApp.getIdentityToken()`; null = the user refused the `openid` scope. */
  identityToken: (email: string) => Promise<string | null>;
  /** Scopes a user refused, by e-mail (each can be refused alone since August 2025). */
  refusedScopes?: (email: string) => readonly string[];
  /** Longest execution in milliseconds; Apps Script's six minutes unless a test asks for less. */
  executionLimitMs?: number;
  /** Longest wait for an answer in milliseconds; what the script asks for unless a test asks for less. */
  longestFetchMs?: number;
  /** What the add-on writes to `console` and `Logger`; without it the lines go to standard error. */
  log?: (level: string, message: string, email: string) => void;
}

export type CellKind = 'empty' | 'text' | 'number' | 'date' | 'boolean';

/** One cell as the grid draws it. `text` is the display value, `edit` what F2 puts in the editor. */
export interface CellView {
  text: string;
  edit: string;
  kind: CellKind;
  bold?: boolean;
  background?: string;
  colour?: string;
  align?: 'left' | 'center' | 'right';
  wrap?: boolean;
  note?: string;
  /** Set where a data validation (warning) does not like the value: the rule's help text. */
  warning?: string;
}

export interface SheetView {
  id: number;
  name: string;
  hidden: boolean;
  rows: number;
  columns: number;
  frozenRows: number;
  frozenColumns: number;
  hiddenColumns: number[];
  hiddenRows: number[];
  columnWidths: Record<number, number>;
  /** Protected areas in A1 notation with what is said when somebody types there. */
  protections: { a1: string; description: string; warningOnly: boolean; mayEdit: boolean }[];
}

export interface TypeResult {
  /** Cells that were refused (data validation that rejects, hard protection), with the sentence shown. */
  refused: { row: number; column: number; why: string }[];
  /** A warning-only protection was crossed: the page asked, or the caller passed `confirmed`. */
  needsConfirmation?: string;
}

export type SpreadsheetChange =
  | { what: 'sheets' }
  | { what: 'cells'; sheetId: number; firstRow: number; lastRow: number }
  | { what: 'layout'; sheetId: number };

/** The document. Rows and columns count from 1, as in Apps Script. */
export interface SpreadsheetDocument {
  readonly id: string;
  readonly name: string;
  readonly locale: 'fr_FR' | 'en_US';
  readonly timeZone: string;
  sheets(): SheetView[];
  /** Rows `firstRow` … of a sheet, every column; past the end gives fewer rows. */
  view(sheetId: number, firstRow: number, rowCount: number): CellView[][];
  /** A person types or pastes a block: parsed in the sheet's locale, as typing in Sheets is. */
  type(
    email: string,
    sheetId: number,
    row: number,
    column: number,
    block: string[][],
    confirmed?: boolean,
  ): TypeResult;
  insertRows(sheetId: number, beforeRow: number, count: number): void;
  deleteRows(sheetId: number, firstRow: number, count: number): void;
  moveColumn(sheetId: number, from: number, to: number): void;
  /** Sorts the rows below the frozen ones by one column. */
  sort(sheetId: number, column: number, ascending: boolean): void;
  renameSheet(sheetId: number, name: string): void;
  copySheet(sheetId: number): number;
  deleteSheet(sheetId: number): void;
  addSheet(name?: string): number;
  /** The tab a person is looking at: `getActiveSheet()` of that person's calls. */
  activate(email: string, sheetId: number, row?: number, column?: number): void;
  onChange(listener: (change: SpreadsheetChange) => void): () => void;
}

export interface MenuEntry {
  label: string;
  /** Absent for a separator (`label` is then '-') and for a sub-menu. */
  functionName?: string;
  entries?: MenuEntry[];
}

export type UiEvent =
  | { what: 'sidebar'; frameId: string; title: string; html: string }
  | {
      what: 'dialog';
      frameId: string;
      title: string;
      html: string;
      modal: boolean;
      width?: number;
      height?: number;
    }
  | { what: 'closeFrame'; frameId: string }
  | {
      what: 'alert';
      alertId: string;
      title: string;
      prompt: string;
      buttons: 'OK' | 'OK_CANCEL' | 'YES_NO' | 'YES_NO_CANCEL';
    }
  | {
      what: 'prompt';
      alertId: string;
      title: string;
      prompt: string;
      buttons: 'OK' | 'OK_CANCEL' | 'YES_NO' | 'YES_NO_CANCEL';
    }
  | { what: 'toast'; message: string; title: string; seconds: number }
  /** The script activated a tab for this person, or cells of it. */
  | {
      what: 'activate';
      sheetId: number;
      area?: { row: number; column: number; rows: number; columns: number };
    }
  /** The script made the menu anew, after it was opened: it takes the place of the one before. */
  | { what: 'menu'; entries: MenuEntry[] }
  | { what: 'failure'; message: string };

/** One person at one spreadsheet (a browser window, or a test). */
export interface HostSession {
  readonly document: SpreadsheetDocument;
  readonly email: string;
  /**
   * Runs `onOpen` in LIMITED mode (NONE where the add-on is installed but not used in this file yet).
   * Gives the entries of the add-on's own menu (`createAddonMenu`, shown as Extensions ▸ its name); a menu made
   * with `createMenu` is one entry with its caption as label and its items as `entries`.
   */
  open(mode?: 'NONE' | 'LIMITED'): Promise<MenuEntry[]>;
  /** A menu click: the function runs in FULL mode. Rejects with the script's error. */
  choose(functionName: string): Promise<void>;
  /** What `google.script.run` of a frame does; `asEmail` imitates another account in the sidebar. */
  call(functionName: string, args: unknown[], asEmail?: string): Promise<unknown>;
  answerAlert(alertId: string, button: 'OK' | 'CANCEL' | 'YES' | 'NO' | 'CLOSE', text?: string): void;
  onUi(listener: (event: UiEvent) => void): () => void;
  /** What runs runs on, as in Google; a script that waits for a dialog is ended, and no call is taken any more. */
  close(): void;
}

/** Calls of Google services since the last `resetCalls()`, by "Service.method". */
export type ServiceCalls = Record<string, number>;

export interface Host {
  createSpreadsheet(name: string, locale?: 'fr_FR' | 'en_US', timeZone?: string): SpreadsheetDocument;
  spreadsheet(id: string): SpreadsheetDocument | undefined;
  session(spreadsheetId: string, email: string): HostSession;
  serviceCalls(): ServiceCalls;
  resetCalls(): void;
  /** Empties the cache, which Google may do at any time. */
  forgetCache(): void;
  /** Saves and restores documents, properties and cache (the folder of local data). */
  save(): unknown;
  load(saved: unknown): void;
  close(): Promise<void>;
}

/** `createHost(options: HostOptions): Host` is exported by host/host.ts. */
