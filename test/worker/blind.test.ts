import { beforeAll, describe, expect, test } from 'vitest';
import type { Count } from '../../shared/contract/counts.ts';
import type { PostedDocument } from '../../shared/contract/documents.ts';
import { ADMIN, type App } from './app.ts';
import { type Counting, counting } from './counting.ts';
import { ACCOUNTANT, CLERK, MANAGER, openingStock, smallHospital } from './hospital.ts';

const URGENT = 'urgent@tilleuls.example';
/** Whoever may not confirm the count. */
const OTHERS = [CLERK, ACCOUNTANT, ADMIN];
/**
 * 771 tablets of lot L1 stand in A1, worth 385.50: no document moved so many, so that wherever one of these is read,
 * somebody was told what he is to find out by counting.
 */
const SENTINEL = /(?<![\w.,])(771(000)?|385[.,]50?)(?!\w)/;

interface Operation {
  parameters?: { name: string; in: string; required?: boolean; schema?: { enum?: string[] } }[];
}

let app: App;
let work: Counting;
let paths: Record<string, Record<string, Operation>>;
let blind: Count;
let older: Count;
let documents: PostedDocument[];

beforeAll(async () => {
  app = await smallHospital();
  await app.person({
    email: URGENT,
    name: 'Eva Lenoir',
    rights: [{ depot: 'PHC', role: 'clerk', emergencyExit: true }],
  });
  await app.item({
    code: 'PARA',
    label: 'Paracétamol 500 mg',
    levels: [{ depot: 'PHC', alert: 900 }],
    version: 1,
  });
  await openingStock(app);
  work = counting(app);
  const lines = (quantity: number) => [{ item: 'PARA', bin: 'A1', lot: 'L1', quantity }];
  documents = [
    await app.post(MANAGER, { type: 'entry-donation', depot: 'PHC', lines: lines(691) }),
    await app.post(MANAGER, { type: 'loss', depot: 'PHC', reason: 'casse', lines: lines(9) }),
    await app.post(CLERK, { type: 'exit-service', depot: 'PHC', party: 'CHIR', lines: lines(10) }),
    await app.post(CLERK, { type: 'exit-patient', depot: 'PHC', party: 'P-001', lines: lines(1) }),
  ];
  // The last of them warned of what is left, and an older count found it.
  older = await work.open({ name: 'Avant' });
  await work.countAll(older);
  older = await work.act(older, 'confirm', { version: (await work.close(older)).count.version });
  blind = await work.open({ name: 'Aveugle', blind: true });
  const openapi = await app.app.request('/v1/openapi.json', {}, app.environment);
  ({ paths } = await openapi.json<{ paths: typeof paths }>());
});

/** What a parameter is asked as, by its name. */
const ASKED: Record<string, string> = {
  item: 'PARA',
  lot: 'L1',
  depot: 'PHC',
  serial: 'SN-1',
  email: CLERK,
  reference: 'P-001',
  days: '0',
  within: '3660',
  ids: '00000000-0000-4000-8000-000000000000',
};

/** The addresses that a path of the document stands for, and the queries that narrow it to the goods. */
function* addresses(path: string, { parameters = [] }: Operation): Generator<string> {
  const ids = path.startsWith('/v1/counts') ? [blind.id, older.id] : documents.map(({ id }) => id);
  const query = (wanted: (one: { name: string; required?: boolean }) => boolean) => {
    const asked = parameters.filter((one) => one.in === 'query' && wanted(one));
    return new URLSearchParams(
      asked.map(({ name, schema }) => [name, ASKED[name] ?? schema?.enum?.[0] ?? '1']),
    ).toString();
  };
  for (const id of path.includes('{id}') ? ids : [''])
    for (const moment of path.includes('{moment}') ? ['before', 'after'] : [''])
      for (const asked of new Set([
        query(({ required }) => required === true),
        query(({ name, required }) => required === true || name === 'depot' || name === 'item'),
        query(
          ({ name, required }) =>
            required === true || name === 'within' || name === 'lot' || name === 'serial',
        ),
      ])) {
        const address = path
          .replace('{id}', id)
          .replace('{moment}', moment)
          .replace('{number}', 'F-1')
          .replace('{code}', 'COUNT_OPEN')
          .replace(/\{\w+\}/g, 'x');
        yield asked ? `${address}?${asked}` : address;
      }
}

