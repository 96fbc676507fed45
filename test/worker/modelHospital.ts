import { ADMIN, type App } from './app.ts';
import { ACCOUNTANT, CLERK, MANAGER, OTHER, smallHospital } from './hospital.ts';
import { type Books, type Depot, daysLater, type Item, type Person } from './model.ts';
import { type Command, URGENT, WARD_MANAGER } from './modelSteps.ts';

/** A morning of our own: the day moves only when the sequence says that night falls. */
export const FIRST_INSTANT = new Date('2026-03-02T09:00:00Z');
const FIRST_DAY = '2026-03-02';
/** What a clerk of the pharmacy may lose, or find in a spot count, without a manager: euros. */
const LOSS_LIMIT = 20;
const CLOSED_THROUGH = '2026-02-15';

/** The hospital of the tests, with a return depot, a shelf in quarantine, an idle one, and odd items. */
export async function modelHospital(): Promise<App> {
  const app = await smallHospital();
  const put = (what: string, wanted: object) => app.call(ADMIN, 'PUT', `/v1/${what}`, wanted);
  await put('depots', { code: 'RET', name: 'Retours', takesExpired: true });
  await put('depots', { ...(await depotAsIs(app, 'PHC')), lossLimit: LOSS_LIMIT });
  const { version, ...ward } = await depotAsIs(app, 'WARD');
  const types = ward.types.filter((type) => type !== 'entry-purchase');
  await put('depots', { ...ward, version, types, destinations: ['PHC'] });
  await put('bins', { depot: 'PHC', code: 'QUA', quarantine: true });
  await put('bins', { depot: 'PHC', code: 'OLD', active: false });
  await put('bins', { depot: 'WARD', code: 'W1' });
  await put('services', { code: 'FERME', name: 'Service fermé', active: false });
  await put('people', {
    email: URGENT,
    name: 'Eva Lenoir',
    rights: [{ depot: 'PHC', role: 'clerk', emergencyExit: true }],
  });
  const both = ['WARD', 'RET'].map((depot) => ({ depot, role: 'manager' }));
  await put('people', { email: WARD_MANAGER, name: 'Ana Roy', rights: both });
  const vaccine = {
    lotTracking: 'required',
    serialTracking: 'none',
    expiryTracking: true,
    referencePrice: 20,
  };
  await put('items', { code: 'VACCIN', label: 'Vaccin', ...vaccine });
  await put('items', { code: 'DIVERS', label: 'Divers', stockManaged: false });
  await put('items', { code: 'VIEUX', label: 'Article retiré', active: false });
  await app.settings({ closedThrough: CLOSED_THROUGH });
  return app;
}

/**
 * Remembers every row, and gives back what puts them all in their place again: a new hospital takes half a
 * second, this takes a few milliseconds. The append-only triggers are away while it works.
 */
export async function rememberRows(db: D1Database): Promise<() => Promise<unknown>> {
  const { results } = await db
    .prepare(
      `SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' AND name NOT LIKE '_cf_%'`,
    )
    .all<{ type: string; name: string; sql: string }>();
  const named = (type: string) => results.filter((one) => one.type === type);
  const tables = named('table').map(({ name }) => name);
  const triggers = named('trigger');
  await db.batch(tables.map((name) => db.prepare(`CREATE TABLE kept_${name} AS SELECT * FROM ${name}`)));
  const again = [
    'PRAGMA defer_foreign_keys = on',
    ...triggers.map(({ name }) => `DROP TRIGGER ${name}`),
    ...tables.map((name) => `DELETE FROM ${name}`),
    ...tables.map((name) => `INSERT INTO ${name} SELECT * FROM kept_${name}`),
    ...triggers.map(({ sql }) => sql),
  ];
  return () => db.batch(again.map((sql) => db.prepare(sql)));
}

async function depotAsIs(app: App, code: string) {
  const { rows } = await app.call<{ rows: { code: string; version: number; types: string[] }[] }>(
    ADMIN,
    'GET',
    '/v1/depots',
  );
  const found = rows.find((depot) => depot.code === code);
  if (!found) throw new Error(`no depot ${code}`);
  return found;
}

