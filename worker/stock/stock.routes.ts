import { createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import { itemKind } from '../../shared/contract/catalogue.ts';
import { civilDate, pageOf, pageQuery } from '../../shared/contract/common.ts';
import { allocation, allocationRequest, stockLine } from '../../shared/contract/stock.ts';
import { answers, fromCursor, jsonBody, newRoutes, pageSize } from '../http/routes.ts';
import { proposeAllocation } from './allocation.ts';
import { listStock } from './list.ts';

const text = z.string().max(100).optional();

const list = createRoute({
  method: 'get',
  path: '/v1/stock',
  summary: 'Stock lines that hold something, with their value',
  request: {
    query: z.strictObject({
      ...pageQuery,
      depot: text,
      bin: text,
      item: text,
      kind: itemKind.optional(),
      group: text,
      supplier: text,
      lot: text,
      serial: text,
      expiringBefore: civilDate.optional(),
    }),
  },
  responses: answers(pageOf(stockLine), 'Stock lines'),
});

const allocate = createRoute({
  method: 'post',
  path: '/v1/allocations',
  summary: 'First-expired proposal for wanted quantities or an invoice (a read)',
  request: { body: jsonBody(allocationRequest) },
  responses: answers(allocation, 'The proposal'),
});

export function stockRoutes() {
  const routes = newRoutes();
  routes.openapi(list, async (c) => {
    const { limit, cursor, ...filters } = c.req.valid('query');
    return c.json(
      await listStock(c.env.DB, c.get('caller'), filters, pageSize(limit), fromCursor(cursor, 6)),
      200,
    );
  });
  routes.openapi(allocate, async (c) =>
    c.json(await proposeAllocation(c.env.DB, c.get('caller'), c.req.valid('json')), 200),
  );
  return routes;
}
