import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Count, CountProgress } from '../../shared/contract/counts.ts';
import { ADMIN, type App } from './app.ts';
import { faultsOf } from './books.ts';
import { type Counting, counting } from './counting.ts';
import { ACCOUNTANT, CLERK as FIRST, MANAGER, OTHER, openingStock, smallHospital } from './hospital.ts';
import { sessionOf } from './session.ts';
import { writtenIn } from './written.ts';

/** A second count runs: whoever may not confirm it learns of no call what the first one found (B2, Q21). */
const SECOND = 'second@tilleuls.example';
const COLLEAGUE = 'colleague@tilleuls.example';
const COUNTERS = [FIRST, SECOND, COLLEAGUE];
const OTHERS = [...COUNTERS, OTHER, ACCOUNTANT, ADMIN];

/** Luc counted 7,913 of 2,741 tablets and 5.417 of 10 flasks, which he noted too; Ana then counted 6.258 flasks. */
const figure = (...written: string[]) => new RegExp(`(?<![\\w.,-])(${written.join('|')})(?!\\w)`);
const FIRSTS = figure('7[\\s,]?913(000)?', '5[.,]417');
const GAPS = figure(
  '5[\\s,]?172(000)?',
  '2[\\s,]?586([.,]00?)?',
  '4[.,]583',
  '18[.,]33',
  '2[\\s,]?567[.,]67',
);
const THEORETICAL = figure('2[\\s,]?741(000)?', '1[\\s,]?370[.,]50?');
const SECONDS = figure('6[.,]258');
const NOTE = '5,417 sur les deux étagères';

/** What nobody but the manager may read; his own figure is known to whoever counted it. */
function secretsFor(who: string, blind: boolean): RegExp[] {
  const counts = COUNTERS.includes(who);
  return [
    GAPS,
    ...(who === FIRST ? [] : [FIRSTS]),
    ...(blind ? [THEORETICAL] : []),
    ...(blind && !counts ? [SECONDS] : []),
  ];
}

let app: App;
let work: Counting;

beforeAll(async () => {
  app = await smallHospital();
  for (const [email, name] of [
    [SECOND, 'Ana Roy'],
    [COLLEAGUE, 'Léa Faure'],
  ] as const)
    await app.person({ email, name, rights: [{ depot: 'PHC', role: 'clerk' }] });
  await openingStock(app);
  await app.post(MANAGER, {
    type: 'entry-donation',
    depot: 'PHC',
    lines: [{ item: 'PARA', bin: 'A1', lot: 'L1', quantity: 2641 }],
  });
  work = counting(app);
});
afterAll(async () => {
  expect(await faultsOf(app.db)).toEqual([]);
});

interface Sent {
  method: string;
  path: string;
  body?: object;
}

