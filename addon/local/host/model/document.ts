import type { SpreadsheetDocument } from '../types.ts';
import { typeBlock } from './by-hand.ts';
import { sheetView, viewRows } from './cell-view.ts';
import { applyFilter } from './filtering.ts';
import { deleteRows, insertRows, moveColumn } from './layout.ts';
import { lastFilledColumn, type OpenWorkbook, select, tabOf } from './open-workbook.ts';
import { sortArea } from './sorting.ts';
import { addTab, copyTab, deleteTab, renameTab } from './tabs.ts';

/** The workbook as its page and the tests see it; `viewer` is the person the protections are judged for. */
export function documentOf(open: OpenWorkbook, viewer?: string): SpreadsheetDocument {
  const { id, name, locale, timeZone } = open.workbook;
  return {
    id,
    name,
    locale,
    timeZone,
    sheets: () => open.workbook.tabs.map((tab) => sheetView(tab, viewer)),
    view: (sheetId, firstRow, rowCount) => viewRows(open, tabOf(open, sheetId), firstRow, rowCount),
    type: (email, sheetId, row, column, block, confirmed = false) =>
      typeBlock(open, tabOf(open, sheetId), email, row, column, block, confirmed),
    insertRows: (sheetId, beforeRow, count) => {
      const tab = tabOf(open, sheetId);
      insertRows(open, tab, beforeRow, count, Math.min(beforeRow, tab.rowCount));
    },
    deleteRows: (sheetId, firstRow, count) => deleteRows(open, tabOf(open, sheetId), firstRow, count),
    moveColumn: (sheetId, from, to) => moveColumn(open, tabOf(open, sheetId), from, to),
    sort: (sheetId, column, ascending) => {
      const tab = tabOf(open, sheetId);
      const row = tab.frozenRows + 1;
      const rows = tab.rows.length - tab.frozenRows;
      const columns = Math.max(lastFilledColumn(tab), column);
      if (rows <= 0) return;
      sortArea(open, tab, { row, column: 1, rows, columns }, [{ column, ascending }]);
      if (tab.filter) applyFilter(open, tab);
    },
    renameSheet: (sheetId, newName) => renameTab(open, tabOf(open, sheetId), newName),
    copySheet: (sheetId) => copyTab(open, tabOf(open, sheetId)).id,
    deleteSheet: (sheetId) => deleteTab(open, tabOf(open, sheetId)),
    addSheet: (newName) => addTab(open, newName).id,
    activate: (email, sheetId, row, column) => {
      tabOf(open, sheetId);
      select(open, email, sheetId, row ? { row, column: column ?? 1, rows: 1, columns: 1 } : undefined);
    },
    onChange: (listener) => {
      open.listeners.add(listener);
      return () => open.listeners.delete(listener);
    },
  };
}
