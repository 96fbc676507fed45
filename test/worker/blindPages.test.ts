import { beforeAll, expect, test } from 'vitest';
import type { Count } from '../../shared/contract/counts.ts';
import type { DocumentRequest } from '../../shared/contract/documents.ts';
import type { App } from './app.ts';
import { type Counting, counting } from './counting.ts';
import { ACCOUNTANT, CLERK, MANAGER, openingStock, smallHospital } from './hospital.ts';
import { sessionOf } from './session.ts';
import { writtenIn } from './written.ts';

/** The accounting page while a blind count is open (Q22): it is read with the same rights as the panels. */

/** 771 tablets of lot L1 stand in A1, 821 in all, worth 385.50 and 410.50: no document moved so many. */
const SENTINEL = /(?<![\w.,])((771|821)(000)?|385[.,]50?|410[.,]50?)(?!\w)/;

let app: App;
let work: Counting;
let blind: Count;
let older: Count;
let documents: string[];

beforeAll(async () => {
  app = await smallHospital();
  await openingStock(app);
  work = counting(app);
  const post = (type: DocumentRequest['type'], quantity: number, more: object = {}) =>
    app.post(MANAGER, {
      type,
      depot: 'PHC',
      ...more,
      lines: [{ item: 'PARA', bin: 'A1', lot: 'L1', quantity }],
    });
  documents = [
    (await post('entry-donation', 690)).id,
    (await post('loss', 9, { reason: 'casse' })).id,
    (await post('exit-service', 10, { party: 'CHIR' })).id,
  ];
  older = await work.open({ name: 'Avant' });
  await work.countAll(older);
  older = await work.act(older, 'confirm', { version: (await work.close(older)).count.version });
  blind = await work.open({ name: 'Aveugle', blind: true });
});

async function read(email: string, path: string) {
  const headers = { Cookie: await sessionOf(app, email) };
  const response = await app.app.request(path, { headers }, app.environment);
  return { status: response.status, text: await writtenIn(response) };
}

const ofCount = ({ id }: Count) => [
  `/counts/${id}`,
  ...['gaps', 'all', 'blanks'].map((show) => `/counts/${id}?show=${show}&sort=position`),
  `/counts/${id}/record`,
  ...['gaps-by-reason.svg', 'gaps-by-supplier.svg', 'gaps-by-bin.svg', 'before.zip', 'after.zip'].map(
    (file) => `/counts/${id}/${file}`,
  ),
];
const addresses = () => [
  '/counts',
  '/counts?depot=PHC',
  ...ofCount(blind),
  ...ofCount(older),
  `/counts/${older.id}/compare?with=${blind.id}`,
  '/documents',
  '/documents?depot=PHC',
  ...documents.map((id) => `/documents/${id}`),
  '/journal',
  '/checks',
  '/movements',
  '/movements?depot=PHC',
  ...['stock.csv', 'stock.xlsx', 'lines.csv'].flatMap((file) => [
    `/movements/${file}?from=2026-01-01&to=2026-12-31&depot=PHC`,
    `/movements/${file}?from=2026-01-01&to=2026-12-31`,
  ]),
];

test.each([
  CLERK,
  ACCOUNTANT,
])('Q22 no page or file of accounting tells %s what stands in a blind count', async (who) => {
  const answered: string[] = [];
  for (const path of addresses()) {
    const { status, text } = await read(who, path);
    expect([200, 403, 404, 409, 422], path).toContain(status);
    expect(text.match(SENTINEL)?.[0], `${path}\n${text.slice(0, 3000)}`).toBeUndefined();
    if (status === 200) answered.push(path);
  }
  // Nothing is proved by pages that never answered.
  for (const path of ['/counts', `/counts/${blind.id}`, `/counts/${older.id}`, '/movements', '/documents'])
    expect(answered).toContain(path);
});

test('its manager, who may confirm it, reads the figure there: it is there to be found', async () => {
  const [page, movements] = [
    await read(MANAGER, `/counts/${blind.id}?show=all`),
    await read(MANAGER, '/movements'),
  ];
  expect([page.status, movements.status]).toEqual([200, 200]);
  expect(movements.text).toMatch(SENTINEL);
});

test('when it is over everybody reads again', async () => {
  await work.act(blind, 'cancel');
  expect((await read(CLERK, '/movements')).text).toMatch(SENTINEL);
});
