import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import * as z from 'zod';
import { pageOf, pageQuery } from '../../shared/contract/common.ts';
import type { PutWhat } from '../../shared/domain/journalActions.ts';
import type { AppEnv } from '../http/env.ts';
import { Refusal } from '../http/problem.ts';
import { answers, commandHeaders, commandId, fromCursor, jsonBody, pageSize } from '../http/routes.ts';
import type { Caller } from '../people/caller.ts';
import { type Filter, type ListOf, listPage } from './list.ts';
import { type Place, type Put, putRow } from './put.ts';
import type { Resource } from './resource.ts';

/** A page and its filters, as the query gives them. */
export type Query = Record<string, string | undefined>;

/** One kind of catalogue row as the API offers it: GET lists, PUT creates or changes. */
export interface Entry<Row extends { version: number }> {
  /** The path's last segment; the journal's action is `<what>.put`. */
  what: PutWhat;
  summary: string;
  schema: z.ZodType<Row>;
  /** `q` is what is searched: it may stand in the order of the list. */
  list: (caller: Caller, q?: string) => ListOf;
  /** Filters beside `q`, `limit` and `cursor`, each one line of text. */
  query: Record<string, z.ZodType>;
  filters: (query: Query, caller: Caller) => Filter[];
  /** What bears the searched code itself stands before all that merely holds it: a list shows the first few. */
  exact?: (q: string, caller: Caller) => Filter;
  mayRead?: (caller: Caller) => boolean;
  mayPut: (caller: Caller) => boolean;
  resource: Resource;
  toGiven: (row: Row, caller: Caller) => object;
  subject: (row: Row) => string;
  /** What of the row tells who a patient is, and the rest of it; all of it is the rest unless said otherwise. */
  personal?: (row: Row) => { told: unknown; rest: { version: number } };
  place: (row: Row) => Place;
}

/** `true` keeps what is in use, `false` what is deactivated. */
export const activeQuery = { active: z.enum(['true', 'false']).optional() };
export const isActive = (column: string, { active }: Query): Filter => [
  `${column} = ?`,
  active === undefined ? null : Number(active === 'true'),
];

export function addEntry<Row extends { version: number }>(
  routes: OpenAPIHono<AppEnv>,
  entry: Entry<Row>,
): void {
  addList(routes, entry);
  const put = createRoute({
    method: 'put',
    path: `/v1/${entry.what}`,
    summary: `Create (version 0) or change: ${entry.summary}`,
    request: { headers: commandHeaders, body: jsonBody(entry.schema) },
    responses: answers(entry.schema, 'The row as it stands'),
  });
  routes.openapi(put, async (c) => {
    const caller = c.get('caller');
    const row = c.req.valid('json' as never) as Row;
    if (!entry.mayPut(caller)) throw new Refusal('FORBIDDEN');
    const command: Put = {
      id: commandId(c),
      caller,
      action: `${entry.what}.put`,
      subject: entry.subject(row),
      request: entry.personal?.(row).rest ?? row,
      personal: entry.personal?.(row).told,
      language: c.get('language'),
    };
    const given = entry.toGiven(row, caller);
    const list = entry.list(caller);
    return c.json(
      (await putRow<Row>(c.env.DB, command, entry.resource, given, list, entry.place(row))) as never,
      200,
    );
  });
}

/** GET alone, for what is not written through the catalogue. */
export function addList<Row>(
  routes: OpenAPIHono<AppEnv>,
  entry: Pick<
    Entry<Row & { version: number }>,
    'summary' | 'list' | 'query' | 'filters' | 'exact' | 'mayRead'
  > & {
    what: string;
    schema: z.ZodType<Row>;
  },
): void {
  const list = createRoute({
    method: 'get',
    path: `/v1/${entry.what}`,
    summary: `List: ${entry.summary}`,
    request: { query: z.strictObject({ ...pageQuery, ...entry.query }) },
    responses: answers(
      pageOf(entry.schema),
      'A page: what bears the searched code itself; items that begin with the text or hold it; in the order of the codes',
    ),
  });
  routes.openapi(list, async (c) => {
    const caller = c.get('caller');
    if (entry.mayRead && !entry.mayRead(caller)) throw new Refusal('FORBIDDEN');
    const { limit, cursor, ...query } = c.req.valid('query') as Query & { limit?: number };
    const listed = entry.list(caller, query.q);
    const page = await listPage<Row>(c.env.DB, listed, {
      filters: entry.filters(query, caller),
      limit: pageSize(limit),
      first: query.q === undefined ? undefined : entry.exact?.(query.q, caller),
      after: fromCursor(cursor, listed.keys.length),
    });
    return c.json(page as never, 200);
  });
}
