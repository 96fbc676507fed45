import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import * as z from 'zod';
import { pageQuery, uuid } from '../../shared/contract/common.ts';
import {
  addCountLine,
  addedCountLine,
  count,
  countLines,
  countVersion,
  importCountFigures,
  importCountFiguresResult,
  markCountLines,
  putCountLines,
  putCountLinesResult,
  secondRound,
} from '../../shared/contract/counts.ts';
import type { AppEnv } from '../http/env.ts';
import { answers, commandHeaders, commandId, fromCursor, jsonBody, pageSize } from '../http/routes.ts';
import { addLine } from './add.ts';
import { importFigures } from './figures.ts';
import { saveCountLines } from './lines.ts';
import { markLines } from './marks.ts';
import { openSecondRound } from './rounds.ts';
import { readCountLines } from './sheet.ts';

const params = z.strictObject({ id: uuid });
const headers = commandHeaders;
/** The most lines one page of a count holds: what a sheet takes in one block. */
const LINES_PAGE = 10_000;

const lines = createRoute({
  method: 'get',
  path: '/v1/counts/{id}/lines',
  summary: 'The lines of a count, in the order of the sheet',
  request: {
    params,
    query: z.strictObject({
      limit: pageQuery.limit,
      cursor: pageQuery.cursor,
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

const save = createRoute({
  method: 'put',
  path: '/v1/counts/{id}/lines',
  summary: 'Save counted quantities, line by line; stale ones are answered, not overwritten',
  request: { params, headers, body: jsonBody(putCountLines) },
  responses: answers(putCountLinesResult, 'What was saved, and the lines that were not'),
});

const mark = createRoute({
  method: 'patch',
  path: '/v1/counts/{id}/lines',
  summary: 'Notes, gap reasons and arbitrations of lines, all or none',
  request: { params, headers, body: jsonBody(markCountLines) },
  responses: answers(countVersion, 'The version of the count, and how many lines were marked'),
});

const add = createRoute({
  method: 'post',
  path: '/v1/counts/{id}/lines',
  summary:
    'Ajouter réf.: goods that stand here and are not on the list; a line that is there is shown, not doubled',
  request: { params, headers, body: jsonBody(addCountLine) },
  responses: answers(addedCountLine, 'The line'),
});

const figures = createRoute({
  method: 'post',
  path: '/v1/counts/{id}/lines/import',
  summary: 'Figures keyed from paper or pasted, all rows or none; set, never added',
  request: { params, headers, body: jsonBody(importCountFigures) },
  responses: answers(importCountFiguresResult, 'What was set, and what stood already'),
});

const rounds = createRoute({
  method: 'post',
  path: '/v1/counts/{id}/rounds',
  summary: 'Send lines to a second count: those beyond the tolerance, or chosen ones',
  request: { params, headers, body: jsonBody(secondRound) },
  responses: answers(count, 'The open count'),
});

/** What is typed of a count, and by whom. */
export function addLines(routes: OpenAPIHono<AppEnv>): void {
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
  routes.openapi(save, async (c) => {
    const command = { id: commandId(c), count: c.req.valid('param').id, wanted: c.req.valid('json') };
    return c.json(await saveCountLines(c.env.DB, c.get('caller'), c.get('language'), command), 200);
  });
  routes.openapi(mark, async (c) => {
    const command = { id: commandId(c), count: c.req.valid('param').id };
    return c.json(await markLines(c.env.DB, c.get('caller'), command, c.req.valid('json')), 200);
  });
  routes.openapi(add, async (c) => {
    const command = { id: commandId(c), count: c.req.valid('param').id };
    const caller = c.get('caller');
    return c.json(await addLine(c.env.DB, caller, c.get('language'), command, c.req.valid('json')), 200);
  });
  routes.openapi(figures, async (c) => {
    const command = { id: commandId(c), count: c.req.valid('param').id };
    return c.json(await importFigures(c.env.DB, c.get('caller'), command, c.req.valid('json')), 200);
  });
  routes.openapi(rounds, async (c) => {
    const command = { id: commandId(c), count: c.req.valid('param').id };
    return c.json(await openSecondRound(c.env.DB, c.get('caller'), command, c.req.valid('json')), 200);
  });
}
