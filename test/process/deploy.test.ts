/**
 * `npm run deploy`: the real wrangler and the real clasp, on accounts that stand on this machine; a real Worker, as
 * in production, answers at its address. It has not been run against real accounts.
 */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWorker, type WorkerProcess } from '../../addon/local/workerProcess.ts';
import { type CloudAccounts, openCloudAccounts } from './cloudAccounts.ts';

const program = fileURLToPath(new URL('../../addon/deploy/deploy.ts', import.meta.url));
const redirect = new URL('redirect.ts', import.meta.url).href;
const migrations = fileURLToPath(new URL('../../migrations', import.meta.url));

const ADMIN = 'admin@hopital.example';
const DOMAINS = 'hopital.example annexe.example';
const AUDIENCE = '42-script.apps.googleusercontent.com';
const PAGE = '42-web.apps.googleusercontent.com';
const SECRET = 'GOCSPX-only-for-this-test';
const TOKEN = 'cloudflare-token-only-for-this-test';

/** A deployment starts a dozen programs of a second each; a busy machine takes a minute for it. */
const WITHIN = { timeout: 300_000 };

const MIB = 2 ** 20;
const MOST_ON_FREE_PLAN = 3 * MIB;

let folder: string;
let worker: WorkerProcess;
let accounts: CloudAccounts;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'decompte-deploy-test-'));
  const vars = { ENVIRONMENT: 'production', SIGN_IN_CLIENT_ID: PAGE, SIGN_IN_CLIENT_SECRET: SECRET };
  worker = await startWorker({ dataFolder: join(folder, 'data'), port: 0, adminEmail: ADMIN, vars });
  accounts = await openCloudAccounts(worker.url);
  const login = { type: 'authorized_user', client_id: 'c', client_secret: 's', refresh_token: 'r' };
  const clasp = { tokens: { default: { ...login, access_token: 'a', expiry_date: Date.now() + 3_600_000 } } };
  await writeFile(join(folder, 'clasp.json'), JSON.stringify(clasp));
}, 120_000);
afterAll(async () => {
  await worker?.stop();
  await accounts?.close();
  await rm(folder, { recursive: true });
});

const place = (name: string) => join(folder, 'deploy', name);

/** The command with what is typed at its questions. */
async function deploy(args: string[] = [], typed: string[] = []) {
  accounts.asked.length = 0;
  const child = spawn(process.execPath, ['--no-warnings', program, ...args], {
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      DEPLOY_DIR: join(folder, 'deploy'),
      NODE_OPTIONS: `--no-warnings --import ${redirect}`,
      NODE_COMPILE_CACHE: join(folder, 'compiled'),
      STAND_IN_URL: accounts.url,
      CLOUDFLARE_API_BASE_URL: accounts.url,
      CLOUDFLARE_API_TOKEN: TOKEN,
      WRANGLER_LOG_PATH: join(folder, 'logs'),
      clasp_config_auth: join(folder, 'clasp.json'),
    },
  });
  child.stdin.end(typed.map((line) => `${line}\n`).join(''));
  const ended = new Promise((resolve) => child.once('close', resolve));
  const [code, output, errors] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return { code, output, errors };
}

