import { beforeAll, describe, expect, test } from 'vitest';
import type { SerialState, StockCard, StockLine } from '../../shared/contract/stock.ts';
import { addDays } from '../../shared/domain/dates.ts';
import { SERIALS_LOOKED_AT } from '../../worker/stock/serials.ts';
import { ADMIN, type App } from './app.ts';
import { ACCOUNTANT, MANAGER, smallHospital } from './hospital.ts';
import { meter } from './meter.ts';

/** What one page of a long list reads is bounded by the page, however long the history behind it. */
let app: App;
let today: string;

beforeAll(async () => {
  app = await smallHospital();
  ({ today } = await app.call<{ today: string }>(ADMIN, 'GET', '/v1/me'));
  await app.item({ code: 'TENSIO', label: 'Tensiomètre', lotTracking: 'none', referencePrice: 30 });
});

/** So many more blood pressure monitors and flasks, by documents of a thousand lines and two movements a line. */
async function grow(from: number, to: number): Promise<void> {
  const serials = Array.from({ length: to - from }, (_, at) => `T-${String(from + at).padStart(5, '0')}`);
  const enter = (line: object[]) =>
    app.post(ADMIN, { type: 'entry-opening', depot: 'PHC', date: addDays(today, -2), lines: line as never });
  await enter(serials.map((serial) => ({ item: 'TENSIO', bin: 'A1', serial, quantity: 1, unitCost: 30 })));
  await enter(serials.map(() => ({ item: 'SIROP', bin: 'A2', quantity: 2, unitCost: 4 })));
  await app.post(MANAGER, {
    type: 'bin-move',
    depot: 'PHC',
    date: addDays(today, -1),
    lines: serials.map((serial) => ({ item: 'TENSIO', serial, quantity: 1, toBin: 'A2' })),
  });
}

/** The rows that the answer's own reads cost, without the one of who the caller is. */
async function rowsRead<T>(path: string, email = MANAGER): Promise<{ read: number; answer: T }> {
  const { db, calls } = meter(app.db);
  const response = await app.app.request(
    path,
    { headers: { Authorization: `Bearer ${await app.token(email)}` } },
    { ...app.environment, DB: db },
  );
  expect(response.status).toBe(200);
  const [, ...own] = calls;
  const read = own.flatMap(({ statements }) => statements).reduce((sum, one) => sum + one.read, 0);
  return { read, answer: await response.json<T>() };
}

type Page = { rows: unknown[]; next: string | null };
const secondOf = async (path: string) => {
  const { answer } = await rowsRead<Page>(path);
  return `${path}&cursor=${encodeURIComponent(answer.next ?? '')}`;
};

describe('at two sizes of the ledger', () => {
  const cost: Record<string, number[]> = {};

  beforeAll(async () => {
    for (const [from, to] of [
      [0, 100],
      [100, 600],
    ] as const) {
      await grow(from, to);
      const serials = '/v1/serials?item=TENSIO&limit=20';
      const card = '/v1/stock/card?item=TENSIO&limit=20';
      const paths: Record<string, string> = {
        'a page of serials': serials,
        'the page after it': await secondOf(serials),
        'one serial over all items': '/v1/serials?serial=T-00007',
        'serials of all items': '/v1/serials?limit=20',
        'a page of the card': card,
      };
      for (const [name, path] of Object.entries(paths)) {
        cost[name] = [...(cost[name] ?? []), (await rowsRead(path)).read];
      }
      cost['the page of the card after it'] = [
        ...(cost['the page of the card after it'] ?? []),
        (await rowsRead(await secondOf(card))).read,
      ];
    }
  });

  test.each([
    ['a page of serials', 20 * 32],
    ['the page after it', 20 * 32],
    ['one serial over all items', 40],
    ['serials of all items', 20 * 32 + 40],
    ['a page of the card', 2000 + 20 * 12],
    ['the page of the card after it', 2000 + 20 * 12],
  ])('%s reads no more than its page', (name, most) => {
    const [small = 0, large = 0] = cost[name] ?? [];
    expect(large).toBeLessThanOrEqual(most);
    if (most < 1000) expect(large).toBeLessThanOrEqual(small * 1.05);
  });
});

