import { createRoute } from '@hono/zod-openapi';
import { type Me, me } from '../../shared/contract/people.ts';
import { answers, newRoutes } from '../http/routes.ts';
import type { Caller } from './caller.ts';

const getMe = createRoute({
  method: 'get',
  path: '/v1/me',
  summary: 'Who am I, and what may I do in each depot',
  responses: answers(me, 'The caller'),
});

export function peopleRoutes() {
  const routes = newRoutes();
  routes.openapi(getMe, (c) => c.json(toMe(c.get('caller')), 200));
  return routes;
}

function toMe({ email, name, admin, accountant, today, organisation, depots }: Caller): Me {
  const { currency, timeZone, language, lots, stockManaged, serials } = organisation;
  return {
    email,
    name,
    admin,
    accountant,
    today,
    organisation: { name: organisation.name, currency, timeZone, language, lots, stockManaged, serials },
    depots: depots.flatMap(({ code, name, role, emergencyExit, types, destinations }) =>
      role === null ? [] : [{ code, name, role, emergencyExit, types, destinations }],
    ),
  };
}
