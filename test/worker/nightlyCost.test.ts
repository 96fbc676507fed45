import { beforeAll, describe, expect, test } from 'vitest';
import { civilDateIn, formatDate } from '../../shared/domain/dates.ts';
import { readHealth } from '../../worker/books/health.ts';
import { NIGHTLY } from '../../worker/books/nightly.ts';
import { catchUp } from '../../worker/schedule.ts';
import { sealBooks } from '../../worker/seals/seal.ts';
import type { App } from './app.ts';
import { fillLedger } from './fullLedger.ts';
import { ACCOUNTANT, MANAGER, smallHospital } from './hospital.ts';
import { meter } from './meter.ts';
import { sessionOf } from './session.ts';

/** What a night reads is what is new, and the stock; the whole ledger is read once a week (Q14, G22). */
const CALLS_ON_FREE_PLAN = 50;
const DAY_MS = 86_400_000;
const START_MS = Date.now();
const night = (days: number) => new Date(START_MS + days * DAY_MS);
const SIZES = [2000, 8000] as const;
const EXITS = 10;

let app: App;
/** By the ledger's size: stock lines, rows read by the first night, by the next after ten exits, by one after that. */
const read: Record<number, { lines: number; whole: number; next: number; quiet: number }> = {};
let mostCalls = 0;

/** The rows that the schedule reads until all of a night's checks are made. */
async function nightOf(at: Date): Promise<number> {
  let rows = 0;
  for (let run = 0; run < 60; run++) {
    rows += await runOf(at);
    const { results } = await app.db
      .prepare('SELECT day, at FROM nightly_checks')
      .all<{ day: string; at: string }>();
    const made = results.filter((row) => row.at === at.toISOString() && row.day !== '-');
    const days = new Set(made.map(({ day }) => day));
    if (made.length === NIGHTLY.length && days.size === 1) return rows;
  }
  throw new Error('the night does not end');
}

async function runOf(at: Date): Promise<number> {
  const { db, calls } = meter(app.db);
  await catchUp({ ...app.environment, DB: db }, at);
  mostCalls = Math.max(mostCalls, calls.length);
  return calls.flatMap(({ statements }) => statements).reduce((sum, one) => sum + one.read, 0);
}

async function exits(times: number): Promise<void> {
  for (let n = 0; n < times; n++)
    await app.post(MANAGER, {
      ...{ type: 'exit-service', depot: 'PHC', party: 'CHIR' },
      lines: [{ item: `F-000${n % 10}`, bin: 'A1', quantity: 1 }],
    });
}

beforeAll(async () => {
  for (const size of SIZES) {
    app = await smallHospital();
    await fillLedger(app, size);
    while ((await sealBooks(app.db)).left);
    const whole = await nightOf(night(1));
    await exits(EXITS);
    const next = await nightOf(night(2));
    const lines = (await app.db.prepare('SELECT count(*) AS n FROM stock').first<number>('n')) ?? 0;
    read[size] = { lines, whole, next, quiet: await nightOf(night(3)) };
  }
}, 120_000);

describe('a night', () => {
  test('reads what is new, and two rows for each stock line: as many on a ledger four times as long', () => {
    const [small, large] = SIZES.map((size) => read[size]!);
    expect(large!.whole).toBeGreaterThan(small!.whole * 2.5);
    const ofLines = 2 * (large!.lines - small!.lines);
    expect(large!.next - ofLines).toBeLessThan(small!.next * 1.05);
    expect(large!.quiet - ofLines).toBeLessThan(small!.quiet * 1.05);
    expect(large!.next).toBeLessThan(large!.whole / 50);
  });

  test('no run of it asks the database more than fifty times, nor one with thousands of commands to seal', async () => {
    await app.db
      .prepare(
        `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
         INSERT INTO journal (id, person, at, action, subject, request_hash)
         SELECT printf('00000000-0000-4000-8000-%012d', i), (SELECT min(id) FROM people), '2026-01-01T08:00:00.000Z',
           'settings.put', 'x', '' FROM n`,
      )
      .run();
    const unsealed = async () => (await readHealth(app.db, night(3))).unsealed;
    const waiting = [await unsealed()];
    while (waiting.at(-1) !== 0 && waiting.length < 10) {
      await runOf(night(4));
      waiting.push(await unsealed());
    }
    expect(waiting.at(-1)).toBe(0);
    expect(waiting.length).toBeGreaterThan(2);
    expect(mostCalls).toBeLessThanOrEqual(CALLS_ON_FREE_PLAN);
  });

  test('once a week everything is read: what was changed of old rows is found then, and the page says when it was', async () => {
    await nightOf(night(4));
    const { results: triggers } = await app.db
      .prepare(`SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'movements'`)
      .all<{ name: string; sql: string }>();
    await app.db.batch([
      ...triggers.map(({ name }) => app.db.prepare(`DROP TRIGGER "${name}"`)),
      app.db.prepare('UPDATE movements SET balance = balance + 1000 WHERE sequence = 5'),
      ...triggers.map(({ sql }) => app.db.prepare(sql)),
    ]);
    await nightOf(night(5));
    const before = await readHealth(app.db, night(5));
    expect([before.status, before.wholeAt]).toEqual(['ok', night(1).toISOString()]);
    const headers = { Cookie: await sessionOf(app, ACCOUNTANT) };
    const page = async () =>
      (await (await app.app.request('/checks', { headers }, app.environment)).text()).replace(
        /<[^>]+>/g,
        ' ',
      );
    expect(await page()).toMatch(
      new RegExp(`Tout relu depuis le début\\s+${formatDate(civilDateIn('Europe/Paris', night(1)), 'fr')}`),
    );
    await nightOf(night(8));
    const after = await readHealth(app.db, night(8));
    expect(after.status).toBe('degraded');
    expect(after.differences.map(({ finding }) => finding)).toContain('BALANCE_AFTER');
    expect(after.seal?.faults.map(({ kind }) => kind)).toEqual(['changed']);
    expect(await page()).toContain('attendu');
  });
});
