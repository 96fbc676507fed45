/** The journal of documents, what is open of one, its corrections, and labels. */
import type { Count } from '../../shared/contract/counts.ts';
import type {
  DocumentHead,
  DocumentRest,
  PostedDocument,
  ReversalPreview,
} from '../../shared/contract/documents.ts';
import type { StockLine } from '../../shared/contract/stock.ts';
import type { Language } from '../../shared/domain/quantities.ts';
import type { PanelName } from '../panels.ts';
import { askApi, askPage, query } from './api.ts';
import type { Answer, Calls } from './calls.ts';
import { forgetCarriedOut } from './drafts.ts';
import { answer } from './entry.ts';
import { wordsOf } from './language.ts';
import { refuse } from './refusals.ts';
import { showPrintPage } from './voucher.ts';

/** As many as one reads in a sidebar before narrowing the search. */
const PAGE = 30;

export const listDocuments: Calls['listDocuments'] = (email, filters, cursor) =>
  answer(email, (language) => {
    const given = Object.entries(filters).map(([name, value]) => [name, String(value)]);
    const asked = askApi<{ rows: DocumentHead[]; next: string | null }>(
      `/v1/documents?${query({ ...Object.fromEntries(given), limit: PAGE, ...(cursor && { cursor }) })}`,
      language,
    );
    return asked.ok ? { ok: true, documents: asked.body.rows, next: asked.body.next } : asked;
  });

export const binsHolding: Calls['binsHolding'] = (email, depot, item) =>
  answer(email, (language) => {
    const asked = askApi<{ rows: StockLine[] }>(`/v1/stock?${query({ depot, item, limit: PAGE })}`, language);
    if (!asked.ok) return asked;
    const here = asked.body.rows.filter(({ transfer }) => transfer === null);
    return { ok: true, bins: [...new Set(here.map(({ bin }) => bin))] };
  });

export const readDocument: Calls['readDocument'] = (email, id) =>
  answer(email, (language) => {
    const asked = askApi<PostedDocument>(path(id), language);
    return asked.ok ? { ok: true, document: asked.body } : asked;
  });

export const readRest: Calls['readRest'] = (email, id) =>
  answer(email, (language) => {
    const asked = askApi<DocumentRest>(path(id, '/rest'), language);
    return asked.ok ? { ok: true, rest: asked.body } : asked;
  });

export const previewReversal: Calls['previewReversal'] = (email, id) =>
  answer(email, (language) => {
    const asked = askApi<ReversalPreview>(path(id, '/reversal'), language);
    return asked.ok ? { ok: true, preview: asked.body } : asked;
  });

export const reverseDocument: Calls['reverseDocument'] = (email, panel, depot, of, request) =>
  answer(email, (language) => correct(path(of, '/reversal'), panel, depot, request, language));

export const rectifyDocument: Calls['rectifyDocument'] = (email, panel, depot, of, request) =>
  answer(email, (language) => correct(path(of, '/rectification'), panel, depot, request, language));

export const countOnTheSpot: Calls['countOnTheSpot'] = (email, panel, request) =>
  answer(email, (language) => {
    const { id, depot } = request;
    const asked = askApi<Count>('/v1/spot-counts', language, { method: 'post', key: id, body: request });
    if (!asked.ok) return asked;
    forgetCarriedOut(panel, depot, [id]);
    return { ok: true, count: asked.body };
  });

export const showLabels: Calls['showLabels'] = (email, request) =>
  answer(email, (language) => {
    const asked = askPage('/v1/labels', language, { method: 'post', body: request });
    if (!asked.ok) return asked;
    // A network's sign-in page is html too.
    if (!asked.html.includes('class="label"')) return refuse('UNREADABLE', language);
    showPrintPage(asked.html, wordsOf(language).titles.labels, language);
    return { ok: true };
  });

function correct(
  address: string,
  panel: PanelName,
  depot: string,
  request: { id: string },
  language: Language,
): Answer<{ document: PostedDocument }> {
  const asked = askApi<PostedDocument>(address, language, { method: 'post', key: request.id, body: request });
  if (!asked.ok) return asked;
  forgetCarriedOut(panel, depot, [request.id]);
  return { ok: true, document: asked.body };
}

function path(id: string, what = ''): string {
  return `/v1/documents/${encodeURIComponent(id)}${what}`;
}
