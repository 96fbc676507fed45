/** Which tab is the sheet of which count: by developer metadata, never by its name. */
import type { Language } from '../../shared/domain/quantities.ts';
import type { CountTab } from './calls/countSheet.ts';
import type { Answer } from './calls.ts';
import { refuse } from './refusals.ts';

export type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;
export type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

const KEY = 'decompte.count';

/** Whose panel alone sends a tab of the second count; of the first, whose panel was opened on it last. */
export interface TabHolder {
  email: string;
  name: string;
}

interface TabMark extends CountTab {
  holder?: TabHolder;
  /** A copied tab carries the same metadata: its own id then differs from this one. */
  sheetId: number;
}

export function markTab(sheet: Sheet, tab: CountTab, holder: TabHolder | null): void {
  const mark: TabMark = { ...tab, sheetId: sheet.getSheetId(), ...(holder && { holder }) };
  sheet.addDeveloperMetadata(KEY, JSON.stringify(mark), SpreadsheetApp.DeveloperMetadataVisibility.DOCUMENT);
}

/** Notes that the tab is made in this spreadsheet; true where it was made here before, and is gone since. */
export function noteMade(tab: CountTab): boolean {
  const kept = PropertiesService.getDocumentProperties();
  const name = `tabs ${tab.count}`;
  const made = JSON.parse(kept.getProperty(name) ?? '[]') as string[];
  const mine = `${tab.round} ${tab.team} ${tab.part}`;
  if (made.includes(mine)) return true;
  kept.setProperty(name, JSON.stringify([...made, mine]));
  return false;
}

/** From now on it is this person's panel that sends the tab. */
export function holdTab(sheet: Sheet, tab: CountTab, holder: TabHolder): void {
  unmarkTab(sheet);
  markTab(sheet, tab, holder);
}

export function unmarkTab(sheet: Sheet): void {
  for (const metadata of sheet.getDeveloperMetadata()) if (metadata.getKey() === KEY) metadata.remove();
}

/** That very tab of a count, who holds it, and the names of its copies. */
export function findTab(
  spreadsheet: Spreadsheet,
  tab: CountTab,
): { own: Sheet | null; holder: TabHolder | null; copies: string[] } {
  const found = marked(spreadsheet, tab.count).filter(({ mark }) => isTab(mark, tab));
  const own = found.find(({ sheet, mark }) => sheet.getSheetId() === mark.sheetId);
  const copies = found.filter(({ sheet, mark }) => sheet.getSheetId() !== mark.sheetId);
  const holder = own?.mark.holder ?? null;
  return { own: own?.sheet ?? null, holder, copies: copies.map(({ sheet }) => sheet.getName()) };
}

/** The tab of this count that the person is looking at; null where it is another sheet, or a copy. */
export function tabInSight(spreadsheet: Spreadsheet, count: string): CountTab | null {
  const sheet = spreadsheet.getActiveSheet();
  const id = sheet.getSheetId();
  const metadata = sheet.getDeveloperMetadata().find((one) => one.getKey() === KEY);
  const mark = readMark(metadata?.getValue() ?? null);
  return mark?.count === count && mark.sheetId === id ? toTab(mark) : null;
}

/** Brings a tab into sight; where it is, the selected cell stays. */
export function bringIntoSight(spreadsheet: Spreadsheet, sheet: Sheet): void {
  if (spreadsheet.getActiveSheet().getSheetId() !== sheet.getSheetId()) spreadsheet.setActiveSheet(sheet);
}

/** Every tab of a count, of whichever team and round. */
export function tabsOf(spreadsheet: Spreadsheet, count: string): { sheet: Sheet; tab: CountTab }[] {
  return marked(spreadsheet, count).flatMap(({ sheet, mark }) => {
    return sheet.getSheetId() === mark.sheetId ? [{ sheet, tab: toTab(mark) }] : [];
  });
}

function toTab({ count, round, team, part }: TabMark): CountTab {
  return { count, round, team, part };
}

function isTab(mark: CountTab, tab: CountTab): boolean {
  return mark.round === tab.round && mark.team === tab.team && mark.part === tab.part;
}

function marked(spreadsheet: Spreadsheet, count: string): { sheet: Sheet; mark: TabMark }[] {
  return spreadsheet
    .createDeveloperMetadataFinder()
    .withKey(KEY)
    .find()
    .flatMap((metadata) => {
      const mark = readMark(metadata.getValue());
      const sheet = mark?.count === count ? metadata.getLocation().getSheet() : null;
      return mark && sheet ? [{ sheet, mark }] : [];
    });
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
