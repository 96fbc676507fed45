import { beforeAll, describe, expect, test } from 'vitest';
import guide from '../../docs/deploy.md?raw';
import type { CloseResult, CountLines } from '../../shared/contract/counts.ts';
import { NIGHTLY } from '../../worker/books/nightly.ts';
import { catchUp } from '../../worker/schedule.ts';
import { sealBooks } from '../../worker/seals/seal.ts';
import type { App } from './app.ts';
import { fillLedger, fillShelf } from './fullLedger.ts';
import { MANAGER, smallHospital } from './hospital.ts';
import { meter } from './meter.ts';

/** What docs/deploy.md says of costs, measured anew: somebody decides by it whether this is worth its money. */
interface Cost {
  read: number;
  written: number;
  /** Calls of the database, which a Worker may make fifty of in one go on the free plan. */
  calls: number;
}

const WITHIN = 0.1;
const MOST_CALLS_ON_FREE_PLAN = 50;
const DAY_MS = 86_400_000;
const COUNT_LINES = 1000;
const GROWTH_EXITS = 200;
const NIGHT_EXITS = 50;

/** Each act by its name in the guide. */
const acts: Record<string, { read: number; written: number }> = {};
let bytesPerExit: number;
/** Of the runs of a whole night, the one with the most. */
let mostCallsOfARun = 0;

beforeAll(async () => {
  const app = await smallHospital();
  const plain = app.db;
  await fillLedger(app, 10_000);
  await fillShelf(app, COUNT_LINES);
  await app.call(MANAGER, 'GET', '/v1/me');
  await sealAll(plain);

  const { db, calls } = meter(plain);
  app.environment.DB = db;
  const costOf = async (work: () => Promise<unknown>): Promise<Cost> => {
    calls.length = 0;
    await work();
    const statements = calls.flatMap((call) => call.statements);
    const sum = (what: 'read' | 'written') => statements.reduce((rows, one) => rows + one[what], 0);
    return { read: sum('read'), written: sum('written'), calls: calls.length };
  };

  for (const lines of [1, 3, 5]) {
    acts[`an exit of ${lines} line${lines > 1 ? 's' : ''}`] = await costOf(() => exit(app, lines));
    const sealing = await costOf(() => sealBooks(db));
    if (lines === LINES) acts['sealing an exit, afterwards'] = sealing;
  }
  const wants = [0, 1, 2].map((at) => ({ item: item(at), quantity: 1 }));
  const proposal = { depot: 'PHC', type: 'exit-service', wants };
  acts['proposing lots for 3 lines'] = await costOf(() =>
    app.call(MANAGER, 'POST', '/v1/allocations', proposal),
  );
  const items = await rowsOf(plain, 'items');
  const search = await costOf(() => app.call(MANAGER, 'GET', '/v1/items?q=nothing&limit=20'));
  acts['searching by name, for each reference of the catalogue'] = { ...search, read: search.read / items };
  acts['a count of 1,000 lines, from opening to confirmation, with both zips'] = await costOf(() =>
    count(app),
  );

  const today = new Date();
  for (let run = 0; run < 10; run++) await catchUp(app.environment, today);
  acts['a run of the schedule that finds nothing to do'] = await costOf(() =>
    catchUp(app.environment, today),
  );
  const nightAfter = (days: number) => nightOf(app, new Date(today.getTime() + days * DAY_MS), costOf);
  const perRow = (read: number, rows: number) => ({ read: read / rows, written: 0 });
  const quiet = await nightAfter(1);
  acts['a night’s check, for each stock line'] = perRow(quiet, await rowsOf(plain, 'stock'));
  for (let n = 0; n < NIGHT_EXITS; n++) await exit(app, LINES, n);
  await sealAll(plain);
  const busy = await nightAfter(2);
  acts['a night’s check, for each movement since the night before'] = perRow(
    busy - quiet,
    NIGHT_EXITS * LINES,
  );
  const whole = await nightAfter(8);
  acts['a week’s check of all books, for each movement in them'] = perRow(
    whole,
    await rowsOf(plain, 'movements'),
  );
  app.environment.DB = plain;
  bytesPerExit = await growth(app);
}, 180_000);

