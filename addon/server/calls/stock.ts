/** What the stock panel asks for: reports, read page by page or written to a sheet of their own. */
import type { UndeliveredLine, UnreceivedLine } from '../../../shared/contract/backorders.ts';
import type { PostedDocument } from '../../../shared/contract/documents.ts';
import type {
  LotCorrection,
  LotTrace,
  SerialState,
  StockCard,
  StockLine,
} from '../../../shared/contract/stock.ts';
import type { ExpiringRow, IdleRow, LevelRow, StockState } from '../../../shared/contract/watch.ts';
import type { Answer } from '../calls.ts';

interface PageOf<Row> {
  rows: Row[];
  next: string | null;
}

/** Each report, as the service answers one page of it. */
export interface ReportPages {
  serials: PageOf<SerialState>;
  lines: PageOf<StockLine>;
  card: StockCard;
  state: StockState;
  levels: PageOf<LevelRow>;
  expiring: PageOf<ExpiringRow>;
  idle: PageOf<IdleRow>;
  undelivered: PageOf<UndeliveredLine>;
  unreceived: PageOf<UnreceivedLine>;
}
export type ReportName = keyof ReportPages;
export type ReportRow<Name extends ReportName> = ReportPages[Name]['rows'][number];

/** One line of a lot's trace in its sheet: what is left, who received it, where it came from. */
export type TraceRow = { what: 'left' | 'received' | 'cameFrom'; bin: string; transfer: string } & Partial<
  LotTrace['exits'][number]
> &
  Pick<LotTrace['exits'][number], 'depot' | 'quantity'>;

/** What has a sheet of its own: each report, and the trace of a lot. */
export interface SheetRows extends Rows {
  trace: TraceRow;
}
type Rows = { [Name in ReportName]: ReportRow<Name> };
export type SheetName = keyof SheetRows;

/** Filters, as the service calls them. */
export type ReportQuery = Readonly<Record<string, string>>;

export interface StockCalls {
  readReport(
    email: string,
    report: ReportName,
    query: ReportQuery,
    cursor: string | null,
  ): Answer<{ page: ReportPages[ReportName] }>;
  /** Writes all of it to its sheet, or makes that sheet anew; `about` says the filters in words. */
  writeReport(
    email: string,
    report: ReportName,
    query: ReportQuery,
    about: string,
  ): Answer<{ sheet: string; rows: number; made: boolean }>;
  /** The stock state as a page to print; the filters are those of the report. */
  printState(email: string, query: ReportQuery): Answer<object>;
  readLot(email: string, item: string, lot: string): Answer<{ trace: LotTrace }>;
  /** Writes the trace to a sheet of that lot's, or makes it anew. */
  writeTrace(
    email: string,
    item: string,
    lot: string,
  ): Answer<{ sheet: string; rows: number; made: boolean }>;
  /** A reason blocks or releases the lot everywhere. */
  blockLot(
    email: string,
    key: string,
    lot: { item: string; lot: string; reason: string },
    blocked: boolean,
  ): Answer<{ trace: LotTrace }>;
  correctLot(email: string, key: string, correction: LotCorrection): Answer<{ trace: LotTrace }>;
  showLotNotice(email: string, item: string, lot: string): Answer<object>;
  /** A reason closes what the line still has to deliver; null opens it again. */
  closeUndelivered(
    email: string,
    key: string,
    line: { invoice: string; line: number },
    reason: string | null,
  ): Answer<object>;
  /**
   * What was sent and never arrived: a transit loss of all that is still on its way of that transfer, by the receiving
   * depot (`to`). `key` is the loss's id: where it was posted before, that one is answered. `TRANSFER_ARRIVED` where
   * nothing is on its way any more.
   */
  closeUnreceived(
    email: string,
    key: string,
    transfer: Pick<UnreceivedLine, 'transfer' | 'to'>,
    reason: string,
  ): Answer<{ document: Pick<PostedDocument, 'id' | 'number' | 'movements'> }>;
  /** Opens the stock panel on an item, from wherever it is shown (G4). */
  openStockOf(email: string, item: string, page: 'serials' | 'item' | 'card'): Answer<object>;
}
