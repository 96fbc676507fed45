import { enumName } from './enums.ts';
import { Filter } from './filter.ts';
import { ConditionalFormatRule, ruleOf } from './format-rule.ts';
import { addMetadata, DeveloperMetadataFinder, metadataAt } from './metadata.ts';
import { Protection } from './protection.ts';
import { Range } from './range.ts';
import { RangeList } from './range-list.ts';
import { colour } from './range-looks.ts';
import { exception, model } from './remote.ts';
import { expose, whole } from './service.ts';
import { SheetLayout, tabIdOf } from './sheet-layout.ts';
import { Spreadsheet } from './spreadsheet.ts';

type G = GoogleAppsScript.Spreadsheet.Sheet;
type GRange = GoogleAppsScript.Spreadsheet.Range;
type GRule = GoogleAppsScript.Spreadsheet.ConditionalFormatRule;

/** One tab. Its rows, columns and sizes are in SheetLayout. */
export class Sheet
  extends SheetLayout
  implements
    Pick<
      G,
      | 'activate'
      | 'addDeveloperMetadata'
      | 'clear'
      | 'clearConditionalFormatRules'
      | 'clearContents'
      | 'clearFormats'
      | 'copyTo'
      | 'createDeveloperMetadataFinder'
      | 'getActiveCell'
      | 'getActiveRange'
      | 'getConditionalFormatRules'
      | 'getDataRange'
      | 'getDeveloperMetadata'
      | 'getFilter'
      | 'getIndex'
      | 'getName'
      | 'getParent'
      | 'getProtections'
      | 'getRange'
      | 'getRangeList'
      | 'getSheetId'
      | 'getSheetName'
      | 'getTabColor'
      | 'hideSheet'
      | 'isSheetHidden'
      | 'protect'
      | 'setActiveRange'
      | 'setConditionalFormatRules'
      | 'setName'
      | 'setTabColor'
      | 'showSheet'
    >
{
  static of(sheet: unknown): Sheet {
    tabIdOf(sheet);
    return sheet as Sheet;
  }

  getSheetId(): number {
    return tabIdOf(this);
  }
  getName(): string {
    return model.tab(tabIdOf(this)).name;
  }
  getSheetName(): string {
    return model.tab(tabIdOf(this)).name;
  }
  setName(name: string): G {
    model.renameTab(tabIdOf(this), String(name));
    return whole(this);
  }
  getIndex(): number {
    return model.tab(tabIdOf(this)).index;
  }
  getParent(): GoogleAppsScript.Spreadsheet.Spreadsheet {
    return whole(new Spreadsheet());
  }
  getTabColor(): string | null {
    return model.tab(tabIdOf(this)).colour;
  }
  setTabColor(css: string | null): G {
    model.colourTab(tabIdOf(this), colour(css));
    return whole(this);
  }
  activate(): G {
    model.activate(tabIdOf(this));
    return whole(this);
  }
  isSheetHidden(): boolean {
    return model.tab(tabIdOf(this)).hidden;
  }
  hideSheet(): G {
    model.hideTab(tabIdOf(this), true);
    return whole(this);
  }
  showSheet(): G {
    model.hideTab(tabIdOf(this), false);
    return whole(this);
  }
  copyTo(spreadsheet: GoogleAppsScript.Spreadsheet.Spreadsheet): G {
    if (!((spreadsheet as unknown) instanceof Spreadsheet))
      throw exception('There is no other spreadsheet here.');
    return whole(new Sheet(model.copyTab(tabIdOf(this))));
  }

  /** A1 notation, or row, column, and how many rows and columns (one, when left out). */
  getRange(first: number | string, column?: number, numRows?: number, numColumns?: number): GRange {
    const tabId = tabIdOf(this);
    if (typeof first === 'string') return whole(new Range(tabId, model.area(tabId, first)));
    if (typeof first !== 'number' || typeof column !== 'number') {
      throw exception(
        `The parameters (${typeof first},${typeof column}) don't match the method signature for SpreadsheetApp.Sheet.getRange.`,
      );
    }
    const area = { row: first, column, rows: numRows ?? 1, columns: numColumns ?? 1 };
    return whole(new Range(tabId, model.area(tabId, area)));
  }
  getRangeList(a1Notations: string[]): GoogleAppsScript.Spreadsheet.RangeList {
    return whole(new RangeList(a1Notations.map((a1) => this.getRange(a1))));
  }
  getDataRange(): GRange {
    const tabId = tabIdOf(this);
    const { lastRow, lastColumn } = model.filledArea(tabId);
    return whole(
      new Range(tabId, { row: 1, column: 1, rows: Math.max(1, lastRow), columns: Math.max(1, lastColumn) }),
    );
  }
  /** The selection, when it is in this tab. */
  getActiveRange(): GRange | null {
    const { tabId, area } = model.selection();
    return tabId === tabIdOf(this) ? whole(new Range(tabId, area)) : null;
  }
  getActiveCell(): GRange {
    const { tabId, area } = model.selection();
    const first = tabId === tabIdOf(this) ? area : { row: 1, column: 1 };
    return whole(new Range(tabIdOf(this), { ...first, rows: 1, columns: 1 }));
  }
  setActiveRange(range: GRange): GRange {
    return Range.of(range).activate();
  }

  clear(options?: { formatOnly?: boolean | undefined; contentsOnly?: boolean | undefined }): G {
    const all = !options?.formatOnly && !options?.contentsOnly;
    model.clearTab(tabIdOf(this), {
      contents: all || options?.contentsOnly,
      formats: all || options?.formatOnly,
    });
    return whole(this);
  }
  clearContents(): G {
    model.clearTab(tabIdOf(this), { contents: true });
    return whole(this);
  }
  clearFormats(): G {
    model.clearTab(tabIdOf(this), { formats: true });
    return whole(this);
  }

  getFilter(): GoogleAppsScript.Spreadsheet.Filter | null {
    return model.filterArea(tabIdOf(this)) ? whole(new Filter(tabIdOf(this))) : null;
  }
  protect(): GoogleAppsScript.Spreadsheet.Protection {
    const tabId = tabIdOf(this);
    const { rowCount, columnCount } = model.tab(tabId);
    const area = { row: 1, column: 1, rows: rowCount, columns: columnCount };
    return whole(new Protection(tabId, model.protect(tabId, 'SHEET', area)));
  }
  getProtections(
    type: GoogleAppsScript.Spreadsheet.ProtectionType,
  ): GoogleAppsScript.Spreadsheet.Protection[] {
    const tabId = tabIdOf(this);
    return model.protections(tabId, enumName(type)).map((id) => whole(new Protection(tabId, id)));
  }
  getConditionalFormatRules(): GRule[] {
    const tabId = tabIdOf(this);
    return model.formatRules(tabId).map((rule) => whole(new ConditionalFormatRule(rule, tabId)));
  }
  setConditionalFormatRules(rules: GRule[]): void {
    model.setFormatRules(tabIdOf(this), rules.map(ruleOf));
  }
  clearConditionalFormatRules(): void {
    model.setFormatRules(tabIdOf(this), []);
  }

  createDeveloperMetadataFinder(): GoogleAppsScript.Spreadsheet.DeveloperMetadataFinder {
    return whole(new DeveloperMetadataFinder(tabIdOf(this)));
  }
  getDeveloperMetadata(): GoogleAppsScript.Spreadsheet.DeveloperMetadata[] {
    return metadataAt(tabIdOf(this));
  }
  addDeveloperMetadata(key: string, value?: unknown, visibility?: unknown): G {
    addMetadata(tabIdOf(this), key, value, visibility);
    return whole(this);
  }
}
expose('Sheet', SheetLayout, Sheet);
