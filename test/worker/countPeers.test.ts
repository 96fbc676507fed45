import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Count } from '../../shared/contract/counts.ts';
import type { PostedDocument } from '../../shared/contract/documents.ts';
import type { StockLine } from '../../shared/contract/stock.ts';
import { addDays } from '../../shared/domain/dates.ts';
import { ADMIN, type App } from './app.ts';
import { faultsOf } from './books.ts';
import { type Counting, counting } from './counting.ts';
import { CLERK, MANAGER, openingStock, smallHospital } from './hospital.ts';

/** Mistakes that other products make with counts, one after the other in one hospital, and what happens here. */
let app: App;
let work: Counting;
let today: string;

beforeAll(async () => {
  app = await smallHospital();
  await openingStock(app);
  work = counting(app);
  today = (await app.call<{ today: string }>(MANAGER, 'GET', '/v1/me')).today;
});

afterAll(() => vi.useRealTimers());

/** So many days later, at noon. */
const wake = (days: number) =>
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(`${addDays(today, days)}T12:00:00Z`) });

const finish = async (count: Count, blanks: 'keep' | 'zero' | null = null) => {
  const { count: closed } = await work.close(count, { blanks: { default: blanks } });
  return work.act(count, 'confirm', { version: closed.version });
};
const adjustmentOf = ({ adjustment }: Count) =>
  app.call<PostedDocument>(MANAGER, 'GET', `/v1/documents/${adjustment?.id}`);

test('theoretical overwritten at the end: it stays what it was at the opening, after an emergency exit and for ever', async () => {
  const count = await work.open();
  const exit = await app.post(MANAGER, {
    type: 'exit-service',
    depot: 'PHC',
    party: 'CHIR',
    emergency: { reason: 'bloc' },
    lines: [{ item: 'SIROP', bin: 'A2', quantity: 3 }],
  });
  await work.act(count, 'acknowledgements', { documents: [exit.id] });
  await work.countAll(count, { SIROP: 7 });
  const confirmed = await finish(count);
  expect(confirmed.adjustment).toBeNull();
  const { movements } = await work.recap(confirmed, 'show=all&q=sirop');
  expect(movements).toMatchObject([{ theoretical: 10, expected: 7, retained: 7, gap: 0 }]);
});

test('blank taken for zero: what nobody counted keeps its quantity, and reads «not counted»', async () => {
  const count = await work.open();
  const { line } = await work.line(count, 'SIROP');
  await work.put(count, [[line, 7, 0]]);
  await finish(count, 'keep');
  expect(await work.balance('PARA')).toBe(150);
  expect(
    (await work.recap(count, 'show=blanks')).movements.map(({ first, blank, gap }) => [first, blank, gap]),
  ).toEqual([
    [null, 'keep', 0],
    [null, 'keep', 0],
    [null, 'keep', 0],
    [null, 'keep', 0],
  ]);
});

test('null that adds instead of sets: a figure typed twice is that figure; taken back it is none', async () => {
  const count = await work.open();
  const { line } = await work.line(count, 'SIROP');
  await work.put(count, [[line, 6, 0]]);
  await work.put(count, [[line, 6, 1]]);
  await work.act(count, 'lines/import', { rows: [{ line, quantity: 6 }] }, CLERK);
  expect(await work.line(count, 'SIROP')).toMatchObject({ counted: 6 });
  await work.put(count, [[line, null, 2]]);
  expect(await work.line(count, 'SIROP')).toMatchObject({ counted: null });
  await work.act(count, 'cancel');
});

