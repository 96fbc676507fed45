import { createRoute } from '@hono/zod-openapi';
import {
  patientAsked,
  patientErased,
  patientExport,
  personAsked,
  personErased,
  personExport,
} from '../../shared/contract/personalData.ts';
import { answers, command, commandId, newRoutes } from '../http/routes.ts';
import { requireAdmin } from './caller.ts';
import { erasePatient, erasePerson } from './erasure.ts';
import { exportPatient, exportPerson } from './personalData.ts';

const getPatient = createRoute({
  method: 'get',
  path: '/v1/patients/export',
  summary: 'All that is kept of a patient (administrator)',
  request: { query: patientAsked },
  responses: answers(patientExport, 'Reference, name, documents and invoices'),
});
const eraseOnePatient = command(
  '/v1/patients/erasure',
  'Erase who a patient is; documents, seal and zips stay (administrator)',
  patientAsked,
  patientErased,
  'The word that stands for the patient from now on',
);
const getPerson = createRoute({
  method: 'get',
  path: '/v1/people/export',
  summary: 'All that is kept of a person who works here (administrator)',
  request: { query: personAsked },
  responses: answers(personExport, 'Name, rights and what the person did'),
});
const eraseOnePerson = command(
  '/v1/people/erasure',
  'Erase who a person is; what the person did stays (administrator)',
  personAsked,
  personErased,
  'The word that stands for the person from now on',
);

/** Personal data (Q7): what is kept of somebody, and its erasure. */
export function erasureRoutes() {
  const routes = newRoutes();
  routes.openapi(getPatient, async (c) => {
    requireAdmin(c.get('caller'));
    return c.json(await exportPatient(c.env.DB, c.req.valid('query').reference), 200);
  });
  routes.openapi(eraseOnePatient, async (c) => {
    const [caller, language] = [c.get('caller'), c.get('language')];
    requireAdmin(caller);
    const { reference } = c.req.valid('json');
    return c.json(await erasePatient(c.env.DB, { id: commandId(c), caller, language }, reference), 200);
  });
  routes.openapi(getPerson, async (c) => {
    requireAdmin(c.get('caller'));
    return c.json(await exportPerson(c.env.DB, c.req.valid('query').email), 200);
  });
  routes.openapi(eraseOnePerson, async (c) => {
    const [caller, language] = [c.get('caller'), c.get('language')];
    requireAdmin(caller);
    const { email } = c.req.valid('json');
    return c.json(await erasePerson(c.env.DB, { id: commandId(c), caller, language }, email), 200);
  });
  return routes;
}
