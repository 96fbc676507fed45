import { createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import { type Me, me, person } from '../../shared/contract/people.ts';
import { foldKey } from '../../shared/domain/keys.ts';
import { activeQuery, addEntry, isActive } from '../catalogue/entry.ts';
import { wordsOf } from '../catalogue/list.ts';
import { isAdmin } from '../catalogue/rights.ts';
import { answers, newRoutes } from '../http/routes.ts';
import type { Caller } from './caller.ts';
import { NAMED, namesOfAdministrators, PEOPLE, PEOPLE_LIST, toPerson } from './people.ts';

const getMe = createRoute({
  method: 'get',
  path: '/v1/me',
  summary: 'Who am I, and what may I do in each depot',
  responses: answers(me, 'The caller'),
});

export function peopleRoutes() {
  const routes = newRoutes();
  routes.openapi(getMe, async (c) =>
    c.json(toMe(c.get('caller'), await namesOfAdministrators(c.env.DB)), 200),
  );
  addEntry(routes, {
    what: 'people',
    summary: 'People and their rights (administrator)',
    schema: person,
    list: () => PEOPLE_LIST,
    query: { ...activeQuery, depot: z.string().max(100).optional() },
    filters: (query) => [
      [NAMED, wordsOf(query.q)],
      [
        'p.id IN (SELECT r.person FROM rights r JOIN depots d ON d.id = r.depot WHERE d.code_key = ?)',
        query.depot === undefined ? null : foldKey(query.depot),
      ],
      isActive('p.active', query),
    ],
    mayRead: isAdmin,
    mayPut: isAdmin,
    resource: PEOPLE,
    toGiven: toPerson,
    subject: ({ email }) => email,
    // By a digest whose key an erasure renews, as for patients.
    personal: ({ email, name, ...rest }) => ({ told: { email, name }, rest }),
    place: ({ email }) => ['p.email_key = ?1', foldKey(email)],
  });
  return routes;
}

function toMe(
  { email, name, admin, accountant, today, organisation, depots }: Caller,
  administrators: string[],
): Me {
  const { currency, timeZone, language, lots, stockManaged, serials } = organisation;
  return {
    email,
    name,
    admin,
    accountant,
    today,
    organisation: {
      name: organisation.name,
      currency,
      timeZone,
      language,
      lots,
      stockManaged,
      serials,
      administrators,
    },
    depots: depots.flatMap(({ id: _, countsWholeDepot: __, role, ...depot }) =>
      role === null ? [] : [{ ...depot, role }],
    ),
  };
}
