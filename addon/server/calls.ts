/**
 * Every function that a page may call, typed once for both sides (types only: nothing here runs), in a
 * file for each subject in calls/. The first argument is always the e-mail the page shows; the server side
 * refuses another account. Only primitives, arrays and plain objects cross, and nothing throws.
 */
import type { BadLine } from '../../shared/contract/common.ts';
import type { CatalogueCalls } from './calls/catalogue.ts';
import type { CountTab } from './calls/countSheet.ts';
import type { CountCalls } from './calls/counts.ts';
import type { DocumentCalls } from './calls/documents.ts';
import type { ExitSheetCalls } from './calls/exits.ts';
import type { FlowCalls } from './calls/flows.ts';
import type { FrameCalls } from './calls/frame.ts';
import type { PersonalDataCalls } from './calls/personalData.ts';
import type { SettingsCalls } from './calls/settings.ts';
import type { StockCalls } from './calls/stock.ts';

export interface Calls
  extends FrameCalls,
    CatalogueCalls,
    DocumentCalls,
    ExitSheetCalls,
    FlowCalls,
    CountCalls,
    StockCalls,
    SettingsCalls,
    PersonalDataCalls {}

export interface Refusal {
  ok: false;
  /** A code of the API, or one of `addon.failures` where the answer never came. */
  code: string;
  /** One sentence in the reader's language: what is wrong and what to do. */
  message: string;
  errors: BadLine[];
  /** How many lines are bad, where more are than `errors` shows. */
  errorCount?: number;
  /** HTTP status; 0 where there was no answer. */
  status: number;
}

export type Answer<T> = ({ ok: true } & T) | Refusal;

/** What the page needs for its first paint; written into it by the menu function. */
export interface PageStart {
  email: string;
  environment: string;
  /** The count that a recap dialog shows, and the organisation's time zone. */
  count?: string;
  timeZone?: string;
  /** What the stock panel opens on, where an item led to it (G4). */
  stock?: { item: string; page: 'serials' | 'item' | 'card' };
  /** What the printable sheets of a count are of. */
  print?: { tab: CountTab; barcodes: boolean };
}
