import { createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import { code, pageOf, pageQuery, uuid } from '../../shared/contract/common.ts';
import {
  closeCount as closeCountBody,
  closeResult,
  confirmCount as confirmCountBody,
  count,
  countLines,
  countProgress,
  countState,
  noBody,
  openCount as openCountBody,
  putCountLines,
  putCountLinesResult,
  recap,
  recapShow,
  recapSort,
} from '../../shared/contract/counts.ts';
import {
  answers,
  commandHeaders,
  commandId,
  fromCursor,
  jsonBody,
  newRoutes,
  pageSize,
} from '../http/routes.ts';
import { storeLater } from '../snapshots/store.ts';
import { cancelCount, closeCount, RECAP_PAGE, reopenCount } from './close.ts';
import { confirmCount } from './confirm.ts';
import { saveCountLines } from './lines.ts';
import { openCount } from './open.ts';
import { listCounts, readCount, toCount } from './read.ts';
import { readRecap, toRecap } from './recap.ts';
import { readCountLines, readProgress } from './sheet.ts';

const params = z.strictObject({ id: uuid });
const headers = commandHeaders;
/** The most lines one page of a count holds: what a sheet takes in one block. */
const LINES_PAGE = 10_000;
const page = { limit: pageQuery.limit, cursor: pageQuery.cursor };

const open = createRoute({
  method: 'post',
  path: '/v1/counts',
  summary: 'Open a count: freezes its scope, takes its lines, then makes the before snapshot',
  request: { headers, body: jsonBody(openCountBody) },
  responses: answers(count, 'The open count'),
});

const list = createRoute({
  method: 'get',
  path: '/v1/counts',
  summary: 'Counts, the latest first',
  request: {
    query: z.strictObject({ ...page, depot: z.string().max(64).optional(), state: countState.optional() }),
  },
  responses: answers(pageOf(count), 'Counts'),
});

const one = createRoute({
  method: 'get',
  path: '/v1/counts/{id}',
  summary: 'A count: its state, its progress, its snapshots',
  request: { params },
  responses: answers(count, 'The count'),
});

const lines = createRoute({
  method: 'get',
  path: '/v1/counts/{id}/lines',
  summary: 'The lines of a count, in the order of the sheet',
  request: {
    params,
    query: z.strictObject({
      ...page,
      /** The lines of a team's bins; 0: those of no team's. */
      team: z
        .string()
        .regex(/^\d{1,2}$/)
        .transform(Number)
        .optional(),
      round: z.enum(['1', '2']).optional(),
    }),
  },
  responses: answers(countLines, 'Count lines'),
});

const progress = createRoute({
  method: 'get',
  path: '/v1/counts/{id}/progress',
  summary: 'How far a count is: by bin and team, by person, and its second count',
  request: { params },
  responses: answers(countProgress, 'The progress'),
});

const saveLines = createRoute({
  method: 'put',
  path: '/v1/counts/{id}/lines',
  summary: 'Save counted quantities, line by line; stale ones are answered, not overwritten',
  request: { params, headers, body: jsonBody(putCountLines) },
  responses: answers(putCountLinesResult, 'What was saved, and the lines that were not'),
});

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
      ...page,
      q: pageQuery.q,
      show: recapShow.optional(),
      sort: recapSort.optional(),
      bin: z.string().max(64).optional(),
      supplier: z.string().max(200).optional(),
      reason: z.string().max(100).optional(),
      item: code.optional(),
    }),
  },
  responses: answers(recap, 'The recap'),
});

const reopen = createRoute({
  method: 'post',
  path: '/v1/counts/{id}/reopen',
  summary: 'Open a closed count again',
  request: { params, headers, body: jsonBody(noBody) },
  responses: answers(count, 'The open count'),
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

export function countRoutes() {
  const routes = newRoutes();

  routes.openapi(open, async (c) => {
    const wanted = c.req.valid('json');
    commandId(c, wanted.id);
    const opened = await openCount(c.env.DB, c.get('caller'), wanted);
    storeLater(c, opened, 'before');
    return c.json(opened, 200);
  });
  routes.openapi(list, async (c) => {
    const { limit, cursor, ...filters } = c.req.valid('query');
    return c.json(
      await listCounts(c.env.DB, c.get('caller'), filters, pageSize(limit), fromCursor(cursor, 1)),
      200,
    );
  });
  routes.openapi(one, async (c) => {
    const { results } = await readCount(c.env.DB, c.req.valid('param').id).all();
    return c.json(toCount([results], c.get('caller')), 200);
  });
  routes.openapi(lines, async (c) => {
    const { limit, cursor, team = null, round } = c.req.valid('query');
    const asked = {
      round: round === '2' ? (2 as const) : (1 as const),
      team,
      limit: pageSize(limit, LINES_PAGE),
      after: Number(fromCursor(cursor, 1)?.[0] ?? 0),
    };
    return c.json(await readCountLines(c.env.DB, c.get('caller'), c.req.valid('param').id, asked), 200);
  });
  routes.openapi(progress, async (c) =>
    c.json(await readProgress(c.env.DB, c.get('caller'), c.req.valid('param').id), 200),
  );
  routes.openapi(saveLines, async (c) => {
    const command = { id: commandId(c), count: c.req.valid('param').id, wanted: c.req.valid('json') };
    return c.json(await saveCountLines(c.env.DB, c.get('caller'), c.get('language'), command), 200);
  });
  routes.openapi(close, async (c) => {
    const command = { id: commandId(c), count: c.req.valid('param').id };
    return c.json(await closeCount(c.env.DB, c.get('caller'), command, c.req.valid('json')), 200);
  });
  routes.openapi(getRecap, async (c) => {
    const { limit, cursor, ...asked } = c.req.valid('query');
    const size = pageSize(limit, 1000, RECAP_PAGE);
    const read = await c.env.DB.batch(
      readRecap(c.env.DB, c.req.valid('param').id, size, fromCursor(cursor, 2), asked),
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
  routes.openapi(reopen, async (c) => {
    const command = { id: commandId(c), count: c.req.valid('param').id };
    return c.json(await reopenCount(c.env.DB, c.get('caller'), command), 200);
  });
  routes.openapi(confirm, async (c) => {
    const { version } = c.req.valid('json');
    const command = { id: commandId(c), count: c.req.valid('param').id, version };
    const confirmed = await confirmCount(c.env.DB, c.get('caller'), command);
    storeLater(c, confirmed, 'after');
    return c.json(confirmed, 200);
  });
  routes.openapi(cancel, async (c) => {
    const command = { id: commandId(c), count: c.req.valid('param').id };
    return c.json(await cancelCount(c.env.DB, c.get('caller'), command), 200);
  });

  return routes;
}
