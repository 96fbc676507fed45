import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { DocumentRequest, PostedDocument } from '../../shared/contract/documents.ts';
import type { StockLine } from '../../shared/contract/stock.ts';
import { ADMIN, type App } from './app.ts';
import { faultsOf } from './books.ts';
import { CLERK, MANAGER, OTHER, openingStock, smallHospital } from './hospital.ts';

const WARD_MANAGER = 'ward-manager@tilleuls.example';
let app: App;
let sent: PostedDocument;

beforeAll(async () => {
  app = await smallHospital();
  await openingStock(app);
  // Each test sends ten.
  await app.post(ADMIN, {
    type: 'entry-opening',
    depot: 'PHC',
    lines: [{ item: 'PARA', bin: 'A1', lot: 'L1', quantity: 900, unitCost: 0.5 }],
  });
  await app.call(ADMIN, 'PUT', '/v1/bins', { depot: 'WARD', code: 'W1' });
  await app.person({ email: WARD_MANAGER, name: 'Ana Roy', rights: [{ depot: 'WARD', role: 'manager' }] });
});

beforeEach(async () => {
  sent = await app.post(MANAGER, {
    type: 'transfer',
    depot: 'PHC',
    party: 'WARD',
    lines: [{ item: 'PARA', bin: 'A1', lot: 'L1', quantity: 10 }],
  });
  return async () => expect(await faultsOf(app.db)).toEqual([]);
});

const reception = (quantity: number, changes: Partial<DocumentRequest> = {}) => ({
  type: 'reception' as const,
  depot: 'WARD',
  transfer: sent.id,
  lines: [{ item: 'PARA', bin: 'W1', lot: 'L1', quantity }],
  ...changes,
});
const onTheWay = async () => {
  const { rows } = await app.call<{ rows: StockLine[] }>(OTHER, 'GET', '/v1/stock?depot=WARD');
  return rows
    .filter(({ transfer }) => transfer === sent.number)
    .reduce((total, { quantity }) => total + quantity, 0);
};

