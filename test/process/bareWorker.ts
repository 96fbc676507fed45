/**
 * The Worker in workerd with nothing before it: `wrangler dev` puts a proxy in front that reads every body to its end,
 * which Cloudflare's edge does not do, and takes seconds to start. `npm start` and its tests use that one.
 */
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import { openIdentity } from '../../addon/local/identity.ts';
import { LOCAL_ADMIN } from '../../addon/local/people.ts';
import { placesIn, projectRoot } from '../../shared/local/dataFolder.ts';

export interface BareWorkerOptions {
  /** 0, the usual one, takes any free port. */
  port?: number;
  /** More variables of the Worker. */
  vars?: Record<string, string>;
  /** Another entry than the Worker's own, which stands around it. */
  entry?: string;
}

export interface BareWorker {
  url: string;
  stop(): Promise<void>;
  /** SIGKILL to workerd: a power cut. */
  kill(): Promise<void>;
  /** Has its schedule run once, now. @throws where it fails */
  runSchedule(): Promise<void>;
}

const SCHEDULE = '/cdn-cgi/local/scheduled';

/** Starts it on a folder of local data that no other Worker is working on. */
export async function startBareWorker(
  dataFolder: string,
  { port = 0, vars, entry }: BareWorkerOptions = {},
): Promise<BareWorker> {
  const configuration = await readFile(join(projectRoot, 'wrangler.toml'), 'utf8');
  const named = (name: string) => new RegExp(`^${name} = "(.+)"$`, 'm').exec(configuration)![1]!;
  const { keySet, linkKey } = await openIdentity(dataFolder);
  const others = new Set(workerds());
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      modules: [{ type: 'ESModule', path: 'index.mjs', contents: await bundleOf(entry) }],
      compatibilityDate: named('compatibility_date'),
      d1Databases: { DB: named('database_id') },
      r2Buckets: { FILES: named('bucket_name') },
      bindings: {
        ENVIRONMENT: 'local',
        LOCAL_IDENTITY_KEYS: keySet,
        LINK_KEY: linkKey,
        ADMIN_EMAIL: LOCAL_ADMIN,
        AUTH_AUDIENCES: '',
        ALLOWED_DOMAINS: '',
        SIGN_IN_CLIENT_ID: '',
        ...vars,
      },
      resourcePersistencePath: join(placesIn(dataFolder).storage, 'v3'),
      unsafeTriggerHandlers: true,
      host: '127.0.0.1',
      port,
    }),
  );
  const url = String(await miniflare.ready).replace(/\/$/, '');
  const mine = workerds().filter((pid) => !others.has(pid));
  const isMine = (pid: number) => mine.includes(pid);
  return {
    url,
    stop: () => miniflare.dispose(),
    async kill() {
      for (const pid of workerds().filter(isMine)) process.kill(pid, 'SIGKILL');
      await miniflare.dispose();
    },
    async runSchedule() {
      const answer = await fetch(`${url}${SCHEDULE}`);
      const told = await answer.text();
      if (!answer.ok) throw new Error(`the schedule: ${answer.status} ${told}`);
    },
  };
}

const bundles = new Map<string, Promise<string>>();

/** Of the Worker, or of another entry: made once by each program that starts Workers. */
export function bundleOf(entry = 'worker/index.ts'): Promise<string> {
  const known = bundles.get(entry);
  if (known) return known;
  const made = build({
    entryPoints: [join(projectRoot, entry)],
    tsconfig: join(projectRoot, 'worker/tsconfig.json'),
    bundle: true,
    write: false,
    format: 'esm',
    conditions: ['workerd', 'worker', 'browser'],
    external: ['node:*', 'cloudflare:*'],
  }).then(({ outputFiles }) => outputFiles[0]!.text);
  bundles.set(entry, made);
  return made;
}

/** Those that this program started; miniflare tells no process id. */
function workerds(): number[] {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid=,comm='], { encoding: 'utf8' });
  return stdout.split('\n').flatMap((line) => {
    const [pid, parent, name = ''] = line.trim().split(/\s+/);
    return Number(parent) === process.pid && name.endsWith('workerd') ? [Number(pid)] : [];
  });
}
