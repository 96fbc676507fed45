import type { Execution } from '../execution.ts';
import type { Area } from '../model/area.ts';
import { fail } from '../model/failure.ts';
import { deleteColumns, deleteRows, insertColumns, insertRows, moveColumn } from '../model/layout.ts';
import {
  announce,
  lastFilledColumn,
  lastFilledRow,
  rowAt,
  select,
  selectionOf,
  tabOf,
} from '../model/open-workbook.ts';
import { checkScriptMayEdit } from '../model/protecting.ts';
import { addTab, copyTab, deleteTab, hideTab, moveTab, renameTab } from '../model/tabs.ts';
import type { Tab } from '../model/workbook.ts';

const wholeTab = (tab: Tab): Area => ({ row: 1, column: 1, rows: tab.rowCount, columns: tab.columnCount });

const rowsArea = (tab: Tab, row: number, rows: number): Area => ({
  row,
  column: 1,
  rows,
  columns: tab.columnCount,
});

const columnsArea = (tab: Tab, column: number, columns: number): Area => ({
  row: 1,
  column,
  rows: tab.rowCount,
  columns,
});

/** A tab that the script may change as a whole. */
function openTab(run: Execution, tabId: number): Tab {
  const tab = tabOf(run.open, tabId);
  checkScriptMayEdit(tab, wholeTab(tab), run.email);
  return tab;
}

const layoutChanged = (run: Execution, tabId: number) =>
  announce(run.open, { what: 'layout', sheetId: tabId });

function checkSpan(first: number, count: number, size: number, word: string): void {
  if (first < 1 || count < 1 || first + count - 1 > size) fail(`Those ${word}s are out of bounds.`);
}

