import { beforeAll, describe, expect, test } from 'vitest';
import type { LotTrace, SerialState, StockCard, StockLine } from '../../shared/contract/stock.ts';
import { addDays } from '../../shared/domain/dates.ts';
import { ADMIN, type App } from './app.ts';
import { ACCOUNTANT, CLERK, MANAGER, OTHER, openingStock, smallHospital } from './hospital.ts';

let app: App;
let today: string;
let yesterday: string;

beforeAll(async () => {
  app = await smallHospital();
  today = (await app.call<{ today: string }>(CLERK, 'GET', '/v1/me')).today;
  yesterday = addDays(today, -1);
  await app.post(ADMIN, {
    type: 'entry-opening',
    depot: 'PHC',
    date: yesterday,
    lines: [
      { item: 'SIROP', bin: 'A1', quantity: 6, unitCost: 3 },
      { item: 'PARA', bin: 'A1', lot: 'L1', expiry: '2031-01-31', quantity: 30, unitCost: 0.5 },
    ],
  });
  await openingStock(app);
  await app.post(CLERK, {
    type: 'exit-service',
    depot: 'PHC',
    party: 'CHIR',
    date: yesterday,
    lines: [{ item: 'SIROP', bin: 'A1', quantity: 2 }],
  });
  await app.post(CLERK, {
    type: 'exit-patient',
    depot: 'PHC',
    party: 'P-001',
    lines: [{ item: 'PARA', lot: 'L1', quantity: 8 }],
  });
  await app.post(CLERK, {
    type: 'exit-patient',
    depot: 'PHC',
    party: 'P-001',
    lines: [{ item: 'POMPE', serial: 'SN-1', quantity: 1 }],
  });
  await app.post(MANAGER, {
    type: 'transfer',
    depot: 'PHC',
    party: 'WARD',
    lines: [{ item: 'POMPE', serial: 'SN-2', quantity: 1 }],
  });
});

const get = <T>(path: string, email = MANAGER) => app.call<T>(email, 'GET', path);

