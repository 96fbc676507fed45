/** A real Worker in workerd, on a database of its own, for tests that drive it from outside. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Api, apiAt } from '../../addon/local/api.ts';
import { openIdentity } from '../../addon/local/identity.ts';
import { applyMigrations } from '../../addon/local/migrations.ts';
import { LOCAL_ADMIN } from '../../addon/local/people.ts';
import { fillIfEmpty, loadOrganisation } from '../../addon/local/sampleLoader.ts';
import { placesIn, projectRoot } from '../../shared/local/dataFolder.ts';
import { type SampleOrganisation, sampleOrganisation } from '../../shared/sample/organisation.ts';
import { bundleOf, startBareWorker } from './bareWorker.ts';

export interface TestWorkerOptions {
  /** Loads the sample organisation. */
  sample?: boolean;
  /** Loads this one; what it leaves out stays empty. */
  organisation?: Partial<SampleOrganisation>;
  /** More variables of the Worker. */
  vars?: Record<string, string>;
  /** Another entry than the Worker's own, which stands around it. */
  entry?: string;
}

export interface TestWorker extends Api {
  /** The administrator whom an empty Worker lets in. */
  admin: string;
  dataFolder: string;
  token(email: string): Promise<string>;
  /** SIGKILL to workerd; the data stay. */
  kill(): Promise<void>;
  /** Starts it again at the same address. */
  restart(): Promise<void>;
  /** Has its schedule run once, now. @throws where it fails */
  runSchedule(): Promise<void>;
  /** Ends it and deletes its data. */
  stop(): Promise<void>;
}

export async function startTestWorker(options: TestWorkerOptions = {}): Promise<TestWorker> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'decompte-test-'));
  await (options.sample ? copySample(dataFolder) : copyEmpty(dataFolder));
  const { vars = {}, entry } = options;
  const start = (port: number) => startBareWorker(dataFolder, { vars, port, ...(entry && { entry }) });
  let worker = await start(0);
  const { url } = worker;
  const { signToken } = await openIdentity(dataFolder);
  const api = apiAt(url, signToken);
  if (options.organisation) await loadOrganisation(api, options.organisation, dataFolder);
  return {
    ...api,
    admin: LOCAL_ADMIN,
    dataFolder,
    token: signToken,
    kill: () => worker.kill(),
    runSchedule: () => worker.runSchedule(),
    async restart() {
      await worker.kill();
      worker = await start(Number(new URL(url).port));
    },
    async stop() {
      await worker.stop();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

/**
 * The books of the sample organisation in a folder that has none yet: loaded once a day by this very Worker, then
 * copied, for it takes some seconds.
 */
export async function copySample(dataFolder: string): Promise<void> {
  await cp(await sampleBooks(), dataFolder, { recursive: true });
}

/** The same of an organisation with nothing in it. */
export async function copyEmpty(dataFolder: string): Promise<void> {
  await cp(placesIn(await emptyBooks()).storage, placesIn(dataFolder).storage, { recursive: true });
}

/** The lots of the sample expire around the day it was loaded. */
async function sampleBooks(): Promise<string> {
  const sample = JSON.stringify(sampleOrganisation(new Date().toISOString().slice(0, 10)));
  const hash = createHash('sha256')
    .update(await schemaHash())
    .update(await bundleOf())
    .update(sample);
  return madeOnce(`decompte-sample-${hash.digest('hex').slice(0, 16)}`, async (folder) => {
    await copyEmpty(folder);
    const worker = await startBareWorker(folder);
    const { signToken } = await openIdentity(folder);
    await fillIfEmpty(apiAt(worker.url, signToken), folder, () => undefined);
    await worker.stop();
  });
}

/** A folder of data with every migration applied and nothing in it: made once for all tests of this schema. */
async function emptyBooks(): Promise<string> {
  return madeOnce(`decompte-schema-${await schemaHash()}`, applyMigrations);
}

async function madeOnce(name: string, make: (folder: string) => Promise<unknown>): Promise<string> {
  const folder = join(tmpdir(), name);
  if (existsSync(folder)) return folder;
  const made = await mkdtemp(join(tmpdir(), `${name}-`));
  await make(made);
  // Whoever comes second finds it there and takes that one.
  await rename(made, folder).catch(() => rm(made, { recursive: true }));
  return folder;
}

/** Of the migrations, and of what lays the database's file out. */
async function schemaHash(): Promise<string> {
  const folder = join(projectRoot, 'migrations');
  const hash = createHash('sha256').update(await readFile(join(projectRoot, 'package-lock.json')));
  for (const name of (await readdir(folder)).sort()) hash.update(await readFile(join(folder, name)));
  return hash.digest('hex').slice(0, 16);
}
