import { createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import {
  closeUndelivered,
  reopenUndelivered,
  undeliveredLine,
  unreceivedLine,
} from '../../shared/contract/backorders.ts';
import { pageOf, pageQuery, textLine } from '../../shared/contract/common.ts';
import {
  expiringRow,
  idleRow,
  levelRow,
  levelsShown,
  stateFilters,
  stockState,
} from '../../shared/contract/watch.ts';
import { textOf } from '../../shared/text/index.ts';
import { refuseInvalid } from '../http/invalid.ts';
import { Refusal } from '../http/problem.ts';
import {
  answers,
  answersAs,
  command,
  commandId,
  describeGet,
  fromCursor,
  newRoutes,
  pageSize,
} from '../http/routes.ts';
import { visibleDepot } from '../people/caller.ts';
import { readLetterhead } from '../printing/letterhead.tsx';
import { listUndelivered, listUnreceived, setUndeliveredClosed } from './backorders.ts';
import { listExpiring, listIdle } from './expiring.ts';
import { listLevels } from './levels.ts';
import { leavesOut, readState } from './state.ts';
import { statePage } from './statePage.tsx';

const short = textLine(100).optional();
const { q, limit, cursor } = pageQuery;
/** A sheet of so many lines is one request: in Apps Script no number of calls grows with the lines (design, section 7). */
const MOST = 20_000;
/** A hundred pages of paper; what more there is, the page says. */
const PRINTED = 5_000;

const days = (most: number) =>
  z
    .string()
    .regex(/^\d{1,4}$/)
    .transform(Number)
    .refine((number) => number <= most);

const levels = createRoute({
  method: 'get',
  path: '/v1/stock/levels',
  summary: 'Items beside their levels in each depot, with consumption and what is to be ordered',
  request: {
    query: z.strictObject({
      q,
      limit,
      cursor,
      depot: short,
      group: short,
      supplier: short,
      show: levelsShown.default('all'),
    }),
  },
  responses: answers(pageOf(levelRow), 'A page, in the order of the codes'),
});

const expiring = createRoute({
  method: 'get',
  path: '/v1/stock/expiring',
  summary: 'Stock of lots that expire within so many days; without `within`, of those that have expired',
  request: { query: z.strictObject({ q, limit, cursor, depot: short, within: days(3660).optional() }) },
  responses: answers(pageOf(expiringRow), 'A page, the first to expire first'),
});

const idle = createRoute({
  method: 'get',
  path: '/v1/stock/idle',
  summary: 'Items that stand in a depot and have not moved there for so many days',
  request: { query: z.strictObject({ q, limit, cursor, depot: short, days: days(3660) }) },
  responses: answers(pageOf(idleRow), 'A page, in the order of the codes'),
});

const state = createRoute({
  method: 'get',
  path: '/v1/stock/state',
  summary: 'The stock by item with its value, now or at the end of a past day',
  request: { query: z.strictObject({ q, limit, cursor, ...stateFilters }) },
  responses: answers(stockState, 'A page, in the order of the codes; the total with the first'),
});

const printedQuery = z.strictObject({ q, ...stateFilters });

const undelivered = createRoute({
  method: 'get',
  path: '/v1/backorders/invoices',
  summary: 'Lines of invoices that are not delivered whole; a page may hold few and have a next one',
  request: {
    query: z.strictObject({
      cursor,
      invoice: short,
      patient: short,
      closed: z.enum(['true', 'false']).default('false'),
    }),
  },
  responses: answers(pageOf(undeliveredLine), 'The latest invoices first'),
});

const close = command(
  '/v1/backorders/invoices/close',
  'Close what a line of an invoice still has to deliver, with a reason',
  closeUndelivered,
  closeUndelivered,
  'What was closed',
);

const reopen = command(
  '/v1/backorders/invoices/reopen',
  'Deliver a closed line of an invoice after all',
  reopenUndelivered,
  reopenUndelivered,
  'What was opened again',
);

const unreceived = createRoute({
  method: 'get',
  path: '/v1/backorders/transfers',
  summary: 'What was sent and not received, with its age',
  request: { query: z.strictObject({ limit, cursor, depot: short }) },
  responses: answers(pageOf(unreceivedLine), 'The oldest first'),
});

/** What the stock asks somebody to look at, and what is still owed. */
export function watchRoutes() {
  const routes = newRoutes();
  routes.openapi(levels, async (c) => {
    const { limit, cursor, ...asked } = c.req.valid('query');
    const page = listLevels(c.env.DB, c.get('caller'), asked, pageSize(limit, MOST), fromCursor(cursor, 2));
    return c.json(await page, 200);
  });
  routes.openapi(expiring, async (c) => {
    const { limit, cursor, within = null, ...asked } = c.req.valid('query');
    const filters = { ...asked, within };
    const page = listExpiring(
      c.env.DB,
      c.get('caller'),
      filters,
      pageSize(limit, MOST),
      fromCursor(cursor, 2),
    );
    return c.json(await page, 200);
  });
  routes.openapi(idle, async (c) => {
    const { limit, cursor, ...asked } = c.req.valid('query');
    const page = listIdle(c.env.DB, c.get('caller'), asked, pageSize(limit, MOST), fromCursor(cursor, 2));
    return c.json(await page, 200);
  });
  routes.openapi(state, async (c) => {
    const { limit, cursor, ...asked } = c.req.valid('query');
    const page = readState(c.env.DB, c.get('caller'), asked, pageSize(limit, MOST), fromCursor(cursor, 1));
    return c.json(await page, 200);
  });
  describeGet(routes, {
    path: '/v1/stock/state/print',
    summary: 'The stock state with the same filters, a page to print on A4',
    request: { query: printedQuery },
    responses: answersAs('text/html', 'The page'),
  });
  routes.get('/v1/stock/state/print', async (c) => {
    const asked = printedQuery.safeParse(c.req.query());
    if (!asked.success) throw refuseInvalid(asked.error, c.get('language'));
    const caller = c.get('caller');
    const { depot: code, kind, group, supplier, q: sought } = asked.data;
    const depot = code === undefined ? undefined : visibleDepot(caller, code);
    if (code !== undefined && !depot) throw new Refusal('NOT_FOUND');
    const language = c.get('language');
    const { kinds } = textOf(language).printed.snapshot;
    const page = {
      state: await readState(c.env.DB, caller, asked.data, PRINTED, null),
      depot: depot?.name ?? null,
      narrowed: [kind && kinds[kind], group, supplier, sought].filter(Boolean).join(' · '),
      withoutCounted: leavesOut(caller, code),
      currencyDecimals: caller.organisation.currencyDecimals,
      letterhead: await readLetterhead(c.env.DB),
      person: caller.name,
      today: caller.today,
    };
    return c.html(statePage(page, language));
  });
  routes.openapi(undelivered, async (c) => {
    const { cursor, closed, ...asked } = c.req.valid('query');
    const filters = { ...asked, closed: closed === 'true' };
    return c.json(await listUndelivered(c.env.DB, c.get('caller'), filters, fromCursor(cursor, 1)), 200);
  });
  routes.openapi(close, async (c) => {
    const wanted = c.req.valid('json');
    await setUndeliveredClosed(c.env.DB, c.get('caller'), commandId(c), wanted);
    return c.json(wanted, 200);
  });
  routes.openapi(reopen, async (c) => {
    const wanted = c.req.valid('json');
    await setUndeliveredClosed(c.env.DB, c.get('caller'), commandId(c), { ...wanted, reason: null });
    return c.json(wanted, 200);
  });
  routes.openapi(unreceived, async (c) => {
    const { limit, cursor, depot } = c.req.valid('query');
    const page = listUnreceived(
      c.env.DB,
      c.get('caller'),
      depot,
      pageSize(limit, MOST),
      fromCursor(cursor, 2),
    );
    return c.json(await page, 200);
  });
  return routes;
}
