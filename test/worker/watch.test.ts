import { beforeAll, describe, expect, test } from 'vitest';
import type { UndeliveredLine, UnreceivedLine } from '../../shared/contract/backorders.ts';
import type { Settings } from '../../shared/contract/catalogue.ts';
import type { Problem } from '../../shared/contract/common.ts';
import type { Allocation, LotTrace } from '../../shared/contract/stock.ts';
import type { ExpiringRow, IdleRow, LevelRow, StockState } from '../../shared/contract/watch.ts';
import { addDays } from '../../shared/domain/dates.ts';
import { ADMIN, type App } from './app.ts';
import { ACCOUNTANT, CLERK, MANAGER, OTHER, smallHospital } from './hospital.ts';
import { meter } from './meter.ts';

let app: App;
let today: string;

type Rows<T> = { rows: T[]; next: string | null };
const get = <T>(path: string, email = MANAGER) => app.call<T>(email, 'GET', path);
const post = (path: string, body: object, email = MANAGER) => app.call(email, 'POST', path, body);
const refusal = async (email: string, path: string, body: object) =>
  (await app.send(email, 'POST', path, body)).json<Problem>();

/** Pages of one row each give what one page gives. */
async function paged<T>(path: string): Promise<T[]> {
  const rows: T[] = [];
  for (let cursor = ''; ; ) {
    const page = await get<Rows<T>>(`${path}&limit=1${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
    rows.push(...page.rows);
    if (page.next === null) return rows;
    cursor = page.next;
  }
}

beforeAll(async () => {
  app = await smallHospital();
  today = (await get<{ today: string }>('/v1/me')).today;
  const levels = (alert: number, security: number | null, maximum: number | null) => ({
    levels: [{ depot: 'PHC', alert, security, maximum }],
  });
  const item = (code: string, version: number, more: object) =>
    app.call(ADMIN, 'PUT', '/v1/items', { code, label: code, version, ...more });
  await item('PARA', 1, { unit: 'comprimé', supplier: 'F1', ...levels(100, 40, 300) });
  await item('SIROP', 1, { unit: 'flacon', decimals: 3, supplier: 'F1', ...levels(5, 2, 8) });
  await item('VIS', 1, { kind: 'part', ...levels(10, null, null) });
  await item('GAZE', 0, levels(20, 5, null));
  const lot = (number: string, days: number) => ({ lot: number, expiry: addDays(today, days), bin: 'A1' });
  await app.post(ADMIN, {
    type: 'entry-opening',
    depot: 'PHC',
    date: addDays(today, -120),
    lines: [{ item: 'VIS', bin: 'A2', quantity: 40, unitCost: 0.1 }],
  });
  await app.post(ADMIN, {
    type: 'entry-opening',
    depot: 'PHC',
    date: addDays(today, -60),
    lines: [
      { item: 'PARA', ...lot('PROCHE', 20), quantity: 50, unitCost: 0.5 },
      { item: 'PARA', ...lot('LOIN', 80), quantity: 50, unitCost: 0.5 },
      { item: 'SIROP', bin: 'A2', quantity: 10, unitCost: 4 },
    ],
  });
  await app.post(MANAGER, {
    type: 'exit-service',
    depot: 'PHC',
    party: 'CHIR',
    date: addDays(today, -50),
    lines: [{ item: 'PARA', lot: 'LOIN', quantity: 36 }],
  });
  await app.post(MANAGER, {
    type: 'return-service',
    depot: 'PHC',
    party: 'CHIR',
    date: addDays(today, -40),
    lines: [{ item: 'PARA', bin: 'A1', lot: 'LOIN', quantity: 6 }],
  });
  await app.post(MANAGER, {
    type: 'transfer',
    depot: 'PHC',
    party: 'WARD',
    date: addDays(today, -3),
    lines: [{ item: 'PARA', lot: 'PROCHE', quantity: 10 }],
  });
  await app.post(ADMIN, {
    type: 'entry-opening',
    depot: 'PHC',
    lines: [{ item: 'PARA', ...lot('PASSE', -1), quantity: 4, unitCost: 0.5 }],
  });
});

test('the stock state is printed of a day and a depot, with its total; of no other depot than one’s own', async () => {
  const page = async (query: string, email = MANAGER) => {
    const response = await app.send(email, 'GET', `/v1/stock/state/print?${query}`);
    return { status: response.status, text: (await response.text()).replace(/<[^>]+>\s*/g, ' ') };
  };
  const { status, text } = await page(`depot=PHC&at=${addDays(today, -60)}`);
  expect(status).toBe(200);
  expect(text).toMatch(/PARA\s+PARA\s+Pharmagros\s+100\s+comprimé\s+0,50\s+50,00/);
  expect(text).toMatch(/Total de 3 références\s+94,00/);
  expect((await page(`depot=PHC&kind=part&at=${addDays(today, -60)}`)).text).toMatch(
    /Total de 1 référence\s+4,00/,
  );
  expect(await page(`depot=PHC&at=${addDays(today, -200)}`)).toMatchObject({
    text: expect.stringContaining('Rien en stock.'),
  });
  expect((await page('depot=PHC', OTHER)).status).toBe(404);
  expect((await page('depot=PHC&at=hier')).status).toBe(422);
});

describe('levels (B8)', () => {
  const shown = async (depot: string) => (await get<Rows<LevelRow>>(`/v1/stock/levels?depot=${depot}`)).rows;

  test('what can be used, is on its way, goes out in a month, and what is to be ordered', async () => {
    const rows = await shown('PHC');
    expect(
      rows.map(({ item, usable, unusable, state, monthly, toOrder }) => [
        ...[item, usable, unusable, state, monthly, toOrder],
      ]),
    ).toEqual([
      ['GAZE', 0, 0, 'out', 0, 20],
      // 36 to the service, 6 back, 10 to the ward: 40 in 90 days. Up to the maximum of 300; the 4 that expired help nobody.
      ['PARA', 60, 4, 'alert', 13, 240],
      ['SIROP', 10, 0, 'above', 0, 0],
      ['VIS', 40, 0, 'fine', 0, 0],
    ]);
    expect(rows[1]).toMatchObject({ daysLeft: 135, supplier: 'Pharmagros', unit: 'comprimé', security: 40 });
    expect(await paged('/v1/stock/levels?depot=PHC')).toEqual(rows);
  });

  test('a blocked lot and a bin in quarantine are no stock to use: told apart, and ordered anew', async () => {
    const lot = { item: 'PARA', lot: 'LOIN', reason: 'Rappel du fabricant' };
    await post('/v1/lots/block', lot);
    expect((await shown('PHC'))[1]).toMatchObject({ usable: 40, unusable: 24, state: 'alert', toOrder: 260 });
    expect(
      (await get<Rows<LevelRow>>('/v1/stock/levels?show=security')).rows.map(({ item }) => item),
    ).toEqual(['GAZE']);
    await post('/v1/lots/release', lot);
    await app.call(ADMIN, 'PUT', '/v1/bins', { depot: 'PHC', code: 'QUAR', quarantine: true });
    const move = { type: 'bin-move' as const, depot: 'PHC' };
    const between = (from: string, to: string) =>
      app.post(MANAGER, {
        ...move,
        lines: [{ item: 'PARA', lot: 'LOIN', bin: from, toBin: to, quantity: 6 }],
      });
    await between('A1', 'QUAR');
    expect((await shown('PHC'))[1]).toMatchObject({ usable: 54, unusable: 10, toOrder: 246 });
    await between('QUAR', 'A1');
  });

  test.each([
    ['alert', ['GAZE', 'PARA']],
    ['security', ['GAZE']],
    ['above', ['SIROP']],
    ['reorder', ['GAZE', 'PARA']],
  ])('only those of «%s»', async (show, items) => {
    const { rows } = await get<Rows<LevelRow>>(`/v1/stock/levels?show=${show}`);
    expect(rows.map(({ item }) => item)).toEqual(items);
    expect((await get<Rows<LevelRow>>(`/v1/stock/levels?show=${show}`, OTHER)).rows).toEqual([]);
  });
});

describe('lots that expire (B8)', () => {
  test.each([
    [30, ['PROCHE', 'PROCHE']],
    [60, ['PROCHE', 'PROCHE']],
    [90, ['PROCHE', 'PROCHE', 'LOIN']],
  ])('within %i days, goods on their way included', async (within, lots) => {
    const path = `/v1/stock/expiring?within=${within}`;
    const { rows } = await get<Rows<ExpiringRow>>(path, ACCOUNTANT);
    expect(rows.map(({ lot }) => lot)).toEqual(lots);
    expect(rows[0]).toMatchObject({ daysLeft: 20, expiry: addDays(today, 20), value: 20, quantity: 40 });
    expect(rows[1]).toMatchObject({ depot: 'WARD', quantity: 10, transfer: expect.stringMatching('^TR-') });
    expect((await paged<ExpiringRow>(path)).map(({ lot }) => lot)).toEqual(lots.filter((_, at) => at !== 1));
  });

  test('what has expired is a list of its own', async () => {
    const { rows } = await get<Rows<ExpiringRow>>('/v1/stock/expiring');
    expect(rows).toMatchObject([{ item: 'PARA', lot: 'PASSE', daysLeft: -1, quantity: 4 }]);
  });
});

test('what has not moved for three months, and since when', async () => {
  const { rows } = await get<Rows<IdleRow>>('/v1/stock/idle?days=90');
  expect(rows).toEqual([
    {
      depot: 'PHC',
      item: 'VIS',
      label: 'VIS',
      unit: 'unité',
      quantity: 40,
      value: 4,
      lastMovedOn: addDays(today, -120),
      days: 120,
    },
  ]);
  expect((await paged<IdleRow>('/v1/stock/idle?days=30')).map(({ item }) => item)).toEqual(['SIROP', 'VIS']);
});

describe('the state of the stock, with its value (G22)', () => {
  test('by item, and what all of it is worth, transit not among one’s own depots left out', async () => {
    const state = await get<StockState>('/v1/stock/state');
    expect(state).toMatchObject({ at: today, total: { items: 3, value: 76 }, next: null });
    expect(state.rows.map(({ item, quantity, value }) => [item, quantity, value])).toEqual([
      ['PARA', 64, 32],
      ['SIROP', 10, 40],
      ['VIS', 40, 4],
    ]);
    expect((await get<StockState>('/v1/stock/state', ACCOUNTANT)).total).toEqual({ items: 3, value: 81 });
    const second = await get<StockState>('/v1/stock/state?limit=1');
    expect([second.rows.length, second.total]).toEqual([1, { items: 3, value: 76 }]);
    const next = await get<StockState>(`/v1/stock/state?limit=1&cursor=${second.next}`);
    expect([next.rows[0]?.item, next.total]).toEqual(['SIROP', null]);
  });

  test('at the end of a past day, from the movements alone', async () => {
    const state = await get<StockState>(`/v1/stock/state?depot=PHC&at=${addDays(today, -45)}`);
    expect(state.rows.map(({ item, quantity }) => [item, quantity])).toEqual([
      ['PARA', 64],
      ['SIROP', 10],
      ['VIS', 40],
    ]);
    expect(state.total?.value).toBe(76);
    const parts = await get<StockState>(`/v1/stock/state?at=${addDays(today, -100)}&kind=part`);
    expect(parts).toMatchObject({ at: addDays(today, -100), rows: [{ item: 'VIS' }], total: { value: 4 } });
  });
});

describe('back orders (Q14, G22)', () => {
  const undelivered = (query = '', email = MANAGER) =>
    get<Rows<UndeliveredLine>>(`/v1/backorders/invoices?${query}`, email);

  beforeAll(async () => {
    await post(
      '/v1/imports/invoices',
      {
        rows: [
          { number: 'F-1', patient: 'P-001', item: 'PARA', quantity: 20 },
          { number: 'F-1', patient: 'P-001', item: 'SIROP', quantity: 2 },
          { number: 'F-2', patient: 'P-001', item: 'PARA', quantity: 5 },
        ],
      },
      ADMIN,
    );
    await app.post(MANAGER, {
      type: 'exit-patient',
      depot: 'PHC',
      party: 'P-001',
      invoice: 'F-1',
      lines: [
        { item: 'PARA', lot: 'PROCHE', quantity: 12 },
        { item: 'SIROP', quantity: 2 },
      ],
    });
  });

  test('what an invoice still has to deliver; a patient is masked to whoever reads none (Q7)', async () => {
    const { rows, next } = await undelivered();
    expect(rows.map(({ invoice, item, left }) => [invoice, item, left])).toEqual([
      ['F-2', 'PARA', 5],
      ['F-1', 'PARA', 8],
    ]);
    expect([rows[1]?.patient, rows[1]?.delivered, next]).toEqual(['P-001', 12, null]);
    expect((await undelivered('invoice=f-1')).rows).toHaveLength(1);
    expect((await undelivered('', ACCOUNTANT)).rows[0]?.patient).not.toBe('P-001');
  });

  test('a line closed with a reason is due no more, and is proposed no more; it may be opened again', async () => {
    const line = { invoice: 'F-1', line: 1 };
    const closing = { ...line, reason: 'patient sorti' };
    expect(await refusal(CLERK, '/v1/backorders/invoices/close', closing)).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await refusal(MANAGER, '/v1/backorders/invoices/close', { ...closing, line: 9 })).toMatchObject({
      code: 'INVOICE_LINE_UNKNOWN',
      detail: 'La facture F-1 n’a pas de ligne 9.',
    });
    await post('/v1/backorders/invoices/close', closing);
    expect((await undelivered()).rows.map(({ invoice }) => invoice)).toEqual(['F-2']);
    expect((await undelivered('closed=true')).rows).toMatchObject([
      { closedReason: 'patient sorti', left: 8 },
    ]);
    const proposal = () =>
      app.call<Allocation>(CLERK, 'POST', '/v1/allocations', {
        depot: 'PHC',
        type: 'exit-patient',
        invoice: 'F-1',
      });
    expect((await proposal()).items[0]).toMatchObject({ item: 'PARA', wanted: 12, delivered: 12, lines: [] });
    await post('/v1/backorders/invoices/reopen', line);
    expect((await proposal()).items[0]).toMatchObject({ wanted: 20, delivered: 12, missing: 0 });
  });

  test('what was sent and not received, seen from both ends, with its age', async () => {
    for (const email of [MANAGER, OTHER]) {
      const { rows } = await get<Rows<UnreceivedLine>>('/v1/backorders/transfers', email);
      expect(rows).toMatchObject([
        { from: 'PHC', to: 'WARD', item: 'PARA', lot: 'PROCHE', sent: 10, left: 10, days: 3 },
      ]);
    }
  });

  test('a page of invoices costs the same on 1,000 delivered invoices as on 4,000', async () => {
    const invoices = (from: number, many: number) =>
      Array.from({ length: many }, (_, at) => ({
        number: `G-${from + at}`,
        patient: 'P-001',
        item: 'PARA',
        quantity: 1,
      }));
    const { db, calls } = meter(app.db);
    const cost = async () => {
      calls.length = 0;
      app.environment.DB = db;
      await undelivered();
      app.environment.DB = app.db;
      return calls.flatMap(({ statements }) => statements).reduce((rows, { read }) => rows + read, 0);
    };
    await post('/v1/imports/invoices', { rows: invoices(0, 1000) }, ADMIN);
    const few = await cost();
    await post('/v1/imports/invoices', { rows: invoices(1000, 3000) }, ADMIN);
    expect(await cost()).toBeLessThanOrEqual(few * 1.05);
  });
});

describe('a lot', () => {
  const correction = (changes: object) => ({
    item: 'PARA',
    lot: 'LOIN',
    reason: 'étiquette mal lue',
    ...changes,
  });

  test('number and expiry are mended by a manager with a reason; the journal keeps the old ones (Q17)', async () => {
    const expiry = addDays(today, 200);
    expect(await refusal(CLERK, '/v1/lots/correction', correction({ expiry }))).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await refusal(MANAGER, '/v1/lots/correction', correction({ number: 'proche' }))).toMatchObject({
      code: 'LOT_NUMBER_TAKEN',
    });
    const mended = await app.call<LotTrace>(
      MANAGER,
      'POST',
      '/v1/lots/correction',
      correction({ number: 'LOIN-2', expiry }),
    );
    expect(mended).toMatchObject({ lot: 'LOIN-2', expiry });
    const kept = await app.db
      .prepare("SELECT answer FROM journal WHERE action = 'lot.correct'")
      .first('answer');
    expect(JSON.parse(String(kept))).toEqual({ lot: 'LOIN', expiry: addDays(today, 80) });
    expect(await refusal(MANAGER, '/v1/lots/correction', correction({ number: 'X' }))).toMatchObject({
      code: 'LOT_UNKNOWN',
    });
  });

  test('stays as it is while an open count holds it (Q17)', async () => {
    const id = crypto.randomUUID();
    await post('/v1/counts', { id, name: 'Mars', depot: 'PHC', kind: 'article' });
    expect(
      await refusal(MANAGER, '/v1/lots/correction', correction({ lot: 'PROCHE', expiry: null })),
    ).toMatchObject({
      code: 'LOT_COUNTED',
      detail: expect.stringContaining('«Mars»'),
    });
    await post(`/v1/counts/${id}/cancel`, {});
  });

  test('is recalled on one printed page: what is left, who received it, under the organisation’s head (B7)', async () => {
    const logo = 'data:image/png;base64,iVBORw0KGgo=';
    const settings = await get<Settings>('/v1/settings', ADMIN);
    const head = { name: 'Hôpital <des> Tilleuls', address: '3 rue des Tilleuls\n75000 Paris', logo };
    await app.call(ADMIN, 'PUT', '/v1/settings', { ...settings, ...head });
    await post('/v1/lots/block', { item: 'PARA', lot: 'PROCHE', reason: 'rappel du fabricant' });
    const page = await (await app.send(MANAGER, 'GET', '/v1/lots/notice?item=PARA&lot=proche')).text();
    for (const text of [
      'Avis de rappel de lot',
      'rappel du fabricant',
      'en route (TR-',
      'P-001',
      '3 rue des Tilleuls',
    ])
      expect(page).toContain(text);
    expect(page).toContain('Hôpital &lt;des&gt; Tilleuls');
    expect(page).toContain(`src="${logo}"`);
    const svg = { ...settings, version: 2, logo: 'data:image/svg+xml;base64,PHN2Zz4=' };
    expect((await app.send(ADMIN, 'PUT', '/v1/settings', svg)).status).toBe(422);
  });
});

test('whom to ask for what only an administrator may do is said to everybody (G8)', async () => {
  const me = await get<{ organisation: { administrators: string[] } }>('/v1/me', CLERK);
  expect(me.organisation.administrators).toEqual([ADMIN]);
});
