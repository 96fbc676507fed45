/** The journal of documents, what is still open of one, and what its reversal would do: reads for who works with them. */
import { beforeAll, describe, expect, test } from 'vitest';
import type {
  DocumentHead,
  DocumentRest,
  PostedDocument,
  ReversalPreview,
} from '../../shared/contract/documents.ts';
import { addDays } from '../../shared/domain/dates.ts';
import { ADMIN, type App } from './app.ts';
import { fillLedger } from './fullLedger.ts';
import { ACCOUNTANT, CLERK, MANAGER, OTHER, openingStock, smallHospital } from './hospital.ts';
import { meter } from './meter.ts';

let app: App;
let today: string;
let purchase: PostedDocument;
let exit: PostedDocument;
let transfer: PostedDocument;

beforeAll(async () => {
  app = await smallHospital();
  await openingStock(app);
  ({ today } = await app.call<{ today: string }>(MANAGER, 'GET', '/v1/me'));
  await app.call(ADMIN, 'PUT', '/v1/bins', { depot: 'WARD', code: 'W1' });
  purchase = await app.post(MANAGER, {
    type: 'entry-purchase',
    depot: 'PHC',
    party: 'F1',
    date: addDays(today, -2),
    description: 'Réassort',
    linkedDocument: 'BL-77',
    lines: [{ item: 'SIROP', bin: 'A2', quantity: 5, unitCost: 4 }],
  });
  exit = await app.post(CLERK, {
    type: 'exit-patient',
    depot: 'PHC',
    party: 'P-001',
    lines: [
      { item: 'PARA', bin: 'A1', lot: 'L1', quantity: 10 },
      { item: 'POMPE', serial: 'SN-1', quantity: 1 },
    ],
  });
  transfer = await app.post(MANAGER, {
    type: 'transfer',
    depot: 'PHC',
    party: 'WARD',
    lines: [
      { item: 'PARA', bin: 'A1', lot: 'L1', quantity: 20 },
      { item: 'VIS', bin: 'A2', quantity: 8 },
    ],
  });
});

const found = async (filters: string, email = MANAGER) =>
  (await app.call<{ rows: DocumentHead[] }>(email, 'GET', `/v1/documents?${filters}`)).rows.map(
    ({ number }) => number,
  );

describe('the journal is looked through', () => {
  test.each([
    ['by type', () => 'type=entry-purchase', () => [purchase]],
    [
      'by date, both days included',
      () => `from=${addDays(today, -3)}&to=${addDays(today, -1)}`,
      () => [purchase],
    ],
    ['by the other end, in words of its name', () => 'party=pharmag', () => [purchase]],
    ['by the other end, a patient by reference', () => 'party=P-001', () => [exit]],
    ['by what was written, accents as written', () => `q=${encodeURIComponent('réass')}`, () => [purchase]],
    ['without the accents it was written with', () => 'q=reassort', () => [purchase]],
    ['in capitals', () => `q=${encodeURIComponent('RÉASSORT')}`, () => [purchase]],
    [
      'with accents that it was not written with',
      () => `q=${encodeURIComponent('rèâssort')}`,
      () => [purchase],
    ],
    ['by the linked document', () => 'q=bl-77', () => [purchase]],
    ['by the whole number, as a scanner reads it', () => `number=${exit.number.toLowerCase()}`, () => [exit]],
    ['for what is still on its way', () => 'depot=PHC&open=true', () => [transfer]],
    ['by a number that is none', () => 'number=coucou', () => []],
  ])('%s', async (_, filters, wanted) => {
    expect(await found(filters())).toEqual(wanted().map(({ number }) => number));
  });

  test('for what one posted oneself', async () => {
    expect(await found('mine=true', CLERK)).toEqual([exit.number]);
  });

  test('a depot at the other end sees what is on its way to it, and nothing else', async () => {
    expect(await found('open=true', OTHER)).toEqual([transfer.number]);
    expect(await found('', OTHER)).toEqual([transfer.number]);
  });

  test('an accountant finds a patient’s exits by the mask alone (Q7)', async () => {
    expect(await found('party=P-001', ACCOUNTANT)).toEqual([]);
    const { rows } = await app.call<{ rows: DocumentHead[] }>(
      ACCOUNTANT,
      'GET',
      '/v1/documents?type=exit-patient',
    );
    expect(await found(`party=${rows[0]!.party}`, ACCOUNTANT)).toEqual([exit.number]);
  });
});

