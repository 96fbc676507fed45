import { beforeAll, describe, expect, test } from 'vitest';
import type { Invoice, Item } from '../../shared/contract/catalogue.ts';
import type { Problem } from '../../shared/contract/common.ts';
import type { PostedDocument } from '../../shared/contract/documents.ts';
import type { ImportResult, ImportWhat } from '../../shared/contract/imports.ts';
import { sampleCsv } from '../../shared/sample/csv.ts';
import { hostile, hostileRows } from '../../shared/sample/hostile.ts';
import { sampleOrganisation } from '../../shared/sample/organisation.ts';
import { ITEMS, toItem } from '../../worker/catalogue/items.ts';
import { judgement, writingStatements } from '../../worker/catalogue/resource.ts';
import { refuseBadLines } from '../../worker/db/refusal.ts';
import { ADMIN, type App, startApp } from './app.ts';

let app: App;
const sample = sampleOrganisation('2026-11-21');
const CLERK = 'clerk@tilleuls.example';
const MANAGER = 'manager@tilleuls.example';

/** Sends a CSV file as it is, bytes and all. */
async function sendFile(
  what: ImportWhat,
  body: string | Uint8Array,
  language = 'fr',
  id = crypto.randomUUID(),
) {
  return app.app.request(
    `/v1/imports/${what}`,
    {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${await app.token(ADMIN)}`,
        'Content-Type': 'text/csv; charset=utf-8',
        'Idempotency-Key': id,
        'Accept-Language': language,
      },
      body,
    },
    app.environment,
  );
}

async function load(what: ImportWhat, body: string | Uint8Array, id?: string): Promise<ImportResult> {
  const response = await sendFile(what, body, 'fr', id);
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}

const loadRows = (what: ImportWhat, rows: readonly unknown[], email = ADMIN) =>
  app.call<ImportResult>(email, 'POST', `/v1/imports/${what}`, { rows });

async function refused(what: ImportWhat, rows: readonly unknown[] | string | Uint8Array, email = ADMIN) {
  const response =
    typeof rows === 'string' || rows instanceof Uint8Array
      ? await sendFile(what, rows)
      : await app.send(email, 'POST', `/v1/imports/${what}`, { rows });
  expect(response.ok).toBe(false);
  return response.json<Problem>();
}

/** `[line, code]` of each bad row. */
const told = ({ errors = [] }: Problem) => errors.map(({ line, code }) => [line, code]);
const count = async (table: string) =>
  (await app.db.prepare(`SELECT count(*) AS n FROM ${table}`).first<{ n: number }>())?.n;

beforeAll(async () => {
  app = await startApp();
});

describe('the sample organisation as CSV files', () => {
  test('each kind is created; a second import of the same file changes nothing', async () => {
    const sizes = { suppliers: 20, services: 14, patients: 60, depots: 3, bins: 45, items: 417 };
    for (const [what, rows] of Object.entries(sizes) as [keyof typeof sizes, number][]) {
      const file = sampleCsv(sample, what);
      expect(await load(what, file)).toEqual({ what, rows, created: rows, changed: 0, documents: [] });
      // As an English spreadsheet with a BOM would save it.
      const english = new TextEncoder().encode(`\ufeff${sampleCsv(sample, what, 'en')}`);
      expect(await load(what, english)).toMatchObject({ rows, created: 0, changed: 0 });
    }
    expect(await load('invoices', sampleCsv(sample, 'invoices'))).toMatchObject({ rows: 51, created: 18 });
    expect(await load('invoices', sampleCsv(sample, 'invoices'))).toMatchObject({ created: 0, changed: 0 });
    expect(await app.call(ADMIN, 'GET', '/v1/items?code=HAUTBOIS')).toMatchObject({
      rows: [{ label: 'Hautbois', serialTracking: 'optional', version: 1 }],
    });
  });

  test('opening stock becomes one entry document for each depot', async () => {
    const id = crypto.randomUUID();
    const done = await load('opening', sampleCsv(sample, 'opening'), id);
    expect(done).toMatchObject({ rows: 1261, created: 1261, changed: 0 });
    expect(done.documents.map(({ number }) => number.replace(/\d{4}/, 'YYYY'))).toEqual([
      'EO-MED-YYYY-000001',
      'EO-ORT-YYYY-000001',
      'EO-PHC-YYYY-000001',
    ]);
    expect(await load('opening', sampleCsv(sample, 'opening'), id)).toEqual(done);
    expect(await count('movements')).toBe(1261);
    const [first] = sample.opening;
    const pharmacy = await app.call<PostedDocument>(ADMIN, 'GET', `/v1/documents/${done.documents[2]?.id}`);
    expect(pharmacy.movements.map(({ line }) => line)).toEqual(pharmacy.movements.map((_, at) => at + 1));
    expect(pharmacy.movements[0]).toMatchObject({
      bin: first?.bin,
      item: first?.item,
      lot: first?.lot,
      expiry: first?.expiry,
      quantity: first?.quantity,
      unitCost: first?.unitCost,
    });
  });

  test('a change of one label is one change, and what a row leaves out stays', async () => {
    const read = async () =>
      (await app.call<{ rows: Item[] }>(ADMIN, 'GET', '/v1/items?code=GANT-NS')).rows[0];
    const before = await read();
    const rows = 'Code;Libellé\nGANT-NS;Gants de soin S\nGANT-NM;Gants nitrile non stériles taille M';
    expect(await load('items', rows)).toMatchObject({ rows: 2, created: 0, changed: 1 });
    expect(await read()).toEqual({ ...before, label: 'Gants de soin S', version: 2 });
  });
});

describe('all or nothing, with every bad row named', () => {
  test('what a spreadsheet retyped before the file was made is named as that, with what to do', async () => {
    const file = [
      'Dépôt;Référence;Lot;Péremption;Quantité;Coût unitaire',
      'PHC;GANT-NM;4,57E+18;;1;1',
      'PHC;GANT-NM;;;3;01/05/2026',
      'PHC;GANT-NM;L1;30/06/1931;3;1',
    ].join('\n');
    const answer = await refused('opening', file);
    expect(told(answer)).toEqual([
      [2, 'TEXT_RETYPED'],
      [3, 'NUMBER_RETYPED'],
      [4, 'YEAR_GUESSED'],
    ]);
    expect(answer.errors?.[1]?.detail).toContain(
      '«01/05/2026» dans la colonne «Coût unitaire» est une date : le tableur a pris pour elle le nombre saisi',
    );
  });

  test('faults of the file and those that only the database knows come in one answer', async () => {
    const journal = await count('journal');
    const file = [
      'Code;Libellé;Fournisseur;Décimales;Unité',
      'NEUF-1;Un;F01;0;unité',
      'NEUF-2;Deux;NON;0;unité',
      'NEUF-3;Trois;F01;beaucoup;unité',
      'NEUF-4;;F01;0;unité',
      `NEUF-5;${'x'.repeat(201)};F01;9;unité`,
      'neuf-1;Encore;F01;0;unité',
      'GANT-NM;Gants;F01;0;paire',
    ].join('\n');
    const answer = await refused('items', file);
    expect(answer).toMatchObject({ status: 422, code: 'ROWS_REFUSED', errorCount: 7 });
    expect(told(answer)).toEqual([
      [3, 'SUPPLIER_UNKNOWN'],
      [4, 'VALUE_INVALID'],
      [5, 'VALUE_MISSING'],
      [6, 'VALUE_INVALID'],
      [6, 'VALUE_INVALID'],
      [7, 'DUPLICATE_ROW'],
      [8, 'TRACKING_IN_USE'],
    ]);
    expect(answer.errors?.map(({ detail }) => detail)).toContain(
      '«beaucoup» n’est pas une valeur possible pour Décimales.',
    );
    expect(answer.errors?.map(({ detail }) => detail)).toContain(
      'Cellule vide dans la colonne «Libellé» : elle est à remplir.',
    );
    expect(answer.errors?.map(({ detail }) => detail)).toContain('«neuf-1» figure déjà à la ligne 2.');
    expect(answer.errors?.at(-1)?.detail).toContain('GANT-NM : l’unité ne change que si');
    expect((await app.call<{ rows: Item[] }>(ADMIN, 'GET', '/v1/items?q=neuf')).rows).toEqual([]);
    expect(await count('journal')).toBe(journal);
  });

  test('one bad row alone is told as well as many', async () => {
    const answer = await refused('bins', 'Dépôt;Code\nNON;A');
    expect(answer).toMatchObject({ code: 'ROWS_REFUSED', status: 422 });
    expect(answer.detail).toContain('1 ligne du fichier est refusée');
    expect(told(answer)).toEqual([[2, 'DEPOT_UNKNOWN']]);
  });

  test('opening stock: rows of all depots are judged together, by their lines in the file', async () => {
    const file = [
      'Dépôt;Emplacement;Référence;Lot;Péremption;N° série;Quantité;Coût unitaire',
      'ORT;R1-01;VIS-M4X10;;;;5;0,09',
      'PHC;A-01;INCONNU;;;;1;1',
      'NON;A-01;GANT-NS;;;;1;1',
      'MED;RIEN;GANT-NS;;;;1;0,04',
      'ORT;R1-01;GEN-ELEC;;;;1;9650',
      'PHC;MATERIEL;POMPE-PERF;;;X1;2;1280',
      'PHC;D-01;GANT-NS;;;;-1;0,04',
    ].join('\n');
    const answer = await refused('opening', file);
    expect(answer).toMatchObject({ code: 'ROWS_REFUSED', errorCount: 6 });
    expect(told(answer)).toEqual([
      [3, 'ITEM_UNKNOWN'],
      [4, 'DEPOT_UNKNOWN'],
      [5, 'BIN_UNKNOWN'],
      [6, 'SERIAL_REQUIRED'],
      [7, 'SERIAL_QUANTITY'],
      [8, 'QUANTITY_INVALID'],
    ]);
    expect(JSON.stringify(answer)).not.toContain('chunk');
    expect(await count('documents')).toBe(3);
  });

  test('a serial in stock does not enter again', async () => {
    const [pump] = sample.opening.filter(({ item }) => item === 'POMPE-PERF');
    const answer = await refused('opening', [{ ...pump, depot: 'MED', bin: 'ARM-01' }]);
    expect(told(answer)).toEqual([[1, 'SERIAL_IN_STOCK']]);
  });

  test('invoices: unknown patient, unknown item, another patient', async () => {
    const line = { number: 'F-9', patient: 'IPP-104000', item: 'GANT-NS', quantity: 2 };
    const answer = await refused('invoices', [
      line,
      { ...line, item: 'NON' },
      { ...line, quantity: 0.5 },
      { ...line, patient: 'IPP-104037' },
      { ...line, number: 'F-10', patient: 'NON' },
    ]);
    expect(told(answer)).toEqual([
      [2, 'ITEM_UNKNOWN'],
      [3, 'QUANTITY_INVALID'],
      [4, 'INVOICE_OTHER_PARTY'],
      [5, 'PARTY_UNKNOWN'],
    ]);
  });

  test('JSON rows are held to the contract one by one', async () => {
    const answer = await refused('services', [
      { code: 'OK', name: 'Bien' },
      { code: 'X', name: 'Un\nDeux' },
      { code: 'Y', name: 'Trois', couleur: 'bleu' },
      { name: 'Sans code' },
    ]);
    expect(answer.errors).toMatchObject([
      { line: 2, column: 'name' },
      { line: 3, column: 'couleur', value: 'bleu' },
      { line: 4, column: 'code' },
    ]);
  });

  test('more than a hundred bad rows: a hundred are told, and the total', async () => {
    const rows = Array.from({ length: 250 }, (_, at) => ({ depot: 'NON', code: `B${at}` }));
    const answer = await refused('bins', rows);
    expect(answer.errorCount).toBe(250);
    expect(answer.errors).toHaveLength(100);
    expect(answer.errors?.[0]).toMatchObject({ line: 1, code: 'DEPOT_UNKNOWN' });
  });
});

describe('files that cannot be read say why and what to do', () => {
  test.each([
    // «é» as Windows-1252 writes it.
    [new Uint8Array([...new TextEncoder().encode('Code;Nom\nF;Caf'), 0xe9]), 'CSV UTF-8'],
    [new Uint8Array([0xff, 0xfe, 0x43, 0x00]), 'UTF-16'],
    [new Uint8Array([0x50, 0x4b, 0x03, 0x04, 0x14]), 'classeur'],
    ['', 'vide'],
    ['Code;Nom\n', 'titres de colonnes'],
    ['Code;Nom\nA;"B', 'guillemet'],
  ])('%#', async (file, words) => {
    const answer = await refused('suppliers', file);
    expect(answer).toMatchObject({ code: 'FILE_INVALID', status: 422 });
    expect(answer.detail).toContain(words);
  });

  test('a body of another kind, and more rows than an import takes', async () => {
    const bare = await app.send(ADMIN, 'POST', '/v1/imports/suppliers', { rows: [] });
    expect(bare.status).toBe(422);
    const file = `Code;Nom\n${'A;B\n'.repeat(20_001)}`;
    expect((await refused('suppliers', file)).detail).toContain('20\u202f000 au plus');
  });
});

describe('rights', () => {
  test('managers import items, clerks patients, nobody else anything', async () => {
    await app.person({ email: MANAGER, name: 'Maud', rights: [{ depot: 'PHC', role: 'manager' }] });
    await app.person({ email: CLERK, name: 'Carl', rights: [{ depot: 'MED', role: 'clerk' }] });
    expect(await loadRows('items', [{ code: 'PAR-MAUD', label: 'x' }], MANAGER)).toMatchObject({
      created: 1,
    });
    expect(await loadRows('patients', [{ reference: 'P-CARL' }], CLERK)).toMatchObject({ created: 1 });
    for (const [email, what] of [
      [MANAGER, 'opening'],
      [MANAGER, 'suppliers'],
      [CLERK, 'items'],
    ] as const) {
      expect(await refused(what, [{ code: 'A', label: 'B', name: 'C' }], email)).toMatchObject({
        code: 'FORBIDDEN',
      });
    }
  });
});

describe('hostile texts are kept as written', () => {
  test('as JSON and as CSV', async () => {
    const rows = { ...sample, ...hostileRows };
    await load('suppliers', sampleCsv(rows, 'suppliers'));
    await loadRows('patients', hostileRows.patients);
    await load('bins', sampleCsv(rows, 'bins'));
    await loadRows('items', hostileRows.items);
    const { documents } = await load('opening', sampleCsv(rows, 'opening'));
    const posted = await app.call<PostedDocument>(ADMIN, 'GET', `/v1/documents/${documents[0]?.id}`);
    expect(posted.movements[0]).toMatchObject({
      bin: hostile.bin,
      item: hostile.item,
      label: hostile.label,
      lot: hostile.lot,
      serial: hostile.serial,
    });
    const found = await app.call<{ rows: Item[] }>(
      ADMIN,
      'GET',
      `/v1/items?q=${encodeURIComponent("l'ecrou 😀")}`,
    );
    expect(found.rows.map(({ code, supplier }) => [code, supplier])).toEqual([[hostile.item, '@SUM(1+1)']]);
  });
});

test('the OpenAPI document describes the rows of every kind', async () => {
  const { components, paths } = await app.call<{
    components: { schemas: Record<string, { properties: object }> };
    paths: Record<string, unknown>;
  }>(ADMIN, 'GET', '/v1/openapi.json');
  expect(Object.keys(paths)).toContain('/v1/imports/{what}');
  const { ItemRow, OpeningRow, InvoiceRow } = components.schemas;
  expect(Object.keys(ItemRow?.properties ?? {})).toContain('referencePrice');
  expect(Object.keys(ItemRow?.properties ?? {})).not.toContain('version');
  expect(OpeningRow).toBeDefined();
  expect(InvoiceRow).toBeDefined();
});

describe('invoices', () => {
  test('show what was delivered: of two lines of one item the first is filled first', async () => {
    await loadRows(
      'invoices',
      [
        { item: 'GANT-NS', quantity: 2 },
        { item: 'VIS-M4X10', quantity: 1, line: 3 },
        { item: 'GANT-NS', quantity: 5 },
      ].map((line) => ({ number: 'F/1 é', patient: 'IPP-104000', ...line })),
    );
    await app.post(MANAGER, {
      type: 'exit-patient',
      depot: 'PHC',
      party: 'IPP-104000',
      invoice: 'F/1 É',
      lines: [{ item: 'GANT-NS', quantity: 3 }],
    });
    const read = await app.call<Invoice>(MANAGER, 'GET', `/v1/invoices/${encodeURIComponent('F/1 é')}`);
    expect(read).toMatchObject({
      number: 'F/1 é',
      patient: 'IPP-104000',
      lines: [
        { line: 1, item: 'GANT-NS', quantity: 2, delivered: 2 },
        { line: 2, item: 'GANT-NS', quantity: 5, delivered: 1 },
        { line: 3, item: 'VIS-M4X10', quantity: 1, delivered: 0 },
      ],
    });
    const other = { number: 'F/1 é', patient: 'IPP-104037', item: 'GANT-NS', quantity: 1 };
    expect(told(await refused('invoices', [other]))).toEqual([[1, 'INVOICE_OTHER_PARTY']]);
    // The file's lines replace the invoice's.
    expect(await loadRows('invoices', [{ ...other, patient: 'IPP-104000', quantity: 9 }])).toMatchObject({
      created: 0,
      changed: 1,
    });
    const again = await app.call<Invoice>(MANAGER, 'GET', `/v1/invoices/${encodeURIComponent('F/1 é')}`);
    expect(again.lines).toMatchObject([{ line: 1, quantity: 9, delivered: 3 }]);
    expect((await app.send(MANAGER, 'GET', '/v1/invoices/NON')).status).toBe(404);
  });
});

describe('size', () => {
  test('20,000 rows are one batch in several chunks', { timeout: 90_000 }, async () => {
    const rows = Array.from({ length: 20_000 }, (_, at) => ({
      code: `GROS-${at}`,
      label: `Article numéro ${at} d’un grand fichier, comprimé pelliculé sécable`,
      supplier: 'F01',
      codes: [{ code: `9${at}`, quantity: 30 }],
      levels: [{ depot: 'PHC', alert: at }],
    }));
    expect(await loadRows('items', rows)).toMatchObject({ rows: 20_000, created: 20_000 });
    const last = rows.slice(-500).map((row, at) => (at === 499 ? { ...row, label: 'Le dernier' } : row));
    expect(await loadRows('items', last)).toMatchObject({ created: 0, changed: 1 });
    expect(await count(`item_codes WHERE code LIKE '9%'`)).toBe(20_000);
  });

  test('a few rows among 20,000 read and write in proportion to themselves', async () => {
    const given = ['GROS-7', 'GROS-19998'].map((code, line) => ({
      ...toItem({ code, label: 'Autre', codes: [{ code: `8${code}`, quantity: 1 }], levels: [] }),
      line,
    }));
    for (const sql of [refuseBadLines(...judgement(ITEMS)), ...writingStatements(ITEMS)]) {
      const { meta } = await app.db.prepare(sql).bind(JSON.stringify(given)).run();
      expect(meta.rows_read).toBeLessThan(120);
      expect(meta.rows_written).toBeLessThan(20);
    }
    expect(await app.call(ADMIN, 'GET', '/v1/items?q=8GROS-7')).toMatchObject({
      rows: [{ code: 'GROS-7', label: 'Autre', levels: [], version: 2 }],
    });
  });

  test('4,000 lines of opening stock are one document', { timeout: 60_000 }, async () => {
    const rows = Array.from({ length: 4000 }, (_, at) => ({
      depot: 'PHC',
      bin: 'A-01',
      item: `GROS-${at}`,
      lot: `LOT-${at}-${'x'.repeat(40)}`,
      quantity: 2,
      unitCost: 1,
    }));
    const { documents } = await loadRows('opening', rows);
    expect(documents).toHaveLength(1);
    const lines = await app.db
      .prepare(
        `SELECT count(*) AS n, max(line) AS last, count(DISTINCT line) AS lines FROM movements
        WHERE document = (SELECT sequence FROM documents WHERE id = ?1)`,
      )
      .bind(documents[0]?.id)
      .first();
    expect(lines).toEqual({ n: 4000, last: 4000, lines: 4000 });
    // A fault in the second part of the document is told by its row in the file.
    const again = await refused('opening', [...rows.slice(0, 3999), { ...rows[0], item: 'NON' }]);
    expect(told(again)).toEqual([[4000, 'ITEM_UNKNOWN']]);
  });
});
