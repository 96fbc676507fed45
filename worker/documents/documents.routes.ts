import { createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import { civilDate, documentType, pageOf, pageQuery, textLine, uuid } from '../../shared/contract/common.ts';
import {
  document,
  documentHead,
  documentJudgement,
  documentRequest,
  documentRest,
  judgementRequest,
  rectificationRequest,
  reversalPreview,
  reversalRequest,
} from '../../shared/contract/documents.ts';
import { readsPatients } from '../catalogue/rights.ts';
import { Refusal } from '../http/problem.ts';
import {
  answers,
  answersAs,
  commandHeaders,
  commandId,
  describeGet,
  fromCursor,
  jsonBody,
  newRoutes,
  pageSize,
} from '../http/routes.ts';
import { visibleDepot } from '../people/caller.ts';
import { readLetterhead } from '../printing/letterhead.tsx';
import { judgeDocument } from './judge.ts';
import { listDocuments } from './list.ts';
import { postDocument } from './post.ts';
import { readRectified } from './rectified.ts';
import { rectifyDocument } from './rectify.ts';
import { readRest, toRest } from './rest.ts';
import { previewReversal } from './reversalPreview.ts';
import { reverseDocument } from './reverse.ts';
import { readVisibleDocument, requireVisible } from './visible.ts';
import { voucherPage } from './voucher.tsx';

const post = createRoute({
  method: 'post',
  path: '/v1/documents',
  summary: 'Post a document: exit, entry, transfer, loss, move between bins',
  request: { headers: commandHeaders, body: jsonBody(documentRequest) },
  responses: answers(document, 'The posted document'),
});

const judge = createRoute({
  method: 'post',
  path: '/v1/documents/judgement',
  summary: 'What would stand in the way of a document, without posting it (a read)',
  request: { body: jsonBody(judgementRequest) },
  responses: answers(documentJudgement, 'Every bad line, the head among them'),
});

const receive = createRoute({
  method: 'post',
  path: '/v1/documents/{id}/receptions',
  summary: 'Receive a transfer, whole or in part, into bins',
  request: {
    params: z.strictObject({ id: uuid }),
    headers: commandHeaders,
    body: jsonBody(documentRequest.omit({ type: true, transfer: true })),
  },
  responses: answers(document, 'The reception'),
});

const reverse = createRoute({
  method: 'post',
  path: '/v1/documents/{id}/reversal',
  summary: 'Undo a document by a counter-document dated today',
  request: { params: z.strictObject({ id: uuid }), headers: commandHeaders, body: jsonBody(reversalRequest) },
  responses: answers(document, 'The reversal'),
});

const rectify = createRoute({
  method: 'post',
  path: '/v1/documents/{id}/rectification',
  summary: 'Mend the party, invoice or words of a document, without movements',
  request: {
    params: z.strictObject({ id: uuid }),
    headers: commandHeaders,
    body: jsonBody(rectificationRequest),
  },
  responses: answers(document, 'The rectification'),
});

const yes = z
  .enum(['true', 'false'])
  .transform((text) => text === 'true')
  .optional();

const list = createRoute({
  method: 'get',
  path: '/v1/documents',
  summary: 'The journal of documents, the latest first',
  request: {
    query: z.strictObject({
      ...pageQuery,
      depot: z.string().optional(),
      type: documentType.optional(),
      /** The whole number, as a voucher bears it. */
      number: textLine(100).optional(),
      /** Words of the other end's code or name. */
      party: textLine(100).optional(),
      from: civilDate.optional(),
      to: civilDate.optional(),
      /** Only what the caller posted. */
      mine: yes,
      /** Only transfers with goods still on their way. */
      open: yes,
    }),
  },
  responses: answers(pageOf(documentHead), 'Documents'),
});

const byId = { params: z.strictObject({ id: uuid }) };

const one = createRoute({
  method: 'get',
  path: '/v1/documents/{id}',
  summary: 'One document with its movements',
  request: byId,
  responses: answers(document, 'The document'),
});

const rest = createRoute({
  method: 'get',
  path: '/v1/documents/{id}/rest',
  summary: 'What a transfer has still on its way, or an exit still out',
  request: byId,
  responses: answers(documentRest, 'Line by line'),
});

const preview = createRoute({
  method: 'get',
  path: '/v1/documents/{id}/reversal',
  summary: 'What the reversal of a document would do now, and what stands in its way',
  request: byId,
  responses: answers(reversalPreview, 'The preview'),
});

export function documentRoutes() {
  const routes = newRoutes();

  routes.openapi(post, async (c) => {
    const wanted = c.req.valid('json');
    commandId(c, wanted.id);
    return c.json(await postDocument(c.env.DB, c.get('caller'), wanted, c.get('language')), 200);
  });

  routes.openapi(judge, async (c) =>
    c.json(await judgeDocument(c.env.DB, c.get('caller'), c.req.valid('json'), c.get('language')), 200),
  );

  routes.openapi(receive, async (c) => {
    const wanted = { ...c.req.valid('json'), type: 'reception' as const, transfer: c.req.valid('param').id };
    commandId(c, wanted.id);
    return c.json(await postDocument(c.env.DB, c.get('caller'), wanted, c.get('language')), 200);
  });

  routes.openapi(reverse, async (c) => {
    const wanted = c.req.valid('json');
    commandId(c, wanted.id);
    const { id } = c.req.valid('param');
    return c.json(await reverseDocument(c.env.DB, c.get('caller'), c.get('language'), id, wanted), 200);
  });

  routes.openapi(rectify, async (c) => {
    const wanted = c.req.valid('json');
    commandId(c, wanted.id);
    const { id } = c.req.valid('param');
    return c.json(await rectifyDocument(c.env.DB, c.get('caller'), c.get('language'), id, wanted), 200);
  });

  routes.openapi(list, async (c) => {
    const { limit, cursor, ...filters } = c.req.valid('query');
    const page = await listDocuments(
      c.env.DB,
      c.get('caller'),
      filters,
      pageSize(limit),
      fromCursor(cursor, 1),
    );
    return c.json(page, 200);
  });

  routes.openapi(one, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(await readVisibleDocument(c.env.DB, c.get('caller'), id, c.get('language')), 200);
  });

  routes.openapi(rest, async (c) => {
    const read = await c.env.DB.batch(
      readRest(c.env.DB, c.req.valid('param').id, !readsPatients(c.get('caller'))),
    );
    const found = toRest(read.map(({ results }) => results));
    if (!found) throw new Refusal('NOT_FOUND');
    requireVisible(c.get('caller'), found.document);
    return c.json(found, 200);
  });

  routes.openapi(preview, async (c) => {
    const caller = c.get('caller');
    const { id } = c.req.valid('param');
    const found = await previewReversal(c.env.DB, caller, c.get('language'), id, !readsPatients(caller));
    if (!found || !visibleDepot(caller, found.document.depot)) throw new Refusal('NOT_FOUND');
    return c.json(found, 200);
  });

  describeGet(routes, {
    path: '/v1/documents/{id}/voucher',
    summary: 'The voucher of a document, a page to print on A4',
    request: byId,
    responses: answersAs('text/html', 'The page'),
  });
  routes.get('/v1/documents/:id/voucher', async (c) => {
    const id = z.uuid().safeParse(c.req.param('id'));
    if (!id.success) throw new Refusal('NOT_FOUND');
    const found = await readVisibleDocument(c.env.DB, c.get('caller'), id.data, c.get('language'));
    const { currency } = c.get('caller').organisation;
    const rectified = await readRectified(c.env.DB, c.get('caller'), found);
    const letterhead = await readLetterhead(c.env.DB);
    return c.html(voucherPage(found, letterhead, currency, c.get('language'), rectified));
  });

  return routes;
}
