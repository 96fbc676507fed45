import { beforeAll, describe, expect, test } from 'vitest';
import type { Bin, Item, Supplier } from '../../shared/contract/catalogue.ts';
import type { Problem } from '../../shared/contract/common.ts';
import type { ImportResult, StockCheck } from '../../shared/contract/imports.ts';
import type { StockLine } from '../../shared/contract/stock.ts';
import { ADMIN, type App } from './app.ts';
import { faultsOf } from './books.ts';
import { MANAGER, smallHospital } from './hospital.ts';
import { meter } from './meter.ts';

let app: App;
beforeAll(async () => {
  app = await smallHospital();
});

const list = async <T>(path: string) => (await app.call<{ rows: T[] }>(ADMIN, 'GET', path)).rows;
const importing = (rows: object[]) => app.call<ImportResult>(ADMIN, 'POST', '/v1/imports/stock', { rows });
const refused = async (rows: object[], language = 'fr', email = ADMIN) => {
  const answer = await app.send(
    email,
    'POST',
    '/v1/imports/stock',
    { rows },
    { 'Accept-Language': language },
  );
  return answer.json<Problem>();
};
const faults = ({ errors }: Problem) => errors?.map(({ line, code }) => [line, code]);

describe('the list of stock that one kept until now', () => {
  test('makes suppliers, bins, items and the opening stock of each depot in one go', async () => {
    const done = await importing([
      {
        item: 'BANDE',
        label: 'Bande 10 cm',
        supplier: 'Gazes & Cie',
        depot: 'PHC',
        bin: 'R1',
        quantity: 12,
        unitCost: 0.8,
      },
      { item: 'bande', depot: 'WARD', bin: 'R1', quantity: 3, unitCost: 0.8 },
      {
        item: 'ALCOOL',
        label: 'Alcool 70°',
        unit: 'litre',
        supplier: 'pharmagros',
        depot: 'PHC',
        bin: 'A1',
        quantity: 2.5,
        unitCost: 3,
      },
      { item: 'PARA', depot: 'PHC', bin: 'A1', lot: 'L9', expiry: '2031-01-31', quantity: 40, unitCost: 0.5 },
      { item: 'SCOPE', depot: 'PHC', bin: 'A2', serial: 'SC-1', quantity: 1, unitCost: 900 },
      {
        item: 'VIDE',
        label: 'Plus en stock',
        codes: [{ code: '3400930000001', quantity: 10 }],
        depot: 'PHC',
      },
    ]);
    expect(done).toMatchObject({ what: 'stock', rows: 6, created: 4, changed: 0 });
    expect(done.documents.map(({ number }) => number.slice(0, 7))).toEqual(['EO-PHC-', 'EO-WARD']);
    const items = await list<Item>('/v1/items');
    const named = (code: string) => items.find((item) => item.code === code);
    expect(named('BANDE')).toMatchObject({ label: 'Bande 10 cm', supplier: 'Gazes & Cie', decimals: 0 });
    // Known by its name, in other letters; a quantity of 2.5 asks for a decimal.
    expect(named('ALCOOL')).toMatchObject({ supplier: 'F1', unit: 'litre', decimals: 1 });
    expect(named('PARA')).toMatchObject({ label: 'Paracétamol 500 mg', unit: 'comprimé', version: 1 });
    expect([named('SCOPE')?.label, named('VIDE')?.codes.length]).toEqual(['SCOPE', 1]);
    expect((await list<Supplier>('/v1/suppliers')).map(({ code }) => code)).toEqual(['F1', 'Gazes & Cie']);
    expect((await list<Bin>('/v1/bins')).map(({ depot, code }) => `${depot}/${code}`)).toContain('WARD/R1');
    const stock = await list<StockLine>('/v1/stock');
    expect(
      stock.map(({ depot, bin, item, lot, serial, quantity }) => [depot, bin, item, lot, serial, quantity]),
    ).toEqual(
      expect.arrayContaining([
        ['PHC', 'R1', 'BANDE', '', '', 12],
        ['WARD', 'R1', 'BANDE', '', '', 3],
        ['PHC', 'A1', 'ALCOOL', '', '', 2.5],
        ['PHC', 'A1', 'PARA', 'L9', '', 40],
        ['PHC', 'A2', 'SCOPE', '', 'SC-1', 1],
      ]),
    );
    expect(await faultsOf(app.db)).toEqual([]);
  });

  test('changes nothing where one row is bad, and names each bad one', async () => {
    const before = (await list<Item>('/v1/items')).length;
    const good = {
      item: 'NEUF',
      label: 'Neuf',
      supplier: 'Nouveau',
      depot: 'PHC',
      bin: 'Z9',
      quantity: 1,
      unitCost: 1,
    };
    const file = await refused([
      good,
      { ...good, label: 'Autre nom', bin: 'Z8' },
      { ...good, depot: 'NULLE-PART', bin: 'Z7' },
      { ...good, quantity: 'beaucoup', bin: 'Z6' },
      good,
    ]);
    expect(faults(file)).toEqual([
      [2, 'ROW_DIFFERS'],
      [3, 'DEPOT_UNKNOWN'],
      [4, 'VALUE_INVALID'],
      [5, 'DUPLICATE_ROW'],
    ]);
    expect(file.errors?.[0]?.detail).toBe('NEUF : le libellé diffère, «Autre nom» ici, «Neuf» à la ligne 1.');
    const stock = await refused(
      [
        good,
        { item: 'POMPE', depot: 'PHC', bin: 'A1', quantity: 1 },
        { item: 'PARA', depot: 'PHC', lot: 'L9', expiry: '2032-01-31', bin: 'A1', quantity: 1 },
      ],
      'en',
    );
    expect(faults(stock)).toEqual([
      [2, 'SERIAL_REQUIRED'],
      [3, 'LOT_EXPIRY_DIFFERS'],
    ]);
    expect((await list<Item>('/v1/items')).length).toBe(before);
    expect((await list<Supplier>('/v1/suppliers')).map(({ code }) => code)).not.toContain('Nouveau');
    expect(await refused([good], 'fr', MANAGER)).toMatchObject({ code: 'FORBIDDEN' });
  });

  const checking = async <T>(body: object) =>
    (await app.send(ADMIN, 'POST', '/v1/imports/stock/check', body, { 'Accept-Language': 'fr' })).json<T>();

  test('before anything is done one reads what would change of an item, and the bins and suppliers that are new', async () => {
    const row = { depot: 'PHC', lot: 'L9', expiry: '2031-01-31', quantity: 1, unitCost: 0.5 };
    const rows = [
      { ...row, item: 'para', label: 'Doliprane 500', supplier: 'Sanofy', bin: 'A1' },
      {
        ...row,
        item: 'BANDE',
        label: 'Bande 10 cm',
        supplier: 'gazes & cie',
        bin: 'R1',
        lot: undefined,
        expiry: undefined,
      },
      { ...row, item: 'VIDE', codes: [{ code: '3400930000001', quantity: 10 }], bin: 'a 1' },
      { ...row, item: 'TOUT-NEUF', label: 'Tout neuf', unit: 'boîte', depot: 'WARD', bin: 'Etagre' },
    ];
    const journal = await app.db.prepare('SELECT count(*) AS n FROM journal').first();
    expect(await checking<StockCheck>({ rows })).toEqual({
      ...{ rows: 4, created: 1, suppliers: ['Sanofy'] },
      changes: [
        { item: 'para', what: 'label', before: 'Paracétamol 500 mg', after: 'Doliprane 500' },
        { item: 'para', what: 'supplier', before: expect.toBeOneOf([null, 'Pharmagros']), after: 'Sanofy' },
      ],
      bins: [
        { depot: 'PHC', code: 'a 1' },
        { depot: 'WARD', code: 'Etagre' },
      ],
    });
    expect(await app.db.prepare('SELECT count(*) AS n FROM journal').first()).toEqual(journal);
    expect((await list<Supplier>('/v1/suppliers')).map(({ code }) => code)).not.toContain('Sanofy');
    expect((await list<Item>('/v1/items')).map(({ code }) => code)).not.toContain('TOUT-NEUF');
  });

  test('the check refuses what the import refuses, by the rows and headings of the sheet', async () => {
    const row = { item: 'NEUF', label: 'Neuf', depot: 'PHC', bin: 'A1', quantity: 1, unitCost: 1 };
    const sheet = {
      rows: [row, { ...row, bin: 'A2', quantity: -5 }, { ...row, bin: 'A3', label: 'Autre' }, row],
      lines: [2, 3, 5, 9],
      headings: { quantity: 'Qté en stock' },
    };
    const told = await checking<Problem>(sheet);
    expect(told).toMatchObject({ code: 'ROWS_REFUSED', errorCount: 3 });
    expect(told.errors?.map(({ detail }) => detail)).toEqual([
      '«-5» n’est pas une valeur possible pour Qté en stock.',
      'NEUF : le libellé diffère, «Autre» ici, «Neuf» à la ligne 2.',
      expect.stringContaining('figure déjà à la ligne 2'),
    ]);
    expect(faults(told)?.map(([line]) => line)).toEqual([3, 5, 9]);
    const stock = await checking<Problem>({
      rows: [row, { item: 'POMPE', depot: 'PHC', bin: 'A1', quantity: 1 }],
      lines: [7, 8],
    });
    expect(faults(stock)).toEqual([[8, 'SERIAL_REQUIRED']]);
    expect((await refused(sheet.rows)).errors?.[0]).toMatchObject({ line: 2, column: 'quantity' });
  });

  test('a cost far from the average is asked about, and taken once somebody says that it is right', async () => {
    const rows = [
      { item: 'PARA', depot: 'PHC', bin: 'A1', lot: 'L9', expiry: '2031-01-31', quantity: 1, unitCost: 50 },
    ];
    expect(faults(await checking<Problem>({ rows }))).toEqual([[1, 'COST_UNUSUAL']]);
    expect(faults(await refused(rows))).toEqual([[1, 'COST_UNUSUAL']]);
    expect(await checking<StockCheck>({ rows, acceptCost: true })).toMatchObject({ rows: 1, created: 0 });
    const confirmed = { rows, acceptCost: true };
    const done = await app.call<ImportResult>(ADMIN, 'POST', '/v1/imports/stock', confirmed);
    expect(done.documents).toHaveLength(1);
    expect(await faultsOf(app.db)).toEqual([]);
  });

  test('10,000 rows go in one batch, and a retry answers the first result', async () => {
    const rows = Array.from({ length: 10_000 }, (_, at) => ({
      item: `I-${String(Math.floor(at / 2)).padStart(5, '0')}`,
      label: `Article ${Math.floor(at / 2)}`,
      supplier: `Fournisseur ${at % 4 < 2 ? 1 : 2}`,
      depot: 'PHC',
      bin: `S${at % 40}`,
      lot: `L${at}`,
      expiry: '2031-01-31',
      quantity: (at % 90) + 1,
      unitCost: 1.25,
    }));
    const { db, calls } = meter(app.db);
    app.environment.DB = db;
    const headers = { 'Idempotency-Key': crypto.randomUUID() };
    const send = async () =>
      (await app.send(ADMIN, 'POST', '/v1/imports/stock', { rows }, headers)).json<ImportResult>();
    const first = await send();
    app.environment.DB = app.db;
    expect(first).toMatchObject({ rows: 10_000, created: 5000, changed: 0 });
    // Who calls, what is known, then everything.
    expect(calls.map(({ batch }) => batch)).toEqual([false, true, true]);
    const read = calls.flatMap(({ statements }) => statements).reduce((sum, one) => sum + one.read, 0);
    expect(read).toBeLessThan(10_000 * 130);
    expect(await send()).toEqual(first);
    expect(await faultsOf(app.db)).toEqual([]);
  }, 60_000);
});
