import { createRoute } from '@hono/zod-openapi';
import { carriedOut, commandsAsked } from '../../shared/contract/commands.ts';
import { answers, newRoutes } from '../http/routes.ts';

const getCommands = createRoute({
  method: 'get',
  path: '/v1/commands',
  summary: 'Which of these commands of mine were carried out: for drafts whose answer was lost',
  request: { query: commandsAsked },
  responses: answers(carriedOut, 'Their ids'),
});

/** By the unique index of the journal, an id at a time; another person's commands are not told. */
const CARRIED_OUT = `
  SELECT j.id FROM json_each(?1) asked CROSS JOIN journal j ON j.id = asked.value WHERE j.person = ?2`;

export function commandRoutes() {
  const routes = newRoutes();
  routes.openapi(getCommands, async (c) => {
    const asked = c.env.DB.prepare(CARRIED_OUT).bind(
      JSON.stringify(c.req.valid('query').ids),
      c.get('caller').person,
    );
    const { results } = await asked.all<{ id: string }>();
    return c.json({ ids: results.map(({ id }) => id) }, 200);
  });
  return routes;
}
