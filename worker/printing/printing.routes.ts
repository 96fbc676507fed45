import { createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import { problem } from '../../shared/contract/common.ts';
import { labelsRequest } from '../../shared/contract/labels.ts';
import { jsonBody, newRoutes } from '../http/routes.ts';
import { readLabels } from './labels.ts';
import { labelsPage } from './labelsPage.tsx';

const labels = createRoute({
  method: 'post',
  path: '/v1/labels',
  summary: 'A page of labels for bins and items, with their barcodes (a read)',
  request: { body: jsonBody(labelsRequest) },
  responses: {
    200: { description: 'The page', content: { 'text/html': { schema: z.string() } } },
    default: { description: 'Refused', content: { 'application/problem+json': { schema: problem } } },
  },
});

export function printingRoutes() {
  const routes = newRoutes();
  routes.openapi(labels, async (c) =>
    c.html(labelsPage(await readLabels(c.env.DB, c.get('caller'), c.req.valid('json')), c.get('language'))),
  );
  return routes;
}
