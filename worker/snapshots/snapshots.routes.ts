import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import * as z from 'zod';
import { uuid } from '../../shared/contract/common.ts';
import { snapshotLink } from '../../shared/contract/counts.ts';
import { hidesTheoretical, readCount, toCount } from '../counts/read.ts';
import type { AppEnv } from '../http/env.ts';
import { Refusal } from '../http/problem.ts';
import { answers, answersAs, commandHeaders, describeGet, newRoutes } from '../http/routes.ts';
import { type Caller, readLinkHolder } from '../people/caller.ts';
import { limitRate } from '../people/rate.ts';
import { signLink, verifyLink } from './links.ts';
import { openSnapshot } from './store.ts';

const moment = z.enum(['before', 'after']);
const params = z.strictObject({ id: uuid, moment });
const ZIP_PATH = /^\/v1\/counts\/[0-9a-f-]{36}\/snapshots\/(before|after)$/;

/** A GET of a zip that carries a signature instead of a token; the route itself verifies it. */
export function isSignedLink(c: Context<AppEnv>): boolean {
  return c.req.method === 'GET' && ZIP_PATH.test(c.req.path) && c.req.query('signature') !== undefined;
}

const link = createRoute({
  method: 'post',
  path: '/v1/counts/{id}/snapshots/{moment}/link',
  summary: 'A link of ten minutes that downloads the zip without a token',
  request: { params, headers: commandHeaders },
  responses: answers(snapshotLink, 'The link'),
});

export function snapshotRoutes() {
  const routes = newRoutes();

  routes.openapi(link, async (c) => {
    const { id, moment } = c.req.valid('param');
    await requireReadable(c, id, c.get('caller'));
    const { fileName } = await openSnapshot(c.env, id, moment);
    const { origin } = new URL(c.req.url);
    const path = `/v1/counts/${id}/snapshots/${moment}`;
    return c.json({ ...(await signLink(c.env, origin, path, c.get('caller').person)), fileName }, 200);
  });

  describeGet(routes, {
    path: '/v1/counts/{id}/snapshots/{moment}',
    summary: 'The zip of a count; with the query of a signed link it needs no token',
    request: {
      params,
      query: z.object({
        by: z.string().optional(),
        expires: z.string().optional(),
        signature: z.string().optional(),
      }),
    },
    security: [{ bearer: [] }, {}],
    responses: {
      ...answersAs('application/zip', 'The zip, the same bytes for ever', {
        ETag: 'The SHA-256 of the zip, in hexadecimal',
      }),
      304: { description: 'The zip that If-None-Match names' },
    },
  });
  routes.get('/v1/counts/:id/snapshots/:moment', async (c) => {
    const asked = params.safeParse(c.req.param());
    if (!asked.success) throw new Refusal('NOT_FOUND');
    const caller = isSignedLink(c) ? await linkHolder(c) : c.get('caller');
    await requireReadable(c, asked.data.id, caller);
    const { bytes, length, sha256, fileName } = await openSnapshot(c.env, asked.data.id, asked.data.moment);
    const etag = `"${sha256}"`;
    if (c.req.header('If-None-Match') === etag) return c.body(null, 304, { ETag: etag });
    return c.body(bytes as ReadableStream, 200, {
      'Content-Type': 'application/zip',
      'Content-Length': String(length),
      'Content-Disposition': `attachment; filename="${fileName}"`,
      'Cache-Control': 'private, no-store',
      'Referrer-Policy': 'no-referrer',
      ETag: etag,
    });
  });

  return routes;
}

/** A link bears a person, not his rights: whoever was deactivated a moment ago, or lost the depot, gets nothing by it. */
async function linkHolder(c: Context<AppEnv>): Promise<Caller> {
  const person = await verifyLink(c.env, new URL(c.req.url));
  if (person === null) throw new Refusal('NOT_FOUND');
  await limitRate(c.env, `link of ${person}`);
  const caller = await readLinkHolder(c.env.DB, person);
  if (!caller) throw new Refusal('NOT_FOUND');
  return caller;
}

/** The zip of a blind count holds what its counters may not see yet (Q22). */
async function requireReadable(c: Context<AppEnv>, id: string, caller: Caller): Promise<void> {
  const { results } = await readCount(c.env.DB, id).all();
  const count = toCount([results], caller);
  if (hidesTheoretical(count, caller)) throw new Refusal('FORBIDDEN');
}
