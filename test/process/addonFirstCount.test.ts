/** Whose the figures of a first count are, through the real bundle: who opens its sheet after another is asked (B2, Q21). */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { SpreadsheetDocument } from '../../addon/local/host/types.ts';
import type { CountTab } from '../../addon/server/calls/countSheet.ts';
import type { CountLines } from '../../shared/contract/counts.ts';
import { giveUpCounts, openCount, resumeTab, type Tab, tabOf, wholeCount } from './addonCount.ts';
import { CLERK, type Hospital, MANAGER, type OpenHospital, openHospital } from './addonHospital.ts';
import type { AddonHost, Seat } from './addonHost.ts';

const SERIAL = '00045678901234567890';
const OTHER = 'nora.blin@tilleuls.example';

let hospital: Hospital;
let addon: AddonHost;
let close: OpenHospital['close'] | undefined;
let book: SpreadsheetDocument;
let ines: Seat;
let luc: Seat;
let nora: Seat;
let tab: CountTab;
let shelves: Tab;

beforeAll(async () => {
  ({ hospital, addon, close } = await openHospital());
  const rights = [{ depot: 'PHC', role: 'clerk' }];
  await hospital.ask(hospital.worker.admin, 'PUT', '/v1/people', { email: OTHER, name: 'Nora Blin', rights });
});
afterAll(() => close?.());

/** Inès opens the count, Luc opens its sheet after her. */
beforeEach(async () => {
  book = addon.open();
  [ines, luc, nora] = [MANAGER, CLERK, OTHER].map((email) => addon.seat(book, email)) as [Seat, Seat, Seat];
  ines.answering('YES');
  await giveUpCounts(ines);
  tab = wholeCount((await openCount(ines)).id);
  shelves = tabOf(book, MANAGER);
});

const type = (lot: string, figure: string) => shelves.type(shelves.rowOf('lot', lot), 'counted', figure);
const shown = (lot: string) => shelves.cell(shelves.rowOf('lot', lot), 'counted');
const countedBy = async (lot: string) => {
  const { rows } = await hospital.ask<CountLines>(MANAGER, 'GET', `/v1/counts/${tab.count}/lines`);
  const line = rows.find((one) => one.lot === lot);
  return [line?.counted, line?.by];
};

it('is sent from every panel that is open on it, and asks nobody while nothing waits there', async () => {
  const his = await resumeTab(luc, tab);
  expect(his.resumed.sheet.holder).toBeNull();
  type('L2', '48');
  expect(await his.sending.round()).toMatchObject({ sent: 1 });
  const hers = await resumeTab(nora, tab);
  expect(hers.resumed.sheet.holder).toBeNull();
  expect(await hers.sending.round()).toMatchObject({ sent: 0, held: [] });
  // The panel that was there before goes on.
  type('0012', '9');
  expect(await his.sending.round()).toMatchObject({ sent: 1 });
  expect(await countedBy('0012')).toEqual([9, 'Luc Petit']);
});

it('asks neither who made it nor who typed there himself', async () => {
  type('0012', '9');
  expect((await resumeTab(ines, tab)).resumed.sheet.holder).toBeNull();
  type('0012', '');
  await resumeTab(luc, tab);
  type('L2', '48');
  const again = await resumeTab(luc, tab);
  expect(again.resumed.sheet.holder).toBeNull();
  await again.sending.round();
  expect(await countedBy('L2')).toEqual([48, 'Luc Petit']);
});

it('asks who made it too, once somebody opened it after her and typed: his figures are not hers', async () => {
  await resumeTab(luc, tab);
  type('L2', '48');
  type('0012', 'neuf');
  const { resumed } = await resumeTab(ines, tab);
  expect(resumed.sheet.holder).toEqual({ name: 'Luc Petit', email: CLERK, me: false });
  const { holding } = await ines.good('askToHold', tab);
  expect(holding).toMatchObject({ holder: { name: 'Luc Petit' }, unsent: 2, own: 0, open: true });
  // Nobody else's answer frees it.
  expect((await resumeTab(nora, tab)).resumed.sheet.holder).toMatchObject({ name: 'Luc Petit' });
});

it('is cleared of them by whoever did not count them, and keeps what is recorded', async () => {
  const his = await resumeTab(luc, tab);
  type('0012', '9');
  await his.sending.round();
  type('L2', '48');
  type('0012', '90');
  await resumeTab(nora, tab);
  await nora.good('holdCountSheet', tab, CLERK, false);
  expect([shown('L2'), shown('0012')]).toEqual(['', '9']);
  const hers = await resumeTab(nora, tab);
  expect(hers.resumed.sheet.holder).toBeNull();
  expect(await hers.sending.round()).toMatchObject({ sent: 0, held: [] });
  expect(await countedBy('L2')).toEqual([null, null]);
});

it('is sent in the name of whoever says that he counted them', async () => {
  await resumeTab(luc, tab);
  type('L2', '48');
  await resumeTab(nora, tab);
  await nora.good('holdCountSheet', tab, CLERK, true);
  const hers = await resumeTab(nora, tab);
  expect(await hers.sending.round()).toMatchObject({ sent: 1 });
  expect(await countedBy('L2')).toEqual([48, 'Nora Blin']);
});

