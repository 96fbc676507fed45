/** What the exit panel asks for: what can be chosen, what can be taken, the document and its voucher. */
import type { Depot, Item, Patient, Service } from '../../shared/contract/catalogue.ts';
import type { PostedDocument } from '../../shared/contract/documents.ts';
import type { Allocation } from '../../shared/contract/stock.ts';
import type { Language } from '../../shared/domain/quantities.ts';
import { askApi, askPage, query } from './api.ts';
import type { Answer, Calls } from './calls.ts';
import { fromPieces, isPiece, toPieces } from './draftPieces.ts';
import { answer } from './entry.ts';
import { refuse } from './refusals.ts';
import { showVoucherPage } from './voucher.ts';

/** As many choices as fit in a sidebar's list; more letters narrow them. */
const CHOICES = 20;
/** User properties hold 500 KB in all. */
const LONGEST_DRAFT = 150_000;

export const searchItems: Calls['searchItems'] = (email, q) =>
  answer(email, (language) => search<Item>('items', q, language));

export const searchPatients: Calls['searchPatients'] = (email, q) =>
  answer(email, (language) => search<Patient>('patients', q, language));

export const searchServices: Calls['searchServices'] = (email, q) =>
  answer(email, (language) => search<Service>('services', q, language));

export const listDepots: Calls['listDepots'] = (email) =>
  answer(email, (language) =>
    rowsOf(askApi<{ rows: Depot[] }>(`/v1/depots?${query({ limit: 1000 })}`, language)),
  );

export const allocate: Calls['allocate'] = (email, request) =>
  answer(email, (language) => {
    const asked = askApi<Allocation>('/v1/allocations', language, { method: 'post', body: request });
    return asked.ok ? { ok: true, allocation: asked.body } : asked;
  });

export const postDocument: Calls['postDocument'] = (email, request) =>
  answer(email, (language) => {
    const asked = askApi<PostedDocument>('/v1/documents', language, {
      method: 'post',
      key: request.id,
      body: request,
    });
    if (!asked.ok) return asked;
    forgetDraft();
    return { ok: true, document: asked.body };
  });

export const showVoucher: Calls['showVoucher'] = (email, id, number) =>
  answer(email, (language) => {
    const asked = askPage(`/v1/documents/${encodeURIComponent(id)}/voucher`, language);
    if (!asked.ok) return asked;
    // A network's sign-in page is html too: a voucher bears its number.
    if (!asked.html.includes('class="number"')) return refuse('UNREADABLE', language);
    showVoucherPage(asked.html, number, language);
    return { ok: true };
  });

export const readDraft: Calls['readDraft'] = (email) =>
  answer(email, () => ({
    ok: true,
    draft: fromPieces(PropertiesService.getUserProperties().getProperties()),
  }));

export const saveDraft: Calls['saveDraft'] = (email, draft) =>
  answer(email, (language) => {
    if (draft === null) forgetDraft();
    else if (draft.length > LONGEST_DRAFT) return refuse('DRAFT_TOO_LARGE', language);
    else PropertiesService.getUserProperties().setProperties(toPieces(draft, Utilities.getUuid()));
    return { ok: true };
  });

function forgetDraft(): void {
  const properties = PropertiesService.getUserProperties();
  for (const name of properties.getKeys()) if (isPiece(name)) properties.deleteProperty(name);
}

function search<T>(what: 'items' | 'patients' | 'services', q: string, language: Language) {
  return rowsOf(
    askApi<{ rows: T[] }>(`/v1/${what}?${query({ q: q.slice(0, 100), limit: CHOICES })}`, language),
  );
}

function rowsOf<T>(asked: Answer<{ body: { rows: T[] } }>): Answer<{ rows: T[] }> {
  return asked.ok ? { ok: true, rows: asked.body.rows } : asked;
}
