import { beforeAll, describe, expect, test } from 'vitest';
import type { InvoiceHead, Item } from '../../shared/contract/catalogue.ts';
import { ADMIN, type App } from './app.ts';
import { ACCOUNTANT, CLERK, MANAGER, openingStock, smallHospital } from './hospital.ts';

let app: App;

beforeAll(async () => {
  app = await smallHospital();
  await openingStock(app);
  await app.call(ADMIN, 'PUT', '/v1/patients', { reference: 'P-002' });
  const row = (number: string, item: string, quantity: number, patient = 'P-001') => ({
    ...{ number, patient, item, quantity },
  });
  await app.call(ADMIN, 'POST', '/v1/imports/invoices', {
    rows: [
      row('FA-1', 'PARA', 4),
      row('FA-2', 'PARA', 2),
      row('FA-2', 'PARA', 3),
      row('FA-2', 'SIROP', 1),
      row('FA-3', 'PARA', 1, 'P-002'),
    ],
  });
});

const invoicesOf = async (patient: string, email = CLERK) =>
  (await app.call<{ rows: InvoiceHead[] }>(email, 'GET', `/v1/invoices?patient=${patient}`)).rows;

describe('an invoice number being typed (S18)', () => {
  const beginning = async (more: string, email = CLERK) =>
    (await app.call<{ rows: InvoiceHead[] }>(email, 'GET', `/v1/invoices?${more}`)).rows.map(
      ({ number }) => number,
    );

  test('those that begin like it are named, of the patient alone where there is one', async () => {
    expect(await beginning('q=fa-')).toEqual(['FA-1', 'FA-2', 'FA-3']);
    expect(await beginning('q=FA-3')).toEqual(['FA-3']);
    expect(await beginning('q=FA-&patient=P-001')).toEqual(['FA-1', 'FA-2']);
    expect(await beginning('q=A-1')).toEqual([]);
    expect(await beginning('q=%25')).toEqual([]);
  });

  test('without a number or a patient they are the latest of all; an empty number is none', async () => {
    expect(await beginning('')).toEqual(['FA-3', 'FA-2', 'FA-1']);
    expect((await app.send(CLERK, 'GET', '/v1/invoices?q=')).status).toBe(422);
  });
});

describe('the invoices of a patient (S18)', () => {
  test('the latest first, with how many items are still to be delivered', async () => {
    expect(await invoicesOf('p-001')).toEqual([
      { number: 'FA-2', items: 2, open: 2 },
      { number: 'FA-1', items: 1, open: 1 },
    ]);
    await app.post(CLERK, {
      type: 'exit-patient',
      depot: 'PHC',
      party: 'P-001',
      invoice: 'FA-2',
      lines: [{ item: 'PARA', bin: 'A1', lot: 'L1', quantity: 5 }],
    });
    expect((await invoicesOf('P-001'))[0]).toEqual({ number: 'FA-2', items: 2, open: 1 });
  });

  test('on a line that was closed nothing more is due', async () => {
    const close = { invoice: 'FA-2', line: 3, reason: 'patient sorti' };
    await app.call(MANAGER, 'POST', '/v1/backorders/invoices/close', close);
    expect((await invoicesOf('P-001'))[0]).toEqual({ number: 'FA-2', items: 2, open: 0 });
  });

  test('none of a patient without one, of nobody, and none by reference for who reads masks', async () => {
    expect(await invoicesOf('P-404')).toEqual([]);
    expect(await invoicesOf('')).toEqual([]);
    expect(await invoicesOf('P-001', ACCOUNTANT)).toEqual([]);
  });
});

test('a GTIN finds its item however many zeros stand before it (B6)', async () => {
  const codes = [{ code: '03400930000014', quantity: 30 }];
  const { version, ...item } = (await app.call<{ rows: Item[] }>(ADMIN, 'GET', '/v1/items?code=PARA'))
    .rows[0]!;
  await app.call(ADMIN, 'PUT', '/v1/items', { ...item, version, codes });
  for (const q of ['03400930000014', '3400930000014', '003400930000014']) {
    const { rows } = await app.call<{ rows: Item[] }>(CLERK, 'GET', `/v1/items?q=${q}`);
    expect(rows.map(({ code }) => code)).toEqual(q.length > 14 ? [] : ['PARA']);
  }
});
