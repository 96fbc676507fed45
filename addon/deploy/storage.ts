/** The D1 database and the R2 bucket: made where they are missing, in the jurisdiction that was chosen. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../../shared/local/dataFolder.ts';
import { configurationFor } from './configuration.ts';
import { change, type Deployment, done, look, lookFor } from './deployment.ts';
import { placesOf } from './places.ts';
import { told } from './spoken.ts';

const LOCK = 'decompte-retention';

export async function makeDatabase(deployment: Deployment): Promise<void> {
  const { name } = deployment.answers;
  const found = deployment.loggedIn ? await findDatabase(deployment) : undefined;
  if (found) done(told('databaseThere', { name }));
  const id = found ?? (await createDatabase(deployment));
  if (id) deployment.databaseId = id;
  await writeConfiguration(deployment);
}

async function findDatabase(deployment: Deployment): Promise<string | undefined> {
  const said = await look(deployment, 'wrangler', ['d1', 'list', '--json']);
  const databases = JSON.parse(said) as { name: string; uuid: string }[];
  return databases.find(({ name }) => name === deployment.answers.name)?.uuid;
}

/** Its id, which wrangler says in a snippet of configuration; undefined in a dry run. */
async function createDatabase(deployment: Deployment): Promise<string | undefined> {
  const { name, jurisdiction } = deployment.answers;
  const within = jurisdiction === 'none' ? [] : ['--jurisdiction', jurisdiction];
  const said = await change(deployment, 'wrangler', ['d1', 'create', name, ...within]);
  deployment.databaseIsNew = true;
  if (deployment.dryRun) return undefined;
  done(told('databaseMade', { name }));
  return /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(said)?.[0] ?? findDatabase(deployment);
}

async function writeConfiguration({ folder, answers, databaseId, dryRun }: Deployment): Promise<void> {
  const written = await readFile(join(projectRoot, 'wrangler.toml'), 'utf8');
  const configuration = configurationFor(written, answers, { projectRoot, folder, databaseId });
  if (!dryRun) await writeFile(placesOf(folder).configuration, configuration);
}

export async function makeBucket(deployment: Deployment): Promise<void> {
  const { name, jurisdiction, retentionDays } = deployment.answers;
  const within = jurisdiction === 'none' ? [] : ['--jurisdiction', jurisdiction];
  const bucket = (...args: string[]) => ['r2', 'bucket', ...args, ...within];
  const there =
    deployment.loggedIn && (await lookFor(deployment, 'wrangler', bucket('info', name, '--json'))) !== null;
  if (there) done(told('bucketThere', { name }));
  else {
    await change(deployment, 'wrangler', bucket('create', name));
    if (!deployment.dryRun) done(told('bucketMade', { name }));
  }
  if (Number(retentionDays) === 0) return done(told('noLock'));
  const locks = there ? await look(deployment, 'wrangler', bucket('lock', 'list', name)) : '';
  if (locks.includes(LOCK)) return done(told('lockThere'));
  const term = ['--retention-days', retentionDays, '--force'];
  await change(deployment, 'wrangler', bucket('lock', 'add', name, LOCK, '', ...term));
  if (!deployment.dryRun) done(told('lockMade', { days: retentionDays }));
}
