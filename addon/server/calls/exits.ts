/** Exits typed in a sheet of the spreadsheet. */
import type { Answer } from '../calls.ts';

export interface PostedFromSheet {
  id: string;
  number: string;
  /** As people see them, from 1. */
  rows: number[];
}

export interface ExitsToMend {
  problems: [row: number, text: string][];
  /** How many rows are right, but wait for another of their document. */
  waiting: number;
  /** Rows that were recorded before. */
  recorded: number;
  /** Rows that are not; one that was changed since is recorded, as its document is. */
  unrecorded: number;
}

export interface CheckedExits extends ExitsToMend {
  /** Rows of the documents that could go out whole, and these documents. */
  ready: number;
  documents: number;
}

export interface ExitSheetCalls {
  /** Makes the depot's sheet «Sorties» where it is missing, and goes there. */
  openExitSheet(email: string, depot: string): Answer<{ sheet: string }>;
  /** Writes beside each row what it would take, or what is wrong. */
  checkExitSheet(email: string, depot: string): Answer<CheckedExits>;
  /** One document for each destination and day, each whole or not at all; the result stands beside each row. */
  postExitSheet(email: string, depot: string): Answer<{ posted: PostedFromSheet[] } & ExitsToMend>;
}
