import { beforeAll, describe, expect, test } from 'vitest';
import type { CloseResult, Count, CountLines } from '../../shared/contract/counts.ts';
import type { DocumentRequest, PostedDocument } from '../../shared/contract/documents.ts';
import { addDays } from '../../shared/domain/dates.ts';
import type { App } from './app.ts';
import { faultsOf } from './books.ts';
import { fillLedger, fillShelf, moveToday } from './fullLedger.ts';
import { CLERK, MANAGER, smallHospital } from './hospital.ts';
import { type MeteredCall, meter } from './meter.ts';

/** What a command must cost (design, section 7), counted in calls, statements and rows, not in time. */
const SMALL_LEDGER = 1000;
const LARGE_LEDGER = 200_000;
/** A count reads no ledger at all: a smaller one shows it in less time. */
const COUNT_LEDGER = 20_000;
const WITHIN = 1.05;

interface Cost {
  statements: number;
  read: number;
  written: number;
}

interface Metered {
  app: App;
  /** Carries out one command and says what its batch cost. */
  costOf: (command: () => Promise<unknown>) => Promise<Cost>;
}

async function metered(movements: number, shelf = 0): Promise<Metered> {
  const app = await smallHospital();
  if (movements > 0) await fillLedger(app, movements);
  if (shelf > 0) await fillShelf(app, shelf);
  // The first sign-in binds the account; every later request only reads who calls.
  for (const who of [MANAGER, CLERK]) await app.call(who, 'GET', '/v1/me');
  const { db, calls } = meter(app.db);
  app.environment.DB = db;
  return {
    app,
    costOf: async (command) => {
      calls.length = 0;
      await command();
      return oneReadOneBatch(calls);
    },
  };
}

/** One read of who calls, then one batch. Making a snapshot comes after the answer, and is no part of it. */
function oneReadOneBatch([caller, batch, ...after]: MeteredCall[]): Cost {
  expect(caller).toMatchObject({ batch: false, statements: [{ written: 0 }] });
  expect(batch?.batch).toBe(true);
  if (after.length > 0) expect(after[0]?.statements[0]?.sql).toContain('FROM counts c JOIN snapshots s');
  const statements = batch?.statements ?? [];
  return {
    statements: statements.length,
    read: statements.reduce((rows, { read }) => rows + read, 0),
    written: statements.reduce((rows, { written }) => rows + written, 0),
  };
}

const item = (at: number) => `F-${String(at).padStart(4, '0')}`;
const items = (lines: number, more: object = {}) =>
  Array.from({ length: lines }, (_, at) => ({ item: item(at), bin: 'A1', quantity: 1, ...more }));

/** A document of each way that goods go, of so many lines. */
const DOCUMENTS: Record<string, (lines: number) => Omit<DocumentRequest, 'id'>> = {
  exit: (lines) => ({ type: 'exit-service', depot: 'PHC', party: 'CHIR', lines: items(lines) }),
  transfer: (lines) => ({ type: 'transfer', depot: 'PHC', party: 'WARD', lines: items(lines) }),
  entry: (lines) => ({ type: 'entry-donation', depot: 'PHC', lines: items(lines) }),
  move: (lines) => ({ type: 'bin-move', depot: 'PHC', lines: items(lines, { toBin: 'A2' }) }),
};

const NONE = { read: 0, written: 0 };

/** How often the lines dated back were moved since. */
const LATER = [0, 100, 400];

