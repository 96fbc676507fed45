/** The real Worker in `wrangler dev`, D1 and R2 in the folder of local data. */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { placesIn } from '../../shared/local/dataFolder.ts';
import { Stopped, spoken } from '../../shared/local/spoken.ts';
import { openIdentity } from './identity.ts';
import { applyMigrations } from './migrations.ts';
import { killTree } from './processTree.ts';
import { runSchedule } from './schedule.ts';
import { spawnWrangler } from './wrangler.ts';

const READY_WITHIN_MS = 60_000;
const LOG_SETTLES_MS = 200;
const LOG_LINES_SHOWN = 15;

export interface WorkerOptions {
  dataFolder: string;
  /** 0 takes any free port. */
  port: number;
  adminEmail: string;
  /** More variables of the Worker. */
  vars?: Record<string, string>;
  /** Another Worker than ours, by its wrangler.toml. */
  config?: string;
}

export interface WorkerProcess {
  url: string;
  /** The process that leads the group: wrangler. */
  pid: number;
  /** Resolves once it ended, whoever ended it. */
  ended: Promise<void>;
  /** Has its schedule run once, now. */
  runSchedule(): Promise<unknown>;
  /** Ends it in good order. */
  stop(): Promise<void>;
  /** SIGKILL to wrangler and workerd at the same instant: a power cut. */
  kill(): Promise<void>;
}

/**
 * Applies the migrations, starts the Worker and waits until it answers.
 * @throws Stopped with the end of its log where it does not
 */
export async function startWorker(options: WorkerOptions): Promise<WorkerProcess> {
  await applyMigrations(options.dataFolder);
  const child = await spawnWorker(options);
  const pid = child.pid!;
  const ended = once(child, 'exit').then(() => killTree(pid));
  const worker = {
    pid,
    ended,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
    async kill() {
      killTree(pid);
      await ended;
    },
  };
  try {
    const failure = Promise.race([ended.then(failed), buildFailure(child), timeout(READY_WITHIN_MS)]);
    const port = await Promise.race([portOf(child), failure]);
    const url = `http://127.0.0.1:${port}`;
    await Promise.race([answersHealth(url), failure]);
    return { ...worker, url, runSchedule: () => runSchedule(url) };
  } catch (error) {
    await worker.kill();
    throw new Stopped(spoken('workerFailed', { log: await startOfLog(options.dataFolder) }), {
      cause: error,
    });
  }
}

async function spawnWorker(options: WorkerOptions): Promise<ChildProcess> {
  const { dataFolder, port, adminEmail, vars, config } = options;
  const { storage, workerLog } = placesIn(dataFolder);
  await mkdir(storage, { recursive: true });
  const { keySet, linkKey } = await openIdentity(dataFolder);
  const variables = {
    ENVIRONMENT: 'local',
    LOCAL_IDENTITY_KEYS: keySet,
    LINK_KEY: linkKey,
    ADMIN_EMAIL: adminEmail,
    ...vars,
  };
  const args = [
    ...['dev', '--local', '--persist-to', storage],
    ...(config ? ['--config', config] : []),
    ...['--ip', '127.0.0.1', '--port', String(port), '--inspector-port', '0'],
    ...['--log-level', 'warn', '--show-interactive-dev-session', 'false'],
    ...Object.entries(variables).flatMap(([name, value]) => ['--var', `${name}:${value}`]),
  ];
  const child = spawnWrangler(args, dataFolder);
  const log = createWriteStream(workerLog);
  child.stdout?.pipe(log, { end: false });
  child.stderr?.pipe(log, { end: false });
  child.once('close', () => log.end());
  return child;
}

/** wrangler says over its channel which port it got. */
function portOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    child.on('message', (message) => {
      const said = JSON.parse(String(message)) as { event?: string; port?: number };
      if (said.event === 'DEV_SERVER_READY' && said.port) resolve(said.port);
    });
  });
}

/** wrangler is ready before the Worker is: the first request waits for it. */
async function answersHealth(url: string): Promise<void> {
  const response = await fetch(`${url}/health`);
  if (!response.ok) throw new Error(`/health: ${response.status} ${await response.text()}`);
}

function failed(): never {
  throw new Error('wrangler ended');
}

/** wrangler would wait for the source to be mended. */
function buildFailure(child: ChildProcess): Promise<never> {
  return new Promise((_, reject) => {
    child.stderr?.on('data', (chunk: Buffer) => {
      if (chunk.includes('Build failed')) setTimeout(() => reject(new Error('build failed')), LOG_SETTLES_MS);
    });
  });
}

function timeout(ms: number): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms).unref();
  });
}

async function startOfLog(dataFolder: string): Promise<string> {
  const text = await readFile(placesIn(dataFolder).workerLog, 'utf8').catch(() => '');
  return text.trim().split('\n').slice(0, LOG_LINES_SHOWN).join('\n');
}
