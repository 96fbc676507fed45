import { beforeEach, describe, expect, test } from 'vitest';
import type { PostedDocument } from '../../shared/contract/documents.ts';
import type { StockLine } from '../../shared/contract/stock.ts';
import type { App } from './app.ts';
import { faultsOf } from './books.ts';
import { CLERK, MANAGER, openingStock, smallHospital } from './hospital.ts';

let app: App;

beforeEach(async () => {
  app = await smallHospital();
  await openingStock(app);
  return async () => expect(await faultsOf(app.db)).toEqual([]);
});

const reverse = (document: PostedDocument, email = MANAGER) =>
  app.send(email, 'POST', `/v1/documents/${document.id}/reversal`, {
    id: crypto.randomUUID(),
    reason: 'erreur de saisie',
  });
const reversed = async (document: PostedDocument, email = MANAGER) => {
  const response = await reverse(document, email);
  expect(response.status).toBe(200);
  return response.json<PostedDocument>();
};
const refused = async (document: PostedDocument, email = MANAGER) =>
  (await reverse(document, email)).json<{ code: string; errors?: { by: string }[] }>();
const stockOf = async (item: string) =>
  (await app.call<{ rows: StockLine[] }>(MANAGER, 'GET', `/v1/stock?item=${item}`)).rows;

describe('a document is undone by a counter-document (invariant 1)', () => {
  test('an exit comes back at the cost it left at, and both documents say so', async () => {
    const exit = await app.post(CLERK, {
      type: 'exit-service',
      depot: 'PHC',
      party: 'CHIR',
      lines: [{ item: 'SIROP', quantity: 4 }],
    });
    await app.post(MANAGER, {
      type: 'entry-purchase',
      depot: 'PHC',
      party: 'F1',
      lines: [{ item: 'SIROP', bin: 'A2', quantity: 6, unitCost: 8 }],
    });
    const back = await reversed(exit);
    expect(back).toMatchObject({ type: 'reversal', reverses: exit.number, reason: 'erreur de saisie' });
    expect(back.movements).toMatchObject([{ quantity: 4, unitCost: 4, balance: 16 }]);
    expect(await app.call(MANAGER, 'GET', `/v1/documents/${exit.id}`)).toMatchObject({
      reversedBy: back.number,
    });
    // (6 at 4 + 6 at 8 + 4 at 4) / 16
    expect((await stockOf('SIROP'))[0]?.unitCost).toBe(5.5);
  });

  test('an entry goes at its own cost, and leaves the average as if it had not been', async () => {
    const entry = await app.post(MANAGER, {
      type: 'entry-purchase',
      depot: 'PHC',
      party: 'F1',
      lines: [{ item: 'SIROP', bin: 'A2', quantity: 10, unitCost: 7 }],
    });
    await reversed(entry);
    expect(await stockOf('SIROP')).toMatchObject([{ quantity: 10, unitCost: 4 }]);
  });

  test('it is refused twice, and where goods have gone on since, naming the document', async () => {
    const entry = await app.post(MANAGER, {
      type: 'entry-donation',
      depot: 'PHC',
      lines: [{ item: 'VIS', bin: 'A1', quantity: 5 }],
    });
    const loss = await app.post(MANAGER, {
      type: 'loss',
      depot: 'PHC',
      reason: 'x',
      lines: [{ item: 'VIS', bin: 'A1', quantity: 1 }],
    });
    expect(await refused(entry)).toMatchObject({ code: 'REVERSAL_BLOCKED', errors: [{ by: loss.number }] });
    const undone = await reversed(loss);
    expect(await refused(loss)).toMatchObject({ code: 'ALREADY_REVERSED', errors: [{ by: undone.number }] });
    await reversed(entry);
  });

  test('a transfer on its way comes back; one received does not', async () => {
    const lines = [{ item: 'POMPE', serial: 'SN-1', quantity: 1 }];
    const send = () => app.post(MANAGER, { type: 'transfer', depot: 'PHC', party: 'WARD', lines });
    await reversed(await send());
    expect((await stockOf('POMPE')).filter(({ transfer }) => transfer !== null)).toEqual([]);
    const sent = await send();
    const received = await app.post('other@tilleuls.example', {
      type: 'reception',
      depot: 'WARD',
      transfer: sent.id,
      lines,
    });
    expect(await refused(sent)).toMatchObject({ code: 'REVERSAL_BLOCKED' });
    expect((await refused(sent)).errors?.map(({ by }) => by)).toContain(received.number);
  });

  test('a serial that has gone on does not come back twice', async () => {
    const exit = await app.post(CLERK, {
      type: 'exit-patient',
      depot: 'PHC',
      party: 'P-001',
      lines: [{ item: 'POMPE', serial: 'SN-2', quantity: 1 }],
    });
    const entry = await app.post(MANAGER, {
      type: 'entry-donation',
      depot: 'PHC',
      lines: [{ item: 'POMPE', bin: 'A1', serial: 'SN-2', quantity: 1 }],
    });
    expect(await refused(exit)).toMatchObject({ code: 'REVERSAL_BLOCKED', errors: [{ by: entry.number }] });
  });

  test('a clerk undoes his own document of the day, not another’s', async () => {
    const mine = await app.post(CLERK, {
      type: 'exit-service',
      depot: 'PHC',
      party: 'CHIR',
      lines: [{ item: 'VIS', quantity: 1 }],
    });
    const other = await app.post(MANAGER, {
      type: 'exit-service',
      depot: 'PHC',
      party: 'CHIR',
      lines: [{ item: 'VIS', quantity: 1 }],
    });
    await reversed(mine, CLERK);
    expect((await reverse(other, CLERK)).status).toBe(403);
  });

  test('a later confirmed count stands in the way; an open one freezes', async () => {
    const exit = await app.post(CLERK, {
      type: 'exit-service',
      depot: 'PHC',
      party: 'CHIR',
      lines: [{ item: 'SIROP', quantity: 1 }],
    });
    const id = crypto.randomUUID();
    await app.call(MANAGER, 'POST', '/v1/counts', {
      id,
      name: 'Sirops',
      depot: 'PHC',
      kind: 'article',
      scope: { items: ['SIROP'] },
    });
    expect((await refused(exit)).code).toBe('COUNT_OPEN');
    const { count } = await app.call<{ count: { version: number } }>(
      MANAGER,
      'POST',
      `/v1/counts/${id}/close`,
      { blanks: { default: 'zero' } },
    );
    await app.call(MANAGER, 'POST', `/v1/counts/${id}/confirm`, { version: count.version });
    expect(await refused(exit)).toMatchObject({ code: 'REVERSAL_BLOCKED', errors: [{ by: 'Sirops' }] });
  });
});