describe('a document', () => {
  let small: Record<string, Cost>;
  let large: Record<string, Cost>;

  /** The same documents, one after the other, on a ledger of that size. */
  async function costs(movements: number): Promise<Record<string, Cost>> {
    const { app, costOf } = await metered(movements);
    const found: Record<string, Cost> = {};
    for (const [name, wanted] of Object.entries(DOCUMENTS))
      for (const lines of [1, 5, 50])
        found[`${name} of ${lines}`] = await costOf(() => app.post(MANAGER, wanted(lines)));
    const posted: PostedDocument = await app.post(MANAGER, (DOCUMENTS.exit as (typeof DOCUMENTS)[string])(5));
    const undo = { id: crypto.randomUUID(), reason: 'erreur' };
    const mend = { id: crypto.randomUUID(), reason: 'erreur', description: 'corrigé' };
    const path = `/v1/documents/${posted.id}`;
    found.rectification = await costOf(() => app.call(MANAGER, 'POST', `${path}/rectification`, mend));
    found.reversal = await costOf(() => app.call(MANAGER, 'POST', `${path}/reversal`, undo));
    const { today } = await app.call<{ today: string }>(MANAGER, 'GET', '/v1/me');
    // Of lines that none of the above has touched.
    for (const [at, later] of LATER.entries()) {
      const untouched = item(100 + at);
      await moveToday(app, untouched, later);
      const back = {
        type: 'exit-service' as const,
        depot: 'PHC',
        party: 'CHIR',
        date: addDays(today, -1),
        lines: [{ item: untouched, bin: 'A1', quantity: 1 }],
      };
      found[`back over ${later}`] = await costOf(() => app.post(MANAGER, back));
    }
    // At the large one the same is filled in the same way, and takes long to look through.
    if (movements === SMALL_LEDGER) expect(await faultsOf(app.db)).toEqual([]);
    return found;
  }

  beforeAll(async () => {
    small = await costs(SMALL_LEDGER);
    large = await costs(LARGE_LEDGER);
  }, 180_000);

  test.each(
    Object.keys(DOCUMENTS),
  )('%s: as many statements for 50 lines as for one, and rows in proportion', (name) => {
    const [one, five, fifty] = [1, 5, 50].map((lines) => small[`${name} of ${lines}`] as Cost);
    expect([one?.statements, five?.statements]).toEqual([fifty?.statements, fifty?.statements]);
    const { read, written } = five ?? NONE;
    expect(fifty?.read).toBeLessThanOrEqual(10 * read * WITHIN);
    expect(fifty?.written).toBeLessThanOrEqual(10 * written);
    // An exit of 5 lines reads some 600 rows, and writes five for each line and six for its head.
    expect(read).toBeLessThanOrEqual(1000);
  });

  test('costs the same on a ledger of 1,000 and of 200,000 movements, dated today and dated back', () => {
    for (const [name, { read, written }] of Object.entries(large)) {
      expect([name, read <= (small[name] ?? NONE).read * WITHIN]).toEqual([name, true]);
      expect([name, written <= (small[name] ?? NONE).written * WITHIN]).toEqual([name, true]);
    }
  });

  test('dated back reads the later movements of its lines, and no others', () => {
    const [none = 0, hundred = 0, more = 0] = LATER.map((later) => small[`back over ${later}`]?.read);
    const perMovement = (hundred - none) / 100;
    expect(perMovement).toBeLessThanOrEqual(10);
    expect(more - none).toBeLessThanOrEqual(400 * perMovement * WITHIN);
  });
});

