/** Brings the local D1 up to the schema in `migrations/`. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { placesIn, projectRoot, readJson, writeJson } from '../../shared/local/dataFolder.ts';
import { Stopped, spoken } from '../../shared/local/spoken.ts';
import { spawnTied } from './tied.ts';

const program = fileURLToPath(new URL('migrate.ts', import.meta.url));
const folder = join(projectRoot, 'migrations');

/** File name → hash of what was applied. */
type Applied = Record<string, string>;

/**
 * Applies what the folder's database lacks. A marker beside it saves a second where there is
 * nothing to do, and tells a migration that was rewritten after it was applied, which no tool could mend.
 * @throws Stopped where such a rewritten migration asks for `npm run reset`
 */
export async function applyMigrations(dataFolder: string): Promise<void> {
  const { migrations: marker, storage } = placesIn(dataFolder);
  const wanted = await readMigrations();
  const applied = (await readJson<Applied>(marker)) ?? {};
  for (const [name, hash] of Object.entries(applied)) {
    if (wanted[name] !== hash) throw new Stopped(spoken('schemaRewritten', { name }));
  }
  if (Object.keys(applied).length === Object.keys(wanted).length) return;
  const files = Object.keys(wanted).map((name) => join(folder, name));
  const child = spawnTied([program, storage, ...files]);
  const [[code], complaint] = await Promise.all([once(child, 'exit'), text(child.stderr!)]);
  if (code !== 0) throw new Stopped(spoken('migrationsFailed', { log: complaint }));
  await writeJson(marker, wanted);
}

async function readMigrations(): Promise<Applied> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  const hashes = names.map(async (name) => {
    const content = await readFile(join(folder, name));
    return [name, createHash('sha256').update(content).digest('hex')] as const;
  });
  return Object.fromEntries(await Promise.all(hashes));
}
