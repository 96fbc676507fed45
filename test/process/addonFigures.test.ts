/** Figures pasted into a count, through the real bundle: recorded, and shown in their cells, the sheet left as it is (E48). */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SpreadsheetDocument } from '../../addon/local/host/types.ts';
import { openCount, sendingOf, tabOf, wholeCount } from './addonCount.ts';
import { CLERK, type Hospital, MANAGER, type OpenHospital, openHospital } from './addonHospital.ts';
import type { AddonHost, Seat } from './addonHost.ts';

let hospital: Hospital;
let addon: AddonHost;
let close: OpenHospital['close'] | undefined;
let book: SpreadsheetDocument;
let ines: Seat;
let luc: Seat;

beforeAll(async () => {
  ({ hospital, addon, close } = await openHospital());
  book = addon.open();
  [ines, luc] = [addon.seat(book, MANAGER), addon.seat(book, CLERK)];
});
afterAll(() => close?.());

it('they stand in their cells at once: the tab is the same, sorted and filtered as it was, with all that is typed', async () => {
  const desk = await openCount(ines);
  const sheet = tabOf(book, MANAGER);
  sheet.type(sheet.rowOf('item', 'SIROP'), 'counted', 'dix');
  sheet.type(sheet.rowOf('lot', '0012'), 'note', 'boîte ouverte');
  book.sort(sheet.id, 6, false);
  await luc.good('filterCountSheet', wholeCount(desk.id), { item: 'PARA500' });
  const before = sheet.rows();
  const rows = [
    { item: 'PARA500', lot: '0012', bin: 'A-01', quantity: 98 },
    { item: 'POMPE', serial: '00045678901234567890', bin: 'A-01', quantity: 1 },
  ];
  const key = crypto.randomUUID();
  for (let press = 0; press < 2; press += 1) {
    const { result } = await luc.good('importCountFigures', key, wholeCount(desk.id), { rows });
    expect(result).toMatchObject({ saved: 2, counted: 2, expired: { rows: 0, lots: [] } });
  }
  const after = tabOf(book, MANAGER);
  expect(after.id).toBe(sheet.id);
  const expected = before.map((row) => [...row]);
  const column = before[0]!.indexOf('Compté');
  expected[after.rowOf('lot', '0012') - 1]![column] = '98';
  expected[after.rowOf('item', 'POMPE') - 1]![column] = '1';
  expect(after.rows()).toEqual(expected);
  // The panel that was open on it takes them for what they are: recorded already.
  expect(await desk.sending.round()).toMatchObject({
    held: [],
    refused: [],
    problems: [{ line: expect.anything() }],
  });
  const row = after.rowOf('lot', '0012');
  expect(tabOf(book, MANAGER).cell(row, 'state')).toBe('enregistré : 98');
  await ines.good('cancelCount', crypto.randomUUID(), desk.id);
});

it('what was typed and not sent stays in its cell, and a person chooses between the two', async () => {
  const place = { depot: 'PHC', bin: 'A-02' };
  await hospital.ask(hospital.worker.admin, 'PUT', '/v1/bins', {
    depot: place.depot,
    code: place.bin,
  });
  await hospital.ask(hospital.worker.admin, 'POST', '/v1/documents', {
    ...{ id: crypto.randomUUID(), type: 'entry-opening', depot: place.depot },
    lines: [{ item: 'SIROP', bin: place.bin, quantity: 12, unitCost: 4 }],
  });
  const desk = await openCount(ines, { name: 'Relevés', scope: { bins: [place.bin] } });
  const sheet = tabOf(book, MANAGER, 'Relevés');
  sheet.type(2, 'counted', '7');
  const rows = [{ item: 'SIROP', bin: place.bin, quantity: 5 }];
  await ines.good('importCountFigures', crypto.randomUUID(), wholeCount(desk.id), { rows });
  expect(sheet.cell(2, 'counted')).toBe('7');
  const resumed = await ines.good('resumeCountSheet', wholeCount(desk.id));
  const sending = sendingOf(ines, resumed, wholeCount(desk.id), true);
  expect(await sending.round()).toMatchObject({ sent: 0, held: [{ mine: 7, theirs: 5, row: 2 }] });
  expect(await ines.good('resumeCountSheet', wholeCount(desk.id))).toMatchObject({ known: [{ 1: 5 }] });
});

it('what stands in a cell and is no figure for its line makes way: the sheet shows what is recorded', async () => {
  const desk = await openCount(ines, { name: 'Textes', scope: { bins: ['A-01'] } });
  const sheet = tabOf(book, MANAGER, 'Textes');
  const [lot, other, pump] = [
    sheet.rowOf('lot', '0012'),
    sheet.rowOf('lot', 'L2'),
    sheet.rowOf('item', 'POMPE'),
  ];
  sheet.type(lot, 'counted', 'abc');
  // A French sheet takes it for a day of this year.
  sheet.type(other, 'counted', '12.5');
  // Whole pieces only.
  sheet.type(pump, 'counted', '0,5');
  const rows = [
    { item: 'PARA500', lot: '0012', bin: 'A-01', quantity: 577 },
    { item: 'PARA500', lot: 'L2', bin: 'A-01', quantity: 48 },
    { item: 'POMPE', serial: '00045678901234567890', quantity: 1 },
  ];
  await ines.good('importCountFigures', crypto.randomUUID(), wholeCount(desk.id), { rows });
  expect([lot, other, pump].map((row) => sheet.cell(row, 'counted'))).toEqual(['577', '48', '1']);
  const resumed = await ines.good('resumeCountSheet', wholeCount(desk.id));
  const sending = sendingOf(ines, resumed, wholeCount(desk.id), true);
  expect(await sending.round()).toMatchObject({ ok: true, sent: 0, held: [], problems: [], counted: 3 });
  await ines.good('cancelCount', crypto.randomUUID(), desk.id);
});
