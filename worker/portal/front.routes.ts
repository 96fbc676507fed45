import * as z from 'zod';
import { ERROR_STATUS, isErrorCode } from '../../shared/domain/errors.ts';
import { textOf } from '../../shared/text/index.ts';
import { say } from '../../shared/text/say.ts';
import { Refusal } from '../http/problem.ts';
import { answers, answersAs, describeGet, newRoutes } from '../http/routes.ts';

const PUBLIC = [
  [
    '/health',
    'Whether the service and its database answer',
    answers(z.object({ status: z.literal('ok') }), 'They do'),
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
    await c.env.DB.prepare('SELECT 1').first();
    return c.json({ status: 'ok' });
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
