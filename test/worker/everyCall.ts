import type { CloseResult, Count, CountLines } from '../../shared/contract/counts.ts';
import { addDays } from '../../shared/domain/dates.ts';
import { ADMIN, type App } from './app.ts';
import { ACCOUNTANT, CLERK, MANAGER, smallHospital } from './hospital.ts';
import type { Place } from './portalPages.ts';

/** An administrator who leads PHC as well; somebody registered who was given nothing. */
export const CHIEF = 'chief@tilleuls.example';
export const IDLE = 'idle@tilleuls.example';
export const WARD_MANAGER = 'ward@tilleuls.example';

/** PHC with a clerk, a manager and a chief; WARD, which none of them works in; each with goods and counts. */
export async function twoDepots() {
  const app = await smallHospital();
  await app.depot({ code: 'FAR', name: 'Site annexe' });
  await app.call(ADMIN, 'PUT', '/v1/bins', { depot: 'WARD', code: 'W1' });
  await app.person({ email: WARD_MANAGER, name: 'Eva Roy', rights: [{ depot: 'WARD', role: 'manager' }] });
  await app.person({
    email: CHIEF,
    name: 'Ada Chef',
    admin: true,
    rights: [{ depot: 'PHC', role: 'manager' }],
  });
  await app.person({ email: IDLE, name: 'Max Rien' });
  const tige = { code: 'TIGE', label: 'Tige', kind: 'part' as const };
  const { version } = await app.call<{ version: number }>(ADMIN, 'PUT', '/v1/items', tige);
  const levels = ['PHC', 'WARD'].map((depot) => ({ depot, alert: 5 }));
  await app.item({ ...tige, levels, version });
  await app.call(ADMIN, 'POST', '/v1/imports/invoices', {
    rows: [{ number: 'F-1', patient: 'P-001', item: 'PARA', quantity: 2 }],
  });
  const own = await placeOf(app, MANAGER, { depot: 'PHC', bin: 'A1', lot: 'L1' });
  const other = await placeOf(app, WARD_MANAGER, { depot: 'WARD', bin: 'W1', lot: 'W' });
  const nothing = crypto.randomUUID();
  const none: Place = {
    ...{ depot: 'NONE', bin: 'N1', lot: 'NONE' },
    ...{
      exit: nothing,
      reversed: nothing,
      transfer: nothing,
      open: nothing,
      confirmed: nothing,
      earlier: nothing,
    },
  };
  return { app, places: { own, other, none } };
}

async function placeOf(app: App, manager: string, named: Pick<Place, 'depot' | 'bin' | 'lot'>) {
  const { depot, bin, lot } = named;
  const { today } = await app.call<{ today: string }>(ADMIN, 'GET', '/v1/me');
  await app.post(ADMIN, {
    ...{ type: 'entry-opening', depot, date: addDays(today, -9) },
    lines: [
      { item: 'PARA', bin, lot, expiry: '2031-01-31', quantity: 30, unitCost: 0.5 },
      { item: 'POMPE', bin, serial: `SN-${depot}`, quantity: 1, unitCost: 100 },
      { item: 'VIS', bin, quantity: 20, unitCost: 0.1 },
      { item: 'SIROP', bin, quantity: 20, unitCost: 4 },
    ],
  });
  const leave = () =>
    app.post(manager, {
      ...{ type: 'exit-service', depot, party: 'CHIR' },
      lines: [{ item: 'VIS', quantity: 1 }],
    });
  const exit = await leave();
  const reversed = await leave();
  const reversal = { id: crypto.randomUUID(), reason: 'Essai' };
  await app.call(manager, 'POST', `/v1/documents/${reversed.id}/reversal`, reversal);
  const transfer = await app.post(manager, {
    ...{ type: 'transfer', depot, party: 'FAR' },
    lines: [{ item: 'SIROP', quantity: 2 }],
  });
  const earlier = await app.call<Count>(manager, 'POST', '/v1/spot-counts', {
    ...{ id: crypto.randomUUID(), depot, reason: 'Contrôle' },
    lines: [{ item: 'SIROP', quantity: 8 }],
  });
  const confirmed = await wholeCount(app, manager, depot);
  const open = await app.call<{ id: string }>(manager, 'POST', '/v1/counts', {
    ...{ id: crypto.randomUUID(), name: `Pièces ${depot}`, depot, kind: 'part' },
  });
  const ids = { exit, reversed, transfer, open, confirmed, earlier };
  const idOf = Object.fromEntries(Object.entries(ids).map(([name, { id }]) => [name, id]));
  return { ...named, ...(idOf as Record<keyof typeof ids, string>) };
}

