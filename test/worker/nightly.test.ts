import { beforeAll, describe, expect, test, vi } from 'vitest';
import { readHealth } from '../../worker/books/health.ts';
import { checkNightly, NIGHTLY } from '../../worker/books/nightly.ts';
import { readerOf } from '../../worker/books/reader.ts';
import { catchUp } from '../../worker/schedule.ts';
import { sealBooks } from '../../worker/seals/seal.ts';
import { beginSealWalk, verifySeal, walkSeal } from '../../worker/seals/verify.ts';
import type { App } from './app.ts';
import { ACCOUNTANT, CLERK, MANAGER, openingStock, smallHospital } from './hospital.ts';
import { meter } from './meter.ts';
import { sessionOf } from './session.ts';

/** The night's check of the books, and what the health page makes of it. */
let app: App;
const DAY_MS = 86_400_000;
/** A night after today, so that no check has been made of it. */
const night = (days: number) => new Date(Date.now() + days * DAY_MS);

beforeAll(async () => {
  app = await smallHospital();
  await openingStock(app);
  for (let n = 0; n < 4; n++) {
    await app.post(MANAGER, {
      ...{ type: 'exit-service', depot: 'PHC', party: 'CHIR' },
      lines: [{ item: 'VIS', quantity: 1 }],
    });
  }
});

async function wholeNight(now: Date): Promise<number> {
  for (let run = 1; ; run++) {
    await checkNightly(app.environment, now);
    const { results } = await app.db.prepare('SELECT at FROM nightly_checks').all<{ at: string }>();
    if (results.filter(({ at }) => at === now.toISOString()).length === NIGHTLY.length) return run;
    if (run > 20) throw new Error('the night does not end');
  }
}
const page = async (email: string) =>
  app.app.request('/checks', { headers: { Cookie: await sessionOf(app, email) } }, app.environment);
const health = async () => (await app.app.request('/health', {}, app.environment)).json();

describe('the books are checked every night', () => {
  test('a few checks a run, each run within a Worker’s fifty queries, until all are made', async () => {
    await catchUp(app.environment, night(0));
    const metered = meter(app.db);
    await checkNightly({ ...app.environment, DB: metered.db }, night(1));
    const queries = metered.calls.flatMap(({ statements }) => statements);
    expect(queries.length).toBeLessThan(50);
    expect(await wholeNight(night(2))).toBeGreaterThan(2);
    expect(await readHealth(app.db, night(2))).toMatchObject({
      status: 'ok',
      checks: { all: NIGHTLY.length, made: NIGHTLY.length },
      differences: [],
      costsReplayed: true,
      seal: { faultCount: 0 },
      zipsPending: 0,
      unsealed: 0,
    });
    expect(await health()).toEqual({ status: 'ok' });
  });

  test('a long chain is read on from where the last run left it', async () => {
    const read = readerOf(app.db);
    const walk = beginSealWalk();
    let runs = 1;
    while (!(await walkSeal(read, walk, 1))) runs++;
    expect(runs).toBeGreaterThan(1);
    expect(walk.verdict).toEqual(await verifySeal(read));
  });

  test('whoever changes a balance behind the Worker’s back is told on the page the next day, in words', async () => {
    await app.db.batch([
      ...(await triggersOf('stock')).map((name) => app.db.prepare(`DROP TRIGGER "${name}"`)),
      app.db.prepare(
        `UPDATE stock SET balance = balance + 5000 WHERE item = (SELECT id FROM items WHERE code = 'VIS')`,
      ),
    ]);
    expect(await health()).toEqual({ status: 'ok' });
    await wholeNight(night(3));
    expect(await health()).toEqual({ status: 'degraded' });
    const told = await (await page(ACCOUNTANT)).text();
    expect(told).toContain('VIS, PHC / A2 : attendu 36 d’après les mouvements, trouvé 41.');
    expect(told).toContain('Quelque chose demande un regard');
    expect((await page(CLERK)).status).toBe(403);
    expect(await (await page(CLERK)).text()).not.toContain('href="/checks"');
  });

  test('a check that fails does not keep the others from being made, and is tried again', async () => {
    const failing = {
      ...app.environment,
      DB: new Proxy(app.db, {
        get: (db, name) =>
          name === 'batch' ? () => Promise.reject(new Error('D1 away')) : Reflect.get(db, name, db).bind(db),
      }),
    };
    await expect(checkNightly(failing, night(4))).rejects.toThrow('D1 away');
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    await catchUp(failing, night(4));
    expect(log).toHaveBeenCalledWith('schedule', 'checks', expect.anything());
    log.mockRestore();
    expect(await wholeNight(night(4))).toBeGreaterThan(2);
  });

  test('a schedule that has stopped is said: after a night, and where zips or seals wait for an hour', async () => {
    await app.db.prepare(`UPDATE nightly_checks SET faults = 0`).run();
    await sealBooks(app.db);
    expect((await readHealth(app.db, night(4))).status).toBe('ok');
    expect((await readHealth(app.db, night(6))).status).toBe('degraded');
    await app.item({ code: 'NEUF', label: 'Neuf' });
    expect((await readHealth(app.db, night(4))).status).toBe('degraded');
  });
});

async function triggersOf(table: string): Promise<string[]> {
  const { results } = await app.db
    .prepare(`SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?1`)
    .bind(table)
    .all<{ name: string }>();
  return results.map(({ name }) => name);
}
