/**
 * The Worker in workerd with nothing before it: `wrangler dev` puts a proxy in front that reads every body to its end,
 * which Cloudflare's edge does not do.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import { type Api, apiAt } from '../../addon/local/api.ts';
import { openIdentity } from '../../addon/local/identity.ts';
import { LOCAL_ADMIN } from '../../addon/local/people.ts';
import { placesIn, projectRoot } from '../../shared/local/dataFolder.ts';

export interface BareWorker extends Api {
  stop(): Promise<void>;
}

/** Starts it, or an entry that stands around it, on a folder of local data that no other Worker is working on. */
export async function startBareWorker(dataFolder: string, entry?: string): Promise<BareWorker> {
  const configuration = await readFile(join(projectRoot, 'wrangler.toml'), 'utf8');
  const named = (name: string) => new RegExp(`^${name} = "(.+)"$`, 'm').exec(configuration)![1]!;
  const { keySet, linkKey, signToken } = await openIdentity(dataFolder);
  const bundle = await build({
    entryPoints: [join(projectRoot, entry ?? named('main'))],
    tsconfig: join(projectRoot, 'worker/tsconfig.json'),
    bundle: true,
    write: false,
    format: 'esm',
    conditions: ['workerd', 'worker', 'browser'],
    external: ['node:*', 'cloudflare:*'],
  });
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      modules: [{ type: 'ESModule', path: 'index.mjs', contents: bundle.outputFiles[0]!.text }],
      compatibilityDate: named('compatibility_date'),
      d1Databases: { DB: named('database_id') },
      r2Buckets: { FILES: named('bucket_name') },
      bindings: {
        ENVIRONMENT: 'local',
        LOCAL_IDENTITY_KEYS: keySet,
        LINK_KEY: linkKey,
        ADMIN_EMAIL: LOCAL_ADMIN,
        AUTH_AUDIENCES: '',
      },
      resourcePersistencePath: join(placesIn(dataFolder).storage, 'v3'),
      host: '127.0.0.1',
      port: 0,
    }),
  );
  const url = String(await miniflare.ready).replace(/\/$/, '');
  return { ...apiAt(url, signToken), stop: () => miniflare.dispose() };
}