describe('docs/deploy.md, «What it costs»', () => {
  test('says of each act what it reads and writes', () => {
    for (const [name, { read, written }] of Object.entries(acts)) {
      const [saidRead = Number.NaN, saidWritten] = figuresOf(name);
      expect.soft([name, Math.abs(saidRead - read) <= read * WITHIN, read]).toEqual([name, true, read]);
      expect
        .soft([name, Math.abs((saidWritten ?? 0) - written) <= written * WITHIN, written])
        .toEqual([name, true, written]);
    }
    const [, , growthSaid = 0] = figuresOf('an exit of 3 lines');
    expect(Math.abs(growthSaid - bytesPerExit)).toBeLessThanOrEqual(bytesPerExit * WITHIN);
  });

  test('works its examples out of them', () => {
    const places = figuresOf('a month').map((exits, at) => ({
      exits,
      references: figuresOf('references in the catalogue')[at] ?? 0,
    }));
    expect(places).toHaveLength(3);
    const examples = places.map(monthOf);
    for (const [name, of] of Object.entries(ROWS)) {
      const said = figuresOf(name);
      expect.soft(said).toHaveLength(3);
      for (const [at, example] of examples.entries()) {
        const worked = of(example);
        const near = Math.abs((said[at] ?? 0) - worked) <= worked * WITHIN;
        expect.soft([name, at, near, worked]).toEqual([name, at, true, worked]);
      }
    }
  });

  test('no run of the schedule asks the database more often than the free plan lets it', () => {
    expect(mostCallsOfARun).toBeGreaterThan(10);
    expect(mostCallsOfARun).toBeLessThanOrEqual(MOST_CALLS_ON_FREE_PLAN);
  });
});

const DAYS = 30;
const YEAR_DAYS = 365;
const LINES = 3;
const SEARCHES = 3 * LINES;
const REQUESTS = 12;
/** Of each reference: places, lots and serials. */
const STOCK_LINES = 5;
const PLAN = { price: 5, readMillions: 25_000, writtenMillions: 50, gigabytes: 5 };
const BEYOND = { readMillion: 0.001, writtenMillion: 1, gigabyte: 0.75 };

/** A month of a place, at the end of its first year. */
function monthOf({ exits, references }: { exits: number; references: number }) {
  const cost = (name: string) => acts[name]!;
  const each = ['an exit of 3 lines', 'sealing an exit, afterwards', 'proposing lots for 3 lines'].map(cost);
  const perExit = (what: 'read' | 'written') => each.reduce((rows, one) => rows + one[what], 0);
  const month = exits * DAYS;
  const movements = exits * LINES * YEAR_DAYS;
  const searched =
    month * SEARCHES * references * cost('searching by name, for each reference of the catalogue').read;
  const checked =
    (DAYS / 7) * movements * cost('a week’s check of all books, for each movement in them').read +
    month * LINES * cost('a night’s check, for each movement since the night before').read +
    DAYS * references * STOCK_LINES * cost('a night’s check, for each stock line').read;
  const documents = month * perExit('read');
  const written = month * perExit('written');
  const bytesAfterAYear = exits * YEAR_DAYS * bytesPerExit;
  const beyond = (used: number, included: number, price: number) => Math.max(0, used - included) * price;
  const price =
    PLAN.price +
    beyond((searched + checked + documents) / 1e6, PLAN.readMillions, BEYOND.readMillion) +
    beyond(written / 1e6, PLAN.writtenMillions, BEYOND.writtenMillion) +
    beyond(bytesAfterAYear / 1e9, PLAN.gigabytes, BEYOND.gigabyte);
  return {
    requests: month * REQUESTS,
    movements,
    searched,
    checked,
    documents,
    written,
    price,
    bytes: month * bytesPerExit,
  };
}

