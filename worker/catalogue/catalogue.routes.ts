import { createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import {
  bin,
  depot,
  invoice,
  invoiceHead,
  invoiceQuery,
  item,
  itemKind,
  lot,
  patient,
  service,
  settings,
  supplier,
} from '../../shared/contract/catalogue.ts';
import { gtinForms } from '../../shared/domain/gs1.ts';
import { foldKey } from '../../shared/domain/keys.ts';
import { answers, commandHeaders, commandId, jsonBody, newRoutes } from '../http/routes.ts';
import { BIN_LIST, BINS, DEPOT_LIST, DEPOTS, toBin, toDepot } from './depots.ts';
import { activeQuery, addEntry, addList, isActive } from './entry.ts';
import { addImports } from './imports.routes.ts';
import { listInvoices, readInvoice } from './invoices.ts';
import { ITEMS, itemsNearest, toItem } from './items.ts';
import { hasWords, wordsOf } from './list.ts';
import { LOT_LIST } from './lots.ts';
import { namedList, PATIENTS, patientList, SERVICES, SUPPLIERS, toNamed, toPatient } from './parties.ts';
import { isAdmin, mayPutItems, mayPutPatients, readsPatients } from './rights.ts';
import { putSettings, readSettings } from './settings.ts';

const short = z.string().max(100).optional();
const key = (text: string | undefined) => (text === undefined ? null : foldKey(text));

const getSettings = createRoute({
  method: 'get',
  path: '/v1/settings',
  summary: 'The settings of the organisation',
  responses: answers(settings, 'Settings'),
});
const changeSettings = createRoute({
  method: 'put',
  path: '/v1/settings',
  summary: 'Change the settings (administrator)',
  request: { headers: commandHeaders, body: jsonBody(settings) },
  responses: answers(settings, 'Settings'),
});
const getInvoice = createRoute({
  method: 'get',
  path: '/v1/invoices/{number}',
  summary: 'The lines of an invoice, with what was already delivered',
  request: { params: z.strictObject({ number: z.string().max(64) }) },
  responses: answers(invoice, 'The invoice'),
});

const getInvoices = createRoute({
  method: 'get',
  path: '/v1/invoices',
  summary:
    'The latest invoices, of a patient or of all, or those whose number begins so, with how much of each is still to deliver',
  request: { query: invoiceQuery },
  responses: answers(
    z.strictObject({ rows: z.array(invoiceHead) }),
    'At most ten, the latest first; in the order of their numbers where these were asked for',
  ),
});

export function catalogueRoutes() {
  const routes = newRoutes();
  addItems(routes);
  addPlaces(routes);
  addParties(routes);
  addImports(routes);

  routes.openapi(getSettings, async (c) => c.json(await readSettings(c.env.DB), 200));
  routes.openapi(changeSettings, async (c) => {
    const wanted = c.req.valid('json');
    return c.json(await putSettings(c.env.DB, c.get('caller'), commandId(c), wanted, c.get('language')), 200);
  });
  routes.openapi(getInvoice, async (c) =>
    c.json(await readInvoice(c.env.DB, c.get('caller'), c.req.valid('param').number), 200),
  );
  routes.openapi(getInvoices, async (c) => {
    const asked = c.req.valid('query');
    return c.json({ rows: await listInvoices(c.env.DB, c.get('caller'), asked) }, 200);
  });
  return routes;
}

function addItems(routes: ReturnType<typeof newRoutes>) {
  addEntry(routes, {
    what: 'items',
    summary: 'Items, with their codes and levels',
    schema: item,
    list: (_, q) => itemsNearest(q),
    query: { ...activeQuery, code: short, kind: itemKind.optional(), group: short, supplier: short },
    filters: (query) => [
      // A scanned barcode finds its item as well as words do.
      [
        `(i.id = (SELECT item FROM item_codes WHERE code_key IN (SELECT value FROM json_each(?)))
          OR ${hasWords('i.search')})`,
        query.q === undefined ? null : JSON.stringify(gtinForms(foldKey(query.q))),
        wordsOf(query.q),
      ],
      ['i.code_key = ?', key(query.code)],
      ['i.kind = ?', query.kind],
      ['i.item_group = ?', query.group],
      ['u.code_key = ?', key(query.supplier)],
      isActive('i.active', query),
    ],
    exact: (q) => {
      const forms = JSON.stringify(gtinForms(foldKey(q)));
      return [
        `i.id IN (SELECT id FROM items WHERE code_key IN (SELECT value FROM json_each(?))
          UNION ALL SELECT item FROM item_codes WHERE code_key IN (SELECT value FROM json_each(?)))`,
        ...[forms, forms],
      ];
    },
    mayPut: mayPutItems,
    resource: ITEMS,
    toGiven: toItem,
    subject: ({ code }) => code,
    place: ({ code }) => ['i.code_key = ?1', foldKey(code)],
  });
  addList(routes, {
    what: 'lots',
    summary: 'Lots of the items, with expiry and block',
    schema: lot,
    list: () => LOT_LIST,
    query: { item: short, lot: short },
    filters: (query) => [
      ['i.code_key = ?', key(query.item)],
      ['l.number_key = ?', key(query.lot)],
      [`instr(l.number_key, ?) > 0`, key(query.q)],
    ],
  });
}

function addPlaces(routes: ReturnType<typeof newRoutes>) {
  addEntry(routes, {
    what: 'depots',
    summary: 'Depots, with their switches',
    schema: depot,
    list: () => DEPOT_LIST,
    query: { ...activeQuery, code: short },
    filters: (query) => [
      [hasWords('d.search'), wordsOf(query.q)],
      ['d.code_key = ?', key(query.code)],
      isActive('d.active', query),
    ],
    mayPut: isAdmin,
    resource: DEPOTS,
    toGiven: toDepot,
    subject: ({ code }) => code,
    place: ({ code }) => ['d.code_key = ?1', foldKey(code)],
  });
  addEntry(routes, {
    what: 'bins',
    summary: 'Bins of the depots; the code “” is the unnamed bin',
    schema: bin,
    list: () => BIN_LIST,
    query: { ...activeQuery, depot: short, code: short },
    filters: (query) => [
      [hasWords('b.search'), wordsOf(query.q)],
      ['d.code_key = ?', key(query.depot)],
      ['b.code_key = ?', key(query.code)],
      isActive('b.active', query),
    ],
    mayPut: isAdmin,
    resource: BINS,
    toGiven: toBin,
    subject: ({ depot, code }) => `${depot} / ${code}`,
    place: ({ depot, code }) => ['d.code_key = ?1 AND b.code_key = ?2', foldKey(depot), foldKey(code)],
  });
}

function addParties(routes: ReturnType<typeof newRoutes>) {
  for (const { what, schema, resource } of [
    { what: 'suppliers', schema: supplier, resource: SUPPLIERS },
    { what: 'services', schema: service, resource: SERVICES },
  ] as const) {
    addEntry(routes, {
      what,
      summary: what === 'suppliers' ? 'Suppliers' : 'Services and wards that goods go to',
      schema,
      list: () => namedList(what),
      query: { ...activeQuery, code: short },
      filters: (query) => [
        [hasWords('p.search'), wordsOf(query.q)],
        ['p.code_key = ?', key(query.code)],
        isActive('p.active', query),
      ],
      exact: (q) => ['p.code_key = ?', foldKey(q)],
      mayPut: isAdmin,
      resource,
      toGiven: toNamed,
      subject: ({ code }) => code,
      place: ({ code }) => ['p.code_key = ?1', foldKey(code)],
    });
  }
  addEntry(routes, {
    what: 'patients',
    summary: 'Patients by reference; the name is optional',
    schema: patient,
    list: patientList,
    query: { ...activeQuery, reference: short },
    filters: (query, caller) => [
      [hasWords(readsPatients(caller) ? 'p.search' : 'p.mask'), wordsOf(query.q)],
      [readsPatients(caller) ? 'p.reference_key = ?' : 'p.mask = ?', key(query.reference)],
      isActive('p.active', query),
    ],
    exact: (q, caller) => [readsPatients(caller) ? 'p.reference_key = ?' : 'p.mask = ?', foldKey(q)],
    mayPut: mayPutPatients,
    resource: PATIENTS,
    toGiven: toPatient,
    // Reference and name stand in the patients' table alone, outside every hash (Q7).
    subject: () => 'patient',
    personal: ({ reference, name, ...rest }) => ({ told: { reference, name }, rest }),
    place: ({ reference }) => ['p.reference_key = ?1', foldKey(reference)],
  });
}
