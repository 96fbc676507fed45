import type { HostState } from './execution.ts';
import { openWorkbook } from './model/open-workbook.ts';
import type { Row, Workbook } from './model/workbook.ts';

/** What `save()` gives: plain JSON. A later form gets another `version`. */
interface SavedHost {
  version: 1;
  workbooks: Workbook[];
  properties: [store: string, entries: [key: string, value: string][]][];
  cache: [store: string, entries: [key: string, entry: { value: string; until: number }][]][];
}

/** Empty cells at the end of rows, and empty rows at the end of tabs, are not worth keeping. */
function trimmed(row: Row | null): Row | null {
  if (!row) return null;
  const end = <T>(cells: T[], isEmpty: (cell: T) => boolean) => {
    let length = cells.length;
    while (length > 0 && isEmpty(cells[length - 1]!)) length -= 1;
    return cells.slice(0, length);
  };
  return {
    ...row,
    values: end(row.values, (value) => value === null),
    styles: end(row.styles, (style) => style === 0),
  };
}

export function saved({ workbooks, stores }: HostState): SavedHost {
  const plain: SavedHost = {
    version: 1,
    workbooks: [...workbooks.values()].map(({ workbook }) => ({
      ...workbook,
      tabs: workbook.tabs.map((tab) => ({ ...tab, rows: tab.rows.map(trimmed) })),
    })),
    properties: [...stores.properties].map(([store, entries]) => [store, [...entries]]),
    cache: [...stores.cache].map(([store, entries]) => [store, [...entries]]),
  };
  return structuredClone(plain);
}

/** Puts saved documents and stores in place of those of the same name. Throws where `from` is nothing saved here. */
export function restore(state: HostState, from: unknown): void {
  const { version, workbooks, properties, cache } = structuredClone(from) as SavedHost;
  if (version !== 1) throw new Error('This is no saved state of the local Sheets host');
  for (const workbook of workbooks) state.workbooks.set(workbook.id, openWorkbook(workbook));
  for (const [store, entries] of properties) state.stores.properties.set(store, new Map(entries));
  for (const [store, entries] of cache) state.stores.cache.set(store, new Map(entries));
}
