/** The tab of a count as a person sees it: what is in sight at which width, what is hidden, how it sorts. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { SpreadsheetDocument } from '../../addon/local/host/types.ts';
import type { ColumnKey } from '../../addon/server/countColumns.ts';
import { giveUpCounts, openCount, type Tab, tabOf, wholeCount } from './addonCount.ts';
import { type Hospital, MANAGER, type OpenHospital, openHospital } from './addonHospital.ts';
import type { AddonHost, Seat } from './addonHost.ts';

/** What is left of 1,280 pixels beside the sidebar, the row numbers and the scroll bar. */
const IN_SIGHT_PX = 1280 - 300 - 60 - 15;
const ALWAYS_SEEN: ColumnKey[] = ['bin', 'item', 'label', 'theoretical', 'counted', 'state', 'note'];

let hospital: Hospital;
let addon: AddonHost;
let close: OpenHospital['close'] | undefined;
let book: SpreadsheetDocument;
let ines: Seat;

beforeAll(async () => {
  ({ hospital, addon, close } = await openHospital());
  const long = {
    code: 'AMOXICILL-500MG-GELUL',
    label: 'Amoxicilline 500 mg, gélule gastro-résistante',
    unit: 'gélule',
  };
  await hospital.ask(hospital.worker.admin, 'PUT', '/v1/items', long);
  await hospital.stock([
    { item: long.code, bin: 'A-01', lot: 'PO218U', expiry: '2027-12-31', quantity: 163, unitCost: 1 },
  ]);
});
afterAll(() => close?.());
beforeEach(async () => {
  book = addon.open();
  ines = addon.seat(book, MANAGER);
  ines.answering('YES');
  await giveUpCounts(ines);
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
  await openCount(ines);
  const tab = tabOf(book, MANAGER);
  expect(edgeOf(tab, ALWAYS_SEEN)).toBeLessThanOrEqual(IN_SIGHT_PX);
  const width = (key: ColumnKey) => sheetOf(tab).columnWidths[tab.column(key)]!;
  // The longest code stands there whole.
  expect(width('item')).toBeGreaterThan(170);
  expect(width('label')).toBeGreaterThanOrEqual(130);
});

it('shows a device’s serial number beside its label, where nothing has a lot', async () => {
  await openCount(ines, { scope: { items: ['POMPE'] } });
  const tab = tabOf(book, MANAGER);
  expect(tab.column('serial')).toBeLessThan(tab.column('theoretical'));
  expect(edgeOf(tab, [...ALWAYS_SEEN, 'serial'])).toBeLessThanOrEqual(IN_SIGHT_PX);
});

it('gives a label its room where no column beside it needs it', async () => {
  await openCount(ines, { scope: { items: ['AMOXICILL-500MG-GELUL'] } });
  const tab = tabOf(book, MANAGER);
  expect(edgeOf(tab, ALWAYS_SEEN)).toBeLessThanOrEqual(IN_SIGHT_PX);
  expect(sheetOf(tab).columnWidths[tab.column('label')]).toBeGreaterThan(180);
});

it('hides lot, expiry, serial number and supplier where no line has one, and shows each as soon as a line does', async () => {
  const { id } = await openCount(ines, { scope: { items: ['SIROP'] } });
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
  const { id } = await openCount(ines, { scope: { items: ['PARA500'] } });
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
  await openCount(ines, { scope: { items: ['PARA500', 'AMOXICILL-500MG-GELUL'] } });
  const tab = tabOf(book, MANAGER);
  book.sort(tab.id, tab.column('expiry'), true);
  expect([2, 3, 4].map((row) => tab.cell(row, 'expiry'))).toEqual(['31/12/2027', '30/06/2030', '31/01/2031']);
  expect(book.view(tab.id, 2, 1)[0]![tab.column('expiry') - 1]).toMatchObject({ kind: 'date' });
});

const state = (tab: Tab, row: number) => [
  tab.cell(row, 'state'),
  book.view(tab.id, row, 1)[0]![tab.column('state') - 1]?.background,
];

it('marks whatever is refused in one way, its sentence on red beside the figure, and says what to type', async () => {
  const { sending } = await openCount(ines);
  const tab = tabOf(book, MANAGER);
  const typed = { SIROP: '-1', PARA500: 'douze', POMPE: '2', 'AMOXICILL-500MG-GELUL': '2,5' };
  const rows = Object.entries(typed).map(([item, text]) => {
    const row = tab.rowOf('item', item);
    tab.type(row, 'counted', text);
    return row;
  });
  await sending.round();
  expect(rows.map((row) => state(tab, row))).toEqual([
    ['-1 est négatif : tapez 0 ou plus', '#fce8e6'],
    ['«douze» n’est pas un nombre : tapez des chiffres', '#fce8e6'],
    [expect.stringContaining('la quantité d’un numéro de série est 1'), '#fce8e6'],
    ['2,5 : tapez un nombre entier, cette unité ne se divise pas', '#fce8e6'],
  ]);
  // No second mark that some of them have and others have not.
  expect(rows.map((row) => book.view(tab.id, row, 1)[0]!.filter(({ warning }) => warning))).toEqual([
    [],
    [],
    [],
    [],
  ]);
});

it('hints calmly at a figure far from what is expected, which is recorded all the same', async () => {
  const { id, sending } = await openCount(ines, { scope: { items: ['PARA500'] } });
  const tab = tabOf(book, MANAGER);
  const [slipped, usual] = [tab.rowOf('lot', '0012'), tab.rowOf('lot', 'L2')];
  tab.type(slipped, 'counted', '10');
  tab.type(usual, 'counted', '49');
  const sent = { ok: true, sent: 2, problems: [], refused: [], counted: 2 };
  addon.host.resetCalls();
  expect(await sending.round()).toMatchObject(sent);
  const calls = addon.host.serviceCalls();
  expect(state(tab, slipped)).toEqual(['écart de -90 : à vérifier ; enregistré : 10', '#e8f0fe']);
  expect(state(tab, usual)).toEqual(['enregistré : 49', '#e6f4ea']);
  // Made again, the tab says the same.
  await ines.good('repairCountSheet', wholeCount(id), false);
  expect(state(tabOf(book, MANAGER), slipped)[0]).toBe('écart de -90 : à vérifier ; enregistré : 10');
  // Nothing more is asked of the sheet or the service for it.
  const made = tabOf(book, MANAGER);
  made.type(slipped, 'counted', '99');
  made.type(usual, 'counted', '50');
  addon.host.resetCalls();
  expect(await sending.round()).toMatchObject(sent);
  expect(addon.host.serviceCalls()).toEqual(calls);
  expect(state(made, slipped)).toEqual(['enregistré : 99', '#e6f4ea']);
});

it('hints at every figure beyond the tolerance of the count, and at none of a blind one', async () => {
  const wide = await openCount(ines, { scope: { items: ['SIROP'] }, tolerance: { quantity: 2 } });
  const tab = tabOf(book, MANAGER);
  tab.type(2, 'counted', '8');
  await wide.sending.round();
  expect(state(tab, 2)[0]).toBe('écart de -2,5 : à vérifier ; enregistré : 8');
  await ines.good('cancelCount', crypto.randomUUID(), wide.id);
  const blind = await openCount(ines, {
    name: 'Aveugle',
    scope: { items: ['SIROP'] },
    tolerance: { quantity: 2 },
    blind: true,
  });
  const dark = tabOf(book, MANAGER, 'Aveugle');
  dark.type(2, 'counted', '8');
  await blind.sending.round();
  expect(state(dark, 2)[0]).toBe('enregistré : 8');
});