describe('among codes that hold one another', () => {
  const SIX_HUNDRED = Array.from({ length: 600 }, (_, at) => String(1000 + at));
  const NAMED = { suppliers: 'code', services: 'code', patients: 'reference' };

  beforeAll(async () => {
    // «7» is in a third of the codes before it, and last but for «9» in their order.
    const rows = [...SIX_HUNDRED, '7', '9'].map((code) => ({ code, label: `Vis ${code}` }));
    await app.call(ADMIN, 'POST', '/v1/imports/items', { rows });
    await app.item({ code: 'ZINC', label: 'Vis de zinc', codes: [{ code: '77', quantity: 10 }] });
    for (const [what, code] of Object.entries(NAMED)) {
      await app.call(ADMIN, 'POST', `/v1/imports/${what}`, {
        rows: [...SIX_HUNDRED, '7'].map((one) => ({ [code]: one, name: `Nom ${one}` })),
      });
    }
  });

  const codes = ({ rows }: Page, code = 'code') => rows.map((row) => (row as Record<string, string>)[code]);

  test.each(
    Object.entries({ items: 'code', ...NAMED }),
  )('%s: the code itself comes before those that hold it, and each row once over all pages', async (what, code) => {
    const found: (string | undefined)[] = [];
    let next: string | null = '';
    while (next !== null) {
      const path = `/v1/${what}?q=7&limit=100${next && `&cursor=${encodeURIComponent(next)}`}`;
      const page: Page = await app.call<Page>(MANAGER, 'GET', path);
      found.push(...codes(page, code));
      ({ next } = page);
    }
    expect(found[0]).toBe('7');
    const holding = SIX_HUNDRED.filter((one) => one.includes('7'));
    expect(found).toEqual(['7', ...holding]);
  });

  test('a barcode too; a page that it fills leads on to the others; a filter that it does not pass leaves it out', async () => {
    const first = await app.call<Page>(MANAGER, 'GET', '/v1/items?q=77&limit=1');
    expect(codes(first)).toEqual(['ZINC']);
    const rest = await app.call<Page>(MANAGER, 'GET', `/v1/items?q=77&limit=20&cursor=${first.next}`);
    expect([codes(rest), rest.next]).toEqual([['1077', '1177', '1277', '1377', '1477', '1577'], null]);
    expect(codes(await app.call<Page>(MANAGER, 'GET', '/v1/items?q=77&kind=part'))).toEqual([]);
  });

  test('a search that finds every item reads twice what one reads that finds nothing', async () => {
    const { read: nothing } = await rowsRead('/v1/items?q=nothing&limit=20');
    for (const q of ['7', '1', 'vis']) {
      const { read } = await rowsRead(`/v1/items?q=${encodeURIComponent(q)}&limit=20`);
      expect(read).toBeLessThan(nothing * 2.2);
    }
  });
});

