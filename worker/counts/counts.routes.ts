import { createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import { pageOf, pageQuery, uuid } from '../../shared/contract/common.ts';
import {
  count,
  countPreview,
  countPreviewRequest,
  countProgress,
  countState,
  joinCountTeam,
  openCount as openCountBody,
  putCountTeams,
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
import { addEnding } from './ending.routes.ts';
import { addLines } from './lines.routes.ts';
import { openCount } from './open.ts';
import { previewCount } from './preview.ts';
import { listCounts, readCount, toCount } from './read.ts';
import { readProgress } from './sheet.ts';
import { joinTeam, putTeams } from './teams.ts';

const params = z.strictObject({ id: uuid });
const headers = commandHeaders;

const open = createRoute({
  method: 'post',
  path: '/v1/counts',
  summary: 'Open a count: freezes its scope, takes its lines, then makes the before snapshot',
  request: { headers, body: jsonBody(openCountBody) },
  responses: answers(count, 'The open count'),
});

const preview = createRoute({
  method: 'post',
  path: '/v1/counts/preview',
  summary: 'What opening would freeze, and why it would be refused (a read)',
  request: { body: jsonBody(countPreviewRequest) },
  responses: answers(countPreview, 'What opening would do'),
});

const list = createRoute({
  method: 'get',
  path: '/v1/counts',
  summary: 'Counts, the latest first',
  request: {
    query: z.strictObject({
      limit: pageQuery.limit,
      cursor: pageQuery.cursor,
      depot: z.string().max(64).optional(),
      state: countState.optional(),
      /** Spot counts of clerks that no manager has acknowledged yet. */
      toAcknowledge: z.enum(['true']).optional(),
    }),
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

const progress = createRoute({
  method: 'get',
  path: '/v1/counts/{id}/progress',
  summary: 'How far a count is: by bin and team, by person, and its second count',
  request: { params },
  responses: answers(countProgress, 'The progress'),
});

const teams = createRoute({
  method: 'post',
  path: '/v1/counts/{id}/teams',
  summary: 'Say which teams count which bins; replaces them all',
  request: { params, headers, body: jsonBody(putCountTeams) },
  responses: answers(count, 'The count with its teams'),
});

const join = createRoute({
  method: 'post',
  path: '/v1/counts/{id}/teams/join',
  summary: 'Count in a team, or in none',
  request: { params, headers, body: jsonBody(joinCountTeam) },
  responses: answers(count, 'The count with its teams'),
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
  routes.openapi(preview, async (c) =>
    c.json(await previewCount(c.env.DB, c.get('caller'), c.get('language'), c.req.valid('json')), 200),
  );
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
  routes.openapi(progress, async (c) =>
    c.json(await readProgress(c.env.DB, c.get('caller'), c.req.valid('param').id), 200),
  );
  routes.openapi(teams, async (c) => {
    const command = { id: commandId(c), count: c.req.valid('param').id };
    return c.json(await putTeams(c.env.DB, c.get('caller'), command, c.req.valid('json')), 200);
  });
  routes.openapi(join, async (c) => {
    const command = { id: commandId(c), count: c.req.valid('param').id };
    return c.json(await joinTeam(c.env.DB, c.get('caller'), command, c.req.valid('json')), 200);
  });
  addLines(routes);
  addEnding(routes);
  return routes;
}
