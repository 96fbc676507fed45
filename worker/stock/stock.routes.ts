import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { accepts } from 'hono/accepts';
import * as z from 'zod';
import { itemKind } from '../../shared/contract/catalogue.ts';
import { civilDate, pageOf, pageQuery } from '../../shared/contract/common.ts';
import {
  allocation,
  allocationRequest,
  lotBlock,
  lotCorrection,
  lotTrace,
  serialState,
  stockCard,
  stockLine,
} from '../../shared/contract/stock.ts';
import { formatDate } from '../../shared/domain/dates.ts';
import { foldKey } from '../../shared/domain/keys.ts';
import type { AppEnv } from '../http/env.ts';
import { refuseInvalid } from '../http/invalid.ts';
import {
  answers,
  answersAs,
  answersInCsvToo,
  command,
  commandId,
  describeGet,
  fromCursor,
  jsonBody,
  newRoutes,
  pageSize,
} from '../http/routes.ts';
import { readLetterhead } from '../printing/letterhead.tsx';
import { proposeAllocation } from './allocation.ts';
import { readCard } from './card.ts';
import { exportStock, type StockExport } from './export.ts';
import { listStock } from './list.ts';
import { correctLot } from './lotCorrection.ts';
import { noticePage } from './lotNotice.tsx';
import { setLotBlock, traceLot } from './lots.ts';
import { listSerials, searchSerials } from './serials.ts';

const text = z.string().max(100).optional();

/** A sheet of so many lines is one request: in Apps Script no number of calls grows with the lines (design, section 7). */
const SHEET_LINES = 20_000;

const filters = {
  depot: text,
  bin: text,
  item: text,
  kind: itemKind.optional(),
  group: text,
  supplier: text,
  lot: text,
  serial: text,
  expiringBefore: civilDate.optional(),
  /** The stock at the end of that day. */
  at: civilDate.optional(),
};

const list = createRoute({
  method: 'get',
  path: '/v1/stock',
  summary: 'Stock lines that hold something, with their value; as CSV with `Accept: text/csv`',
  request: { query: z.strictObject({ ...pageQuery, ...filters }) },
  responses: answersInCsvToo(pageOf(stockLine), 'Stock lines; as CSV all of them, in no pages'),
});

const card = createRoute({
  method: 'get',
  path: '/v1/stock/card',
  summary: 'The movements of an item with a running balance',
  request: {
    query: z.strictObject({
      limit: pageQuery.limit,
      cursor: pageQuery.cursor,
      item: z.string().max(64),
      depot: text,
      from: civilDate.optional(),
      to: civilDate.optional(),
    }),
  },
  responses: answers(stockCard, 'The card'),
});

const serials = createRoute({
  method: 'get',
  path: '/v1/serials',
  summary:
    'Serial numbers of an item, one serial, or those that hold a text (`q`): in stock, in transit or gone, with history',
  request: { query: z.strictObject({ ...pageQuery, item: text, serial: text }) },
  responses: answers(pageOf(serialState), 'Serial numbers'),
});

const lotNamed = { item: z.string().max(64), lot: z.string().max(64) };

const trace = createRoute({
  method: 'get',
  path: '/v1/lots/trace',
  summary: 'Where a lot came from, whom it went to, what is left where',
  request: { query: z.strictObject(lotNamed) },
  responses: answers(lotTrace, 'The trace'),
});

const block = command(
  '/v1/lots/block',
  'Block a lot everywhere',
  lotBlock,
  lotTrace,
  'What is left, and who received it',
);

const release = command('/v1/lots/release', 'Release a blocked lot', lotBlock, lotTrace, 'The trace');

const correct = command(
  '/v1/lots/correction',
  'Mend the number or the expiry of a lot, with a reason',
  lotCorrection,
  lotTrace,
  'The trace of the lot as it is called now',
);

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
    const { limit, cursor, ...asked } = c.req.valid('query');
    if (
      accepts(c, {
        header: 'Accept',
        supports: ['application/json', 'text/csv'],
        default: 'application/json',
      }) === 'text/csv'
    ) {
      return csv(c, await exportStock(c.env.DB, c.get('caller'), asked, c.get('language'))) as never;
    }
    return c.json(
      await listStock(c.env.DB, c.get('caller'), asked, pageSize(limit, SHEET_LINES), fromCursor(cursor, 6)),
      200,
    );
  });
  describeGet(routes, {
    path: '/v1/stock/export',
    summary: 'The whole stock that the filters name as one CSV, now or at the end of a past day',
    request: { query: z.strictObject(filters) },
    responses: answersAs('text/csv', 'UTF-8 with BOM, semicolons, decimal comma, CRLF'),
  });
  routes.get('/v1/stock/export', async (c) => {
    const asked = z.strictObject(filters).safeParse(c.req.query());
    if (!asked.success) throw refuseInvalid(asked.error, c.get('language'));
    return csv(c, await exportStock(c.env.DB, c.get('caller'), asked.data, c.get('language')));
  });
  routes.openapi(card, async (c) => {
    const { limit, cursor, ...asked } = c.req.valid('query');
    return c.json(
      await readCard(c.env.DB, c.get('caller'), asked, pageSize(limit), fromCursor(cursor, 3)),
      200,
    );
  });
  routes.openapi(serials, async (c) => {
    const { limit, cursor, q = '', ...asked } = c.req.valid('query');
    const page = [pageSize(limit), fromCursor(cursor, 2)] as const;
    const caller = c.get('caller');
    return c.json(
      foldKey(q) !== ''
        ? await searchSerials(c.env.DB, caller, { ...asked, q }, ...page)
        : await listSerials(c.env.DB, caller, asked, ...page),
      200,
    );
  });
  routes.openapi(trace, async (c) => {
    const { item, lot } = c.req.valid('query');
    return c.json(await traceLot(c.env.DB, c.get('caller'), item, lot), 200);
  });
  routes.openapi(block, async (c) =>
    c.json(await setLotBlock(c.env.DB, c.get('caller'), commandId(c), c.req.valid('json'), true), 200),
  );
  routes.openapi(release, async (c) =>
    c.json(await setLotBlock(c.env.DB, c.get('caller'), commandId(c), c.req.valid('json'), false), 200),
  );
  routes.openapi(correct, async (c) =>
    c.json(await correctLot(c.env.DB, c.get('caller'), commandId(c), c.req.valid('json')), 200),
  );
  describeGet(routes, {
    path: '/v1/lots/notice',
    summary: 'The notice of a recall: what is left of a lot and who received it, a page to print on A4',
    request: { query: z.strictObject(lotNamed) },
    responses: answersAs('text/html', 'The page'),
  });
  routes.get('/v1/lots/notice', async (c) => {
    const asked = z.strictObject(lotNamed).safeParse(c.req.query());
    if (!asked.success) throw refuseInvalid(asked.error, c.get('language'));
    const caller = c.get('caller');
    const trace = await traceLot(c.env.DB, caller, asked.data.item, asked.data.lot);
    const letterhead = await readLetterhead(c.env.DB);
    const date = formatDate(caller.today, c.get('language'));
    return c.html(noticePage({ trace, letterhead, person: caller.name, date }, c.get('language')));
  });
  routes.openapi(allocate, async (c) =>
    c.json(await proposeAllocation(c.env.DB, c.get('caller'), c.req.valid('json')), 200),
  );
  return routes;
}

function csv(c: Context<AppEnv>, { bytes, fileName }: StockExport): Response {
  return c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="${fileName}"`,
    'Cache-Control': 'private, no-store',
  });
}