it('asks about no figure that was recorded and is void since an emergency exit: its line asks (Q12)', async () => {
  const his = await resumeTab(luc, tab);
  type('L2', '48');
  await his.sending.round();
  await hospital.ask(MANAGER, 'POST', '/v1/documents', {
    ...{ id: crypto.randomUUID(), type: 'exit-service', depot: 'PHC', party: 'CHIR' },
    emergency: { reason: 'Bloc en attente' },
    lines: [{ item: 'PARA500', bin: 'A-01', lot: 'L2', quantity: 1 }],
  });
  const hers = await resumeTab(nora, tab);
  expect(hers.resumed.sheet.holder).toBeNull();
  expect(await hers.sending.round()).toMatchObject({ sent: 0, held: [{ mine: 48, theirs: null }] });
});

it('what was refused of a figure goes with it: another text stands there', async () => {
  const his = await resumeTab(luc, tab);
  const row = shelves.rowOf('serial', SERIAL);
  shelves.type(row, 'counted', '2');
  expect(await his.sending.round()).toMatchObject({ refused: [{ row }], problems: [] });
  const refusal = shelves.cell(row, 'state');
  shelves.type(row, 'counted', 'deux');
  expect(await his.sending.round()).toMatchObject({ refused: [], problems: [{ row }] });
  expect([refusal, shelves.cell(row, 'state')]).toEqual([
    expect.stringContaining(SERIAL),
    expect.stringContaining('«deux» n’est pas un nombre'),
  ]);
  shelves.type(row, 'counted', '');
  expect(await his.sending.round()).toMatchObject({ refused: [], problems: [] });
  expect(shelves.cell(row, 'state')).toBe('');
});

it('what was refused for a reason that lies elsewhere is asked anew by whoever presses «Envoyer» (B2)', async () => {
  const his = await resumeTab(luc, tab);
  const lines = his.resumed.known.slice(0, 1).map(([line]) => line);
  await ines.good('commandCount', crypto.randomUUID(), tab.count, ['rounds', { lines }]);
  const second = { ...tab, round: 2 as const };
  const again = await resumeTab(luc, second);
  const other = tabOf(book, CLERK, `${again.resumed.sheet.name}`);
  other.type(2, 'counted', '5');
  await again.sending.round();
  shelves.type(shelves.rowOf('line', String(lines[0])), 'counted', '7');
  const refused = { sent: 1, refused: [{ problem: expect.stringContaining('une autre personne') }] };
  expect(await his.sending.round()).toMatchObject(refused);
  other.type(2, 'counted', '');
  await again.sending.round();
  expect(await his.sending.round()).toMatchObject({ sent: 0, refused: refused.refused });
  expect(await his.sending.sendNow()).toMatchObject({ sent: 1, refused: [] });
});

it('asks nothing in the middle of one’s work, though a colleague opened it since and a cell waits to be mended', async () => {
  const his = await resumeTab(luc, tab);
  type('L2', 'quarante');
  await his.sending.round();
  const typedSince = (await resumeTab(nora, tab)).resumed.sheet.holder;
  expect(typedSince).toMatchObject({ name: 'Luc Petit' });
  type('L2', '');
  expect((await resumeTab(nora, tab)).resumed.sheet.holder).toBeNull();
  type('L2', 'cinquante');
  // «Reprendre» asks; his panel that looks anew, or repairs the sheet, goes on.
  expect((await resumeTab(luc, tab)).resumed.sheet.holder).toMatchObject({ name: 'Nora Blin' });
  expect((await luc.good('repairCountSheet', tab, false, true)).sheet.holder).toBeNull();
  shelves = tabOf(book, MANAGER);
  await nora.good('holdCountSheet', tab, CLERK, true);
  expect((await luc.good('resumeCountSheet', tab, false, true)).sheet.holder).toBeNull();
  expect(shown('L2')).toBe('cinquante');
});

it('made again by a colleague it keeps asking, and what waited there stays', async () => {
  await resumeTab(luc, tab);
  type('L2', '48');
  const made = await nora.good('repairCountSheet', tab, false);
  expect(made.sheet.holder).toMatchObject({ name: 'Luc Petit', me: false });
  shelves = tabOf(book, MANAGER);
  expect(shown('L2')).toBe('48');
  expect((await resumeTab(luc, tab)).resumed.sheet.holder).toBeNull();
});

it('is opened by the same service calls whether one figure waits there or all of them', async () => {
  await resumeTab(luc, tab);
  const opening = async () => {
    addon.host.resetCalls();
    expect((await resumeTab(nora, tab)).resumed.sheet.holder).not.toBeNull();
    return addon.host.serviceCalls();
  };
  type('L2', '48');
  const one = await opening();
  shelves.paste('counted', Array(shelves.rows().length - 1).fill('7'));
  expect(await opening()).toEqual(one);
});
