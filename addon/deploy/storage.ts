/** The D1 database and the R2 bucket: made where they are missing, in the jurisdiction that was chosen. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../../shared/local/dataFolder.ts';
import { configurationFor } from './configuration.ts';
import { change, type Deployment, done, withinJurisdiction } from './deployment.ts';
import { keepMade } from './made.ts';
import { placesOf } from './places.ts';
import { told } from './spoken.ts';
import { findDatabase } from './there.ts';

const LOCK = 'decompte-retention';

export async function makeDatabase(deployment: Deployment): Promise<void> {
  const { folder, answers, dryRun, made, there } = deployment;
  if (there.databaseId) done(told('databaseThere', { name: answers.name }));
  const databaseId = there.databaseId ?? (await createDatabase(deployment));
  there.databaseId = databaseId;
  const written = await readFile(join(projectRoot, 'wrangler.toml'), 'utf8');
  const configuration = configurationFor(written, answers, { projectRoot, folder, databaseId });
  if (dryRun) return;
  if (made && databaseId) await keepMade(folder, { ...made, databaseId });
  await writeFile(placesOf(folder).configuration, configuration);
}

/** Its id; undefined in a dry run. */
async function createDatabase(deployment: Deployment): Promise<string | undefined> {
  const { answers, cloudflare, account = '' } = deployment;
  const { name } = answers;
  await change(deployment, 'wrangler', ['d1', 'create', name, ...withinJurisdiction(answers)]);
  deployment.databaseIsNew = true;
  if (deployment.dryRun || !cloudflare) return undefined;
  done(told('databaseMade', { name }));
  return findDatabase(cloudflare, `/accounts/${account}`, name);
}

export async function makeBucket(deployment: Deployment): Promise<void> {
  const { answers, there, dryRun } = deployment;
  const { name, retentionDays: days } = answers;
  const bucket = (...args: string[]) => ['r2', 'bucket', ...args, ...withinJurisdiction(answers)];
  if (there.bucketLocks !== null) done(told('bucketThere', { name }));
  else {
    await change(deployment, 'wrangler', bucket('create', name));
    if (!dryRun) done(told('bucketMade', { name }));
  }
  if (Number(days) === 0) return done(told('noLock'));
  if (there.bucketLocks?.includes(LOCK)) return done(told('lockThere'));
  await change(
    deployment,
    'wrangler',
    bucket('lock', 'add', name, LOCK, '', '--retention-days', days, '--force'),
  );
  if (!dryRun) done(told('lockMade', { days }));
}
