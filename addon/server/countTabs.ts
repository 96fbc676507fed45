/** Which tab is the sheet of which count: by developer metadata, never by its name. */
import type { Language } from '../../shared/domain/quantities.ts';
import type { Answer } from './calls.ts';
import { refuse } from './refusals.ts';

export type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;
export type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

const KEY = 'decompte.count';

interface TabMark {
  count: string;
  round: number;
  team: number;
  /** A copied tab carries the same metadata: its own id then differs from this one. */
  sheetId: number;
}

export function markTab(sheet: Sheet, count: string): void {
  const mark: TabMark = { count, round: 1, team: 1, sheetId: sheet.getSheetId() };
  sheet.addDeveloperMetadata(KEY, JSON.stringify(mark), SpreadsheetApp.DeveloperMetadataVisibility.DOCUMENT);
}

export function unmarkTab(sheet: Sheet): void {
  for (const metadata of sheet.getDeveloperMetadata()) if (metadata.getKey() === KEY) metadata.remove();
}

/** The count's own tab, and the names of its copies. */
export function findTabs(spreadsheet: Spreadsheet, count: string): { own: Sheet | null; copies: string[] } {
  let own: Sheet | null = null;
  const copies: string[] = [];
  for (const metadata of spreadsheet.createDeveloperMetadataFinder().withKey(KEY).find()) {
    const mark = readMark(metadata.getValue());
    const sheet = mark?.count === count ? metadata.getLocation().getSheet() : null;
    if (!mark || !sheet) continue;
    if (sheet.getSheetId() === mark.sheetId) own = sheet;
    else copies.push(sheet.getName());
  }
  return { own, copies };
}

function readMark(text: string | null): TabMark | null {
  try {
    return JSON.parse(text ?? '') as TabMark;
  } catch {
    return null;
  }
}

/** A name no other tab has; two tabs may not share one. */
export function freeName(spreadsheet: Spreadsheet, wanted: string): string {
  const taken = new Set(spreadsheet.getSheets().map((sheet) => sheet.getName().toLowerCase()));
  const base = wanted.trim().slice(0, 90) || 'Décompte';
  let name = base;
  for (let number = 2; taken.has(name.toLowerCase()); number += 1) name = `${base} (${number})`;
  return name;
}

/** One at a time makes or remakes tabs of this spreadsheet: two windows must not make two sheets of one count. */
export function alone<T>(language: Language, work: () => Answer<T>): Answer<T> {
  const lock = LockService.getDocumentLock();
  if (!lock.tryLock(20_000)) return refuse('SHEET_BUSY', language);
  try {
    const done = work();
    SpreadsheetApp.flush();
    return done;
  } finally {
    lock.releaseLock();
  }
}