const ROWS: Record<string, (example: ReturnType<typeof monthOf>) => number> = {
  'movements in the books after a year': ({ movements }) => movements,
  'requests, 12 an exit': ({ requests }) => requests,
  'rows read by searches': ({ searched }) => searched,
  'rows read by proposing, posting and sealing': ({ documents }) => documents,
  'rows read by the checks': ({ checked }) => checked,
  'rows written': ({ written }) => written,
  'growth of the database': ({ bytes }) => bytes,
  'price on the paid plan': ({ price }) => price,
};

const UNITS: Record<string, number> = { million: 1e6, billion: 1e9, kB: 1e3, MB: 1e6, GB: 1e9 };

/** The figures of a row of one of the guide's tables, in rows, bytes, dollars. */
function figuresOf(name: string): number[] {
  const row = guide.split('\n').filter((line) => line.startsWith(`| ${name} |`));
  expect([name, row.length]).toEqual([name, 1]);
  const cells = (row[0] ?? '').split('|').slice(2, -1);
  return cells.flatMap((cell) => {
    const [, figure, unit = ''] = /(\d[\d,.]*)(?: (million|billion|kB|MB|GB)\b)?/.exec(cell) ?? [];
    return figure === undefined ? [] : [Number(figure.replaceAll(',', '')) * (UNITS[unit] ?? 1)];
  });
}

const item = (at: number) => `F-${String(at).padStart(4, '0')}`;

function exit(app: App, lines: number, from = 0) {
  const taken = Array.from({ length: lines }, (_, at) => ({ item: item(from + at), bin: 'A1', quantity: 1 }));
  return app.post(MANAGER, { type: 'exit-service', depot: 'PHC', party: 'CHIR', lines: taken });
}

/** The life of a count of one shelf; each fiftieth line differs. */
async function count(app: App): Promise<void> {
  const wanted = {
    id: crypto.randomUUID(),
    name: 'Rayon',
    depot: 'PHC',
    kind: 'article',
    scope: { bins: ['A2'] },
  };
  await app.call(MANAGER, 'POST', '/v1/counts', wanted);
  const path = `/v1/counts/${wanted.id}`;
  const sheet = await app.call<CountLines>(MANAGER, 'GET', `${path}/lines?limit=10000`);
  expect(sheet.rows).toHaveLength(COUNT_LINES);
  const lines = sheet.rows.map(({ line, theoretical = 0 }, at) => [
    line,
    theoretical + Number(at % 50 === 1),
    0,
  ]);
  await app.call(MANAGER, 'PUT', `${path}/lines`, { lines });
  const closed = await app.call<CloseResult>(MANAGER, 'POST', `${path}/close`, {
    blanks: { default: 'keep' },
  });
  await app.call(MANAGER, 'GET', `${path}/recap`);
  await app.call(MANAGER, 'POST', `${path}/confirm`, { version: closed.count.version });
}

async function sealAll(db: D1Database): Promise<void> {
  while ((await sealBooks(db)).left);
}

const rowsOf = async (db: D1Database, table: string) =>
  (await db.prepare(`SELECT count(*) AS n FROM ${table}`).first<number>('n')) ?? 0;

/** Rows that a whole night's checks read, in as many runs as they take. */
async function nightOf(app: App, night: Date, costOf: (work: () => Promise<unknown>) => Promise<Cost>) {
  for (let read = 0, run = 0; ; run++) {
    const cost = await costOf(() => catchUp(app.environment, night));
    read += cost.read;
    mostCallsOfARun = Math.max(mostCallsOfARun, cost.calls);
    const { results } = await app.db.prepare('SELECT at FROM nightly_checks').all<{ at: string }>();
    if (results.filter(({ at }) => at === night.toISOString()).length === NIGHTLY.length) return read;
    if (run > 50) throw new Error('the night does not end');
  }
}

/** Bytes by which the database grows for each exit of three lines, once its first pages are there. */
async function growth(app: App): Promise<number> {
  const bytes = async () => (await app.db.prepare('SELECT 1').run()).meta.size_after;
  const post = async () => {
    for (let n = 0; n < GROWTH_EXITS; n++) await exit(app, LINES, n % 150);
    await sealAll(app.db);
  };
  await post();
  const before = await bytes();
  await post();
  return ((await bytes()) - before) / GROWTH_EXITS;
}