describe('what is still open of a document', () => {
  const rest = ({ id }: PostedDocument, email = MANAGER) =>
    app.call<DocumentRest>(email, 'GET', `/v1/documents/${id}/rest`);

  test('of a transfer: what was sent, and what has not arrived, with a bin that keeps such goods', async () => {
    expect(await rest(transfer, OTHER)).toMatchObject({
      document: { number: transfer.number },
      lines: [
        { item: 'PARA', lot: 'L1', expiry: '2031-01-31', moved: 20, rest: 20, bin: null },
        { item: 'VIS', moved: 8, rest: 8, bin: null },
      ],
    });
    await app.post(OTHER, {
      type: 'reception',
      depot: 'WARD',
      transfer: transfer.id,
      lines: [{ item: 'PARA', bin: 'W1', lot: 'L1', quantity: 15 }],
    });
    expect((await rest(transfer, OTHER)).lines).toMatchObject([{ rest: 5, bin: 'W1' }, { rest: 8 }]);
  });

  test('of an exit: what went out less what came back, and nothing once it is undone', async () => {
    expect((await rest(exit)).lines).toMatchObject([
      { item: 'PARA', lot: 'L1', moved: 10, rest: 10, bin: 'A1' },
      { item: 'POMPE', serial: 'SN-1', moved: 1, rest: 1, bin: 'A2' },
    ]);
    const back = await app.post(CLERK, {
      type: 'return-patient',
      depot: 'PHC',
      party: 'P-001',
      exit: exit.id,
      lines: [{ item: 'PARA', bin: 'A1', lot: 'L1', quantity: 4 }],
    });
    expect((await rest(exit)).lines).toMatchObject([{ rest: 6 }, { rest: 1 }]);
    await app.call(MANAGER, 'POST', `/v1/documents/${back.id}/reversal`, {
      id: crypto.randomUUID(),
      reason: 'erreur',
    });
    expect((await rest(exit)).lines).toMatchObject([{ rest: 10 }, { rest: 1 }]);
  });

  test('of a rectified exit: whose goods come back is whom it stands for now', async () => {
    await app.call(ADMIN, 'PUT', '/v1/patients', { reference: 'P-002' });
    const mistaken = await app.post(CLERK, {
      type: 'exit-patient',
      depot: 'PHC',
      party: 'P-001',
      lines: [{ item: 'PARA', bin: 'A1', lot: 'L2', quantity: 3 }],
    });
    await app.call(MANAGER, 'POST', `/v1/documents/${mistaken.id}/rectification`, {
      id: crypto.randomUUID(),
      party: 'P-002',
      reason: 'homonyme',
    });
    const { document, party, lines } = await rest(mistaken);
    expect([document.party, party, lines[0]?.rest]).toEqual(['P-001', 'P-002', 3]);
    const back = { type: 'return-patient', depot: 'PHC', party: party!, exit: mistaken.id } as const;
    await app.post(CLERK, { ...back, lines: [{ item: 'PARA', bin: 'A1', lot: 'L2', quantity: 3 }] });
    expect((await rest(mistaken)).lines).toMatchObject([{ rest: 0 }]);
  });

  test('of an entry: nothing; of a document elsewhere: it does not exist', async () => {
    expect((await rest(purchase)).lines).toEqual([]);
    expect((await app.send(OTHER, 'GET', `/v1/documents/${exit.id}/rest`)).status).toBe(404);
  });
});

describe('a reversal is looked at before it is made', () => {
  const preview = ({ id }: PostedDocument, email = MANAGER) =>
    app.call<ReversalPreview>(email, 'GET', `/v1/documents/${id}/reversal`);

  test('what would come back, and what would then stand there', async () => {
    const seen = await preview(exit);
    expect(seen.errors).toEqual([]);
    expect(seen.lines).toMatchObject([
      { item: 'PARA', lot: 'L1', bin: 'A1', quantity: 10, balance: 70, after: 80 },
      { item: 'POMPE', serial: 'SN-1', quantity: 1, balance: 0, after: 1 },
    ]);
  });

  test('the documents in its way are named, the same that the reversal would name', async () => {
    const { errors } = await preview(transfer);
    const refused = await app.send(MANAGER, 'POST', `/v1/documents/${transfer.id}/reversal`, {
      id: crypto.randomUUID(),
      reason: 'erreur',
    });
    expect(errors).toEqual((await refused.json<{ errors: unknown[] }>()).errors);
    expect(errors).toMatchObject([{ code: 'REVERSAL_BLOCKED', by: expect.stringMatching(/^RC-WARD-/) }]);
  });

  test('a clerk is told at once that another’s document is not his to undo', async () => {
    expect((await preview(purchase, CLERK)).errors).toMatchObject([{ line: 0, code: 'FORBIDDEN' }]);
    expect((await app.send(OTHER, 'GET', `/v1/documents/${purchase.id}/reversal`)).status).toBe(404);
  });

  test('while a blind count holds the goods it shows no balance (Q22)', async () => {
    await app.call(MANAGER, 'POST', '/v1/counts', {
      id: crypto.randomUUID(),
      name: 'À l’aveugle',
      depot: 'PHC',
      kind: 'article',
      blind: true,
    });
    const { lines, errors } = await preview(exit);
    expect(lines.map(({ balance, after }) => [balance, after])).toEqual([
      [null, null],
      [null, null],
    ]);
    expect(errors[0]).toMatchObject({ code: 'COUNT_OPEN' });
  });
});

// Last: its hospital takes the place of the one above.
describe('a journal of thirty thousand documents', () => {
  test('a page reads no more than of a short one, says where to go on, and finds what is far back', async () => {
    const large = await smallHospital();
    await fillLedger(large, 20_000);
    await large.call(MANAGER, 'GET', '/v1/me');
    const { db, calls } = meter(large.db);
    large.environment.DB = db;
    type Page = { rows: DocumentHead[]; next: string | null };
    const page = async (filters: string) => {
      calls.length = 0;
      const found = await large.call<Page>(MANAGER, 'GET', `/v1/documents?${filters}`);
      const read = calls.flatMap(({ statements }) => statements).reduce((sum, each) => sum + each.read, 0);
      expect(read).toBeLessThan(10_000);
      return found;
    };
    const nothing = await page('party=personne');
    expect(nothing.rows).toEqual([]);
    expect(nothing.next).not.toBeNull();
    // Nothing older than these can be dated in the last days.
    expect((await page(`party=personne&from=${addDays(today, -3)}`)).next).toBeNull();
    const { rows } = await large.db
      .prepare('SELECT number FROM documents ORDER BY sequence LIMIT 1')
      .all<{ number: string }>()
      .then(({ results }) => ({ rows: results }));
    expect((await page(`number=${rows[0]!.number}`)).rows.map(({ number }) => number)).toEqual([
      rows[0]!.number,
    ]);
    let pages = 1;
    for (let next = nothing.next; next !== null; pages += 1)
      next = (await page(`party=personne&cursor=${next}`)).next;
    expect(pages).toBeGreaterThan(2);
  });
});
