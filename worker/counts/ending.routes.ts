import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import * as z from 'zod';
import { code, pageQuery, uuid } from '../../shared/contract/common.ts';
import {
  acknowledgeCount,
  approveCount as approveCountBody,
  askReversal as askReversalBody,
  closeCount as closeCountBody,
  closeResult,
  confirmCount as confirmCountBody,
  count,
  noBody,
  recap,
  recapShow,
  recapSort,
  recapTotals,
  recapTotalsBy,
  spotCount,
} from '../../shared/contract/counts.ts';
import type { AppEnv } from '../http/env.ts';
import { answers, commandHeaders, commandId, fromCursor, jsonBody, pageSize } from '../http/routes.ts';
import { storeLater } from '../snapshots/store.ts';
import { acknowledge, approveCount } from './approve.ts';
import { cancelCount, closeCount, RECAP_PAGE, reopenCount } from './close.ts';
import { confirmCount } from './confirm.ts';
import { readRecap, toRecap } from './recap.ts';
import { approveReversal, askReversal, refuseReversal } from './reversal.ts';
import { countSpot } from './spot.ts';
import { readTotals } from './totals.ts';

const params = z.strictObject({ id: uuid });
const headers = commandHeaders;
/** What narrows a recap, as the totals name it. */
const filters = {
  bin: z.string().max(64).optional(),
  supplier: z.string().max(200).optional(),
  reason: z.string().max(100).optional(),
  item: code.optional(),
};

const close = createRoute({
  method: 'post',
  path: '/v1/counts/{id}/close',
  summary: 'Close a count and see what confirmation will do; no stock moves',
  request: { params, headers, body: jsonBody(closeCountBody) },
  responses: answers(closeResult, 'The closed count and its recap'),
});

const getRecap = createRoute({
  method: 'get',
  path: '/v1/counts/{id}/recap',
  summary: 'What confirmation will do, or did: the largest gaps in value first',
  request: {
    params,
    query: z.strictObject({
      ...pageQuery,
      ...filters,
      show: recapShow.optional(),
      sort: recapSort.optional(),
    }),
  },
  responses: answers(recap, 'The recap'),
});

const totals = createRoute({
  method: 'get',
  path: '/v1/counts/{id}/recap/totals',
  summary: 'The gaps of a count in value, by bin, supplier, reason, item or team',
  request: { params, query: z.strictObject({ by: recapTotalsBy }) },
  responses: answers(recapTotals, 'The totals, the largest first'),
});

const reopen = createRoute({
  method: 'post',
  path: '/v1/counts/{id}/reopen',
  summary: 'Open a closed count again',
  request: { params, headers, body: jsonBody(noBody) },
  responses: answers(count, 'The open count'),
});

const acknowledgements = createRoute({
  method: 'post',
  path: '/v1/counts/{id}/acknowledgements',
  summary: "A manager's nod to emergency exits, or to the adjustment of a clerk's spot count",
  request: { params, headers, body: jsonBody(acknowledgeCount) },
  responses: answers(count, 'The count'),
});

const approve = createRoute({
  method: 'post',
  path: '/v1/counts/{id}/approve',
  summary: "A second person's nod to the recap of that version",
  request: { params, headers, body: jsonBody(approveCountBody) },
  responses: answers(count, 'The count with its approvals'),
});

const confirm = createRoute({
  method: 'post',
  path: '/v1/counts/{id}/confirm',
  summary: 'Confirm the recap of that version: one adjustment document, then the after snapshot',
  request: { params, headers, body: jsonBody(confirmCountBody) },
  responses: answers(count, 'The confirmed count'),
});

const cancel = createRoute({
  method: 'post',
  path: '/v1/counts/{id}/cancel',
  summary: 'Give a count up: no stock moves, everything typed is kept',
  request: { params, headers, body: jsonBody(noBody) },
  responses: answers(count, 'The cancelled count'),
});

const reversal = createRoute({
  method: 'post',
  path: '/v1/counts/{id}/reversal',
  summary: 'Ask that a confirmed count be undone; somebody else approves it',
  request: { params, headers, body: jsonBody(askReversalBody) },
  responses: answers(count, 'The count with what was asked for'),
});