describe('a count', () => {
  /** The life of a count of one shelf: what each command cost, by line of the count. */
  async function life(lines: number, movements: number): Promise<Record<string, Cost>> {
    const { app, costOf } = await metered(movements, lines);
    const open = async (found: Record<string, Cost>, name: string) => {
      const wanted = {
        id: crypto.randomUUID(),
        name,
        depot: 'PHC',
        kind: 'article',
        scope: { bins: ['A2'] },
      };
      found[name] = await costOf(() => app.call(MANAGER, 'POST', '/v1/counts', wanted));
      return `/v1/counts/${wanted.id}`;
    };
    const costs: Record<string, Cost> = {};
    const cancelled = await open(costs, 'open');
    costs.cancel = await costOf(() => app.call(MANAGER, 'POST', `${cancelled}/cancel`, {}));

    const count = await open(costs, 'open again');
    const sheet = await app.call<CountLines>(MANAGER, 'GET', `${count}/lines?limit=10000`);
    expect(sheet.rows).toHaveLength(lines);
    // Each fiftieth line differs, each twentieth is left blank.
    const typed = sheet.rows.map(({ line, theoretical = 0 }, at) => [
      line,
      at % 20 === 0 ? null : theoretical + (at % 50 === 1 ? 1 : 0),
      0,
    ]);
    costs.save = await costOf(() => app.call(MANAGER, 'PUT', `${count}/lines`, { lines: typed }));
    const stale = { lines: typed.map(([line, quantity]) => [line, quantity, 0]) };
    costs['save stale'] = await costOf(() => app.call(MANAGER, 'PUT', `${count}/lines`, stale));
    costs.progress = await costOf(() => app.call(MANAGER, 'GET', `${count}/progress`));
    // Whether a second count runs is no question for who leads the count: its lines are read once.
    costs.totals = await costOf(() => app.call(MANAGER, 'GET', `${count}/recap/totals?by=bin`));
    const reasons = sheet.rows.map(({ line }) => ({ line, reason: 'casse' }));
    costs.marks = await costOf(() => app.call(MANAGER, 'PATCH', `${count}/lines`, { lines: reasons }));
    // The same figures from paper: each row is looked for, none is written again.
    const rows = sheet.rows.map(({ item, lot }, at) => ({ item, lot, bin: 'A2', quantity: typed[at]?.[1] }));
    costs.import = await costOf(() => app.call(MANAGER, 'POST', `${count}/lines/import`, { rows }));
    const counted = typed.filter(([, quantity]) => quantity !== null);
    const chosen = { lines: counted.map(([line]) => line) };
    costs.rounds = await costOf(() => app.call(MANAGER, 'POST', `${count}/rounds`, chosen));
    const second = { round: 2, lines: counted };
    costs['save second'] = await costOf(() => app.call(CLERK, 'PUT', `${count}/lines`, second));
    const found = { item: sheet.rows[0]?.item, lot: 'L1', bin: 'A1', quantity: 1 };
    costs.add = await costOf(() => app.call(MANAGER, 'POST', `${count}/lines`, found));
    const blanks = { default: 'zero', lines: sheet.rows.slice(0, 100).map(({ line }) => [line, 'keep']) };
    costs.close = await costOf(() => app.call(MANAGER, 'POST', `${count}/close`, { blanks }));
    costs.reopen = await costOf(() => app.call(MANAGER, 'POST', `${count}/reopen`, {}));
    costs.recap = await costOf(() => app.call(MANAGER, 'GET', `${count}/recap`));
    const closed = await app.call<CloseResult>(MANAGER, 'POST', `${count}/close`, { blanks });
    const { version }: Count = closed.count;
    costs.confirm = await costOf(() => app.call(MANAGER, 'POST', `${count}/confirm`, { version }));
    return costs;
  }

  /** Rows read for each line of the count, and written. */
  const MOST: Record<string, [number, number]> = {
    open: [24, 2],
    'open again': [24, 2],
    cancel: [3, 0],
    progress: [6, 0],
    totals: [8, 0],
    marks: [12, 1],
    import: [55, 0.1],
    rounds: [24, 1],
    'save second': [12, 1],
    add: [2, 0.1],
    save: [12, 1],
    'save stale': [12, 0],
    close: [22, 0.1],
    reopen: [6, 0.1],
    recap: [12, 0],
    confirm: [22, 1.7],
  };
  /** Rows that a command costs whatever the number of lines. */
  const HEAD = 80;

  test('of 2,000 lines costs ten times one of 200, each command so many rows a line', async () => {
    const small = await life(200, 0);
    const large = await life(2000, 0);
    for (const [name, [read, written]] of Object.entries(MOST)) {
      const cost = large[name] as Cost;
      expect([name, cost.read <= 2000 * read + HEAD, cost.read]).toEqual([name, true, cost.read]);
      expect([name, cost.written <= 2000 * written + HEAD, cost.written]).toEqual([name, true, cost.written]);
      expect([name, cost.read <= 10 * (small[name] as Cost).read * WITHIN]).toEqual([name, true]);
      expect(cost.statements).toBe((small[name] as Cost).statements);
    }
  }, 120_000);

  test('costs the same on a ledger of 1,000 and of 20,000 movements', async () => {
    const small = await life(200, SMALL_LEDGER);
    const large = await life(200, COUNT_LEDGER);
    for (const [name, { read, written }] of Object.entries(large)) {
      expect([name, read <= (small[name] as Cost).read * WITHIN]).toEqual([name, true]);
      expect([name, written <= (small[name] as Cost).written * WITHIN]).toEqual([name, true]);
    }
  }, 120_000);
});
