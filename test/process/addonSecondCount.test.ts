/** Who counted what in the second count, through the real bundle: its sheet is somebody's to hold (Q21, B2). */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SpreadsheetDocument } from '../../addon/local/host/types.ts';
import type { CountTab } from '../../addon/server/calls/countSheet.ts';
import type { Count, Recap } from '../../shared/contract/counts.ts';
import { resumeTab, tabOf, wholeCount } from './addonCount.ts';
import { CLERK, type Hospital, MANAGER, type OpenHospital, openHospital } from './addonHospital.ts';
import type { AddonHost, Seat } from './addonHost.ts';

const NORA = 'nora.blin@tilleuls.example';

let hospital: Hospital;
let addon: AddonHost;
let close: OpenHospital['close'] | undefined;
let book: SpreadsheetDocument;
let ines: Seat;
let luc: Seat;
let nora: Seat;
let count: Count;
let second: CountTab;

const sheet = () => tabOf(book, MANAGER, 'Inventaire 2026 · 2e comptage');
const secondBy = async (lot: string) => {
  const { movements } = await hospital.ask<Recap>(MANAGER, 'GET', `/v1/counts/${count.id}/recap?show=all`);
  const line = movements.find((one) => one.lot === lot);
  return [line?.second, line?.secondBy];
};

beforeAll(async () => {
  ({ hospital, addon, close } = await openHospital());
  const rights = [{ depot: 'PHC', role: 'clerk' }];
  await hospital.ask(hospital.worker.admin, 'PUT', '/v1/people', { email: NORA, name: 'Nora Blin', rights });
  book = addon.open();
  [ines, luc, nora] = [MANAGER, CLERK, NORA].map((email) => addon.seat(book, email)) as [Seat, Seat, Seat];
  ({ count } = await ines.good('openCount', {
    ...{ id: crypto.randomUUID(), name: 'Inventaire 2026', depot: 'PHC', kind: 'article' as const },
    scope: { items: ['PARA500'] },
  }));
  second = { ...wholeCount(count.id), round: 2 };
  // Luc counts both lots the first time; both are sent to the second count.
  const first = await resumeTab(luc, wholeCount(count.id));
  const shelves = tabOf(book, CLERK);
  shelves.type(shelves.rowOf('lot', '0012'), 'counted', '90');
  shelves.type(shelves.rowOf('lot', 'L2'), 'counted', '40');
  await first.sending.round();
  const lines = first.resumed.known.map(([line]) => line);
  ({ count } = await ines.good('commandCount', crypto.randomUUID(), count.id, ['rounds', { lines }]));
});
afterAll(() => close?.());

it('is sent by the panel of whoever opened it first, and by nobody else’s', async () => {
  const hers = await resumeTab(nora, second);
  const his = await resumeTab(luc, second);
  expect(hers.resumed.sheet.holder).toEqual({ name: 'Nora Blin', email: NORA, me: true });
  expect(his.resumed.sheet.holder).toEqual({ name: 'Nora Blin', email: NORA, me: false });
  const row = sheet().rowOf('lot', '0012');
  sheet().type(row, 'counted', '91');
  expect(await his.sending.round()).toMatchObject({ ok: true, sent: 0, refused: [], problems: [] });
  // Nothing was sent, so nothing is said of it: no colour, no mark.
  expect(sheet().cell(row, 'state')).toBe('');
  expect(await hers.sending.round()).toMatchObject({ ok: true, sent: 1, refused: [] });
  expect(sheet().cell(row, 'state')).toBe('enregistré : 91');
  expect(await secondBy('0012')).toEqual([91, 'Nora Blin']);
});

it('is not taken over by whoever made all of its first figures: nothing he counted there would be taken (B2)', async () => {
  expect(await luc.call('askToHold', second)).toMatchObject({
    ...{ ok: false, code: 'HOLD_OWN_FIRST' },
    message: expect.stringContaining('Une autre personne doit la tenir'),
  });
});

it('is taken over without the figures that were typed there and not taken: they are nobody’s (B2)', async () => {
  const before = await resumeTab(nora, second);
  const [row, sent] = [sheet().rowOf('lot', 'L2'), sheet().rowOf('lot', '0012')];
  sheet().type(row, 'counted', '73');
  sheet().type(sent, 'counted', '1');
  const { holding } = await ines.good('askToHold', second);
  expect(holding.unsent).toBe(2);
  await ines.good('holdCountSheet', second, holding.holder.email, false);
  expect([sheet().cell(row, 'counted'), sheet().cell(sent, 'counted')]).toEqual(['', '91']);
  const after = await resumeTab(ines, second);
  expect(await after.sending.round()).toMatchObject({ ok: true, sent: 0, refused: [] });
  expect(await secondBy('L2')).toEqual([null, null]);
  expect(await secondBy('0012')).toEqual([91, 'Nora Blin']);
  await nora.good('holdCountSheet', second, MANAGER, true);
  expect(await before.sending.round()).toMatchObject({ ok: true, sent: 0 });
});

it('is taken over after a question that tells how many figures are not sent yet; who counted them himself keeps them', async () => {
  const before = await resumeTab(nora, second);
  const row = sheet().rowOf('lot', 'L2');
  sheet().type(row, 'counted', '41');
  const { holding } = await ines.good('askToHold', second);
  expect(holding).toMatchObject({ holder: { name: 'Nora Blin' }, lines: 2, unsent: 1, own: 0 });
  await ines.good('holdCountSheet', second, holding.holder.email, true);
  expect(await before.sending.round()).toMatchObject({ sent: 0, holder: { name: 'Inès Morel', me: false } });
  const after = await resumeTab(ines, second);
  expect(await after.sending.round()).toMatchObject({ sent: 1, held: [], refused: [] });
  expect(await secondBy('L2')).toEqual([41, 'Inès Morel']);
  // What was sent before stays hers who sent it.
  expect(await secondBy('0012')).toEqual([91, 'Nora Blin']);
  // Whoever asked before it changed hands is told, and takes nothing.
  expect(await luc.call('holdCountSheet', second, NORA, true)).toMatchObject({
    ok: false,
    code: 'HOLD_OTHER_NOW',
  });
});

it('keeps its holder when somebody else repairs it', async () => {
  const repaired = await nora.good('repairCountSheet', second, false);
  expect(repaired.sheet.holder).toEqual({ name: 'Inès Morel', email: MANAGER, me: false });
  expect((await resumeTab(ines, second)).resumed.sheet.holder).toMatchObject({ me: true });
});

it('comes into sight when it is opened, and tells which of the sheets its counter is looking at', async () => {
  const first = wholeCount(count.id);
  await ines.good('resumeCountSheet', first, true);
  expect(await ines.good('readCountSheet', second)).toMatchObject({
    inSight: { round: 1, team: 0, part: 1 },
  });
  // The panel that looks after it by itself leaves the person where he is.
  await ines.good('resumeCountSheet', second);
  expect((await ines.good('readCountSheet', second)).inSight).toEqual(first);
  await ines.good('resumeCountSheet', second, true);
  expect((await ines.good('readCountSheet', second)).inSight).toEqual(second);
  book.activate(MANAGER, book.addSheet('Notes'));
  expect((await ines.good('readCountSheet', second)).inSight).toBeNull();
});
