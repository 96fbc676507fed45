import type { Execution } from '../execution.ts';
import { type Area, areaOfA1, intersects, lastColumn, lastRow } from '../model/area.ts';
import {
  type Clearing,
  checkDimensions,
  clearArea,
  contentAt,
  eachCell,
  readValues,
  restyle,
  restyleEach,
  shownAt,
  styleAt,
  type Wire,
  writeValues,
} from '../model/cells.ts';
import { fail } from '../model/failure.ts';
import { applyFilter } from '../model/filtering.ts';
import { announce, rowAt, tabOf } from '../model/open-workbook.ts';
import { barrier, checkScriptMayEdit } from '../model/protecting.ts';
import { type SortKey, sortArea } from '../model/sorting.ts';
import type { Style, Tab } from '../model/workbook.ts';

function checkInside(tab: Tab, area: Area): void {
  if (area.row < 1) fail('The starting row of the range is too small.');
  if (area.column < 1) fail('The starting column of the range is too small.');
  if (area.rows < 1) fail('The number of rows in the range must be at least 1.');
  if (area.columns < 1) fail('The number of columns in the range must be at least 1.');
  if (lastRow(area) > tab.rowCount || lastColumn(area) > tab.columnCount) {
    fail('The coordinates of the range are outside the dimensions of the sheet.');
  }
}

/** The tab, when the area lies in it and this person may edit all of it. */
function editable(run: Execution, tabId: number, area: Area): Tab {
  const tab = readable(run, tabId, area);
  checkScriptMayEdit(tab, area, run.email);
  return tab;
}

function readable(run: Execution, tabId: number, area: Area): Tab {
  const tab = tabOf(run.open, tabId);
  checkInside(tab, area);
  return tab;
}

/** What Range asks of the model. */
export const rangeCalls = {
  /** Checks an area, or finds the one that A1 notation names. */
  area({ open }: Execution, tabId: number, wanted: Area | string): Area {
    const tab = tabOf(open, tabId);
    const area = typeof wanted === 'string' ? areaOfA1(wanted, tab.rowCount, tab.columnCount) : wanted;
    if (!area) return fail('Range not found');
    checkInside(tab, area);
    return area;
  },
  values: (run: Execution, tabId: number, area: Area) =>
    readValues(run.open.workbook, readable(run, tabId, area), area),
  shown(run: Execution, tabId: number, area: Area) {
    const tab = readable(run, tabId, area);
    return eachCell(area, (row, column) => shownAt(run.open.workbook, tab, row, column));
  },
  formulas(run: Execution, tabId: number, area: Area) {
    const tab = readable(run, tabId, area);
    return eachCell(area, (row, column) => {
      const content = contentAt(tab, row, column);
      return content !== null && typeof content === 'object' && 'formula' in content ? content.formula : '';
    });
  },
  styles<K extends keyof Style>(run: Execution, tabId: number, area: Area, key: K): (Style[K] | null)[][] {
    const tab = readable(run, tabId, area);
    return eachCell(area, (row, column) => styleAt(run.open.workbook, tab, row, column)[key] ?? null);
  },
  notes(run: Execution, tabId: number, area: Area) {
    const tab = readable(run, tabId, area);
    return eachCell(area, (row, column) => tab.rows[row - 1]?.notes?.[column] ?? '');
  },
  write: (run: Execution, tabId: number, area: Area, values: Wire[][]) =>
    writeValues(run.open, editable(run, tabId, area), area, values),
  /** One value for every cell. */
  fill(run: Execution, tabId: number, area: Area, value: Wire) {
    const tab = editable(run, tabId, area);
    writeValues(
      run.open,
      tab,
      area,
      eachCell(area, () => value),
    );
  },
  writeFormulas(run: Execution, tabId: number, area: Area, formulas: string[][]) {
    const texts = formulas.map((cells) =>
      cells.map((text) => (!text || text.startsWith('=') ? text : `=${text}`)),
    );
    writeValues(run.open, editable(run, tabId, area), area, texts);
  },
  /** A null takes the property away. */
  restyle(run: Execution, tabId: number, area: Area, change: Record<string, unknown>) {
    const plain = Object.entries(change).map(([key, value]) => [key, value ?? undefined]);
    restyle(run.open, editable(run, tabId, area), area, Object.fromEntries(plain) as Partial<Style>);
  },
  restyleEach<K extends keyof Style>(
    run: Execution,
    tabId: number,
    area: Area,
    key: K,
    block: (Style[K] | null)[][],
  ) {
    const plain = block.map((cells) => cells.map((value) => value ?? undefined));
    restyleEach(run.open, editable(run, tabId, area), area, key, plain);
  },
  setNotes(run: Execution, tabId: number, area: Area, notes: (string | null)[][]) {
    const tab = editable(run, tabId, area);
    checkDimensions(area, notes);
    for (const [at, cells] of notes.entries()) {
      const row = rowAt(tab, area.row + at);
      for (const [across, note] of cells.entries()) {
        if (note) row.notes = { ...row.notes, [area.column + across]: note };
        else delete row.notes?.[area.column + across];
      }
    }
    announce(run.open, { what: 'cells', sheetId: tabId, firstRow: area.row, lastRow: lastRow(area) });
  },
  clear: (run: Execution, tabId: number, area: Area, what: Clearing) =>
    clearArea(run.open, editable(run, tabId, area), area, what),
  /** Everything a tab holds, with its conditional formats where formats go. */
  clearTab(run: Execution, tabId: number, what: Clearing) {
    const tab = tabOf(run.open, tabId);
    const area = { row: 1, column: 1, rows: tab.rowCount, columns: tab.columnCount };
    checkScriptMayEdit(tab, area, run.email);
    if (what.formats) tab.formatRules = [];
    clearArea(run.open, tab, area, what);
  },
  merge(run: Execution, tabId: number, area: Area) {
    const tab = editable(run, tabId, area);
    tab.merges = [...tab.merges.filter((other) => !intersects(other, area)), area];
    const kept = contentAt(tab, area.row, area.column);
    clearArea(run.open, tab, area, { contents: true });
    if (kept !== null) rowAt(tab, area.row).values[area.column - 1] = kept;
    announce(run.open, { what: 'layout', sheetId: tabId });
  },
  unmerge(run: Execution, tabId: number, area: Area) {
    const tab = editable(run, tabId, area);
    tab.merges = tab.merges.filter((other) => !intersects(other, area));
    announce(run.open, { what: 'layout', sheetId: tabId });
  },
  sort(run: Execution, tabId: number, area: Area, keys: SortKey[]) {
    const tab = editable(run, tabId, area);
    sortArea(run.open, tab, area, keys);
    if (tab.filter) applyFilter(run.open, tab);
  },
  mayEdit: (run: Execution, tabId: number, area: Area) =>
    !barrier(readable(run, tabId, area), area, run.email),
};