const reversalApproval = createRoute({
  method: 'post',
  path: '/v1/counts/{id}/reversal/approve',
  summary:
    'Undo a confirmed count that somebody else asked to undo: its adjustment is reversed, its wall falls',
  request: { params, headers, body: jsonBody(noBody) },
  responses: answers(count, 'The reversed count'),
});

const reversalRefusal = createRoute({
  method: 'post',
  path: '/v1/counts/{id}/reversal/refuse',
  summary: 'Refuse or take back what was asked for: the count stands',
  request: { params, headers, body: jsonBody(noBody) },
  responses: answers(count, 'The confirmed count'),
});

const spot = createRoute({
  method: 'post',
  path: '/v1/spot-counts',
  summary: 'A count of a few lines, typed, confirmed and adjusted at once',
  request: { headers, body: jsonBody(spotCount) },
  responses: answers(count, 'The confirmed count'),
});

/** From what was typed to what stands. */
export function addEnding(routes: OpenAPIHono<AppEnv>): void {
  routes.openapi(close, async (c) => {
    const command = { id: commandId(c), count: c.req.valid('param').id };
    return c.json(await closeCount(c.env.DB, c.get('caller'), command, c.req.valid('json')), 200);
  });
  routes.openapi(getRecap, async (c) => {
    const { limit, cursor, ...asked } = c.req.valid('query');
    const size = pageSize(limit, 1000, RECAP_PAGE);
    const read = await c.env.DB.batch(
      readRecap(c.env.DB, c.get('caller'), c.req.valid('param').id, size, fromCursor(cursor, 2), asked),
    );
    return c.json(
      toRecap(
        read.map(({ results }) => results),
        c.get('caller'),
        size,
      ),
      200,
    );
  });
  routes.openapi(totals, async (c) =>
    c.json(
      await readTotals(c.env.DB, c.get('caller'), c.req.valid('param').id, c.req.valid('query').by),
      200,
    ),
  );
  routes.openapi(reopen, async (c) => {
    const command = { id: commandId(c), count: c.req.valid('param').id };
    return c.json(await reopenCount(c.env.DB, c.get('caller'), command), 200);
  });
  routes.openapi(acknowledgements, async (c) => {
    const command = { id: commandId(c), count: c.req.valid('param').id };
    return c.json(await acknowledge(c.env.DB, c.get('caller'), command, c.req.valid('json')), 200);
  });
  routes.openapi(approve, async (c) => {
    const command = { id: commandId(c), count: c.req.valid('param').id };
    return c.json(await approveCount(c.env.DB, c.get('caller'), command, c.req.valid('json')), 200);
  });
  routes.openapi(confirm, async (c) => {
    const command = { id: commandId(c), count: c.req.valid('param').id };
    const confirmed = await confirmCount(c.env.DB, c.get('caller'), command, c.req.valid('json'));
    storeLater(c, confirmed, 'after');
    return c.json(confirmed, 200);
  });
  routes.openapi(cancel, async (c) => {
    const command = { id: commandId(c), count: c.req.valid('param').id };
    return c.json(await cancelCount(c.env.DB, c.get('caller'), command), 200);
  });
  routes.openapi(reversal, async (c) => {
    const command = { id: commandId(c), count: c.req.valid('param').id };
    return c.json(await askReversal(c.env.DB, c.get('caller'), command, c.req.valid('json')), 200);
  });
  routes.openapi(reversalApproval, async (c) => {
    const command = { id: commandId(c), count: c.req.valid('param').id };
    return c.json(await approveReversal(c.env.DB, c.get('caller'), command), 200);
  });
  routes.openapi(reversalRefusal, async (c) => {
    const command = { id: commandId(c), count: c.req.valid('param').id };
    return c.json(await refuseReversal(c.env.DB, c.get('caller'), command), 200);
  });
  routes.openapi(spot, async (c) => {
    const wanted = c.req.valid('json');
    commandId(c, wanted.id);
    return c.json(await countSpot(c.env.DB, c.get('caller'), wanted), 200);
  });
}