describe('a wrong party or text is mended by a rectification (invariant 1)', () => {
  const rectify = (document: PostedDocument, changes: object, email = MANAGER) =>
    app.send(email, 'POST', `/v1/documents/${document.id}/rectification`, {
      id: crypto.randomUUID(),
      reason: 'mauvais patient',
      ...changes,
    });

  test('a new document without movements points at the old one; both say so', async () => {
    await app.call(MANAGER, 'PUT', '/v1/patients', { reference: 'P-002' });
    const exit = await app.post(CLERK, {
      type: 'exit-patient',
      depot: 'PHC',
      party: 'P-001',
      description: 'ordonnance 12',
      lines: [{ item: 'SIROP', quantity: 1 }],
    });
    const mended = await (await rectify(exit, { party: 'p-002' })).json<PostedDocument>();
    expect(mended).toMatchObject({
      type: 'rectification',
      party: 'P-002',
      description: 'ordonnance 12',
      rectifies: exit.number,
      movements: [],
    });
    expect(await app.call(MANAGER, 'GET', `/v1/documents/${exit.id}`)).toMatchObject({
      party: 'P-001',
      rectifiedBy: mended.number,
    });
    const again = await (await rectify(exit, { description: 'ordonnance 13' })).json<PostedDocument>();
    expect(again).toMatchObject({ party: 'P-002', description: 'ordonnance 13' });
    const page = await (await app.send(CLERK, 'GET', `/v1/documents/${exit.id}/voucher`)).text();
    expect(page).toContain(`Rectifié par ${again.number}`);
  });

  test('an unknown party, a loss that has none, and a clerk are refused', async () => {
    const exit = await app.post(CLERK, {
      type: 'exit-service',
      depot: 'PHC',
      party: 'CHIR',
      lines: [{ item: 'VIS', quantity: 1 }],
    });
    const loss = await app.post(CLERK, {
      type: 'loss',
      depot: 'PHC',
      reason: 'x',
      lines: [{ item: 'VIS', quantity: 1 }],
    });
    expect(await (await rectify(exit, { party: 'RIEN' })).json()).toMatchObject({ code: 'PARTY_UNKNOWN' });
    expect(await (await rectify(loss, { party: 'CHIR' })).json()).toMatchObject({ code: 'FIELD_FOREIGN' });
    expect((await rectify(exit, { party: 'CHIR' }, CLERK)).status).toBe(403);
  });
});
