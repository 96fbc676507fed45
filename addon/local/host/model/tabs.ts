import { fail } from './failure.ts';
import { announce, checkCellCount, type OpenWorkbook } from './open-workbook.ts';
import { newTab, type Tab, type Workbook } from './workbook.ts';

export function nextId(workbook: Workbook): number {
  workbook.lastId += 1;
  return workbook.lastId;
}

/** Tab ids look like Google's: large, and not in any order. */
function nextTabId(workbook: Workbook): number {
  return 1_000_003 + ((nextId(workbook) * 7_919_317) % 1_999_999_943);
}

function checkName(workbook: Workbook, name: string, own?: number): void {
  if (!name.trim()) fail("You can't leave the sheet name empty.");
  if (workbook.tabs.some((tab) => tab.id !== own && tab.name.toLowerCase() === name.toLowerCase())) {
    fail(`A sheet with the name "${name}" already exists. Please enter another name.`);
  }
}

function freeName(workbook: Workbook, wanted: (number: number) => string): string {
  const taken = new Set(workbook.tabs.map((tab) => tab.name.toLowerCase()));
  for (let number = 1; ; number++) {
    const name = wanted(number);
    if (!taken.has(name.toLowerCase())) return name;
  }
}

/** Adds an empty tab; without a name it takes the next free «Feuille N». `index` counts from 0. */
export function addTab(open: OpenWorkbook, name?: string, index?: number): Tab {
  const { workbook } = open;
  const word = workbook.locale === 'fr_FR' ? 'Feuille ' : 'Sheet';
  const chosen = name ?? freeName(workbook, (number) => `${word}${workbook.tabs.length + number}`);
  checkName(workbook, chosen);
  const tab = newTab(nextTabId(workbook), chosen);
  checkCellCount(open, tab.rowCount * tab.columnCount);
  workbook.tabs.splice(index ?? workbook.tabs.length, 0, tab);
  announce(open, { what: 'sheets' });
  return tab;
}

/** Duplicates a tab. Google copies its developer metadata too, so a copy looks like the original to a finder. */
export function copyTab(open: OpenWorkbook, source: Tab, name?: string, index?: number): Tab {
  const { workbook } = open;
  checkCellCount(open, source.rowCount * source.columnCount);
  const french = workbook.locale === 'fr_FR';
  const chosen =
    name ??
    freeName(workbook, (number) => {
      const again = number > 1 ? ` ${number}` : '';
      return french ? `Copie de ${source.name}${again}` : `Copy of ${source.name}${again}`;
    });
  checkName(workbook, chosen);
  const tab: Tab = { ...structuredClone(source), id: nextTabId(workbook), name: chosen, hidden: false };
  for (const protection of tab.protections) protection.id = nextId(workbook);
  workbook.tabs.splice(index ?? workbook.tabs.indexOf(source) + 1, 0, tab);
  const copies = workbook.metadata
    .filter((entry) => entry.tabId === source.id)
    .map((entry) => ({ ...entry, id: nextId(workbook), tabId: tab.id }));
  workbook.metadata.push(...copies);
  announce(open, { what: 'sheets' });
  return tab;
}

export function deleteTab(open: OpenWorkbook, tab: Tab): void {
  const { workbook } = open;
  const visible = workbook.tabs.filter((other) => other !== tab && !other.hidden);
  if (visible.length === 0) fail("You can't remove all the visible sheets in a document.");
  workbook.tabs = workbook.tabs.filter((other) => other !== tab);
  workbook.metadata = workbook.metadata.filter((entry) => entry.tabId !== tab.id);
  announce(open, { what: 'sheets' });
}

export function renameTab(open: OpenWorkbook, tab: Tab, name: string): void {
  checkName(open.workbook, name, tab.id);
  tab.name = name;
  announce(open, { what: 'sheets' });
}

export function moveTab(open: OpenWorkbook, tab: Tab, index: number): void {
  const { tabs } = open.workbook;
  if (index < 0 || index >= tabs.length) fail('The sheet position is out of bounds.');
  tabs.splice(tabs.indexOf(tab), 1);
  tabs.splice(index, 0, tab);
  announce(open, { what: 'sheets' });
}

export function hideTab(open: OpenWorkbook, tab: Tab, hidden: boolean): void {
  if (hidden && !open.workbook.tabs.some((other) => other !== tab && !other.hidden)) {
    fail("You can't hide all the sheets in a document.");
  }
  tab.hidden = hidden;
  announce(open, { what: 'sheets' });
}
