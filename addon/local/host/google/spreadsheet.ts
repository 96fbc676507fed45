import { addMetadata, DeveloperMetadataFinder, metadataAt } from './metadata.ts';
import { Range } from './range.ts';
import { model } from './remote.ts';
import { expose, Service, whole } from './service.ts';
import { Sheet } from './sheet.ts';

type G = GoogleAppsScript.Spreadsheet.Spreadsheet;
type GSheet = GoogleAppsScript.Spreadsheet.Sheet;
type GRange = GoogleAppsScript.Spreadsheet.Range;
type Template = { template?: GSheet | undefined };

/** The one spreadsheet that the add-on runs in; there is no other (`spreadsheets.currentonly`). */
export class Spreadsheet
  extends Service
  implements
    Pick<
      G,
      | 'addDeveloperMetadata'
      | 'createDeveloperMetadataFinder'
      | 'deleteSheet'
      | 'getActiveCell'
      | 'getActiveRange'
      | 'getActiveSheet'
      | 'getCurrentCell'
      | 'getDeveloperMetadata'
      | 'getId'
      | 'getName'
      | 'getNumSheets'
      | 'getSheetById'
      | 'getSheetByName'
      | 'getSheets'
      | 'getSpreadsheetLocale'
      | 'getSpreadsheetTimeZone'
      | 'getUrl'
      | 'insertSheet'
      | 'moveActiveSheet'
      | 'setActiveRange'
      | 'setActiveSheet'
      | 'toast'
    >
{
  getId(): string {
    return model.book().id;
  }
  getName(): string {
    return model.book().name;
  }
  getUrl(): string {
    return `https://docs.google.com/spreadsheets/d/${model.book().id}/edit`;
  }
  getSpreadsheetLocale(): string {
    return model.book().locale;
  }
  getSpreadsheetTimeZone(): string {
    return model.book().timeZone;
  }
  getNumSheets(): number {
    return model.book().tabs.length;
  }
  getSheets(): GSheet[] {
    return model.book().tabs.map((tab) => whole(new Sheet(tab.id)));
  }
  getSheetByName(name: string): GSheet | null {
    const tab = model.book().tabs.find((one) => one.name === name);
    return tab ? whole(new Sheet(tab.id)) : null;
  }
  getSheetById(id: number): GSheet | null {
    const tab = model.book().tabs.find((one) => one.id === id);
    return tab ? whole(new Sheet(tab.id)) : null;
  }
  /** Takes a name, an index counted from 0, and options, in that order and each left out at will. */
  insertSheet(first?: string | number | Template, second?: number | Template, third?: Template): GSheet {
    const given = [first, second, third];
    const name = given.find((one) => typeof one === 'string') as string | undefined;
    const index = given.find((one) => typeof one === 'number') as number | undefined;
    const options = given.find((one) => typeof one === 'object') as Template | undefined;
    const template = options?.template ? Sheet.of(options.template).getSheetId() : undefined;
    // Without an index Google puts the new tab right after the active one.
    const after = model.tab(model.selection().tabId).index;
    return whole(new Sheet(model.addTab(name ?? null, index ?? after, template)));
  }
  deleteSheet(sheet: GSheet): void {
    model.deleteTab(Sheet.of(sheet).getSheetId());
  }
  getActiveSheet(): GSheet {
    return whole(new Sheet(model.selection().tabId));
  }
  setActiveSheet(sheet: GSheet): GSheet {
    return Sheet.of(sheet).activate();
  }
  getActiveRange(): GRange {
    const { tabId, area } = model.selection();
    return whole(new Range(tabId, area));
  }
  setActiveRange(range: GRange): GRange {
    return Range.of(range).activate();
  }
  getActiveCell(): GRange {
    return this.getCurrentCell();
  }
  getCurrentCell(): GRange {
    const { tabId, area } = model.selection();
    return whole(new Range(tabId, { ...area, rows: 1, columns: 1 }));
  }
  moveActiveSheet(position: number): void {
    model.moveTab(model.selection().tabId, position - 1);
  }
  toast(message: string, title?: string, timeoutSeconds?: number | null): void {
    model.toast(String(message), title ?? '', timeoutSeconds ?? 5);
  }
  createDeveloperMetadataFinder(): GoogleAppsScript.Spreadsheet.DeveloperMetadataFinder {
    return whole(new DeveloperMetadataFinder(null));
  }
  getDeveloperMetadata(): GoogleAppsScript.Spreadsheet.DeveloperMetadata[] {
    return metadataAt(null);
  }
  addDeveloperMetadata(key: string, value?: unknown, visibility?: unknown): G {
    addMetadata(undefined, key, value, visibility);
    return whole(this);
  }
}
expose('Spreadsheet', Spreadsheet);