test('Q22 no GET of the API tells anybody but the manager what stands in a blind count', async () => {
  const answered = new Map<string, number>();
  for (const [path, methods] of Object.entries(paths)) {
    if (!methods.get) continue;
    for (const address of addresses(path, methods.get))
      for (const who of OTHERS)
        for (const accept of path === '/v1/stock' ? ['application/json', 'text/csv'] : ['application/json']) {
          const response = await app.send(who, 'GET', address, undefined, { Accept: accept });
          const text = await response.text();
          expect(text.match(SENTINEL)?.[0], `${who} GET ${address}\n${text.slice(0, 2000)}`).toBeUndefined();
          if (response.ok) answered.set(path, response.status);
          expect([200, 403, 404, 409], `${address} ${text.slice(0, 300)}`).toContain(response.status);
        }
  }
  // Nothing is proved by a path that never answered.
  const silent = Object.entries(paths).filter(([path, { get }]) => get && !answered.has(path));
  expect(silent.map(([path]) => path).filter((path) => !NEVER_ANSWERS.includes(path))).toEqual([]);
}, 120_000);

/** There is no invoice here; and recaps and zips are refused. */
const NEVER_ANSWERS = [
  '/v1/invoices/{number}',
  '/v1/counts/{id}/recap',
  '/v1/counts/{id}/recap/totals',
  '/v1/counts/{id}/snapshots/{moment}',
];

test('the manager, who may confirm it, is told: the figure is there to be found', async () => {
  const response = await app.send(MANAGER, 'GET', '/v1/stock?depot=PHC');
  expect(await response.text()).toMatch(SENTINEL);
});

describe('what is sent tells no more (Q22)', () => {
  const exit = (quantity: number) => ({
    id: crypto.randomUUID(),
    type: 'exit-service',
    depot: 'PHC',
    party: 'CHIR',
    lines: [{ item: 'PARA', bin: 'A1', lot: 'L1', quantity }],
  });
  const asked: [who: string, method: string, path: () => string, body: () => object][] = [
    [
      CLERK,
      'POST',
      () => '/v1/allocations',
      () => ({ depot: 'PHC', type: 'exit-service', wants: [{ item: 'PARA', quantity: 900 }] }),
    ],
    [CLERK, 'POST', () => '/v1/documents', () => exit(900)],
    [
      CLERK,
      'POST',
      () => '/v1/documents/judgement',
      () => {
        const { id: _, ...judged } = exit(900);
        return judged;
      },
    ],
    [URGENT, 'POST', () => '/v1/documents', () => ({ ...exit(900), emergency: { reason: 'vite' } })],
    [CLERK, 'POST', () => '/v1/counts/preview', () => ({ depot: 'PHC', kind: 'article' })],
    [CLERK, 'POST', () => `/v1/counts/${blind.id}/lines`, () => ({ item: 'PARA', bin: 'A1', lot: 'L1' })],
    [
      CLERK,
      'POST',
      () => `/v1/counts/${blind.id}/lines/import`,
      () => ({ rows: [{ item: 'PARA', lot: 'L1', quantity: 0.5 }] }),
    ],
    [
      CLERK,
      'POST',
      () => '/v1/spot-counts',
      () => ({
        id: crypto.randomUUID(),
        depot: 'PHC',
        reason: 'x',
        lines: [{ item: 'PARA', bin: 'A1', lot: 'L1', quantity: 0 }],
      }),
    ],
    [
      CLERK,
      'POST',
      () => `/v1/documents/${documents[2]?.id}/reversal`,
      () => ({ id: crypto.randomUUID(), reason: 'x' }),
    ],
    [
      ADMIN,
      'PUT',
      () => '/v1/items',
      () => ({ code: 'PARA', label: 'Paracétamol', unit: 'boîte', version: 2 }),
    ],
    [CLERK, 'POST', () => `/v1/counts/${blind.id}/close`, () => ({})],
  ];

  test.each(asked)('%s %s %o', async (who, method, path, body) => {
    const response = await app.send(who, method, path(), body());
    const text = await response.text();
    expect(response.status, text).not.toBe(422);
    expect(text.match(SENTINEL)?.[0], text).toBeUndefined();
  });

  test('an emergency exit beyond what is there is refused without a figure; one within answers no balance', async () => {
    const emergency = { reason: 'réanimation' };
    const above = await app.send(URGENT, 'POST', '/v1/documents', { ...exit(900), emergency });
    expect(await above.json()).toMatchObject({
      code: 'COUNT_STOCK_HIDDEN',
      detail: expect.stringContaining('L’inventaire «Aveugle» est à l’aveugle'),
    });
    const within = await (
      await app.send(URGENT, 'POST', '/v1/documents', { ...exit(1), emergency })
    ).json<PostedDocument>();
    expect(within.movements).toMatchObject([{ quantity: -1 }]);
    expect(within.movements[0]).not.toHaveProperty('balance');
    expect(within.warnings.map(({ code }) => code)).not.toContain('BELOW_ALERT');
  });

  test('when it is over everybody reads again', async () => {
    await work.act(blind, 'cancel');
    expect(await (await app.send(CLERK, 'GET', '/v1/stock?depot=PHC')).text()).toContain('"quantity":770');
  });
});
