import type { Execution } from '../execution.ts';
import type { Area } from '../model/area.ts';
import { fail } from '../model/failure.ts';
import { applyFilter } from '../model/filtering.ts';
import { announce, tabOf } from '../model/open-workbook.ts';
import { mayEdit } from '../model/protecting.ts';
import { nextId } from '../model/tabs.ts';
import type {
  FilterCriteriaSpec,
  FilterState,
  FormatRule,
  Metadata,
  ProtectedArea,
  Tab,
} from '../model/workbook.ts';

function filterOf(tab: Tab): FilterState {
  return tab.filter ?? fail('The filter does not exist.');
}

function protectionOf(tab: Tab, id: number): ProtectedArea {
  return tab.protections.find((protection) => protection.id === id) ?? fail('The protection does not exist.');
}

function metadataOf({ open }: Execution, id: number): Metadata {
  return (
    open.workbook.metadata.find((entry) => entry.id === id) ?? fail('The developer metadata does not exist.')
  );
}

const layoutChanged = (run: Execution, tabId: number) =>
  announce(run.open, { what: 'layout', sheetId: tabId });

/** What filters, protections, conditional formats and developer metadata ask of the model. */
export const sheetPartCalls = {
  filterArea: ({ open }: Execution, tabId: number) => tabOf(open, tabId).filter?.area ?? null,
  createFilter(run: Execution, tabId: number, area: Area) {
    const tab = tabOf(run.open, tabId);
    if (tab.filter) fail("You can't create a filter in a sheet that already has a filter.");
    tab.filter = { area, criteria: {} };
    layoutChanged(run, tabId);
  },
  removeFilter(run: Execution, tabId: number) {
    tabOf(run.open, tabId).filter = null;
    applyFilter(run.open, tabOf(run.open, tabId));
  },
  filterCriteria: ({ open }: Execution, tabId: number, column: number) =>
    filterOf(tabOf(open, tabId)).criteria[column] ?? null,
  setFilterCriteria(run: Execution, tabId: number, column: number, criteria: FilterCriteriaSpec | null) {
    const tab = tabOf(run.open, tabId);
    const filter = filterOf(tab);
    if (column < filter.area.column || column >= filter.area.column + filter.area.columns) {
      fail('The column is outside the range of the filter.');
    }
    if (criteria) filter.criteria[column] = criteria;
    else delete filter.criteria[column];
    applyFilter(run.open, tab);
  },

  protections: ({ open }: Execution, tabId: number, kind: string) =>
    tabOf(open, tabId)
      .protections.filter((protection) => protection.kind === kind)
      .map((protection) => protection.id),
  protection(run: Execution, tabId: number, id: number) {
    const tab = tabOf(run.open, tabId);
    const protection = protectionOf(tab, id);
    const whole = { row: 1, column: 1, rows: tab.rowCount, columns: tab.columnCount };
    const area = protection.kind === 'SHEET' ? whole : protection.area;
    return { ...protection, area, mayEdit: mayEdit(protection, run.email) };
  },
  protect(run: Execution, tabId: number, kind: ProtectedArea['kind'], area: Area) {
    const tab = tabOf(run.open, tabId);
    // A sheet has one protection; asking again gives the same one back.
    const same =
      kind === 'SHEET' ? tab.protections.find((protection) => protection.kind === kind) : undefined;
    if (same) return same.id;
    const id = nextId(run.open.workbook);
    tab.protections.push({
      id,
      kind,
      area,
      description: '',
      warningOnly: false,
      unprotected: [],
      editors: [run.email],
    });
    layoutChanged(run, tabId);
    return id;
  },
  changeProtection(
    run: Execution,
    tabId: number,
    id: number,
    change: Partial<Pick<ProtectedArea, 'description' | 'warningOnly' | 'unprotected' | 'editors' | 'area'>>,
  ) {
    const protection = protectionOf(tabOf(run.open, tabId), id);
    if (!mayEdit(protection, run.email)) fail('You do not have permission to edit this protection.');
    // Whoever protects can never lock himself out.
    const editors = change.editors && [...new Set([run.email, ...change.editors])];
    Object.assign(protection, change, editors ? { editors } : {});
    layoutChanged(run, tabId);
  },
  removeProtection(run: Execution, tabId: number, id: number) {
    const tab = tabOf(run.open, tabId);
    const protection = protectionOf(tab, id);
    if (!mayEdit(protection, run.email)) fail('You do not have permission to edit this protection.');
    tab.protections = tab.protections.filter((other) => other !== protection);
    layoutChanged(run, tabId);
  },

  formatRules: ({ open }: Execution, tabId: number) => tabOf(open, tabId).formatRules,
  setFormatRules(run: Execution, tabId: number, rules: FormatRule[]) {
    const tab = tabOf(run.open, tabId);
    tab.formatRules = rules;
    announce(run.open, { what: 'cells', sheetId: tabId, firstRow: 1, lastRow: tab.rowCount });
  },

  /** Entries of one place: a tab, or (null) the spreadsheet itself. */
  metadataAt: ({ open }: Execution, tabId: number | null) =>
    open.workbook.metadata.filter((entry) => (entry.tabId ?? null) === tabId),
  /** Entries in a place and all places inside it. */
  metadataIn: ({ open }: Execution, tabId: number | null) =>
    open.workbook.metadata.filter((entry) => tabId === null || entry.tabId === tabId),
  metadata: (run: Execution, id: number) => metadataOf(run, id),
  addMetadata({ open }: Execution, entry: Omit<Metadata, 'id'>) {
    if (entry.tabId !== undefined) tabOf(open, entry.tabId);
    const id = nextId(open.workbook);
    open.workbook.metadata.push({ id, ...entry });
    return id;
  },
  changeMetadata: (
    run: Execution,
    id: number,
    change: Partial<Pick<Metadata, 'key' | 'value' | 'visibility'>>,
  ) => {
    Object.assign(metadataOf(run, id), change);
  },
  removeMetadata(run: Execution, id: number) {
    const gone = metadataOf(run, id);
    run.open.workbook.metadata = run.open.workbook.metadata.filter((entry) => entry !== gone);
  },
};
