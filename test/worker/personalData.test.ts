import { beforeAll, describe, expect, test } from 'vitest';
import type { PatientExport, PersonExport } from '../../shared/contract/personalData.ts';
import { readerOf } from '../../worker/books/reader.ts';
import { verifyBooks } from '../../worker/books/verify.ts';
import { sha256 } from '../../worker/http/sha256.ts';
import { sealBooks } from '../../worker/seals/seal.ts';
import { verifySeal } from '../../worker/seals/verify.ts';
import { ADMIN, type App } from './app.ts';
import { twoDepots, WARD_MANAGER } from './everyCall.ts';
import { CLERK, MANAGER } from './hospital.ts';
import type { Place } from './portalPages.ts';

/** Q7: what is kept of somebody, and its erasure, with ledger, seal and zips as they were. */
let app: App;
let own: Place;
let ward: Place;
const LEO = 'leo.vial@tilleuls.example';

beforeAll(async () => {
  const made = await twoDepots();
  app = made.app;
  [own, ward] = [made.places.own, made.places.other];
  await app.call(ADMIN, 'PUT', '/v1/patients', { reference: 'P-777', name: 'Jeanne Dupré' });
  await app.person({ email: LEO, name: 'Léo Vial', rights: [{ depot: 'PHC', role: 'clerk' }] });
  await app.post(LEO, {
    ...{ type: 'exit-patient', depot: 'PHC', party: 'P-777', date: await today() },
    ...{ notCounted: true, lines: [{ item: 'PARA', lot: 'L1', quantity: 3 }] },
  });
  await sealBooks(app.db);
}, 60_000);

const today = async () => (await app.call<{ today: string }>(ADMIN, 'GET', '/v1/me')).today;
const zip = async (count: string) => {
  const response = await app.send(MANAGER, 'GET', `/v1/counts/${count}/snapshots/after`);
  return sha256(new Uint8Array(await response.arrayBuffer()));
};
const isWhole = async () => {
  const read = readerOf(app.db);
  const { differences } = await verifyBooks(read);
  const { faults } = await verifySeal(read);
  return [...differences, ...faults];
};
const erase = (what: 'patients' | 'people', body: object, id: string = crypto.randomUUID()) =>
  app.send(ADMIN, 'POST', `/v1/${what}/erasure`, body, { 'Idempotency-Key': id });
const anywhere = async (words: string[]) => {
  const { results: tables } = await app.db
    .prepare(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%cf_%' AND name <> 'd1_migrations'`,
    )
    .all<{ name: string }>();
  const found: string[] = [];
  for (const { name } of tables) {
    const { results } = await app.db.prepare(`SELECT * FROM "${name}"`).all();
    const text = JSON.stringify(results).toLowerCase();
    if (words.some((word) => text.includes(word.toLowerCase()))) found.push(name);
  }
  return found;
};

describe('a patient', () => {
  test('is given out whole: reference, name, documents with their lines, invoices', async () => {
    const kept = await app.call<PatientExport>(ADMIN, 'GET', '/v1/patients/export?reference=p-777');
    expect(kept).toMatchObject({
      ...{ reference: 'P-777', name: 'Jeanne Dupré', active: true },
      documents: [{ type: 'exit-patient', lines: [{ item: 'PARA', lot: 'L1', quantity: -3 }] }],
      invoices: [],
    });
    const invoiced = await app.call<PatientExport>(ADMIN, 'GET', '/v1/patients/export?reference=P-001');
    expect(invoiced.invoices).toEqual([{ number: 'F-1', lines: [{ item: 'PARA', quantity: 2 }] }]);
  });

  test('is erased from every table; books and seal are whole afterwards and the zips keep their bytes', async () => {
    const before = await zip(own.confirmed);
    const id = crypto.randomUUID();
    const erased = await (await erase('patients', { reference: 'P-777' }, id)).json();
    expect(erased).toEqual({ mask: expect.stringMatching(/^[a-z]{14}$/), documents: 1 });
    expect(await anywhere(['P-777', 'Dupré'])).toEqual([]);
    expect(await isWhole()).toEqual([]);
    expect(await zip(own.confirmed)).toBe(before);
    // A retry is told the same; the same id for another patient is another request.
    expect(await (await erase('patients', { reference: 'P-777' }, id)).json()).toEqual(erased);
    expect((await (await erase('patients', { reference: 'P-001' }, id)).json<{ code: string }>()).code).toBe(
      'ID_REUSED',
    );
    expect((await app.send(ADMIN, 'GET', '/v1/patients/export?reference=P-777')).status).toBe(404);
  });
});

