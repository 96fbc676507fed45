/** The restore drill of docs/operations.md: export the books, lose the database, bring it back, recalculate. */
import { cp, mkdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runTool } from '../../addon/deploy/tools.ts';
import { databaseIn, placesIn, projectRoot } from '../../shared/local/dataFolder.ts';
import { openBooks } from './books.ts';
import { npmRun } from './terminal.ts';
import { startTestWorker, type TestWorker } from './worker.ts';

let worker: TestWorker;
beforeAll(async () => {
  worker = await startTestWorker({ sample: true });
}, 120_000);
afterAll(() => worker?.stop());

test('the books are exported, lost, brought back, and recalculate to the same: rows, rules and sealed past', async () => {
  const { dataFolder } = worker;
  const before = contents(dataFolder);
  expect(before.rows.movements!.length).toBeGreaterThan(1000);
  await worker.kill();

  const backup = join(dataFolder, 'backup.sql');
  await d1(dataFolder, 'export', '--output', backup, '--skip-confirmation');
  await rm(join(placesIn(dataFolder).storage, 'v3/d1'), { recursive: true });
  expect(databaseIn(dataFolder)).toBe(null);
  const restorable = join(dataFolder, 'restorable.sql');
  expect((await npmRun('restorable', [backup, restorable])).code).toBe(0);
  await d1(dataFolder, 'execute', '--file', restorable, '--yes');

  const after = contents(dataFolder);
  expect(after.rules).toEqual(before.rules);
  expect(Object.keys(after.rows)).toEqual(Object.keys(before.rows));
  for (const [table, rows] of Object.entries(before.rows))
    expect([table, after.rows[table]]).toEqual([table, rows]);
  const verified = await npmRun('verify', [], { DATA_DIR: dataFolder });
  expect(verified).toMatchObject({ code: 0, output: expect.stringContaining('Tout concorde') });
}, 300_000);

/** `wrangler d1 …` of the local database. Its export knows no `--persist-to`, but looks beside its configuration. */
async function d1(dataFolder: string, command: string, ...args: string[]): Promise<void> {
  const place = join(dataFolder, 'drill');
  await mkdir(join(place, '.wrangler'), { recursive: true });
  await cp(join(projectRoot, 'wrangler.toml'), join(place, 'wrangler.toml'));
  await rm(join(place, '.wrangler/state'), { force: true });
  await symlink(placesIn(dataFolder).storage, join(place, '.wrangler/state'), 'dir');
  const config = ['--local', '--config', join(place, 'wrangler.toml')];
  const env = {
    CLOUDFLARE_CF_FETCH_ENABLED: 'false',
    WRANGLER_LOG_PATH: join(place, 'logs'),
    XDG_CONFIG_HOME: join(place, 'config'),
  };
  await runTool('wrangler', ['d1', command, 'decompte', ...config, ...args], { env });
}

/** Every row of every table, and every rule that stands in the schema. */
function contents(dataFolder: string) {
  const books = openBooks(dataFolder, true);
  const written = books.rows(
    'SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name',
  );
  const tables = written.filter(({ type, name }) => type === 'table' && !/^(_cf|sqlite)_/.test(String(name)));
  const rows = Object.fromEntries(
    tables.map(({ name }) => [
      name,
      books
        .rows(`SELECT * FROM "${name}"`)
        .map((row) => JSON.stringify(row))
        .sort(),
    ]),
  );
  books.close();
  return {
    rows: rows as Record<string, string[]>,
    rules: written.filter(({ name }) => !/^_cf_/.test(String(name))),
  };
}
