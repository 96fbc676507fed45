/** What the sending engine needs of the sheet and the service, and what it tells of a round. Types and limits only. */
import type { Count, PutCountLinesResult } from '../../../shared/contract/counts.ts';
import type { Language } from '../../../shared/domain/quantities.ts';
import type { addon as fr } from '../../../shared/text/fr/addon.ts';
import type { Same } from '../../../shared/text/same.ts';
import type { CountTab, KnownLine, ReadSheet, SheetHolder } from '../../server/calls/countSheet.ts';
import type { Answer } from '../../server/calls.ts';
import type { RowProblem } from './readBack.ts';

/** The most lines that one PUT takes. */
export const CHUNK = 10_000;

/** How the engine reaches the sheet and the service. */
export interface SendingCalls {
  read(): Promise<Answer<ReadSheet>>;
  put(lines: [number, number | null, number][]): Promise<Answer<{ result: PutCountLinesResult }>>;
  note(lines: { line: number; note: string }[]): Promise<Answer<object>>;
  mark(states: [number, string][]): Promise<Answer<object>>;
  write(lines: [number, number | null][]): Promise<Answer<object>>;
}

/** A line that the service holds otherwise: both figures, and whose. */
export interface Held {
  line: number;
  item: string;
  row: number;
  mine: number | null;
  theirs: number | null;
  by: string | null;
  version: number;
}

export interface Round {
  /** False where the sheet could not be read or a send failed; `message` then says what to do. */
  ok: boolean;
  code: string;
  message: string;
  problems: RowProblem[];
  missing: number;
  copies: string[];
  /** Whoever holds the tab; another's is neither sent nor marked from here. */
  holder: SheetHolder | null;
  /** The tab of the count that the person is looking at. */
  inSight: CountTab | null;
  held: Held[];
  /** Refused by a rule of the service, with its sentence; sent again only once changed. */
  refused: RowProblem[];
  /** Lines whose figure went from the sheet all at once; nothing is erased until a person has chosen. */
  erased: number;
  /** Changed lines that the service has not acknowledged. */
  pending: number;
  sent: number;
  /** Of the whole count. */
  counted: number;
  lines: number;
  /** Of the tab alone: a team's lines, or those of the second count. */
  tab: { counted: number; lines: number };
}

/** What a look at the spreadsheet tells beside the rows. */
export type Seen = Pick<Round, 'copies' | 'holder' | 'inSight'>;
export const NOTHING_SEEN: Seen = { copies: [], holder: null, inSight: null };

export interface Sending {
  /** Reads the sheet and sends what changed. One at a time: a second call joins the one that runs. */
  round(): Promise<Round>;
  /** The same, on the sheet as it is now: where a round runs, another follows it. */
  sendNow(): Promise<Round>;
  keepMine(lines: readonly number[]): void;
  takeOther(lines: readonly number[]): Promise<Answer<object>>;
  /** What was erased at once is written on the sheet again. */
  putBack(): Promise<Answer<object>>;
  /** It was meant: the next round erases it from the count too. */
  eraseToo(): void;
}

export interface SendingOptions {
  known: readonly KnownLine[];
  /** Of the whole count, as the panel found it; a tab may hold a part of it. */
  progress: { counted: number; lines: number };
  /** Of the count: a figure beyond it is hinted at. */
  tolerance: Count['tolerance'];
  /** A person chooses also where a figure is one's own: figures came past the sheet. */
  asks: boolean;
  /** True where the tab was just made, so that it shows what the service holds. */
  built: boolean;
  language: Language;
  words: Same<typeof fr>;
  calls: SendingCalls;
}
