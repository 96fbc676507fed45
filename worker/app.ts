import type { OpenAPIHono } from '@hono/zod-openapi';
import { accepts } from 'hono/accepts';
import { bodyLimit } from 'hono/body-limit';
import { requestId } from 'hono/request-id';
import { secureHeaders } from 'hono/secure-headers';
import type { Language } from '../shared/domain/quantities.ts';
import { catalogueRoutes } from './catalogue/catalogue.routes.ts';
import { countRoutes } from './counts/counts.routes.ts';
import { documentRoutes } from './documents/documents.routes.ts';
import type { AppEnv } from './http/env.ts';
import { refusalOf, retryAfter } from './http/failure.ts';
import { Refusal, toProblem } from './http/problem.ts';
import { newRoutes } from './http/routes.ts';
import { readCaller, requireGiven } from './people/caller.ts';
import { commandRoutes } from './people/commands.routes.ts';
import { erasureRoutes } from './people/erasure.routes.ts';
import { trustOf, verifyIdentity } from './people/identity.ts';
import { peopleRoutes } from './people/people.routes.ts';
import { limitRate } from './people/rate.ts';
import { frontRoutes } from './portal/front.routes.ts';
import { portalRoutes } from './portal/portal.routes.tsx';
import { printingRoutes } from './printing/printing.routes.ts';
import { isSignedLink, snapshotRoutes } from './snapshots/snapshots.routes.ts';
import { stockRoutes } from './stock/stock.routes.ts';
import { watchRoutes } from './stock/watch.routes.ts';

/** The first of the caller's languages that we write: «en-GB» is English. French where none is. */
const LANGUAGE: Parameters<typeof accepts>[1] = {
  header: 'Accept-Language',
  supports: ['fr', 'en'],
  default: 'fr',
  match: (asked, { supports, default: usual }) =>
    [...asked]
      .sort((a, b) => b.q - a.q)
      .map(({ type }) => type.slice(0, 2).toLowerCase())
      .find((language) => supports.includes(language)) ?? usual,
};
const MEGABYTE = 1024 * 1024;
const IMPORT_BYTES = 20 * MEGABYTE;
const BODY_BYTES = 2 * MEGABYTE;

function limitBody(bytes: number) {
  return bodyLimit({
    maxSize: bytes,
    onError: () => {
      throw new Refusal('BODY_TOO_LARGE', { limit: bytes });
    },
  });
}

/** The whole API: middlewares in the order a request meets them, then one line for each capability. */
export function createApp(): OpenAPIHono<AppEnv> {
  const app = newRoutes();

  app.use(requestId());
  app.use(secureHeaders());
  app.use(async (c, next) => {
    c.set('language', accepts(c, LANGUAGE) as Language);
    await next();
  });
  app.onError((error, c) => answerError(error, c));
  app.notFound((c) => answerError(new Refusal('NOT_FOUND'), c));

  app.route('/', frontRoutes());
  app.route('/', portalRoutes());
  app.doc31('/v1/openapi.json', {
    openapi: '3.1.0',
    info: { title: 'Décompte', version: '1' },
    security: [{ bearer: [] }],
  });
  app.openAPIRegistry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
  });
  app.use('/v1/*', async (c, next) => {
    if (!isSignedLink(c)) {
      const identity = await verifyIdentity(c.req.header('Authorization'), trustOf(c.env));
      await limitRate(c.env, identity.sub);
      const caller = await readCaller(c.env.DB, identity, c.env.ADMIN_EMAIL);
      if (c.req.path !== '/v1/me') requireGiven(caller);
      c.set('caller', caller);
    }
    await next();
  });

  // Only now: of a body that comes slowly nothing is awaited before it is known whose it is.
  app.use('/v1/imports/*', limitBody(IMPORT_BYTES));
  app.use('/v1/*', (c, next) =>
    c.req.path.startsWith('/v1/imports/') ? next() : limitBody(BODY_BYTES)(c, next),
  );

  app.route('/', erasureRoutes());
  app.route('/', peopleRoutes());
  app.route('/', commandRoutes());
  app.route('/', catalogueRoutes());
  app.route('/', stockRoutes());
  app.route('/', watchRoutes());
  app.route('/', documentRoutes());
  app.route('/', printingRoutes());
  app.route('/', countRoutes());
  app.route('/', snapshotRoutes());

  return app;
}

/** Every failure is a problem (RFC 9457); what is not ours is logged and said without its inside. */
function answerError(
  error: Error,
  c: Parameters<Parameters<OpenAPIHono<AppEnv>['onError']>[0]>[1],
): Response {
  const refusal = refusalOf(error, c.get('caller')?.organisation.timeZone);
  const id = c.get('requestId');
  if (refusal.code === 'INTERNAL') console.error(id, error);
  const body = toProblem(refusal, c.get('language') ?? 'fr', id);
  const headers: Record<string, string> = {
    'Content-Type': 'application/problem+json; charset=utf-8',
    'Content-Language': c.get('language') ?? 'fr',
    ...retryAfter(body.status),
  };
  if (body.status === 401) headers['WWW-Authenticate'] = 'Bearer';
  return c.body(JSON.stringify(body), body.status as 400, headers);
}
