/** The tab of a count as a person sees it: what is in sight at which width, what is hidden, how it sorts. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { SpreadsheetDocument } from '../../addon/local/host/types.ts';
import type { ColumnKey } from '../../addon/server/countColumns.ts';
import { openCount, type Tab, tabOf, wholeCount } from './addonCount.ts';
import { furnish, type Hospital, MANAGER } from './addonHospital.ts';
import { type AddonHost, type Seat, startAddon } from './addonHost.ts';
import { startTestWorker, type TestWorker } from './worker.ts';

/** What is left of 1,280 pixels beside the sidebar, the row numbers and the scroll bar. */
const IN_SIGHT_PX = 1280 - 300 - 60 - 15;
const ALWAYS_SEEN: ColumnKey[] = ['bin', 'item', 'label', 'theoretical', 'counted', 'state', 'note'];

let worker: TestWorker;
let hospital: Hospital;
let addon: AddonHost;
let book: SpreadsheetDocument;
let ines: Seat;

beforeAll(async () => {
  worker = await startTestWorker();
  hospital = await furnish(worker);
  const long = {
    code: 'AMOXICILL-500MG-GELUL',
    label: 'Amoxicilline 500 mg, gélule gastro-résistante',
    unit: 'gélule',
  };
  await hospital.ask(worker.admin, 'PUT', '/v1/items', long);
  await hospital.stock([
    { item: long.code, bin: 'A-01', lot: 'PO218U', expiry: '2027-12-31', quantity: 163, unitCost: 1 },
  ]);
  addon = await startAddon(worker.url, { identityToken: (email) => worker.token(email) });
});
afterAll(async () => {
  await addon?.close();
  await worker?.stop();
});
beforeEach(async () => {
  book = addon.open();
  ines = addon.seat(book, MANAGER);
  ines.answering('YES');
  const { counts } = await ines.good('listCounts', 'PHC', null);
  for (const { id, state } of counts)
    if (state === 'open' || state === 'closed') await ines.good('cancelCount', crypto.randomUUID(), id);
});

const sheetOf = ({ id }: Tab) => book.sheets().find((sheet) => sheet.id === id)!;
const isHidden = (tab: Tab, key: ColumnKey) => sheetOf(tab).hiddenColumns.includes(tab.column(key));

/** The right edge of the last of these columns, in pixels, hidden ones left out. */
function edgeOf(tab: Tab, keys: readonly ColumnKey[]): number {
  const { hiddenColumns, columnWidths } = sheetOf(tab);
  const last = Math.max(...keys.map((key) => tab.column(key)));
  let edge = 0;
  for (let column = 1; column <= last; column += 1)
    if (!hiddenColumns.includes(column)) edge += columnWidths[column] ?? Number.NaN;
  return edge;
}

it('shows at 1,280 pixels beside the sidebar whatever one types by: bin, code, label, both figures, state and note', async () => {
  // Lots and serial numbers on one tab: no count has more columns.
  await openCount(ines, 'Inès Morel');
  const tab = tabOf(book, MANAGER);
  expect(edgeOf(tab, ALWAYS_SEEN)).toBeLessThanOrEqual(IN_SIGHT_PX);
  const width = (key: ColumnKey) => sheetOf(tab).columnWidths[tab.column(key)]!;
  // The longest code stands there whole.
  expect(width('item')).toBeGreaterThan(170);
  expect(width('label')).toBeGreaterThanOrEqual(130);
});

it('shows a device’s serial number beside its label, where nothing has a lot', async () => {
  await openCount(ines, 'Inès Morel', { scope: { items: ['POMPE'] } });
  const tab = tabOf(book, MANAGER);
  expect(tab.column('serial')).toBeLessThan(tab.column('theoretical'));
  expect(edgeOf(tab, [...ALWAYS_SEEN, 'serial'])).toBeLessThanOrEqual(IN_SIGHT_PX);
});

it('gives a label its room where no column beside it needs it', async () => {
  await openCount(ines, 'Inès Morel', { scope: { items: ['AMOXICILL-500MG-GELUL'] } });
  const tab = tabOf(book, MANAGER);
  expect(edgeOf(tab, ALWAYS_SEEN)).toBeLessThanOrEqual(IN_SIGHT_PX);
  expect(sheetOf(tab).columnWidths[tab.column('label')]).toBeGreaterThan(180);
});

it('hides lot, expiry, serial number and supplier where no line has one, and shows each as soon as a line does', async () => {
  const { id } = await openCount(ines, 'Inès Morel', { scope: { items: ['SIROP'] } });
  const blank = ['lot', 'expiry', 'serial', 'supplier'] as const;
  const tab = tabOf(book, MANAGER);
  expect(blank.map((key) => isHidden(tab, key))).toEqual([true, true, true, true]);
  const add = (more: object) =>
    ines.good('addCountLine', crypto.randomUUID(), wholeCount(id), { item: 'SIROP', bin: 'A-01', ...more });
  await add({ lot: 'N1' });
  expect(blank.map((key) => isHidden(tab, key))).toEqual([false, true, true, true]);
  expect(sheetOf(tab).columnWidths[tab.column('lot')]).toBeGreaterThanOrEqual(60);
  await add({ lot: 'N2', expiry: '2031-05-31' });
  expect(blank.map((key) => isHidden(tab, key))).toEqual([false, false, true, true]);
  // Made again from the service it shows the same.
  await ines.good('repairCountSheet', wholeCount(id), false);
  const made = tabOf(book, MANAGER);
  expect(blank.map((key) => isHidden(made, key))).toEqual([false, false, true, true]);
});

it('leaves a column that somebody narrowed as it is, when a line joins', async () => {
  const { id } = await openCount(ines, 'Inès Morel', { scope: { items: ['PARA500'] } });
  const tab = tabOf(book, MANAGER);
  const before = sheetOf(tab).columnWidths;
  await ines.good('addCountLine', crypto.randomUUID(), wholeCount(id), {
    item: 'PARA500',
    bin: 'A-01',
    lot: 'N9',
  });
  expect(sheetOf(tab).columnWidths).toEqual(before);
});

it('sorts expiries by the calendar, and shows them as the reader writes a date', async () => {
  await openCount(ines, 'Inès Morel', { scope: { items: ['PARA500', 'AMOXICILL-500MG-GELUL'] } });
  const tab = tabOf(book, MANAGER);
  book.sort(tab.id, tab.column('expiry'), true);
  expect([2, 3, 4].map((row) => tab.cell(row, 'expiry'))).toEqual(['31/12/2027', '30/06/2030', '31/01/2031']);
  expect(book.view(tab.id, 2, 1)[0]![tab.column('expiry') - 1]).toMatchObject({ kind: 'date' });
});