describe('receptions (invariant 5)', () => {
  test('a transfer is received in parts, each into a bin, and never beyond what was sent', async () => {
    const first = await app.post(OTHER, reception(4));
    expect(first).toMatchObject({ type: 'reception', depot: 'WARD', transfer: sent.number });
    expect(first.movements).toMatchObject([
      { transit: true, quantity: -4, balance: 6 },
      { transit: false, depot: 'WARD', bin: 'W1', quantity: 4 },
    ]);
    expect((await app.refused(OTHER, reception(7))).errors).toMatchObject([
      { code: 'RECEIPT_EXCEEDS_SENT', wanted: 7, available: 6 },
    ]);
    await app.post(OTHER, reception(6));
    expect(await onTheWay()).toBe(0);
  });

  test('the same by the address of the transfer', async () => {
    const { type: _, transfer: __, ...body } = reception(10);
    const received = await app.call<PostedDocument>(OTHER, 'POST', `/v1/documents/${sent.id}/receptions`, {
      id: crypto.randomUUID(),
      ...body,
    });
    expect(received.number).toMatch(/^RC-WARD-/);
  });

  test('two receptions racing for the same goods: one gets them', async () => {
    const answers = await Promise.all(
      [10, 10].map((quantity) =>
        app.send(OTHER, 'POST', '/v1/documents', { id: crypto.randomUUID(), ...reception(quantity) }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  test('a serial is received once; while it travels it cannot enter elsewhere', async () => {
    const travel = await app.post(MANAGER, {
      type: 'transfer',
      depot: 'PHC',
      party: 'WARD',
      lines: [{ item: 'POMPE', serial: 'SN-1', quantity: 1 }],
    });
    const line = { item: 'POMPE', bin: 'W1', serial: 'SN-1', quantity: 1 };
    const entry = await app.refused(MANAGER, {
      type: 'entry-donation',
      depot: 'PHC',
      lines: [{ ...line, bin: 'A1' }],
    });
    expect(entry.errors).toMatchObject([{ code: 'SERIAL_IN_STOCK', where: 'Service B ←' }]);
    const receive = { type: 'reception' as const, depot: 'WARD', transfer: travel.id, lines: [line] };
    await app.post(OTHER, receive);
    expect((await app.refused(OTHER, receive)).code).toBe('RECEIPT_EXCEEDS_SENT');
    await app.post(OTHER, {
      type: 'loss',
      depot: 'WARD',
      reason: 'cassé',
      lines: [{ item: 'POMPE', serial: 'SN-1', quantity: 1 }],
    });
  });

  test('only the destination receives, only the transfer that it names, into a bin of its own', async () => {
    expect((await app.refused(CLERK, { ...reception(1), depot: 'PHC' })).errors?.[0]?.code).toBe(
      'DOCUMENT_UNKNOWN',
    );
    expect(
      (await app.refused(OTHER, reception(1, { transfer: crypto.randomUUID() }))).errors?.map(
        ({ code }) => code,
      ),
    ).toContain('DOCUMENT_UNKNOWN');
    expect(
      (
        await app.refused(
          OTHER,
          reception(1, { lines: [{ item: 'PARA', bin: 'A1', lot: 'L1', quantity: 1 }] }),
        )
      ).code,
    ).toBe('BIN_UNKNOWN');
    expect((await app.refused(CLERK, reception(1))).code).toBe('DEPOT_UNKNOWN');
  });

  test('a reception into a frozen depot waits in transit; sending there goes on (invariant 6)', async () => {
    await app.post(OTHER, reception(10));
    const count = await app.call<{ id: string }>(WARD_MANAGER, 'POST', '/v1/counts', {
      id: crypto.randomUUID(),
      name: 'Service B',
      depot: 'WARD',
      kind: 'article',
    });
    const more = await app.post(MANAGER, {
      type: 'transfer',
      depot: 'PHC',
      party: 'WARD',
      lines: [{ item: 'PARA', bin: 'A1', lot: 'L1', quantity: 1 }],
    });
    const receive = { ...reception(1), transfer: more.id };
    expect((await app.refused(OTHER, receive)).code).toBe('COUNT_OPEN');
    await app.call(WARD_MANAGER, 'POST', `/v1/counts/${count.id}/cancel`, {});
    await app.post(OTHER, receive);
  });
});

describe('what never came, and what goes back', () => {
  test('a transit loss closes the rest, by a manager, with a reason', async () => {
    const loss = {
      type: 'transit-loss' as const,
      depot: 'WARD',
      transfer: sent.id,
      lines: [{ item: 'PARA', lot: 'L1', quantity: 10 }],
    };
    expect((await app.refused(OTHER, { ...loss, reason: 'perdu' })).code).toBe('FORBIDDEN');
    expect((await app.refused(WARD_MANAGER, loss)).code).toBe('REASON_REQUIRED');
    await app.post(WARD_MANAGER, { ...loss, reason: 'perdu en route' });
    expect(await onTheWay()).toBe(0);
  });

  test('a transit return brings goods back into a bin of the source', async () => {
    const back = await app.post(MANAGER, {
      type: 'transit-return',
      depot: 'PHC',
      transfer: sent.id,
      lines: [{ item: 'PARA', bin: 'A2', lot: 'L1', quantity: 10 }],
    });
    expect(back.movements).toMatchObject([
      { depot: 'WARD', transit: true, quantity: -10 },
      { depot: 'PHC', bin: 'A2', quantity: 10 },
    ]);
  });
});

test('a move between bins changes no quantity and no average', async () => {
  const moved = await app.post(CLERK, {
    type: 'bin-move',
    depot: 'PHC',
    lines: [{ item: 'SIROP', bin: 'A2', toBin: 'A1', quantity: 2.5 }],
  });
  expect(moved.movements).toMatchObject([
    { bin: 'A2', quantity: -2.5, balance: 7.5 },
    { bin: 'A1', quantity: 2.5, balance: 2.5 },
  ]);
  const nowhere = await app.refused(CLERK, {
    type: 'bin-move',
    depot: 'PHC',
    lines: [{ item: 'SIROP', bin: 'A2', quantity: 1 }],
  });
  expect(nowhere.errors).toMatchObject([{ code: 'BIN_REQUIRED' }]);
});

describe('returns (B9)', () => {
  test('goods come back from a service at the cost they left at, and never more than went out', async () => {
    const exit = await app.post(CLERK, {
      type: 'exit-service',
      depot: 'PHC',
      party: 'CHIR',
      lines: [{ item: 'VIS', bin: 'A2', quantity: 4 }],
    });
    await app.post(MANAGER, {
      type: 'entry-purchase',
      depot: 'PHC',
      party: 'F1',
      acceptCost: true,
      lines: [{ item: 'VIS', bin: 'A2', quantity: 36, unitCost: 0.3 }],
    });
    const back = {
      type: 'return-service' as const,
      depot: 'PHC',
      party: 'CHIR',
      exit: exit.id,
      lines: [{ item: 'VIS', bin: 'A2', quantity: 3 }],
    };
    expect((await app.post(CLERK, back)).movements).toMatchObject([{ quantity: 3, unitCost: 0.1 }]);
    expect((await app.refused(CLERK, back)).errors).toMatchObject([
      { code: 'RETURN_EXCEEDS_EXIT', wanted: 3, available: 1 },
    ]);
  });

  test('a serial comes back from a patient, also where the exit is not known, and keeps its history', async () => {
    await app.post(CLERK, {
      type: 'exit-patient',
      depot: 'PHC',
      party: 'P-001',
      lines: [{ item: 'POMPE', serial: 'SN-2', quantity: 1 }],
    });
    const back = await app.post(CLERK, {
      type: 'return-patient',
      depot: 'PHC',
      party: 'P-001',
      lines: [{ item: 'POMPE', bin: 'A1', serial: 'sn-2', quantity: 1 }],
    });
    expect(back.movements).toMatchObject([{ serial: 'SN-2', quantity: 1, balance: 1 }]);
    const { rows } = await app.call<{ rows: { history: object[] }[] }>(
      CLERK,
      'GET',
      '/v1/serials?serial=SN-2',
    );
    expect(rows[0]?.history).toHaveLength(3);
  });

  test('an exit of another kind or depot is not what comes back', async () => {
    const loss = await app.post(CLERK, {
      type: 'loss',
      depot: 'PHC',
      reason: 'x',
      lines: [{ item: 'VIS', bin: 'A2', quantity: 1 }],
    });
    const back = {
      type: 'return-service' as const,
      depot: 'PHC',
      party: 'CHIR',
      exit: loss.id,
      lines: [{ item: 'VIS', bin: 'A2', quantity: 1 }],
    };
    expect((await app.refused(CLERK, back)).errors?.map(({ code }) => code)).toContain('DOCUMENT_UNKNOWN');
  });
});
