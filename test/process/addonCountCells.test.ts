/** Cells of a count's tab while somebody else types, sorts or computes beside them: only those meant are written. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SpreadsheetDocument } from '../../addon/local/host/types.ts';
import { type CountDesk, giveUpCounts, openCount, type Tab, tabOf, wholeCount } from './addonCount.ts';
import { type Hospital, MANAGER, type OpenHospital, openHospital } from './addonHospital.ts';
import type { AddonHost, Seat } from './addonHost.ts';

/** Every other one of them is written: many more separate cells than are written one by one. */
const LOTS = 500;

let hospital: Hospital;
let addon: AddonHost;
let close: OpenHospital['close'] | undefined;
let book: SpreadsheetDocument;
let ines: Seat;
let desk: CountDesk;
let tab: Tab;

beforeAll(async () => {
  ({ hospital, addon, close } = await openHospital());
  const lots = Array.from({ length: LOTS }, (_, at) => `C${at}`);
  await hospital.stock(lots.map((lot) => ({ item: 'LOTS', bin: 'A-01', lot, quantity: 3, unitCost: 1 })));
});
afterAll(() => close?.());
beforeEach(async () => {
  book = addon.open();
  ines = addon.seat(book, MANAGER);
  ines.answering('YES');
  await giveUpCounts(ines);
});

async function count(items: string[]): Promise<void> {
  desk = await openCount(ines, { scope: { items } });
  tab = tabOf(book, MANAGER);
}

/** Does it once, at the first cell that the script changes. */
function meanwhile(work: () => void): void {
  const leave = book.onChange(({ what }) => {
    if (what !== 'cells') return;
    leave();
    work();
  });
}

describe('five hundred lots, of which every other one is written', () => {
  const even = Array.from({ length: LOTS / 2 }, (_, at) => 2 + 2 * at);
  const written = async (quantityAt: (row: number) => number) => {
    const ids = tab.rows().map((row) => Number(row[tab.column('line') - 1]));
    const lines = even.map((row): [number, number] => [ids[row - 1]!, quantityAt(row)]);
    addon.host.resetCalls();
    await ines.good('writeCounted', wholeCount(desk.id), lines);
    const shown = tab.rows();
    expect(even.map((row) => shown[row - 1]![tab.column('counted') - 1])).toEqual(
      even.map((row) => String(quantityAt(row))),
    );
  };
  const edited = (row: number) => book.view(tab.id, row, 1)[0]![tab.column('counted') - 1]!.edit;

  beforeEach(async () => {
    await count(['LOTS']);
    tab.type(3, 'counted', '=1+2');
    tab.type(5, 'counted', "'007");
    tab.type(7, 'counted', '31');
  });

  it('few different figures: what stands between them and what is typed there meanwhile stays', async () => {
    meanwhile(() => tab.type(9, 'counted', '32'));
    await written((row) => row % 8);
    expect([3, 5, 7, 9].map(edited)).toEqual(['=1+2', "'007", '31', '32']);
    expect(Object.values(addon.host.serviceCalls()).reduce((sum, calls) => sum + calls, 0)).toBeLessThan(100);
  });

  it('as many different figures as lines: formulas and texts between them stay what they are', async () => {
    await written((row) => row);
    expect([3, 5, 7].map(edited)).toEqual(['=1+2', "'007", '31']);
    expect(addon.host.serviceCalls()['Range.setValues']).toBeLessThanOrEqual(200);
  });
});

it('a cell is freed from a date by its line: a sort meanwhile spoils no other line’s figure', async () => {
  await count(['SIROP', 'PARA500', 'POMPE']);
  const rows = ['0012', 'L2'].map((lot) => tab.rowOf('lot', lot)) as [number, number];
  const syrup = tab.rowOf('item', 'SIROP');
  tab.type(rows[0], 'counted', '12/11');
  tab.type(syrup, 'counted', '12.5');
  tab.type(rows[1], 'counted', '50');
  tab.type(tab.rowOf('item', 'POMPE'), 'counted', '1');
  meanwhile(() => book.sort(tab.id, tab.column('item'), false));
  await ines.good('readCountSheet', wholeCount(desk.id));
  const figure = (key: 'lot' | 'item', text: string) => tab.cell(tab.rowOf(key, text), 'counted');
  const figures = () => [
    figure('item', 'SIROP'),
    figure('lot', '0012'),
    figure('lot', 'L2'),
    figure('item', 'POMPE'),
  ];
  const year = new Date().getFullYear();
  expect(figures()).toEqual([`12/05/${year}`, `12/11/${year}`, '50', '1']);
  // The next readings free what this one left.
  await ines.good('readCountSheet', wholeCount(desk.id));
  tab.type(tab.rowOf('item', 'SIROP'), 'counted', '12,5');
  tab.type(tab.rowOf('lot', '0012'), 'counted', '12');
  expect(figures()).toEqual(['12,5', '12', '50', '1']);
  expect(await desk.sending.round()).toMatchObject({ sent: 4, problems: [] });
});