describe.each([false, true])('while a second count runs, blind: %s', (blind) => {
  let count: Count;
  let para: number;
  let sirop: number;

  beforeAll(async () => {
    const teams = [
      { team: 1, name: 'Rayon', members: [FIRST], bins: ['A1'] },
      { team: 2, name: 'Réserve', members: [SECOND], bins: ['A2'] },
    ];
    count = await work.open({ blind, teams, tolerance: { percent: 10 } });
    await work.countAll(count, { 'PARA L1': 7913, SIROP: 5.417 }, FIRST);
    ({ line: para } = await work.line(count, 'PARA', 'L1'));
    ({ line: sirop } = await work.line(count, 'SIROP'));
    await work.mark(count, [{ line: sirop, note: NOTE }], FIRST);
    count = await work.act(count, 'rounds', { lines: [para, sirop] });
    expect((await work.put(count, [[sirop, 6.258, 0]], SECOND, 2)).saved).toBe(1);
  });
  afterAll(() => work.act(count, 'cancel'));

  const get = (rest: string): Sent => ({ method: 'GET', path: `/v1/counts/${count.id}${rest}` });
  const post = (rest: string, body: object = {}): Sent => ({ ...get(rest), method: 'POST', body });
  const put = (round: 1 | 2, quantity: number | null, version: number): Sent => ({
    ...get('/lines'),
    method: 'PUT',
    body: {
      round,
      lines: [
        [para, quantity, version],
        [sirop, quantity, version],
      ],
    },
  });
  const imported = (round: 1 | 2, quantity: number, replace = false) =>
    post('/lines/import', {
      round,
      replace,
      rows: [
        { line: sirop, quantity },
        { item: 'PARA', lot: 'L1', bin: 'A1', quantity },
      ],
    });

  /** Every call that answers about a count, in each way that it may be asked; none of them counts anything. */
  const calls = (): Record<string, Sent[]> => ({
    'GET /v1/counts': [{ method: 'GET', path: '/v1/counts?depot=PHC' }],
    'GET /v1/counts/{id}': [get('')],
    'GET /v1/counts/{id}/progress': [get('/progress')],
    'GET /v1/counts/{id}/lines': ['', '?round=1', '?round=2', '?team=1', '?team=2&round=1', '?limit=1'].map(
      (query) => get(`/lines${query}`),
    ),
    'GET /v1/counts/{id}/recap': [
      ...['gaps', 'within', 'beyond', 'blanks', 'undecided', 'emergency', 'elsewhere', 'all'].map(
        (show) => `?show=${show}`,
      ),
      ...['value', 'quantity', 'percent', 'position'].map((sort) => `?sort=${sort}&show=all`),
      '?q=parac',
      '?item=PARA&bin=A1',
    ].map((query) => get(`/recap${query}`)),
    'GET /v1/counts/{id}/recap/totals': ['bin', 'supplier', 'reason', 'item', 'team'].map((by) =>
      get(`/recap/totals?by=${by}`),
    ),
    'GET /v1/counts/{id}/snapshots/{moment}': ['before', 'after'].map((at) => get(`/snapshots/${at}`)),
    'POST /v1/counts/{id}/snapshots/{moment}/link': [post('/snapshots/before/link')],
    'PUT /v1/counts/{id}/lines': [put(1, 1, 0), put(1, 1, 1), put(1, null, 9), put(2, 1, 9)],
    'PATCH /v1/counts/{id}/lines': [
      { ...get('/lines'), method: 'PATCH', body: { lines: [{ line: para, note: 'x' }] } },
    ],
    'POST /v1/counts/{id}/lines': [post('/lines', { item: 'PARA', bin: 'A1', lot: 'L1', quantity: 1 })],
    'POST /v1/counts/{id}/lines/import': [imported(1, 1), imported(1, 1, true), imported(2, 10)],
    'POST /v1/counts': [
      {
        method: 'POST',
        path: '/v1/counts',
        body: { id: crypto.randomUUID(), name: 'x', depot: 'PHC', kind: 'article' },
      },
    ],
    'POST /v1/counts/preview': [
      { method: 'POST', path: '/v1/counts/preview', body: { depot: 'PHC', kind: 'article' } },
    ],
    'POST /v1/spot-counts': [
      {
        method: 'POST',
        path: '/v1/spot-counts',
        body: {
          id: crypto.randomUUID(),
          depot: 'PHC',
          reason: 'x',
          lines: [{ item: 'PARA', bin: 'A1', lot: 'L1', quantity: 1 }],
        },
      },
    ],
    'POST /v1/counts/{id}/teams': [post('/teams', { teams: [] })],
    'POST /v1/counts/{id}/teams/join': [post('/teams/join', { team: 2 })],
    'POST /v1/counts/{id}/rounds': [post('/rounds', { beyondTolerance: true })],
    'POST /v1/counts/{id}/close': [post('/close', { blanks: { default: 'keep' } })],
    'POST /v1/counts/{id}/approve': [post('/approve', { version: count.version })],
    'POST /v1/counts/{id}/confirm': [post('/confirm', { version: count.version, gapValue: 1 })],
    'POST /v1/counts/{id}/acknowledgements': [post('/acknowledgements', { documents: [count.id] })],
    'POST /v1/counts/{id}/reopen': [post('/reopen')],
    'POST /v1/counts/{id}/reversal': [post('/reversal', { reason: 'x' })],
    'POST /v1/counts/{id}/reversal/approve': [post('/reversal/approve')],
    'POST /v1/counts/{id}/reversal/refuse': [post('/reversal/refuse')],
  });

  /** What of his secrets stands in an answer. */
  async function toldTo(who: string, response: Response): Promise<string[]> {
    const text = await writtenIn(response);
    return secretsFor(who, blind).flatMap((secret) => secret.exec(text)?.[0] ?? []);
  }

  test('every call about a count is asked below; one that ends it is none that tells', async () => {
    const openapi = await app.app.request('/v1/openapi.json', {}, app.environment);
    const { paths } = await openapi.json<{ paths: Record<string, object> }>();
    const names = Object.entries(paths).flatMap(([path, methods]) =>
      /^\/v1\/(spot-)?counts/.test(path)
        ? Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`)
        : [],
    );
    expect([...Object.keys(calls()), 'POST /v1/counts/{id}/cancel'].sort()).toEqual(names.sort());
  });

  test.each(OTHERS)('no call tells %s what he is not to know', async (who) => {
    for (const [name, sent] of Object.entries(calls()))
      for (const { method, path, body } of sent) {
        const response = await app.send(who, method, path, body);
        if (response.status === 422) throw new Error(`${name}: ${await response.text()}`);
        expect([path, await toldTo(who, response)]).toEqual([path, []]);
      }
  });

  test('the manager reads all of it there; who counted first reads his own', async () => {
    const lines = async (who: string) =>
      (await work.linesOf(count, '&round=1', who)).filter(({ second }) => second);
    for (const who of [MANAGER, FIRST])
      expect((await lines(who)).map(({ counted }) => counted)).toEqual([7913, 5.417]);
    const hidden = { counted: null, hidden: true, by: 'Luc Petit', version: 1 };
    for (const who of [SECOND, COLLEAGUE, ACCOUNTANT, ADMIN])
      expect(await lines(who)).toMatchObject([hidden, hidden]);
    const response = await app.send(MANAGER, 'GET', `/v1/counts/${count.id}/recap?show=all`);
    const text = await response.text();
    for (const secret of [FIRSTS, GAPS, THEORETICAL, SECONDS]) expect(text).toMatch(secret);
  });

  test('what the first count noted is kept with its figure, and nobody writes over what he cannot read', async () => {
    const noted = async (who: string, round: 1 | 2) =>
      (await work.linesOf(count, `&round=${round}`, who)).find(({ line }) => line === sirop)?.note;
    for (const who of [FIRST, MANAGER])
      expect([await noted(who, 1), await noted(who, 2)]).toEqual([NOTE, '']);
    for (const who of [SECOND, COLLEAGUE, ACCOUNTANT, ADMIN])
      expect([await noted(who, 1), await noted(who, 2)]).toEqual(['', '']);
    for (const note of ['', 'bouchon cassé'])
      expect((await work.markRefused(count, [{ line: sirop, note }], SECOND)).errors).toMatchObject([
        { line: sirop, code: 'COUNT_SECOND_BEGUN', item: 'SIROP' },
      ]);
    await work.mark(count, [{ line: sirop, note: NOTE }], FIRST);
    expect((await work.recap(count, 'q=sirop&show=all')).movements).toMatchObject([{ note: NOTE }]);
  });

  test('whoever types or keys a guess into the first count is answered the same, right or wrong', async () => {
    const answered = async ({ method, path, body }: Sent, guess: number) => {
      const response = await app.send(SECOND, method, path, body);
      const text = (await response.text()).replaceAll(String(guess), 'GUESS');
      return { ...JSON.parse(text.replace(/"requestId":"[^"]+",/, '')), status: response.status };
    };
    for (const [line, right, wrong] of [
      [para, 7913, 7912],
      [sirop, 5.417, 5.418],
    ] as const) {
      const ways: ((quantity: number) => Sent)[] = [
        (quantity) => ({ ...get('/lines'), method: 'PUT', body: { lines: [[line, quantity, 0]] } }),
        (quantity) => ({ ...get('/lines'), method: 'PUT', body: { lines: [[line, quantity, 1]] } }),
        (quantity) => post('/lines/import', { rows: [{ line, quantity }] }),
        (quantity) => post('/lines/import', { rows: [{ line, quantity }], replace: true }),
      ];
      for (const way of ways)
        expect(await answered(way(right), right)).toEqual(await answered(way(wrong), wrong));
    }
    expect((await work.put(count, [[para, 7913, 0]], SECOND)).errors).toEqual([
      {
        line: para,
        code: 'COUNT_SECOND_BEGUN',
        item: 'PARA',
        detail: 'PARA est au second comptage : le premier ne change plus.',
      },
    ]);
  });

  test('whether the two agree is told to the manager alone', async () => {
    const second = async (who: string) =>
      (await app.call<CountProgress>(who, 'GET', `/v1/counts/${count.id}/progress`)).second;
    expect(await second(MANAGER)).toEqual({ lines: 2, counted: 1, differing: 1 });
    for (const who of [...COUNTERS, ACCOUNTANT, ADMIN])
      expect(await second(who)).toEqual({ lines: 2, counted: 1 });
  });

  describe('on the accounting page', () => {
    const read = async (who: string, path: string) => {
      const headers = { Cookie: await sessionOf(app, who) };
      return app.app.request(path, { headers }, app.environment);
    };
    const pages = () => [
      '/counts?depot=PHC',
      ...['', '?show=all&sort=position', '?show=undecided', '?q=parac'].map(
        (query) => `/counts/${count.id}${query}`,
      ),
      ...['reason', 'supplier', 'bin'].map((by) => `/counts/${count.id}/gaps-by-${by}.svg`),
      ...['before.zip', 'after.zip', 'record'].map((file) => `/counts/${count.id}/${file}`),
      '/documents?depot=PHC',
      '/journal',
      '/checks',
    ];

    test.each([SECOND, COLLEAGUE, FIRST, ACCOUNTANT, ADMIN])('no page or file tells %s', async (who) => {
      for (const path of pages()) {
        const response = await read(who, path);
        expect([200, 403, 404, 409], path).toContain(response.status);
        expect([path, await toldTo(who, response)]).toEqual([path, []]);
      }
      const page = await read(who, `/counts/${count.id}`);
      expect(page.status).toBe(200);
      const why = blind ? 'Comptage en aveugle en cours' : 'Second comptage en cours';
      expect(await page.text()).toContain(why);
    });

    test('its manager reads it there', async () => {
      expect(await (await read(MANAGER, `/counts/${count.id}?show=all`)).text()).toMatch(FIRSTS);
      expect((await read(MANAGER, `/counts/${count.id}/gaps-by-bin.svg`)).status).toBe(200);
    });
  });
});

test('a second figure that came first is kept from whoever may still find the first one', async () => {
  const count = await work.open();
  const { line } = await work.line(count, 'SIROP');
  await work.act(count, 'rounds', { lines: [line] });
  expect((await work.put(count, [[line, 6.258, 0]], SECOND, 2)).saved).toBe(1);
  const second = async (who: string) => (await work.linesOf(count, '&round=2', who))[0];
  for (const who of [SECOND, MANAGER]) expect(await second(who)).toMatchObject({ counted: 6.258 });
  for (const who of [FIRST, COLLEAGUE, ACCOUNTANT, ADMIN])
    expect(await second(who)).toMatchObject({ counted: null, hidden: true, by: 'Ana Roy', version: 1 });

  // Nor does a guess tell it, whatever the sheet knew of it.
  const keyed = (quantity: number, replace: boolean) => ({
    method: 'POST',
    path: `/v1/counts/${count.id}/lines/import`,
    body: { round: 2, replace, rows: [{ line, quantity }] },
  });
  const typed = (quantity: number, version: number) => ({
    method: 'PUT',
    path: `/v1/counts/${count.id}/lines`,
    body: { round: 2, lines: [[line, quantity, version]] },
  });
  for (const guess of [6.258, 6])
    for (const { method, path, body } of [
      ...[0, 1, 9].map((version) => typed(guess, version)),
      ...[false, true].map((replace) => keyed(guess, replace)),
    ]) {
      const told: { errors: object[] } = await (await app.send(FIRST, method, path, body)).json();
      const detail = 'SIROP a déjà un second comptage, par une autre personne : il manque le premier.';
      expect(told.errors).toMatchObject([{ code: 'COUNT_FIRST_DUE', ...(method === 'PUT' && { detail }) }]);
      expect(JSON.stringify(told)).not.toMatch(SECONDS);
    }

  // Once the first is found it changes no more: nothing is left to hide.
  await work.put(count, [[line, 7, 0]], FIRST);
  for (const who of [FIRST, COLLEAGUE]) expect(await second(who)).toMatchObject({ counted: 6.258 });
  expect((await work.put(count, [[line, 6.258, 1]], FIRST)).errors).toMatchObject([
    { code: 'COUNT_SECOND_BEGUN' },
  ]);
  await work.act(count, 'cancel');
});

test('once it is closed the accountant reads and approves what he could not see; confirmed, everybody reads it', async () => {
  const count = await work.open();
  await work.countAll(count, { SIROP: 5.417 }, FIRST);
  const { line } = await work.line(count, 'SIROP');
  await work.act(count, 'rounds', { lines: [line] });
  await work.put(count, [[line, 5.417, 0]], SECOND, 2);
  expect((await app.send(ACCOUNTANT, 'GET', `/v1/counts/${count.id}/recap`)).status).toBe(403);
  const { version } = (await work.close(count)).count;
  expect((await work.recap(count, '', ACCOUNTANT)).movements).toMatchObject([
    { item: 'SIROP', first: 5.417 },
  ]);
  await work.act(count, 'approve', { version }, ACCOUNTANT);
  await work.act(count, 'confirm', { version });
  const seen = (await work.linesOf(count, '&round=1', COLLEAGUE)).find((one) => one.line === line);
  expect(seen).toMatchObject({ counted: 5.417 });
  expect(seen).not.toHaveProperty('hidden');
});
