/**
 * `node migrate.ts STORAGE FILE.sql…`: applies migrations to the local D1, each in one transaction, and notes
 * them where `wrangler d1 migrations` looks. wrangler's own command starts workerd anew for each file: four
 * seconds where this takes one.
 */
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import { projectRoot } from '../../shared/local/dataFolder.ts';

/** As wrangler writes it. */
const NOTES = `CREATE TABLE IF NOT EXISTS d1_migrations (
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE,
  applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)`;

const [storage = '', ...files] = process.argv.slice(2);
const miniflare = new Miniflare(
  convertV4MiniflareOptions({
    modules: true,
    script: 'export default {}',
    d1Databases: { DB: await databaseId() },
    // wrangler's `--persist-to` puts the same folder inside.
    resourcePersistencePath: join(storage, 'v3'),
  }),
);
try {
  const database = await miniflare.getD1Database('DB');
  await database.prepare(NOTES).run();
  const { results } = await database.prepare('SELECT name FROM d1_migrations').all<{ name: string }>();
  const applied = new Set(results.map(({ name }) => name));
  for (const file of files.filter((path) => !applied.has(basename(path)))) {
    await database.batch([
      database.prepare(await readFile(file, 'utf8')),
      database.prepare('INSERT INTO d1_migrations (name) VALUES (?1)').bind(basename(file)),
    ]);
  }
} finally {
  await miniflare.dispose();
}

/** The database's id names its file. */
async function databaseId(): Promise<string> {
  const configuration = await readFile(join(projectRoot, 'wrangler.toml'), 'utf8');
  const id = /^database_id = "(.+)"$/m.exec(configuration)?.[1];
  if (!id) throw new Error('wrangler.toml names no database_id');
  return id;
}