describe('the stock at a date', () => {
  test('yesterday’s stock and its value, from the movements alone', async () => {
    const { rows } = await get<{ rows: StockLine[] }>(`/v1/stock?depot=PHC&at=${yesterday}`);
    expect(
      rows.map(({ item, bin, quantity, unitCost, value }) => [item, bin, quantity, unitCost, value]),
    ).toEqual([
      ['PARA', 'A1', 30, 0.5, 15],
      ['SIROP', 'A1', 4, 3.625, 14.5],
    ]);
    expect((await get<{ rows: StockLine[] }>(`/v1/stock?depot=PHC&at=${addDays(today, -2)}`)).rows).toEqual(
      [],
    );
  });

  test('pages by key give each line once; filters narrow', async () => {
    const seen: string[] = [];
    for (let cursor = ''; ; ) {
      const page = await get<{ rows: StockLine[]; next: string | null }>(
        `/v1/stock?limit=2${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
      );
      seen.push(
        ...page.rows.map(({ depot, item, bin, lot, serial }) => [depot, item, bin, lot, serial].join('/')),
      );
      if (page.next === null) break;
      cursor = page.next;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength((await get<{ rows: object[] }>('/v1/stock')).rows.length);
  });

  test.each([
    ['depot=PHC&expiringBefore=2030-12-31', ['PARA L2']],
    ['depot=PHC&bin=a1&item=para', ['PARA L1', 'PARA L2']],
    ['depot=PHC&lot=l1', ['PARA L1']],
    ['depot=PHC&kind=part', ['VIS']],
    ['depot=PHC&group=solut%C3%A9s', ['SIROP']],
    ['depot=PHC&supplier=f1&bin=A2', ['SIROP']],
    ['serial=sn-2', ['POMPE SN-2']],
    ['depot=WARD', ['POMPE SN-2']],
    ['depot=PHC&q=paracetamol', ['PARA L1', 'PARA L2']],
    ['depot=PHC&lot=l9', []],
  ])('narrowed by %s', async (filters, wanted) => {
    await app.db.prepare(`UPDATE items SET item_group = 'solutés' WHERE code = 'SIROP'`).run();
    const { rows } = await get<{ rows: StockLine[] }>(`/v1/stock?${filters}`, ACCOUNTANT);
    const told = rows.map(({ item, lot, serial }) => [item, lot, serial].filter(Boolean).join(' '));
    expect([...new Set(told)].toSorted()).toEqual(wanted);
  });

  test('as CSV for accounting, whole (E5, Q11)', async () => {
    const response = await app.send(MANAGER, 'GET', '/v1/stock?depot=PHC', undefined, { Accept: 'text/csv' });
    expect(response.headers.get('Content-Type')).toContain('text/csv');
    const exported = await app.send(MANAGER, 'GET', '/v1/stock/export?depot=PHC');
    const text = await exported.text();
    expect(await response.text()).toBe(text);
    expect(text.split('\r\n').filter((row) => row.startsWith('PHC;'))).toHaveLength(5);
    expect(text).toContain('PHC;A1;SIROP;Sirop;article;Pharmagros;;;;flacon;4;3,625;14,5');
  });
});

test('the item card: opening balance, each movement with document and party, a running balance', async () => {
  const card = await get<StockCard>(`/v1/stock/card?item=sirop&depot=PHC&from=${today}`);
  expect(card).toMatchObject({
    item: 'SIROP',
    opening: 4,
    rows: [{ in: 10, out: 0, balance: 14, bin: 'A2' }],
  });
  const whole = await get<StockCard>('/v1/stock/card?item=SIROP');
  expect(whole.rows.map(({ in: entered, out, balance, party }) => [entered, out, balance, party])).toEqual([
    [6, 0, 6, null],
    [0, 2, 4, 'CHIR'],
    [10, 0, 14, null],
  ]);
});

describe('serial numbers (G2, G23)', () => {
  test('in transit to where; gone to whom, when and by which document', async () => {
    const { rows } = await get<{ rows: SerialState[] }>('/v1/serials?item=POMPE');
    expect(rows).toMatchObject([
      {
        serial: 'SN-1',
        state: 'gone',
        depot: 'PHC',
        party: 'P-001',
        goneOn: today,
        goneBy: expect.stringMatching(/^SP-/),
        enteredBy: expect.stringMatching(/^EO-/),
      },
      { serial: 'SN-2', state: 'in-transit', depot: 'WARD', goneOn: null },
    ]);
    expect(rows[0]?.history.map(({ quantity }) => quantity)).toEqual([1, -1]);
  });

  test('Q9 the same serial on two items shows both', async () => {
    await app.item({ code: 'LIT', label: 'Lit', lotTracking: 'none', referencePrice: 10 });
    await app.post(MANAGER, {
      type: 'entry-donation',
      depot: 'PHC',
      lines: [{ item: 'LIT', bin: 'A1', serial: 'sn-1', quantity: 1 }],
    });
    const { rows } = await get<{ rows: SerialState[] }>('/v1/serials?serial=SN-1');
    expect(rows.map(({ item, state }) => [item, state])).toEqual([
      ['LIT', 'in-stock'],
      ['POMPE', 'gone'],
    ]);
  });
});

describe('lot recall (B7)', () => {
  test('every entry, every recipient, what is left where; a blocked lot goes to no patient', async () => {
    const trace = await get<LotTrace>('/v1/lots/trace?item=PARA&lot=L1');
    expect(trace.left).toEqual([{ depot: 'PHC', bin: 'A1', transfer: null, quantity: 122 }]);
    expect(trace.entries.map(({ quantity }) => quantity)).toEqual([30, 100]);
    expect(trace.exits).toMatchObject([{ party: 'P-001', quantity: 8, type: 'exit-patient' }]);

    const wanted = { item: 'PARA', lot: 'l1', reason: 'rappel du fabricant' };
    expect((await app.send(CLERK, 'POST', '/v1/lots/block', wanted)).status).toBe(403);
    expect(await app.call<LotTrace>(MANAGER, 'POST', '/v1/lots/block', wanted)).toMatchObject({
      blocked: true,
      blockReason: wanted.reason,
    });
    const exit = {
      type: 'exit-patient' as const,
      depot: 'PHC',
      party: 'P-001',
      lines: [{ item: 'PARA', lot: 'L1', quantity: 1 }],
    };
    expect((await app.refused(CLERK, exit)).detail).toBe('PARA, lot L1 : bloqué (rappel du fabricant).');
    await app.post(CLERK, { type: 'loss', depot: 'PHC', reason: 'rappel', lines: exit.lines });
    await app.call(MANAGER, 'POST', '/v1/lots/release', wanted);
    await app.post(CLERK, exit);
  });

  test('an unknown lot is named', async () => {
    const response = await app.send(MANAGER, 'GET', '/v1/lots/trace?item=PARA&lot=RIEN');
    expect(await response.json()).toMatchObject({
      code: 'LOT_UNKNOWN',
      detail: 'PARA : le lot «RIEN» n’existe pas.',
    });
  });
});

test('what one may not see is not in any answer', async () => {
  expect((await get<{ rows: StockLine[] }>('/v1/stock?depot=PHC', OTHER)).rows).toEqual([]);
  expect((await get<StockCard>('/v1/stock/card?item=SIROP', OTHER)).rows).toEqual([]);
  expect((await app.send(ADMIN, 'GET', '/v1/stock?unknown=1')).status).toBe(422);
});

test('Q7 a patient is a mask to the accountant, and nothing to staff of other depots', async () => {
  const { rows: documents } = await get<{ rows: { id: string; type: string; party: string | null }[] }>(
    '/v1/documents',
    ACCOUNTANT,
  );
  const exit = documents.find(({ type }) => type === 'exit-patient');
  const answers = await Promise.all(
    [
      '/v1/documents',
      `/v1/documents/${exit?.id}`,
      `/v1/documents/${exit?.id}/voucher`,
      '/v1/stock/card?item=PARA',
      '/v1/serials?item=POMPE',
      '/v1/lots/trace?item=PARA&lot=L1',
    ].map(async (path) => (await app.send(ACCOUNTANT, 'GET', path)).text()),
  );
  for (const answer of answers) expect(answer).not.toContain('P-001');
  const { rows } = await get<{ rows: SerialState[] }>('/v1/serials?serial=SN-1', OTHER);
  expect(rows.map(({ party }) => party)).not.toContain('P-001');
});
