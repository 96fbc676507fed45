import { exception, model } from './remote.ts';
import { Service, whole } from './service.ts';

type G = GoogleAppsScript.Spreadsheet.Sheet;

const tabIds = new WeakMap<object, number>();

/** The id of the tab that a Sheet stands for; fails for anything that is no Sheet. */
export function tabIdOf(sheet: unknown): number {
  const id = sheet !== null && typeof sheet === 'object' ? tabIds.get(sheet) : undefined;
  if (id === undefined)
    throw exception(
      `The parameters (${typeof sheet}) don't match the method signature: a Sheet is expected.`,
    );
  return id;
}

/** The half of Sheet that deals with its rows, its columns and their sizes. */
export class SheetLayout
  extends Service
  implements
    Pick<
      G,
      | 'autoResizeColumn'
      | 'autoResizeColumns'
      | 'deleteColumn'
      | 'deleteColumns'
      | 'deleteRow'
      | 'deleteRows'
      | 'getColumnWidth'
      | 'getFrozenColumns'
      | 'getFrozenRows'
      | 'getLastColumn'
      | 'getLastRow'
      | 'getMaxColumns'
      | 'getMaxRows'
      | 'hideColumns'
      | 'hideRows'
      | 'insertColumnAfter'
      | 'insertColumnBefore'
      | 'insertColumnsAfter'
      | 'insertColumnsBefore'
      | 'insertRowAfter'
      | 'insertRowBefore'
      | 'insertRowsAfter'
      | 'insertRowsBefore'
      | 'isColumnHiddenByUser'
      | 'isRowHiddenByFilter'
      | 'isRowHiddenByUser'
      | 'setColumnWidth'
      | 'setColumnWidths'
      | 'setFrozenColumns'
      | 'setFrozenRows'
      | 'setRowHeight'
      | 'setRowHeights'
      | 'showColumns'
      | 'showRows'
    >
{
  constructor(tabId: number) {
    super();
    tabIds.set(this, tabId);
  }

  getMaxRows(): number {
    return model.tab(tabIdOf(this)).rowCount;
  }
  getMaxColumns(): number {
    return model.tab(tabIdOf(this)).columnCount;
  }
  getLastRow(): number {
    return model.filledArea(tabIdOf(this)).lastRow;
  }
  getLastColumn(): number {
    return model.filledArea(tabIdOf(this)).lastColumn;
  }

  insertRowsAfter(afterPosition: number, howMany: number): G {
    model.insertRows(tabIdOf(this), afterPosition + 1, howMany, afterPosition);
    return whole(this);
  }
  insertRowsBefore(beforePosition: number, howMany: number): G {
    model.insertRows(tabIdOf(this), beforePosition, howMany, beforePosition);
    return whole(this);
  }
  insertRowAfter(afterPosition: number): G {
    return this.insertRowsAfter(afterPosition, 1);
  }
  insertRowBefore(beforePosition: number): G {
    return this.insertRowsBefore(beforePosition, 1);
  }
  deleteRows(rowPosition: number, howMany: number): void {
    model.deleteRows(tabIdOf(this), rowPosition, howMany);
  }
  deleteRow(rowPosition: number): G {
    this.deleteRows(rowPosition, 1);
    return whole(this);
  }
  insertColumnsAfter(afterPosition: number, howMany: number): G {
    model.insertColumns(tabIdOf(this), afterPosition + 1, howMany, afterPosition);
    return whole(this);
  }
  insertColumnsBefore(beforePosition: number, howMany: number): G {
    model.insertColumns(tabIdOf(this), beforePosition, howMany, beforePosition);
    return whole(this);
  }
  insertColumnAfter(afterPosition: number): G {
    return this.insertColumnsAfter(afterPosition, 1);
  }
  insertColumnBefore(beforePosition: number): G {
    return this.insertColumnsBefore(beforePosition, 1);
  }
  deleteColumns(columnPosition: number, howMany: number): void {
    model.deleteColumns(tabIdOf(this), columnPosition, howMany);
  }
  deleteColumn(columnPosition: number): G {
    this.deleteColumns(columnPosition, 1);
    return whole(this);
  }

  getFrozenRows(): number {
    return model.tab(tabIdOf(this)).frozenRows;
  }
  getFrozenColumns(): number {
    return model.tab(tabIdOf(this)).frozenColumns;
  }
  setFrozenRows(rows: number): void {
    model.freeze(tabIdOf(this), 'frozenRows', rows);
  }
  setFrozenColumns(columns: number): void {
    model.freeze(tabIdOf(this), 'frozenColumns', columns);
  }

  hideRows(rowIndex: number, numRows = 1): void {
    model.hideRows(tabIdOf(this), rowIndex, numRows, true);
  }
  showRows(rowIndex: number, numRows = 1): void {
    model.hideRows(tabIdOf(this), rowIndex, numRows, false);
  }
  hideColumns(columnIndex: number, numColumns = 1): void {
    model.hideColumns(tabIdOf(this), columnIndex, numColumns, true);
  }
  showColumns(columnIndex: number, numColumns = 1): void {
    model.hideColumns(tabIdOf(this), columnIndex, numColumns, false);
  }
  isRowHiddenByFilter(rowPosition: number): boolean {
    return model.rowHidden(tabIdOf(this), rowPosition).byFilter;
  }
  isRowHiddenByUser(rowPosition: number): boolean {
    return model.rowHidden(tabIdOf(this), rowPosition).byUser;
  }
  isColumnHiddenByUser(columnPosition: number): boolean {
    return model.columnHidden(tabIdOf(this), columnPosition);
  }

  getColumnWidth(columnPosition: number): number {
    return model.columnWidth(tabIdOf(this), columnPosition);
  }
  setColumnWidths(startColumn: number, numColumns: number, width: number): G {
    model.resize(tabIdOf(this), 'columnWidths', startColumn, numColumns, width);
    return whole(this);
  }
  setColumnWidth(columnPosition: number, width: number): G {
    return this.setColumnWidths(columnPosition, 1, width);
  }
  /** The page draws an unsized column by its own measure; there is no text to measure here. */
  autoResizeColumns(startColumn: number, numColumns: number): G {
    model.resize(tabIdOf(this), 'columnWidths', startColumn, numColumns, null);
    return whole(this);
  }
  autoResizeColumn(columnPosition: number): G {
    return this.autoResizeColumns(columnPosition, 1);
  }
  setRowHeights(startRow: number, numRows: number, height: number): G {
    model.resize(tabIdOf(this), 'rowHeights', startRow, numRows, height);
    return whole(this);
  }
  setRowHeight(rowPosition: number, height: number): G {
    return this.setRowHeights(rowPosition, 1, height);
  }
}