/** What Spreadsheet and Sheet ask of the model. Each takes the execution first; the rest crosses as JSON. */
export const tabCalls = {
  book({ open }: Execution) {
    const { id, name, locale, timeZone, tabs } = open.workbook;
    return { id, name, locale, timeZone, tabs: tabs.map((tab) => ({ id: tab.id, name: tab.name })) };
  },
  tab({ open }: Execution, tabId: number) {
    const tab = tabOf(open, tabId);
    return {
      name: tab.name,
      hidden: tab.hidden,
      colour: tab.colour,
      index: open.workbook.tabs.indexOf(tab) + 1,
      rowCount: tab.rowCount,
      columnCount: tab.columnCount,
      frozenRows: tab.frozenRows,
      frozenColumns: tab.frozenColumns,
    };
  },
  filledArea({ open }: Execution, tabId: number) {
    const tab = tabOf(open, tabId);
    return { lastRow: lastFilledRow(tab), lastColumn: lastFilledColumn(tab) };
  },
  selection: ({ open, email }: Execution) => selectionOf(open, email),
  activate({ open, email, window }: Execution, tabId: number, area?: Area) {
    tabOf(open, tabId);
    select(open, email, tabId, area);
    window.emit({ what: 'activate', sheetId: tabId, ...(area && { area }) });
  },
  addTab({ open, email, window }: Execution, name: string | null, index: number | null, template?: number) {
    const [called, at] = [name ?? undefined, index ?? undefined];
    const tab =
      template === undefined ? addTab(open, called, at) : copyTab(open, tabOf(open, template), called, at);
    // A tab that a script inserts becomes the active one.
    select(open, email, tab.id);
    window.emit({ what: 'activate', sheetId: tab.id });
    return tab.id;
  },
  copyTab: ({ open }: Execution, tabId: number) =>
    copyTab(open, tabOf(open, tabId), undefined, open.workbook.tabs.length).id,
  deleteTab: (run: Execution, tabId: number) => deleteTab(run.open, openTab(run, tabId)),
  renameTab: (run: Execution, tabId: number, name: string) => renameTab(run.open, openTab(run, tabId), name),
  hideTab: ({ open }: Execution, tabId: number, hidden: boolean) => hideTab(open, tabOf(open, tabId), hidden),
  moveTab: ({ open }: Execution, tabId: number, index: number) => moveTab(open, tabOf(open, tabId), index),
  colourTab({ open }: Execution, tabId: number, colour: string | null) {
    tabOf(open, tabId).colour = colour;
    announce(open, { what: 'sheets' });
  },
  insertRows(run: Execution, tabId: number, before: number, count: number, likeRow: number) {
    const tab = tabOf(run.open, tabId);
    checkScriptMayEdit(tab, rowsArea(tab, before, 1), run.email);
    insertRows(run.open, tab, before, count, likeRow);
  },
  deleteRows(run: Execution, tabId: number, first: number, count: number) {
    const tab = tabOf(run.open, tabId);
    checkScriptMayEdit(tab, rowsArea(tab, first, count), run.email);
    deleteRows(run.open, tab, first, count);
  },
  insertColumns(run: Execution, tabId: number, before: number, count: number, likeColumn: number) {
    const tab = tabOf(run.open, tabId);
    checkScriptMayEdit(tab, columnsArea(tab, before, 1), run.email);
    insertColumns(run.open, tab, before, count, likeColumn);
  },
  deleteColumns(run: Execution, tabId: number, first: number, count: number) {
    const tab = tabOf(run.open, tabId);
    checkScriptMayEdit(tab, columnsArea(tab, first, count), run.email);
    deleteColumns(run.open, tab, first, count);
  },
  moveColumn: (run: Execution, tabId: number, from: number, to: number) =>
    moveColumn(run.open, openTab(run, tabId), from, to),
  freeze(run: Execution, tabId: number, axis: 'frozenRows' | 'frozenColumns', count: number) {
    const tab = tabOf(run.open, tabId);
    const size = axis === 'frozenRows' ? tab.rowCount : tab.columnCount;
    if (count < 0 || count >= size) {
      fail(`You can't freeze all visible ${axis === 'frozenRows' ? 'rows' : 'columns'} on the sheet.`);
    }
    tab[axis] = count;
    layoutChanged(run, tabId);
  },
  hideRows(run: Execution, tabId: number, first: number, count: number, hidden: boolean) {
    const tab = tabOf(run.open, tabId);
    checkSpan(first, count, tab.rowCount, 'row');
    for (let row = first; row < first + count; row++) rowAt(tab, row).hiddenByUser = hidden || undefined;
    layoutChanged(run, tabId);
  },
  hideColumns(run: Execution, tabId: number, first: number, count: number, hidden: boolean) {
    const tab = tabOf(run.open, tabId);
    checkSpan(first, count, tab.columnCount, 'column');
    const span = Array.from({ length: count }, (_, at) => first + at);
    const others = tab.hiddenColumns.filter((column) => !span.includes(column));
    tab.hiddenColumns = hidden ? [...others, ...span] : others;
    layoutChanged(run, tabId);
  },
  rowHidden({ open }: Execution, tabId: number, row: number) {
    const line = tabOf(open, tabId).rows[row - 1];
    return { byUser: line?.hiddenByUser === true, byFilter: line?.hiddenByFilter === true };
  },
  columnHidden: ({ open }: Execution, tabId: number, column: number) =>
    tabOf(open, tabId).hiddenColumns.includes(column),
  /** Null puts the usual size back. */
  resize(
    run: Execution,
    tabId: number,
    what: 'columnWidths' | 'rowHeights',
    first: number,
    count: number,
    size: number | null,
  ) {
    const tab = tabOf(run.open, tabId);
    const [most, word] = what === 'columnWidths' ? [tab.columnCount, 'column'] : [tab.rowCount, 'row'];
    checkSpan(first, count, Number(most), String(word));
    for (let at = first; at < first + count; at++) {
      if (size === null) delete tab[what][at];
      else tab[what][at] = size;
    }
    layoutChanged(run, tabId);
  },
  columnWidth: ({ open }: Execution, tabId: number, column: number) =>
    tabOf(open, tabId).columnWidths[column] ?? 100,
};
