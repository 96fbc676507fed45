/** A real Worker in a process of its own, on a database of its own, for tests that drive it from outside. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Api, apiAt } from '../../addon/local/api.ts';
import { openIdentity } from '../../addon/local/identity.ts';
import { LOCAL_ADMIN } from '../../addon/local/people.ts';
import { fillIfEmpty, loadOrganisation } from '../../addon/local/sampleLoader.ts';
import { startWorker } from '../../addon/local/workerProcess.ts';
import type { SampleOrganisation } from '../../shared/sample/organisation.ts';

export interface TestWorkerOptions {
  /** Loads the sample organisation. */
  sample?: boolean;
  /** Loads this one; what it leaves out stays empty. */
  organisation?: Partial<SampleOrganisation>;
  /** More variables of the Worker. */
  vars?: Record<string, string>;
}

export interface TestWorker extends Api {
  /** The administrator whom an empty Worker lets in. */
  admin: string;
  dataFolder: string;
  token(email: string): Promise<string>;
  /** SIGKILL to wrangler and workerd at once; the data stay. */
  kill(): Promise<void>;
  /** Starts it again at the same address. */
  restart(): Promise<void>;
  /** Ends it and deletes its data. */
  stop(): Promise<void>;
}

export async function startTestWorker(options: TestWorkerOptions = {}): Promise<TestWorker> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'decompte-test-'));
  const start = (port: number) =>
    startWorker({ dataFolder, port, adminEmail: LOCAL_ADMIN, ...(options.vars && { vars: options.vars }) });
  let worker = await start(0);
  const port = Number(new URL(worker.url).port);
  const { signToken } = await openIdentity(dataFolder);
  const api = apiAt(worker.url, signToken);
  if (options.sample) await fillIfEmpty(api, dataFolder, () => undefined);
  if (options.organisation) await loadOrganisation(api, options.organisation, dataFolder);
  return {
    ...api,
    admin: LOCAL_ADMIN,
    dataFolder,
    token: signToken,
    kill: () => worker.kill(),
    async restart() {
      await worker.kill();
      worker = await start(port);
    },
    async stop() {
      await worker.stop();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}