/** A count of the articles, from its opening to both zips. */
async function wholeCount(app: App, manager: string, depot: string): Promise<Count> {
  const { id } = await app.call<Count>(manager, 'POST', '/v1/counts', {
    ...{ id: crypto.randomUUID(), name: `Annuel ${depot}`, depot, kind: 'article' },
  });
  const { rows } = await app.call<CountLines>(manager, 'GET', `/v1/counts/${id}/lines`);
  const sirop = rows.find(({ item }) => item === 'SIROP')?.line;
  await app.call(manager, 'PUT', `/v1/counts/${id}/lines`, { lines: [[sirop, 7, 0]] });
  const closing = { blanks: { default: 'keep' } };
  const { count } = await app.call<CloseResult>(manager, 'POST', `/v1/counts/${id}/close`, closing);
  return app.call(manager, 'POST', `/v1/counts/${id}/confirm`, { version: count.version });
}

export type Call = (at: Place) => { path: string; body?: unknown };

const id = () => crypto.randomUUID();
const get =
  (path: string, query: (at: Place) => Record<string, string> = () => ({})): Call =>
  (at) => ({ path: `${path}?${new URLSearchParams(query(at))}` });
const send =
  (path: string, body: (at: Place) => object = () => ({})): Call =>
  (at) => ({ path, body: body(at) });
const count = (rest: string, body?: (at: Place) => object, which: 'open' | 'confirmed' = 'open'): Call =>
  body
    ? (at) => ({ path: `/v1/counts/${at[which]}${rest}`, body: body(at) })
    : (at) => ({ path: `/v1/counts/${at[which]}${rest}` });
const document = (rest: string, body?: (at: Place) => object): Call => {
  const of = (at: Place) => `/v1/documents/${at.exit}${rest}`;
  return body ? (at) => ({ path: of(at), body: body(at) }) : (at) => ({ path: of(at) });
};
/** Each import of one row that says nothing new, or that a rule of goods refuses. */
const rows = (what: string, row: (at: Place) => object): Call =>
  send(`/v1/imports/${what}`, (at) => ({ rows: [row(at)] }));

/**
 * One request for every call of the API, about things of a depot. What one may do is understood and, where it
 * would write, refused by a rule of goods (409) or says what stands already: nothing here changes the next answer.
 */