/** The same hospital on paper. */
export function newBooks(): Books {
  const bins = (...named: string[]) =>
    new Map(['', ...named].map((bin) => [bin, { active: true, quarantine: false }]));
  const depot: Depot = { bins: bins(), destinations: null, takesExpired: false, forbids: [], limit: null };
  const pharmacy = bins('a1', 'a2')
    .set('qua', { active: true, quarantine: true })
    .set('old', { active: false, quarantine: false });
  const item: Item = {
    kind: 'article',
    decimals: 0,
    lots: 'optional',
    serials: 'optional',
    expires: false,
    managed: true,
    active: true,
    supplier: null,
    referencePrice: null,
  };
  const person: Person = { roles: {}, reads: [], emergency: [] };
  const everywhere = ['phc', 'ward', 'ret'];
  return {
    today: FIRST_DAY,
    closedThrough: CLOSED_THROUGH,
    items: new Map([
      ['para', { ...item, supplier: 'f1' }],
      ['sirop', { ...item, decimals: 3, supplier: 'f1' }],
      ['pompe', { ...item, serials: 'required', lots: 'none', referencePrice: 1_000_000n }],
      ['vis', { ...item, kind: 'part' }],
      ['vaccin', { ...item, lots: 'required', serials: 'none', expires: true, referencePrice: 200_000n }],
      ['divers', { ...item, managed: false }],
      ['vieux', { ...item, active: false }],
    ]),
    depots: new Map([
      ['phc', { ...depot, bins: pharmacy, limit: BigInt(LOSS_LIMIT * 100) }],
      ['ward', { ...depot, bins: bins('w1'), destinations: ['phc'], forbids: ['entry-purchase'] }],
      ['ret', { ...depot, takesExpired: true }],
    ]),
    people: new Map<string, Person>([
      [MANAGER, { ...person, roles: { phc: 'manager' } }],
      [CLERK, { ...person, roles: { phc: 'clerk' } }],
      [URGENT, { ...person, roles: { phc: 'clerk' }, emergency: ['phc'] }],
      [OTHER, { ...person, roles: { ward: 'clerk' } }],
      [WARD_MANAGER, { ...person, roles: { ward: 'manager', ret: 'manager' } }],
      [ACCOUNTANT, { ...person, reads: everywhere }],
      [ADMIN, { ...person, reads: everywhere }],
    ]),
    parties: {
      patient: new Map([['p-001', true]]),
      service: new Map([
        ['chir', true],
        ['ferme', false],
      ]),
      supplier: new Map([['f1', true]]),
    },
    stock: new Map(),
    lots: new Map(),
    costs: new Map(),
    transfers: new Map(),
    documents: new Map(),
    counts: [],
    journal: new Map(),
  };
}

/** What stands there before anything else happens: two lots, flasks, serials, screws. */
export function openingEntry(): Command {
  const id = crypto.randomUUID();
  const tablets = { item: 'PARA', bin: 'A1', unitCost: 0.5 };
  const lines = [
    { ...tablets, lot: 'L1', expiry: '2031-01-31', quantity: 100 },
    { ...tablets, lot: 'L2', expiry: '2026-03-03', quantity: 50 },
    { item: 'SIROP', bin: 'A2', quantity: 10.5, unitCost: 4 },
    { item: 'POMPE', bin: 'A2', serial: 'SN-1', quantity: 1, unitCost: 100 },
    { item: 'POMPE', bin: 'A1', serial: 'SN-2', quantity: 1, unitCost: 100 },
    { item: 'VIS', bin: 'A2', quantity: 40, unitCost: 0.1 },
  ];
  return {
    kind: 'document',
    id,
    who: ADMIN,
    body: { id, type: 'entry-opening', depot: 'PHC', date: daysLater(FIRST_DAY, -3), lines },
  };
}

export const instantOf = (day: string) => new Date(`${day}T09:00:00Z`);

export function nightFalls(books: Books): void {
  books.today = daysLater(books.today, 1);
}
