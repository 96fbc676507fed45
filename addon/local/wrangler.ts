/** How wrangler is called here: with the project's own Node, offline, without a trace outside the folder. */
import type { ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { spawnTied } from './tied.ts';

/** Its program itself: the one in node_modules/.bin starts a second Node around it. */
const program = createRequire(import.meta.url).resolve('wrangler');

export function spawnWrangler(args: string[], dataFolder: string): ChildProcess {
  return spawnTied([program, ...args], {
    ...process.env,
    CLOUDFLARE_CF_FETCH_ENABLED: 'false',
    WRANGLER_SEND_METRICS: 'false',
    WRANGLER_HIDE_BANNER: 'true',
    WRANGLER_LOG_PATH: join(dataFolder, 'logs'),
    // Or each Worker on this machine would offer itself to all the others.
    WRANGLER_REGISTRY_PATH: join(dataFolder, 'registry'),
    // A second database that keeps a trace of each request: not asked for, and it slows them.
    X_LOCAL_OBSERVABILITY: 'false',
    X_LOCAL_EXPLORER: 'false',
    XDG_CONFIG_HOME: join(dataFolder, 'config'),
    CI: 'true',
    NO_COLOR: '1',
    FORCE_COLOR: '0',
  });
}