export const CALLS: Record<string, Call> = {
  'GET /v1/me': get('/v1/me'),
  'GET /v1/commands': get('/v1/commands', () => ({ ids: crypto.randomUUID() })),
  'GET /v1/settings': get('/v1/settings'),
  'PUT /v1/settings': send('/v1/settings', () => ({
    ...{
      name: 'X',
      currency: 'EUR',
      currencyDecimals: 2,
      timeZone: 'Europe/Paris',
      language: 'fr',
      lots: true,
    },
    ...{
      stockManaged: true,
      serials: true,
      clerkDaysBack: 3,
      closedThrough: null,
      confirmerDidNotCount: false,
    },
    ...{ approvalAbove: null, version: 99 },
  })),
  'GET /v1/people': get('/v1/people'),
  'PUT /v1/people': send('/v1/people', () => ({ email: CLERK, name: 'X', version: 99 })),
  'GET /v1/depots': get('/v1/depots'),
  'PUT /v1/depots': send('/v1/depots', () => ({ code: 'PHC', name: 'X', version: 99 })),
  'GET /v1/bins': get('/v1/bins', ({ depot }) => ({ depot })),
  'PUT /v1/bins': send('/v1/bins', () => ({ depot: 'PHC', code: 'A1', version: 99 })),
  'GET /v1/items': get('/v1/items'),
  'PUT /v1/items': send('/v1/items', () => ({ code: 'VIS', label: 'Vis M4', kind: 'part', version: 1 })),
  'GET /v1/lots': get('/v1/lots'),
  'GET /v1/suppliers': get('/v1/suppliers'),
  'PUT /v1/suppliers': send('/v1/suppliers', () => ({ code: 'F1', name: 'X', version: 99 })),
  'GET /v1/services': get('/v1/services'),
  'PUT /v1/services': send('/v1/services', () => ({ code: 'CHIR', name: 'X', version: 99 })),
  'GET /v1/patients': get('/v1/patients'),
  'PUT /v1/patients': send('/v1/patients', () => ({ reference: 'P-001', version: 99 })),
  'GET /v1/patients/export': get('/v1/patients/export', () => ({ reference: 'P-001' })),
  'POST /v1/patients/erasure': send('/v1/patients/erasure', () => ({ reference: 'NONE' })),
  'GET /v1/people/export': get('/v1/people/export', () => ({ email: CLERK })),
  'POST /v1/people/erasure': send('/v1/people/erasure', () => ({ email: 'nobody@nowhere.example' })),
  'GET /v1/invoices': get('/v1/invoices', () => ({ patient: 'P-001' })),
  'GET /v1/invoices/{number}': get('/v1/invoices/F-1'),

  'POST /v1/imports/suppliers': rows('suppliers', () => ({ code: 'F1', name: 'Pharmagros' })),
  'POST /v1/imports/services': rows('services', () => ({ code: 'CHIR', name: 'Chirurgie' })),
  'POST /v1/imports/patients': rows('patients', () => ({ reference: 'P-001' })),
  'POST /v1/imports/depots': rows('depots', () => ({ code: 'PHC', name: 'Pharmacie centrale' })),
  'POST /v1/imports/bins': rows('bins', () => ({ depot: 'PHC', code: 'A1' })),
  'POST /v1/imports/items': rows('items', () => ({ code: 'VIS', label: 'Vis M4' })),
  'POST /v1/imports/invoices': rows('invoices', () => ({
    ...{ number: 'F-1', patient: 'P-001', line: 1, item: 'PARA', quantity: 2 },
  })),
  'POST /v1/imports/opening': rows('opening', ({ depot }) => ({ depot, item: 'RIEN', quantity: 1 })),
  'POST /v1/imports/stock/check': rows('stock/check', ({ depot }) => ({
    ...{ depot, item: 'VIS', serial: 'X', quantity: 2 },
  })),
  'POST /v1/imports/stock': rows('stock', ({ depot }) => ({ depot, item: 'VIS', serial: 'X', quantity: 2 })),

  'GET /v1/stock': get('/v1/stock', ({ depot }) => ({ depot })),
  'GET /v1/stock/export': get('/v1/stock/export', ({ depot }) => ({ depot })),
  'GET /v1/stock/card': get('/v1/stock/card', ({ depot }) => ({ item: 'VIS', depot })),
  'GET /v1/stock/state': get('/v1/stock/state', ({ depot }) => ({ depot })),
  'GET /v1/stock/state/print': get('/v1/stock/state/print', ({ depot }) => ({ depot })),
  'GET /v1/stock/levels': get('/v1/stock/levels', ({ depot }) => ({ depot })),
  'GET /v1/stock/expiring': get('/v1/stock/expiring', ({ depot }) => ({ depot, within: '3650' })),
  'GET /v1/stock/idle': get('/v1/stock/idle', ({ depot }) => ({ depot, days: '5' })),
  'GET /v1/serials': get('/v1/serials', () => ({ item: 'POMPE' })),
  'GET /v1/lots/trace': get('/v1/lots/trace', ({ lot }) => ({ item: 'PARA', lot })),
  'GET /v1/lots/notice': get('/v1/lots/notice', ({ lot }) => ({ item: 'PARA', lot })),
  'POST /v1/lots/block': send('/v1/lots/block', () => ({ item: 'PARA', lot: 'NONE', reason: 'x' })),
  'POST /v1/lots/release': send('/v1/lots/release', () => ({ item: 'PARA', lot: 'NONE', reason: 'x' })),
  'POST /v1/lots/correction': send('/v1/lots/correction', () => ({
    ...{ item: 'PARA', lot: 'NONE', number: 'L9', reason: 'x' },
  })),
  'POST /v1/allocations': send('/v1/allocations', ({ depot }) => ({
    ...{ depot, type: 'exit-service', wants: [{ item: 'VIS', quantity: 1 }] },
  })),
  'POST /v1/labels': send('/v1/labels', ({ depot, bin }) => ({ bins: [{ depot, bin }] })),
  'GET /v1/backorders/invoices': get('/v1/backorders/invoices'),
  'POST /v1/backorders/invoices/close': send('/v1/backorders/invoices/close', () => ({
    ...{ invoice: 'NONE', line: 1, reason: 'x' },
  })),
  'POST /v1/backorders/invoices/reopen': send('/v1/backorders/invoices/reopen', () => ({
    ...{ invoice: 'NONE', line: 1 },
  })),
  'GET /v1/backorders/transfers': get('/v1/backorders/transfers', ({ depot }) => ({ depot })),

  'GET /v1/documents': get('/v1/documents', ({ depot }) => ({ depot })),
  'POST /v1/documents': send('/v1/documents', ({ depot }) => ({
    ...{ id: id(), type: 'exit-service', depot, party: 'CHIR', lines: [{ item: 'RIEN', quantity: 1 }] },
  })),
  'POST /v1/documents/judgement': send('/v1/documents/judgement', ({ depot }) => ({
    ...{ type: 'exit-service', depot, party: 'CHIR', lines: [{ item: 'RIEN', quantity: 1 }] },
  })),
  'GET /v1/documents/{id}': document(''),
  'GET /v1/documents/{id}/rest': document('/rest'),
  'GET /v1/documents/{id}/voucher': document('/voucher'),
  'GET /v1/documents/{id}/reversal': document('/reversal'),
  'POST /v1/documents/{id}/reversal': (at) => ({
    path: `/v1/documents/${at.reversed}/reversal`,
    body: { id: id(), reason: 'x' },
  }),
  'POST /v1/documents/{id}/rectification': document('/rectification', () => ({
    ...{ id: id(), party: 'RIEN', reason: 'x' },
  })),
  'POST /v1/documents/{id}/receptions': (at) => ({
    path: `/v1/documents/${at.transfer}/receptions`,
    body: { id: id(), depot: at.depot, lines: [{ item: 'RIEN', quantity: 1 }] },
  }),

  'GET /v1/counts': get('/v1/counts', ({ depot }) => ({ depot })),
  'POST /v1/counts': send('/v1/counts', ({ depot }) => ({ id: id(), name: 'x', depot, kind: 'part' })),
  'POST /v1/counts/preview': send('/v1/counts/preview', ({ depot }) => ({ depot, kind: 'part' })),
  'POST /v1/spot-counts': send('/v1/spot-counts', ({ depot }) => ({
    ...{ id: id(), depot, reason: 'x', lines: [{ item: 'RIEN', quantity: 1 }] },
  })),
  'GET /v1/counts/{id}': count(''),
  'GET /v1/counts/{id}/progress': count('/progress'),
  'GET /v1/counts/{id}/lines': count('/lines'),
  'GET /v1/counts/{id}/recap': count('/recap'),
  'GET /v1/counts/{id}/recap/totals': count('/recap/totals?by=bin'),
  'PUT /v1/counts/{id}/lines': count('/lines', () => ({ lines: [[999_999, 1, 0]] })),
  'PATCH /v1/counts/{id}/lines': count('/lines', () => ({ lines: [{ line: 999_999, note: 'x' }] })),
  'POST /v1/counts/{id}/lines': count('/lines', () => ({ item: 'RIEN' })),
  'POST /v1/counts/{id}/lines/import': count('/lines/import', () => ({
    rows: [{ line: 999_999, quantity: 1 }],
  })),
  'POST /v1/counts/{id}/teams': count('/teams', () => ({
    teams: [{ team: 1, name: 'x', members: ['nobody@nowhere.example'] }],
  })),
  'POST /v1/counts/{id}/teams/join': count('/teams/join', () => ({ team: 99 })),
  'POST /v1/counts/{id}/rounds': count('/rounds', () => ({ lines: [999_999] })),
  'POST /v1/counts/{id}/close': count('/close', () => ({})),
  'POST /v1/counts/{id}/reopen': count('/reopen', () => ({})),
  'POST /v1/counts/{id}/acknowledgements': count('/acknowledgements', () => ({ documents: [id()] })),
  'POST /v1/counts/{id}/approve': count('/approve', () => ({ version: 1 })),
  'POST /v1/counts/{id}/confirm': count('/confirm', () => ({ version: 1 })),
  'POST /v1/counts/{id}/cancel': count('/cancel', () => ({}), 'confirmed'),
  'POST /v1/counts/{id}/reversal': count('/reversal', () => ({ reason: 'x' })),
  'POST /v1/counts/{id}/reversal/approve': count('/reversal/approve', () => ({})),
  'POST /v1/counts/{id}/reversal/refuse': count('/reversal/refuse', () => ({})),
  'GET /v1/counts/{id}/snapshots/{moment}': count('/snapshots/before'),
  'POST /v1/counts/{id}/snapshots/{moment}/link': count('/snapshots/before/link', () => ({})),
};

/** The columns of the table: the chief is an administrator with a role in the depot. */
export const ROLES = {
  ...{ clerk: CLERK, manager: MANAGER, accountant: ACCOUNTANT, admin: ADMIN, chief: CHIEF, idle: IDLE },
};
