/**
 * Every function that a page may call, typed once for both sides (types only: nothing here runs).
 * The first argument is always the e-mail the page shows; the server side refuses another account.
 * Only primitives, arrays and plain objects cross, and nothing throws.
 */
import type { Depot, Item, Patient, Service } from '../../shared/contract/catalogue.ts';
import type { BadLine } from '../../shared/contract/common.ts';
import type {
  CloseCount,
  CloseResult,
  Count,
  OpenCount,
  PutCountLines,
  PutCountLinesResult,
  Recap,
  SnapshotLink,
} from '../../shared/contract/counts.ts';
import type { DocumentRequest, PostedDocument } from '../../shared/contract/documents.ts';
import type { Me } from '../../shared/contract/people.ts';
import type { Allocation, AllocationRequest } from '../../shared/contract/stock.ts';

export interface Refusal {
  ok: false;
  /** A code of the API, or one of `addon.failures` where the answer never came. */
  code: string;
  /** One sentence in the reader's language: what is wrong and what to do. */
  message: string;
  errors: BadLine[];
  /** HTTP status; 0 where there was no answer. */
  status: number;
}

export type Answer<T> = ({ ok: true } & T) | Refusal;

/** What the page needs for its first paint; written into it by the menu function. */
export interface PageStart {
  email: string;
  environment: string;
  /** The count that a recap dialog shows. */
  count?: string;
}

/** `[line, acknowledged quantity, version, decimals of the unit, item code, who typed it]`. */
export type KnownLine = [number, number | null, number, number, string, string | null];

/** `[row, id as written, counted]`: null is blank, a text is whatever is not a number. */
export type SheetRow = [number, string, number | string | null];

export interface CountSheetState {
  name: string;
  /** True where the tab was (re)made by this very call. */
  built: boolean;
}

/** A draft is the page's own business; the server side keeps its text. */
export type Draft = string;

export interface Calls {
  startPanel(email: string): Answer<{ me: Me; depot: string | null }>;
  chooseDepot(email: string, depot: string): Answer<{ depot: string }>;

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

  searchItems(email: string, q: string): Answer<{ rows: Item[] }>;
  searchPatients(email: string, q: string): Answer<{ rows: Patient[] }>;
  searchServices(email: string, q: string): Answer<{ rows: Service[] }>;
  listDepots(email: string): Answer<{ rows: Depot[] }>;
  allocate(email: string, request: AllocationRequest): Answer<{ allocation: Allocation }>;
  /** Posts, and forgets the draft where it was accepted. */
  postDocument(email: string, request: DocumentRequest): Answer<{ document: PostedDocument }>;
  showVoucher(email: string, id: string, number: string): Answer<object>;
  readDraft(email: string): Answer<{ draft: Draft | null }>;
  saveDraft(email: string, draft: Draft | null): Answer<object>;
}
