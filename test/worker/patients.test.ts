import { beforeAll, describe, expect, test } from 'vitest';
import type { PostedDocument } from '../../shared/contract/documents.ts';
import { ADMIN, type App } from './app.ts';
import { CLERK, MANAGER, openingStock, smallHospital } from './hospital.ts';

/**
 * Q7 beside invariant 9: a retry is told from a request about another patient, and yet nothing that is never
 * purged gives a reference away once the patient is erased.
 */
let app: App;

beforeAll(async () => {
  app = await smallHospital();
  await openingStock(app);
  await app.call(ADMIN, 'PUT', '/v1/patients', { reference: 'P-002', name: 'Jeanne Dupré' });
});

const put = (id: string, body: object) =>
  app.send(ADMIN, 'PUT', '/v1/patients', body, { 'Idempotency-Key': id });
const importing = (id: string, what: string, rows: object[]) =>
  app.send(ADMIN, 'POST', `/v1/imports/${what}`, { rows }, { 'Idempotency-Key': id });
const codeOf = async (answer: Response) => (await answer.json<{ code?: string }>()).code ?? answer.status;

describe('the same key again', () => {
  test('with another patient is no retry of a PUT, nor with another name', async () => {
    const id = crypto.randomUUID();
    expect((await put(id, { reference: 'P-010', name: 'Ali' })).status).toBe(200);
    expect(await codeOf(await put(id, { reference: 'P-010', name: 'Ali' }))).toBe(200);
    expect(await codeOf(await put(id, { reference: 'P-002', name: 'Ali' }))).toBe('ID_REUSED');
    expect(await codeOf(await put(id, { reference: 'P-010', name: 'Zoé' }))).toBe('ID_REUSED');
  });

  test('with other patients is no retry of an import, nor with another patient’s invoice', async () => {
    const patients = crypto.randomUUID();
    const invoices = crypto.randomUUID();
    const invoice = { number: 'F-1', item: 'PARA', quantity: 2 };
    expect((await importing(patients, 'patients', [{ reference: 'P-020' }])).status).toBe(200);
    expect((await importing(invoices, 'invoices', [{ ...invoice, patient: 'P-020' }])).status).toBe(200);
    expect(await codeOf(await importing(patients, 'patients', [{ reference: 'P-020' }]))).toBe(200);
    expect(await codeOf(await importing(patients, 'patients', [{ reference: 'P-021' }]))).toBe('ID_REUSED');
    expect(await codeOf(await importing(invoices, 'invoices', [{ ...invoice, patient: 'P-002' }]))).toBe(
      'ID_REUSED',
    );
  });

  test('with another patient is no retry of an exit or of its rectification', async () => {
    const exit = {
      id: crypto.randomUUID(),
      type: 'exit-patient' as const,
      depot: 'PHC',
      party: 'P-001',
      lines: [{ item: 'PARA', lot: 'L1', quantity: 1 }],
    };
    const posted = await app.post(CLERK, exit);
    expect((await app.post(CLERK, exit)).number).toBe(posted.number);
    expect((await app.refused(CLERK, { ...exit, party: 'P-002' })).code).toBe('ID_REUSED');
    const mended = { id: crypto.randomUUID(), party: 'P-002', reason: 'mauvais patient' };
    const rectify = (body: object) =>
      app.send(MANAGER, 'POST', `/v1/documents/${posted.id}/rectification`, body);
    const first = await (await rectify(mended)).json<PostedDocument>();
    expect((await (await rectify(mended)).json<PostedDocument>()).number).toBe(first.number);
    expect(await codeOf(await rectify({ ...mended, party: 'P-001' }))).toBe('ID_REUSED');
  });
});

test('once a patient is erased, no list of references finds him again in what is never purged', async () => {
  const exit = {
    id: crypto.randomUUID(),
    type: 'exit-patient' as const,
    depot: 'PHC',
    party: 'P-001',
    lines: [{ item: 'PARA', lot: 'L1', quantity: 1 }],
  };
  await app.post(CLERK, exit);
  const hashOf = () =>
    app.db.prepare('SELECT request_hash AS hash FROM journal WHERE id = ?1').bind(exit.id).first('hash');
  const keyNow = () => app.db.prepare('SELECT key FROM personal_key').first<string>('key');
  expect(await recomputed(exit, (await keyNow()) ?? '')).toBe(await hashOf());

  await app.db
    .prepare(
      `UPDATE patients SET reference = mask, reference_key = mask, name = NULL, search = mask WHERE reference = 'P-001'`,
    )
    .run();
  expect(await recomputed(exit, (await keyNow()) ?? '')).not.toBe(await hashOf());
  const { results } = await app.db
    .prepare('SELECT j.*, d.* FROM journal j JOIN documents d ON d.journal = j.sequence')
    .all();
  expect(JSON.stringify(results)).not.toMatch(/P-001/i);
  // The document stands, under the mask.
  const seen = await app.call<PostedDocument>(CLERK, 'GET', `/v1/documents/${exit.id}`);
  expect(seen.party).toMatch(/^[a-z]{14}$/);
  expect((await app.refused(CLERK, exit)).code).toBe('ID_REUSED');
});

/** The hash as whoever holds the database would try it for a reference that he guesses. */
async function recomputed({ party, ...exit }: { id: string; party: string }, key: string): Promise<string> {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const sorted = (value: unknown) =>
    JSON.stringify(value, (_, one) =>
      one && typeof one === 'object' && !Array.isArray(one)
        ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
        : one,
    );
  const hex = (digest: ArrayBuffer) =>
    [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const hmac = await crypto.subtle.importKey('raw', bytes(key), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
  ]);
  const personal = hex(await crypto.subtle.sign('HMAC', hmac, bytes(JSON.stringify(party))));
  const content = ['document.post', exit.id, { ...exit, party: null }, personal];
  return hex(await crypto.subtle.digest('SHA-256', bytes(sorted(content))));
}
