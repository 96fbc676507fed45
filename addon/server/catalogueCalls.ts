/** What can be chosen: searched as one types, or listed whole where it is short. */
import type {
  Bin,
  Depot,
  InvoiceHead,
  Item,
  Lot,
  Patient,
  Service,
  Supplier,
} from '../../shared/contract/catalogue.ts';
import type { Language } from '../../shared/domain/quantities.ts';
import { askApi, query } from './api.ts';
import type { Answer, Calls } from './calls.ts';
import { answer } from './entry.ts';

/** As many choices as fit in a sidebar's list; more letters narrow them. */
const CHOICES = 20;
/** The most that one page of a list may hold. */
const WHOLE = 1000;

export const searchItems: Calls['searchItems'] = (email, q) =>
  answer(email, (language) => search<Item>('items', q, language));

export const searchPatients: Calls['searchPatients'] = (email, q) =>
  answer(email, (language) => search<Patient>('patients', q, language));

export const searchServices: Calls['searchServices'] = (email, q) =>
  answer(email, (language) => search<Service>('services', q, language));

export const searchSuppliers: Calls['searchSuppliers'] = (email, q) =>
  answer(email, (language) => search<Supplier>('suppliers', q, language));

export const listDepots: Calls['listDepots'] = (email) =>
  answer(email, (language) =>
    rowsOf(askApi<{ rows: Depot[] }>(`/v1/depots?${query({ limit: WHOLE })}`, language)),
  );

export const listBins: Calls['listBins'] = (email, depot) =>
  answer(email, (language) =>
    rowsOf(askApi<{ rows: Bin[] }>(`/v1/bins?${query({ depot, limit: WHOLE })}`, language)),
  );

export const findInvoices: Calls['findInvoices'] = (email, asked) =>
  answer(email, (language) => {
    const found = askApi<{ rows: InvoiceHead[] }>(`/v1/invoices?${query({ ...asked })}`, language);
    return found.ok ? { ok: true, invoices: found.body.rows } : found;
  });

export const createPatient: Calls['createPatient'] = (email, key, reference) =>
  answer(email, (language) => {
    const body = { reference };
    const asked = askApi<Patient>('/v1/patients', language, { method: 'put', key, body });
    return asked.ok ? { ok: true, patient: asked.body } : asked;
  });

export const findLot: Calls['findLot'] = (email, item, lot) =>
  answer(email, (language) => {
    const asked = askApi<{ rows: Lot[] }>(`/v1/lots?${query({ item, lot, limit: 1 })}`, language);
    return asked.ok ? { ok: true, lot: asked.body.rows[0] ?? null } : asked;
  });

function search<T>(what: 'items' | 'patients' | 'services' | 'suppliers', q: string, language: Language) {
  return rowsOf(
    askApi<{ rows: T[] }>(`/v1/${what}?${query({ q: q.slice(0, 100), limit: CHOICES })}`, language),
  );
}

function rowsOf<T>(asked: Answer<{ body: { rows: T[] } }>): Answer<{ rows: T[] }> {
  return asked.ok ? { ok: true, rows: asked.body.rows } : asked;
}
