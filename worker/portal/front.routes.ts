import { ERROR_STATUS, isErrorCode } from '../../shared/domain/errors.ts';
import { textOf } from '../../shared/text/index.ts';
import { say } from '../../shared/text/say.ts';
import { Refusal } from '../http/problem.ts';
import { newRoutes } from '../http/routes.ts';

/** What anybody may read: the root, the health of the service, the OpenAPI document, the error pages. */
export function frontRoutes() {
  const routes = newRoutes();
  routes.get('/', (c) => c.text(textOf(c.get('language')).printed.front));
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
