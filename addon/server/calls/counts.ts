/** What the count panel asks of the service: a count's cycle from the opening to the reversal. */
import type {
  AcknowledgeCount,
  AddCountLine,
  AddedCountLine,
  ApproveCount,
  AskReversal,
  CloseCount,
  CloseResult,
  Count,
  CountPreview,
  CountPreviewRequest,
  CountProgress,
  ImportCountFigures,
  ImportCountFiguresResult,
  JoinCountTeam,
  OpenCount,
  PutCountTeams,
  Recap,
  RecapShow,
  RecapSort,
  RecapTotals,
  RecapTotalsBy,
  SecondRound,
  SnapshotLink,
  SpotCount,
} from '../../../shared/contract/counts.ts';
import type { Answer } from '../calls.ts';
import type { CountSheetCalls, CountTab, LinePlace } from './countSheet.ts';

/** Commands that answer the count as it then stands, with what each needs. */
export type CountCommand =
  | ['teams', PutCountTeams]
  | ['teams/join', JoinCountTeam]
  | ['rounds', SecondRound]
  | ['reopen', Record<string, never>]
  | ['approve', ApproveCount]
  | ['acknowledgements', AcknowledgeCount]
  | ['reversal', AskReversal]
  | ['reversal/approve', Record<string, never>]
  | ['reversal/refuse', Record<string, never>];

/** Which lines of a recap, in which order, from where on. */
export interface RecapAsk {
  show?: RecapShow;
  sort?: RecapSort;
  q?: string;
  cursor?: string;
}

/** What confirmation is asked for: the recap as it was read, and the count's name for the last question. */
/** What is asked over the sheet before a count ends: `moved` where the values moved since the recap was read. */
export type LastQuestion =
  | {
      ask: 'confirm' | 'moved';
      name: string;
      differing: number;
      gapValue: number;
      grossValue: number;
      currency: string;
    }
  | { ask: 'cancel'; name: string };

export interface CountCalls extends CountSheetCalls {
  /**
   * The latest counts of a depot, after those of `cursor`. The first answer also brings all that are running and
   * those whose acknowledgement the caller owes, however old.
   */
  listCounts(
    email: string,
    depot: string,
    cursor: string | null,
  ): Answer<{ counts: Count[]; next: string | null }>;
  /** The depot's stock at the end of that day, or as it stands today (E5, Q11). */
  exportStock(email: string, depot: string, at: string): Answer<{ csv: string; fileName: string }>;
  previewCount(email: string, request: CountPreviewRequest): Answer<{ preview: CountPreview }>;
  openCount(email: string, request: OpenCount): Answer<{ count: Count }>;
  postSpotCount(email: string, request: SpotCount): Answer<{ count: Count }>;
  readCount(email: string, id: string): Answer<{ count: Count }>;
  countProgress(email: string, id: string): Answer<{ progress: CountProgress }>;
  commandCount(email: string, key: string, id: string, command: CountCommand): Answer<{ count: Count }>;
  /**
   * Ajouter réf. from one of the count's tabs: shown instead of doubled where the line exists. `place` is null where
   * the line joined and its row could not be seen to; `problem` says why.
   */
  addCountLine(
    email: string,
    key: string,
    tab: CountTab,
    request: AddCountLine,
  ): Answer<{ added: AddedCountLine; place: LinePlace | null; problem: string }>;
  /** The figures stand in the tab's cells too where it is there; nothing else of the tab is touched. */
  importCountFigures(
    email: string,
    key: string,
    tab: CountTab,
    request: ImportCountFigures,
  ): Answer<{ result: ImportCountFiguresResult }>;
  closeCount(email: string, key: string, id: string, request: CloseCount): Answer<CloseResult>;
  readRecap(email: string, id: string, ask: RecapAsk): Answer<{ recap: Recap }>;
  recapTotals(email: string, id: string, by: RecapTotalsBy): Answer<{ totals: RecapTotals }>;
  /** `timeZone` is the organisation's: in it the dialog tells when each figure was sent. */
  showRecap(email: string, id: string, timeZone: string): Answer<object>;
  /** Asks the last question (E24) and waits for its answer; nothing is done by it. */
  askLastQuestion(email: string, question: LastQuestion): Answer<{ agreed: boolean }>;
  /** After the answer «oui». `COUNT_VALUES_MOVED` brings what the gap is worth now, about which one asks anew. */
  confirmCount(
    email: string,
    key: string,
    id: string,
    confirming: { version: number; gapValue: number; grossValue: number },
  ): Answer<{ count: Count }>;
  cancelCount(email: string, key: string, id: string): Answer<{ count: Count }>;
  snapshotLink(
    email: string,
    key: string,
    id: string,
    which: 'before' | 'after',
  ): Answer<{ link: SnapshotLink }>;
}