const filesUnder = (at: string) =>
  readdirSync(at, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

describe('a deployment, from nothing', WITHIN, () => {
  test('a dry run says what would be done and what the Worker weighs, and changes nothing', async () => {
    const { code, output, errors } = await deploy(['--dry-run']);
    expect([errors, code]).toEqual(['', 0]);
    expect(output).toContain('npx wrangler d1 create decompte --jurisdiction eu');
    expect(output).toContain('npx wrangler r2 bucket create decompte --jurisdiction eu');
    expect(output).toContain('npx wrangler d1 migrations apply decompte --remote');
    expect(output).toContain('npx wrangler secret put LINK_KEY');
    expect(output).toContain('npx clasp push --force');
    expect(accounts.changes()).toEqual([]);
    expect(existsSync(place(''))).toBe(false);
    const [, kib] = /([\d.]+) KiB compressé/.exec(output) ?? [];
    expect(Number(kib) * 1024).toBeLessThan(MOST_ON_FREE_PLAN);
  });

  test('a failure near the end says what failed, and how to go on; all before it is done', async () => {
    accounts.refuseOnce = 'PUT /v1/projects';
    const typed = ['', '', 'pas une adresse', ADMIN, DOMAINS, '3650', '', AUDIENCE, PAGE, SECRET];
    const { code, output, errors } = await deploy([], typed);
    expect(output).toContain('«pas une adresse» n’est pas une réponse possible');
    expect(errors).toContain('the stand-in refuses this once');
    expect(errors).toContain('L’étape «Module complémentaire» n’a pas abouti');
    expect(errors).toContain('Puis relancez «npm run deploy»');
    expect(code).toBe(1);

    const { bindings = [] } = accounts.worker.metadata ?? {};
    expect(bindings).toContainEqual({ name: 'ENVIRONMENT', type: 'plain_text', text: 'production' });
    expect(bindings).toContainEqual({ name: 'AUTH_AUDIENCES', type: 'plain_text', text: AUDIENCE });
    expect(bindings).toContainEqual({ name: 'ALLOWED_DOMAINS', type: 'plain_text', text: DOMAINS });
    expect(bindings).toContainEqual({ name: 'ADMIN_EMAIL', type: 'plain_text', text: ADMIN });
    expect(bindings).toContainEqual({ name: 'SIGN_IN_CLIENT_ID', type: 'plain_text', text: PAGE });
    expect(bindings).toContainEqual(expect.objectContaining({ name: 'DB', type: 'd1' }));
    const files = { name: 'FILES', type: 'r2_bucket', bucket_name: 'decompte', jurisdiction: 'eu' };
    expect(bindings).toContainEqual(files);
    expect(accounts.worker.schedules).toContain('cron');

    const create = accounts.asked.find(({ call }) => /POST \S+\/d1\/database$/.test(call));
    expect(JSON.parse(create?.body ?? '')).toMatchObject({ name: 'decompte', jurisdiction: 'eu' });
    expect(schemaOf()).toEqual(readdirSync(migrations).sort());
    const tenYears = { type: 'Age', maxAgeSeconds: 3650 * 86_400 };
    expect(accounts.buckets.get('decompte')).toMatchObject({
      jurisdiction: 'eu',
      locks: [{ condition: tenYears }],
    });
    expect([...accounts.worker.secrets.keys()]).toEqual(['LINK_KEY', 'SIGN_IN_CLIENT_SECRET']);
    expect(accounts.worker.secrets.get('LINK_KEY')).toMatch(/^[\w-]{64}$/);
    expect(accounts.worker.secrets.get('SIGN_IN_CLIENT_SECRET')).toBe(SECRET);
  });

  test('the same command goes on and upgrades: the way back is said, nothing is made or asked twice', async () => {
    const secrets = [...accounts.worker.secrets];
    const upgrade = undoSessions();
    const { code, output, errors } = await deploy();
    expect([errors, code]).toEqual(['', 0]);
    for (const there of ['La base «decompte» existe déjà', 'Le verrou de conservation est déjà posé'])
      expect(output).toContain(there);
    expect(output).toContain('npx wrangler d1 time-travel restore decompte --bookmark=bookmark-0001');
    expect(output).toContain('Répondent comme attendu : /health, /v1/openapi.json, /v1/me, /sign-in');
    expect(output).toContain('https://decompte.hopital.workers.dev/counts');
    expect(output).not.toContain('vide : pas encore');
    const changed = accounts.changes().filter((call) => !/\/query$|\/graphql$/.test(call));
    expect(changed.map((call) => call.replace(/\?.*/, '').split('/').slice(-2).join('/'))).toEqual([
      'decompte/versions',
      'decompte/deployments',
      'decompte/script-settings',
      'decompte/subdomain',
      'decompte/schedules',
      'script-of-the-hospital-0001/content',
    ]);
    expect(schemaOf()).toContain(upgrade);
    expect([...accounts.worker.secrets]).toEqual(secrets);

    const pushed = accounts.scripts.get('script-of-the-hospital-0001') ?? [];
    const source = (name: string) => pushed.find((file) => file.name === name)?.source ?? '';
    expect(JSON.parse(source('appsscript')).urlFetchWhitelist).toEqual([
      'https://decompte.hopital.workers.dev/',
    ]);
    expect(source('config')).toContain('"https://decompte.hopital.workers.dev"');
    expect(source('code')).toContain('function onOpen()');
  });

  test('no secret stands in what was said, in the answers, or in any other file that is kept', async () => {
    const linkKey = accounts.worker.secrets.get('LINK_KEY')!;
    const kept = [...filesUnder(place('')), ...filesUnder(join(folder, 'logs'))];
    expect(kept).toContain(place('answers.json'));
    for (const secret of [SECRET, linkKey, TOKEN])
      expect(kept.filter((file) => readFileSync(file, 'utf8').includes(secret))).toEqual([]);
  });
});

const database = () => accounts.databases.get('decompte')!;

function schemaOf(): unknown[] {
  const applied = database().prepare('SELECT name FROM d1_migrations ORDER BY name').all();
  return applied.map(({ name }) => name);
}

/** The database of a version that knew no accounting page. */
function undoSessions(): string {
  database().exec(`DROP TABLE sessions; DELETE FROM d1_migrations WHERE name = '0009_sessions.sql'`);
  return '0009_sessions.sql';
}