test('finalising blocked by an issue: a serial that cannot be there is noted, and the count is confirmed all the same', async () => {
  await app.post(MANAGER, {
    type: 'transfer',
    depot: 'PHC',
    party: 'WARD',
    lines: [{ item: 'POMPE', serial: 'SN-1', bin: 'A2', quantity: 1 }],
  });
  const count = await work.open();
  await work.act(count, 'lines', { item: 'POMPE', bin: 'A1', serial: 'SN-1', quantity: 1 }, CLERK);
  await work.countAll(count, { 'POMPE SN-1': 1 });
  const { count: closed } = await work.close(count);
  // Goods elsewhere go on moving: what the ledger can take is decided by the batch that confirms.
  expect((await work.act(count, 'confirm', { version: closed.version })).state).toBe('confirmed');
  expect((await work.recap(count, 'show=elsewhere')).movements).toMatchObject([
    { serial: 'SN-1', retained: 0 },
  ]);
});

test('a phantom extra movement: one for each gap and none else, whoever confirms how often', async () => {
  const count = await work.open();
  await work.countAll(count, { SIROP: 8, 'PARA L1': 99 });
  const { count: closed } = await work.close(count);
  const body = { version: closed.version };
  await Promise.all(
    Array.from({ length: 20 }, () => app.send(MANAGER, 'POST', `/v1/counts/${count.id}/confirm`, body)),
  );
  const { movements } = await adjustmentOf(await work.get(count));
  expect(movements.map(({ item, quantity }) => [item, quantity]).sort()).toEqual([
    ['PARA', -1],
    ['SIROP', 1],
  ]);
});

test('a gap posted at the wrong date: the adjustment bears the count’s date, neither that of its opening nor of its confirmation', async () => {
  const day = (days: number) => addDays(today, days);
  const at = async (days: number) => {
    const path = `/v1/stock?depot=PHC&item=PARA&lot=L2&at=${day(days)}`;
    const { rows } = await app.call<{ rows: StockLine[] }>(MANAGER, 'GET', path);
    return rows.map(({ quantity }) => quantity);
  };
  // Nothing moves after today: counted for tomorrow, opened the day after, confirmed a day later still.
  wake(2);
  const count = await work.open({ date: day(1) });
  await work.countAll(count, { 'PARA L2': 40 });
  wake(3);
  const adjustment = await adjustmentOf(await finish(count));
  expect([adjustment.date, adjustment.postedAt.slice(0, 10)]).toEqual([day(1), day(3)]);
  expect(adjustment.movements).toMatchObject([{ lot: 'L2', quantity: -10 }]);
  expect([await at(0), await at(1), await at(2), await at(3)]).toEqual([[50], [40], [40], [40]]);
});

test('a freeze that locks more than its scope: the next shelf, the parts and the ward go on working', async () => {
  await app.depot({ code: 'CALME', name: 'Calme' });
  const { rows } = await app.call<{ rows: { email: string; version: number }[] }>(ADMIN, 'GET', '/v1/people');
  const rights = ['PHC', 'CALME'].map((depot) => ({ depot, role: 'manager' as const }));
  const version = rows.find(({ email }) => email === MANAGER)?.version ?? 0;
  await app.person({ email: MANAGER, name: 'Inès Morel', rights, version });
  const count = await work.open({ scope: { bins: ['A1'] } });
  await app.post(CLERK, {
    type: 'exit-service',
    depot: 'PHC',
    party: 'CHIR',
    lines: [{ item: 'SIROP', bin: 'A2', quantity: 1 }],
  });
  await app.post(MANAGER, {
    type: 'loss',
    depot: 'PHC',
    reason: 'x',
    lines: [{ item: 'VIS', bin: 'A2', quantity: 1 }],
  });
  await app.post(MANAGER, {
    type: 'entry-donation',
    depot: 'CALME',
    lines: [{ item: 'SIROP', quantity: 1 }],
  });
  const frozen = {
    type: 'loss' as const,
    depot: 'PHC',
    reason: 'x',
    lines: [{ item: 'PARA', bin: 'A1', lot: 'L1', quantity: 1 }],
  };
  expect((await app.refused(MANAGER, frozen)).code).toBe('COUNT_OPEN');
  await work.act(count, 'cancel');
  await app.post(MANAGER, frozen);
  expect(await faultsOf(app.db)).toEqual([]);
});