test('pages of the card lead through every movement once, each at the balance of the one before', async () => {
  const rows: StockCard['rows'] = [];
  let cursor = '';
  do {
    const path = `/v1/stock/card?item=TENSIO&limit=400${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;
    const page = await app.call<StockCard>(ACCOUNTANT, 'GET', path);
    expect(page.opening).toBe(rows.at(-1)?.balance ?? 0);
    rows.push(...page.rows);
    cursor = page.next ?? '';
  } while (cursor);
  expect(rows).toHaveLength(3 * 600);
  expect(rows.at(-1)?.balance).toBe(600);
});

test('the card of a depot where nothing is leads on through what others moved, and ends', async () => {
  const seen: number[] = [];
  let cursor = '';
  do {
    const path = `/v1/stock/card?item=TENSIO&depot=WARD${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;
    const page = await app.call<StockCard>(ACCOUNTANT, 'GET', path);
    seen.push(page.rows.length);
    cursor = page.next ?? '';
  } while (cursor);
  expect(seen).toEqual([0, 0]);
});

test('the opening balance stands also where nothing moved since, transit included', async () => {
  const of = (query: string, email = ACCOUNTANT) =>
    app.call<StockCard>(email, 'GET', `/v1/stock/card?item=SIROP&${query}`);
  expect(await of(`from=${today}`)).toMatchObject({ opening: 1200, rows: [], next: null });
  await app.post(MANAGER, {
    type: 'transfer',
    depot: 'PHC',
    party: 'WARD',
    lines: [{ item: 'SIROP', quantity: 100 }],
  });
  expect(await of(`from=${today}&depot=PHC`)).toMatchObject({
    opening: 1200,
    rows: [{ out: 100, balance: 1100 }],
  });
  expect(await of(`from=${today}&depot=WARD`)).toMatchObject({
    opening: 0,
    rows: [{ in: 100, balance: 100, transit: true }],
  });
  expect(await of(`from=${addDays(today, 1)}`)).toMatchObject({ opening: 1200, rows: [] });
});

test('serials come page by page, each once', async () => {
  const seen: string[] = [];
  let cursor = '';
  do {
    const path = `/v1/serials?item=tensio&limit=100${cursor && `&cursor=${encodeURIComponent(cursor)}`}`;
    const page = await app.call<{ rows: SerialState[]; next: string | null }>(MANAGER, 'GET', path);
    seen.push(...page.rows.map(({ serial }) => serial));
    cursor = page.next ?? '';
  } while (cursor);
  expect(seen).toHaveLength(600);
  expect(seen).toEqual(seen.toSorted());
});

describe('a part of a serial number, as one types it (G1, G2)', () => {
  type SerialPage = { rows: SerialState[]; next: string | null };
  const find = async (query: string) => {
    const { read, answer } = await rowsRead<SerialPage>(`/v1/serials?limit=20&${query}`);
    return { read, next: answer.next, serials: answer.rows.map(({ item, serial }) => `${item} ${serial}`) };
  };

  test('is found at the beginning, in the middle and at the end, whatever its case; the whole number comes first', async () => {
    await app.item({ code: 'LASER', label: 'Laser', lotTracking: 'none', referencePrice: 30 });
    const line = { item: 'LASER', bin: 'A1', quantity: 1, unitCost: 30 };
    const serials = ['Zx-4711', 'Zx-4712', '00-zX', 'ZX', 'T-00007'];
    await app.post(ADMIN, {
      type: 'entry-opening',
      depot: 'PHC',
      lines: serials.map((serial) => ({ ...line, serial })),
    });
    expect((await find('q=zx')).serials).toEqual([
      'LASER ZX',
      'LASER 00-zX',
      'LASER Zx-4711',
      'LASER Zx-4712',
    ]);
    expect((await find('q=-471')).serials).toEqual(['LASER Zx-4711', 'LASER Zx-4712']);
    expect((await find('q=4712')).serials).toEqual(['LASER Zx-4712']);
    expect((await find('q=0007&item=laser')).serials).toEqual(['LASER T-00007']);
    // On two items it is shown on both (G3).
    expect((await find('q=t-00007')).serials).toEqual(['LASER T-00007', 'TENSIO T-00007']);
    expect((await find('q=99999')).serials).toEqual([]);
  });

  test('pages lead through all that hold it, each once', async () => {
    const seen: string[] = [];
    let next: string | null = null;
    do {
      const page = await find(`q=t-000&item=TENSIO${next ? `&cursor=${encodeURIComponent(next)}` : ''}`);
      seen.push(...page.serials);
      next = page.next;
    } while (next);
    expect(seen).toHaveLength(100);
    expect(new Set(seen).size).toBe(100);
  });

  test('looks through so many places at a time, however many there were; the next page goes on from there', async () => {
    const places = SERIALS_LOOKED_AT * 2;
    await app.item({ code: 'AMPOULE', label: 'Ampoule', lotTracking: 'none' });
    await app.db
      .prepare(
        `WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?1)
         INSERT INTO stock (depot, item, lot, serial, bin, transfer, serial_shown)
         SELECT b.depot, t.id, 0, printf('a-%06d', i), b.id, 0, printf('A-%06d', i)
         FROM n JOIN items t ON t.code = 'AMPOULE' JOIN bins b ON b.code = 'A1'`,
      )
      .bind(places)
      .run();
    const asked = ['q=zx-47', 'q=009999&item=AMPOULE'];
    for (const query of asked) {
      const first = await find(query);
      expect(first.serials).toEqual([]);
      expect(first.read).toBeLessThanOrEqual(SERIALS_LOOKED_AT + 100);
      let { next, serials } = first;
      for (let page = 0; next && serials.length === 0 && page < 5; page += 1)
        ({ next, serials } = await find(`${query}&cursor=${encodeURIComponent(next)}`));
      expect(serials.length).toBeGreaterThan(0);
    }
    // A whole number is there at once, wherever it stands in the order.
    expect((await find('q=zx-4711')).serials).toEqual(['LASER Zx-4711']);
  });
});

test('the average at a date is that of the item’s last movement until then, wherever it was', async () => {
  await app.post(MANAGER, {
    type: 'entry-purchase',
    depot: 'PHC',
    party: 'F1',
    lines: [{ item: 'VIS', bin: 'A1', quantity: 1, unitCost: 0.5 }],
  });
  const { rows } = await app.call<{ rows: StockLine[] }>(
    MANAGER,
    'GET',
    `/v1/stock?item=SIROP&at=${addDays(today, -1)}`,
  );
  expect(rows).toMatchObject([{ quantity: 1200, unitCost: 4, value: 4800 }]);
});