describe('a person', () => {
  test('is given out whole: rights, and what that person did', async () => {
    const kept = await app.call<PersonExport>(ADMIN, 'GET', `/v1/people/export?email=${LEO}`);
    expect(kept).toMatchObject({
      ...{ email: LEO, name: 'Léo Vial', signedIn: true, commands: 1 },
      rights: [{ depot: 'PHC', role: 'clerk' }],
      journal: [{ action: 'document.post' }],
    });
  });

  test('is erased, out at the next request, and what he did stands under a word', async () => {
    const before = await zip(own.confirmed);
    const { mark } = await (await erase('people', { email: LEO.toUpperCase() })).json<{ mark: string }>();
    expect(await anywhere([LEO, 'Léo Vial'])).toEqual([]);
    expect((await app.send(LEO, 'GET', '/v1/me')).status).toBe(403);
    const { rows } = await app.call<{ rows: { person: string }[] }>(
      MANAGER,
      'GET',
      '/v1/documents?type=exit-patient',
    );
    expect(rows.map(({ person }) => person)).toContain(`Personne effacée (${mark})`);
    expect(await isWhole()).toEqual([]);
    expect(await zip(own.confirmed)).toBe(before);
  });

  test('is erased whatever the capitals in which the address was once typed; no other letters than SQL folds come in', async () => {
    const [typed, also] = ['Eloise.Celik@tilleuls.example', 'ELOISE.CELIK@TILLEULS.EXAMPLE'];
    const eloise = { name: 'Éloïse Çelik' };
    await app.person({ ...eloise, email: typed });
    await app.person({ ...eloise, email: also, accountant: true, version: 1 });
    for (const email of [
      'éloïse.celik@tilleuls.example',
      'eloise@çelik.example',
      'ｅ@tilleuls.example',
      ` ${typed}`,
    ]) {
      const refused = await app.send(ADMIN, 'PUT', '/v1/people', { ...eloise, email });
      expect([email, refused.status]).toEqual([email, 422]);
    }
    expect((await erase('people', { email: typed.toLowerCase() })).status).toBe(200);
    expect(await anywhere(['celik'])).toEqual([]);
    expect(await isWhole()).toEqual([]);
  });

  test('names that a zip has printed stay with it: they are the proof of the count', async () => {
    expect((await erase('people', { email: WARD_MANAGER })).status).toBe(200);
    // Lost, it is made again with the bytes that were stored: anything else is refused as SNAPSHOT_LOST.
    await app.files.delete(`counts/${ward.confirmed}/after.zip`);
    const again = await app.send(ADMIN, 'GET', `/v1/counts/${ward.confirmed}/snapshots/after`);
    expect(again.status).toBe(200);
    await again.arrayBuffer();
    expect(await isWhole()).toEqual([]);
  });

  test('never the last administrator, nor anybody by whoever is none', async () => {
    expect((await erase('people', { email: 'chief@tilleuls.example' })).status).toBe(200);
    const last = await (await erase('people', { email: ADMIN })).json<{ code: string; detail: string }>();
    expect([last.code, last.detail.includes('lastAdmin')]).toEqual(['IN_USE', false]);
    const asked = { email: CLERK };
    expect((await app.send(MANAGER, 'POST', '/v1/people/erasure', asked)).status).toBe(403);
  });

  test('nothing else of the journal can be changed by that way', async () => {
    const change = (sql: string) => app.db.prepare(sql).run();
    for (const sql of [
      `UPDATE journal SET subject = 'efface-1' WHERE action = 'document.post'`,
      `UPDATE journal SET subject = 'x' WHERE action = 'people.put'`,
      `UPDATE journal SET subject = 'efface-1', person = 1 + person WHERE action = 'people.put'`,
      `UPDATE journal SET subject = 'efface-2' WHERE subject GLOB 'efface-*'`,
    ])
      await expect(change(sql)).rejects.toThrow('E_APPEND_ONLY');
  });
});
