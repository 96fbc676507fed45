import * as z from 'zod';
import { ERROR_STATUS, isErrorCode } from '../../shared/domain/errors.ts';
import { textOf } from '../../shared/text/index.ts';
import { say } from '../../shared/text/say.ts';
import { readHealth } from '../books/health.ts';
import { Refusal } from '../http/problem.ts';
import { answers, answersAs, describeGet, newRoutes } from '../http/routes.ts';
import { limitRate } from '../people/rate.ts';

const PUBLIC = [
  [
    '/health',
    'Whether the service answers, and whether its books and its schedule are well',
    answers(z.object({ status: z.enum(['ok', 'degraded']) }), 'degraded: see the page of checks'),
  ],
  ['/v1/openapi.json', 'This document', answers(z.looseObject({ openapi: z.string() }), 'OpenAPI 3.1')],
] as const;

/** What anybody may read: the health of the service, the OpenAPI document, the error pages. */
export function frontRoutes() {
  const routes = newRoutes();
  for (const [path, summary, responses] of PUBLIC) {
    describeGet(routes, { path, summary, security: [], responses });
  }
  describeGet(routes, {
    path: '/errors/{code}',
    summary: 'What an error code means, and its HTTP status',
    security: [],
    request: { params: z.object({ code: z.string() }) },
    responses: answersAs('text/plain', 'The code in the language of Accept-Language'),
  });
  routes.get('/health', async (c) => {
    // Anybody may ask: by address, for there is no person.
    await limitRate(c.env, `health ${c.req.header('CF-Connecting-IP') ?? ''}`);
    const { status } = await readHealth(c.env.DB, new Date());
    return c.json({ status });
  });
  routes.get('/errors/:code', (c) => {
    const code = c.req.param('code');
    if (!isErrorCode(code)) throw new Refusal('NOT_FOUND');
    const language = c.get('language');
    return c.text(
      `${code} (HTTP ${ERROR_STATUS[code]})\n\n${say(textOf(language).errors[code], language)}\n`,
    );
  });
  return routes;
}
