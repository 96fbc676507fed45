import type { SpreadsheetChange } from '../types.ts';
import type { Area } from './area.ts';
import { fail } from './failure.ts';
import type { Row, Tab, Workbook } from './workbook.ts';

export interface Selection {
  tabId: number;
  area: Area;
}

/** A workbook with the people who look at it: what is never saved. */
export interface OpenWorkbook {
  workbook: Workbook;
  listeners: Set<(change: SpreadsheetChange) => void>;
  /** By e-mail: the tab and the cells a person has selected. */
  selections: Map<string, Selection>;
}

export function openWorkbook(workbook: Workbook): OpenWorkbook {
  return { workbook, listeners: new Set(), selections: new Map() };
}

export function announce(open: OpenWorkbook, change: SpreadsheetChange): void {
  for (const listener of open.listeners) listener(change);
}

/** The tab with that id; a script that kept a deleted tab fails as in Google. */
export function tabOf(open: OpenWorkbook, tabId: number): Tab {
  return open.workbook.tabs.find((tab) => tab.id === tabId) ?? fail(`Sheet ${tabId} not found`);
}

export function rowAt(tab: Tab, row: number): Row {
  let found = tab.rows[row - 1];
  if (!found) {
    // No holes: a sparse array would become slow, and JSON would not keep it.
    while (tab.rows.length < row - 1) tab.rows.push(null);
    found = { values: [], styles: [] };
    tab.rows[row - 1] = found;
  }
  return found;
}

const CELL_LIMIT = 10_000_000;

/** Refuses a change that would give the workbook more than ten million cells. */
export function checkCellCount(open: OpenWorkbook, added: number): void {
  const cells = open.workbook.tabs.reduce((sum, tab) => sum + tab.rowCount * tab.columnCount, 0);
  if (cells + added > CELL_LIMIT) {
    fail(
      `This action would increase the number of cells in the workbook above the limit of ${CELL_LIMIT} cells.`,
    );
  }
}

export function lastFilledRow(tab: Tab): number {
  for (let row = tab.rows.length; row > 0; row--) {
    if (tab.rows[row - 1]?.values.some((value) => value !== null && value !== undefined)) return row;
  }
  return 0;
}

export function lastFilledColumn(tab: Tab): number {
  let last = 0;
  for (const row of tab.rows) {
    if (!row) continue;
    for (let column = row.values.length; column > last; column--) {
      const value = row.values[column - 1];
      if (value !== null && value !== undefined) last = column;
    }
  }
  return last;
}

export function selectionOf(open: OpenWorkbook, email: string): Selection {
  const kept = open.selections.get(email);
  if (kept && open.workbook.tabs.some((tab) => tab.id === kept.tabId)) return kept;
  const first = open.workbook.tabs.find((tab) => !tab.hidden) ?? open.workbook.tabs[0]!;
  return { tabId: first.id, area: { row: 1, column: 1, rows: 1, columns: 1 } };
}

export function select(open: OpenWorkbook, email: string, tabId: number, area?: Area): void {
  const before = open.selections.get(email);
  const kept = before?.tabId === tabId ? before.area : { row: 1, column: 1, rows: 1, columns: 1 };
  open.selections.set(email, { tabId, area: area ?? kept });
}
