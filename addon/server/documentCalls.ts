/** Documents: what can be taken, the document and its voucher. */
import type { DocumentJudgement, PostedDocument } from '../../shared/contract/documents.ts';
import type { Allocation } from '../../shared/contract/stock.ts';
import { askApi, askPage } from './api.ts';
import type { Calls } from './calls.ts';
import { forgetCarriedOut } from './drafts.ts';
import { answer } from './entry.ts';
import { refuse } from './refusals.ts';
import { showVoucherPage } from './voucher.ts';

export const allocate: Calls['allocate'] = (email, request) =>
  answer(email, (language) => {
    const asked = askApi<Allocation>('/v1/allocations', language, { method: 'post', body: request });
    return asked.ok ? { ok: true, allocation: asked.body } : asked;
  });

export const postDocument: Calls['postDocument'] = (email, panel, request) =>
  answer(email, (language) => {
    const asked = askApi<PostedDocument>('/v1/documents', language, {
      method: 'post',
      key: request.id,
      body: request,
    });
    if (!asked.ok) return asked;
    forgetCarriedOut(panel, request.depot, [request.id]);
    return { ok: true, document: asked.body };
  });

export const judgeDocument: Calls['judgeDocument'] = (email, { id: _, ...request }) =>
  answer(email, (language) => {
    const asked = askApi<DocumentJudgement>('/v1/documents/judgement', language, {
      method: 'post',
      body: request,
    });
    return asked.ok ? { ok: true, ...asked.body } : asked;
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
