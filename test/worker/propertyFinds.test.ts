import { beforeEach, expect, test } from 'vitest';
import type { CloseResult, Count, CountLines } from '../../shared/contract/counts.ts';
import { addDays } from '../../shared/domain/dates.ts';
import { ADMIN, type App } from './app.ts';
import { CLERK, MANAGER, OTHER, smallHospital } from './hospital.ts';

/** What the random sequences of property.test.ts have found, each told shortly. */
const WARD_MANAGER = 'ward-manager@tilleuls.example';
let app: App;
let today: string;

beforeEach(async () => {
  app = await smallHospital();
  await app.call(ADMIN, 'PUT', '/v1/bins', { depot: 'WARD', code: 'W1' });
  await app.person({ email: WARD_MANAGER, name: 'Ana Roy', rights: [{ depot: 'WARD', role: 'manager' }] });
  today = (await app.call<{ today: string }>(CLERK, 'GET', '/v1/me')).today;
});

const enter = (email: string, depot: string, bin: string, date = today) =>
  app.post(email, {
    type: 'entry-donation',
    depot,
    date,
    lines: [{ item: 'SIROP', bin, quantity: 10, unitCost: 4 }],
  });

/** Counts one bin as it stands, from opening to confirmation. */
async function countBin(email: string, depot: string, bin: string) {
  const wanted = { id: crypto.randomUUID(), name: bin, depot, kind: 'article', scope: { bins: [bin] } };
  const { id } = await app.call<Count>(email, 'POST', '/v1/counts', wanted);
  const { rows } = await app.call<CountLines>(email, 'GET', `/v1/counts/${id}/lines`);
  await app.call(email, 'PUT', `/v1/counts/${id}/lines`, {
    lines: rows.map(({ line, theoretical }) => [line, theoretical, 0]),
  });
  const { count } = await app.call<CloseResult>(email, 'POST', `/v1/counts/${id}/close`, {});
  await app.call(email, 'POST', `/v1/counts/${id}/confirm`, { version: count.version });
}

test('a line that names no bin, where several hold the goods, is not added to a line that names one', async () => {
  await enter(MANAGER, 'PHC', 'A1');
  await enter(MANAGER, 'PHC', 'A2');
  for (const bin of ['A1', 'A2']) {
    const refusal = await app.refused(MANAGER, {
      type: 'loss',
      depot: 'PHC',
      reason: 'casse',
      lines: [
        { item: 'SIROP', bin, quantity: 10 },
        { item: 'SIROP', quantity: 1 },
      ],
    });
    expect(refusal.errors?.map(({ line, code }) => [line, code])).toEqual([[2, 'BIN_REQUIRED']]);
  }
});

test('Q16 the wall stands where a move between bins arrives, not only where it leaves', async () => {
  await enter(MANAGER, 'PHC', 'A1', addDays(today, -2));
  await enter(MANAGER, 'PHC', 'A2', addDays(today, -2));
  await countBin(MANAGER, 'PHC', 'A2');
  const back = {
    type: 'bin-move' as const,
    depot: 'PHC',
    date: addDays(today, -1),
    lines: [{ item: 'SIROP', bin: 'A1', toBin: 'A2', quantity: 1 }],
  };
  expect((await app.refused(MANAGER, back)).code).toBe('DATE_BEFORE_COUNT');
  await app.post(MANAGER, { ...back, date: today });
});

test('Q16 the wall stands where goods on their way are received', async () => {
  await enter(MANAGER, 'PHC', 'A1', addDays(today, -2));
  await enter(WARD_MANAGER, 'WARD', 'W1', addDays(today, -2));
  const sent = await app.post(MANAGER, {
    type: 'transfer',
    depot: 'PHC',
    party: 'WARD',
    date: addDays(today, -2),
    lines: [{ item: 'SIROP', quantity: 4 }],
  });
  await countBin(WARD_MANAGER, 'WARD', 'W1');
  const received = {
    type: 'reception' as const,
    depot: 'WARD',
    transfer: sent.id,
    date: addDays(today, -1),
    lines: [{ item: 'SIROP', bin: 'W1', quantity: 4 }],
  };
  expect((await app.refused(OTHER, received)).code).toBe('DATE_BEFORE_COUNT');
  await app.post(OTHER, { ...received, date: today });
});

test('Q6 goods come back to an invoice that exists, of that patient', async () => {
  await app.call(ADMIN, 'PUT', '/v1/patients', { reference: 'P-002' });
  await app.db
    .prepare(
      `INSERT INTO invoices (number, number_key, patient)
       SELECT 'F-2', 'f-2', id FROM patients WHERE reference = 'P-002'`,
    )
    .run();
  const back = (invoice: string) => ({
    type: 'return-patient' as const,
    depot: 'PHC',
    party: 'P-001',
    invoice,
    lines: [{ item: 'POMPE', bin: 'A1', serial: 'SN-7', quantity: 1 }],
  });
  expect((await app.refused(MANAGER, back('F-9'))).code).toBe('INVOICE_UNKNOWN');
  expect((await app.refused(MANAGER, back('F-2'))).code).toBe('INVOICE_OTHER_PARTY');
});

test('what came back to an exit is judged by its sum over all bins, and bars the reversal of the exit', async () => {
  await enter(MANAGER, 'PHC', 'A1');
  const lines = [{ item: 'SIROP', quantity: 10 }];
  const exit = await app.post(MANAGER, { type: 'exit-service', depot: 'PHC', party: 'CHIR', lines });
  const back = (...bins: string[]) => ({
    type: 'return-service' as const,
    depot: 'PHC',
    party: 'CHIR',
    exit: exit.id,
    lines: bins.map((bin) => ({ item: 'SIROP', bin, quantity: 6 })),
  });
  const both = await app.refused(MANAGER, back('A1', 'A2'));
  expect(both.errors?.map(({ code }) => code)).toEqual(['RETURN_EXCEEDS_EXIT', 'RETURN_EXCEEDS_EXIT']);
  const returned = await app.post(MANAGER, back('A2'));
  const undo = await app.send(MANAGER, 'POST', `/v1/documents/${exit.id}/reversal`, {
    id: crypto.randomUUID(),
    reason: 'erreur',
  });
  expect(await undo.json()).toMatchObject({ code: 'REVERSAL_BLOCKED', errors: [{ by: returned.number }] });
});

test('a move from a bin into itself moves nothing and is refused, the other bins named', async () => {
  await enter(MANAGER, 'PHC', 'A1');
  const moved = await app.refused(MANAGER, {
    type: 'bin-move',
    depot: 'PHC',
    lines: [{ item: 'SIROP', toBin: 'A1', quantity: 1 }],
  });
  expect(moved.errors).toMatchObject([{ code: 'BIN_REQUIRED', bins: 'A2' }]);
});
