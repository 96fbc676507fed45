/**
 * `npm run deploy`: the real wrangler and the real clasp, on accounts that stand on this machine; a real Worker, as
 * in production, answers at its address. It has not been run against real accounts. Nearly all of the time goes into
 * starting the tools, most of a second each: what can be seen without them is in test/unit/deploy.test.ts.
 */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { keepAnswers } from '../../addon/deploy/answers.ts';
import { beginDeployment } from '../../addon/deploy/begin.ts';
import { cloudflareAs } from '../../addon/deploy/cloudflare.ts';
import { carryOut } from '../../addon/deploy/steps.ts';
import { startWorker, type WorkerProcess } from '../../addon/local/workerProcess.ts';
import { type CloudAccounts, openCloudAccounts } from './cloudAccounts.ts';
import { EMPTY_PROJECT } from './googleCalls.ts';

const project = fileURLToPath(new URL('../../', import.meta.url));
const program = join(project, 'addon/deploy/deploy.ts');
const migrations = join(project, 'migrations');
const redirect = fileURLToPath(new URL('redirect.ts', import.meta.url));

const ADMIN = 'admin@hopital.example';
const DOMAINS = 'hopital.example annexe.example';
const AUDIENCE = '42-script.apps.googleusercontent.com';
const PAGE = '42-web.apps.googleusercontent.com';
const HOSPITAL_SCRIPT = 'script-of-the-hospital-0001';

const CLINIC_ADMIN = 'admin@clinique.example';
const CLINIC_AUDIENCE = '77-script.apps.googleusercontent.com';
const CLINIC_SCRIPT = 'script-of-the-clinic-0002';

/** Nobody may ever read these: on the screen, among a program's arguments, or in a file. */
const SECRET = 'GOCSPX-only-for-this-test';
const TOKEN = 'cloudflare-token-only-for-this-test';
const GOOGLE = 'google-token-only-for-this-test';
const secrets = [SECRET, TOKEN, GOOGLE];

/** A deployment starts a dozen programs of a second each; a busy machine takes a minute for it. */
const WITHIN = { timeout: 300_000 };

const MIB = 2 ** 20;
const MOST_ON_FREE_PLAN = 3 * MIB;

let folder: string;
let worker: Promise<WorkerProcess>;
let accounts: CloudAccounts;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'decompte-deploy-test-'));
  const vars = { ENVIRONMENT: 'production', SIGN_IN_CLIENT_ID: PAGE, SIGN_IN_CLIENT_SECRET: SECRET };
  // Nobody asks for it before the first deployment is nearly done.
  worker = startWorker({ dataFolder: join(folder, 'data'), port: 0, adminEmail: ADMIN, vars });
  accounts = await openCloudAccounts(worker.then(({ url }) => url));
  accounts.scripts.set(CLINIC_SCRIPT, EMPTY_PROJECT);
  const login = { type: 'authorized_user', client_id: 'c', client_secret: 's', refresh_token: GOOGLE };
  const clasp = {
    tokens: { default: { ...login, access_token: GOOGLE, expiry_date: Date.now() + 3_600_000 } },
  };
  await writeFile(join(folder, 'clasp.json'), JSON.stringify(clasp));
});
afterAll(async () => {
  await worker.then(({ stop }) => stop()).catch(() => undefined);
  await accounts?.close();
  await rm(folder, { recursive: true });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** The folder of one organisation's deployment. */
const place = (organisation: string, ...names: string[]) =>
  join(folder, 'deployments', organisation, ...names);
const kept = (...at: [string, string]) => JSON.parse(readFileSync(place(...at), 'utf8'));

/** Everything that was said to whoever deploys. */
const said: string[] = [];

const environment = () => ({
  HOME: folder,
  NODE_OPTIONS: `--no-warnings --require ${redirect}`,
  STAND_IN_URL: accounts.url,
  STARTS: join(folder, 'starts'),
  CLOUDFLARE_API_BASE_URL: accounts.url,
  CLOUDFLARE_API_TOKEN: TOKEN,
  WRANGLER_LOG_PATH: join(folder, 'logs'),
  clasp_config_auth: join(folder, 'clasp.json'),
});

/** The command of one organisation, with what is typed at its questions. */
async function deploy(organisation: string, args: string[] = [], typed: string[] = [], env = {}) {
  const child = spawn(process.execPath, ['--no-warnings', program, ...args], {
    env: { PATH: process.env.PATH, ...environment(), DEPLOY_DIR: place(organisation), ...env },
  });
  child.stdin.end(typed.map((line) => `${line}\n`).join(''));
  const ended = new Promise((resolve) => child.once('close', resolve));
  const [code, output, errors] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  said.push(output, errors);
  return { code, output, errors };
}

/**
 * One step of it alone, on the folder as it is: what was said, and how it ended if it failed. The login is given: to
 * have wrangler tell it takes a second, and each whole run above did.
 */
async function step(organisation: string, name: Parameters<typeof carryOut>[1], found = {}, env = {}) {
  for (const [key, value] of Object.entries({ ...environment(), ...env })) vi.stubEnv(key, String(value));
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  const nobody = { ask: async () => null, askSecret: async () => null, close: () => undefined };
  const deployment = await beginDeployment(place(organisation), nobody);
  Object.assign(
    deployment,
    { cloudflare: cloudflareAs({ Authorization: `Bearer ${TOKEN}` }), account: 'account-of-the-hospital' },
    found,
  );
  const ended = await carryOut(deployment, name).catch((error: Error) => error.message);
  const output = log.mock.calls.flat().join('\n');
  said.push(output, ended ?? '');
  return { output, errors: ended ?? '' };
}

/** What an organisation has at Cloudflare and Google. */
const standing = (name: string, script: string) => ({
  worker: accounts.workers.get(name),
  bucket: accounts.buckets.get(name),
  script: accounts.scripts.get(script),
});
const variable = (name: string, key: string) =>
  accounts.workers.get(name)?.bindings.find((binding) => binding.name === key);

describe('two organisations, from nothing', WITHIN, () => {
  test('a dry run says what would be done and what the Worker weighs, and changes nothing', async () => {
    const typedBefore = { SIGN_IN_CLIENT_SECRET: SECRET };
    const { code, output, errors } = await deploy('hospital', ['--dry-run'], [], typedBefore);
    expect([errors, code]).toEqual(['', 0]);
    expect(output).toMatch(/Node v\d+\.\S+, wrangler \d+\.\S+, clasp \d+\./);
    expect(output).toContain('Rien ne porte encore le nom «decompte» dans ce compte');
    expect(output).toContain('npx wrangler d1 create decompte --jurisdiction eu');
    expect(output).toContain('npx wrangler r2 bucket create decompte --jurisdiction eu');
    expect(output).toContain('npx wrangler d1 migrations apply decompte --remote');
    expect(output).toContain('npx wrangler secret put LINK_KEY');
    expect(output).toContain('npx clasp push --force');
    expect(accounts.changes()).toEqual([]);
    expect(existsSync(place('hospital'))).toBe(false);
    const [, kib] = /([\d.]+) KiB compressé/.exec(output) ?? [];
    expect(Number(kib) * 1024).toBeLessThan(MOST_ON_FREE_PLAN);
  });

  test('a failure near the end says what failed, and how to go on; all before it is done', async () => {
    accounts.refuseOnce = 'PUT /v1/projects';
    const typed = ['', '', 'pas une adresse', ADMIN, DOMAINS, '3650', '', AUDIENCE, PAGE, SECRET];
    const { code, output, errors } = await deploy('hospital', [], typed);
    expect(output).toContain('«pas une adresse» n’est pas une réponse possible');
    expect(errors).toContain('the stand-in refuses this once');
    expect(errors).toContain('L’étape «Module complémentaire» n’a pas abouti');
    expect(errors).toContain('Puis relancez «npm run deploy»');
    expect(code).toBe(1);

    const texts = { ENVIRONMENT: 'production', AUTH_AUDIENCES: AUDIENCE, ADMIN_EMAIL: ADMIN };
    const others = { ALLOWED_DOMAINS: DOMAINS, SIGN_IN_CLIENT_ID: PAGE };
    for (const [name, value] of Object.entries({ ...texts, ...others }))
      expect(variable('decompte', name)).toEqual({ name, type: 'plain_text', text: value });
    expect(variable('decompte', 'DB')).toMatchObject({ type: 'd1' });
    expect(variable('decompte', 'FILES')).toMatchObject({ bucket_name: 'decompte', jurisdiction: 'eu' });
    const hospital = accounts.workers.get('decompte')!;
    expect(hospital.schedules).toContain('cron');

    const create = accounts.asked.find(({ call }) => /POST \S+\/d1\/database$/.test(call));
    expect(JSON.parse(create?.body ?? '')).toMatchObject({ name: 'decompte', jurisdiction: 'eu' });
    expect(schemaOf('decompte')).toEqual(readdirSync(migrations).sort());
    const tenYears = { type: 'Age', maxAgeSeconds: 3650 * 86_400 };
    expect(accounts.buckets.get('decompte')).toMatchObject({
      jurisdiction: 'eu',
      locks: [{ condition: tenYears }],
    });
    expect([...hospital.secrets.keys()]).toEqual(['LINK_KEY', 'SIGN_IN_CLIENT_SECRET']);
    expect(hospital.secrets.get('LINK_KEY')).toMatch(/^[\w-]{64}$/);
    expect(hospital.secrets.get('SIGN_IN_CLIENT_SECRET')).toBe(SECRET);
    secrets.push(hospital.secrets.get('LINK_KEY')!);
  });

  test('the same command goes on and upgrades, while a clinic is put into service beside it: nothing is made or asked twice, nothing of the one becomes the other’s', async () => {
    const before = standing('decompte', HOSPITAL_SCRIPT);
    const upgrade = undoSessions();
    accounts.asked.length = 0;
    const typed = ['decompte-clinique', '', CLINIC_ADMIN, '', '', CLINIC_SCRIPT, CLINIC_AUDIENCE, ''];
    const [hospital, clinic] = await Promise.all([deploy('hospital'), deploy('clinic', [], typed)]);
    expect([hospital.errors, hospital.code]).toEqual(['', 0]);
    expect([clinic.errors, clinic.code]).toEqual(['', 0]);

    const { output } = hospital;
    for (const there of ['La base «decompte» existe déjà', 'Le verrou de conservation est déjà posé'])
      expect(output).toContain(there);
    expect(output).toContain(`allowedDomains: ${DOMAINS}`);
    expect(output).toContain('npx wrangler d1 time-travel restore decompte --bookmark=bookmark-0001');
    expect(output).toContain('Répondent comme attendu : /health, /v1/openapi.json, /v1/me, /sign-in');
    expect(output).toContain('https://decompte.hopital.workers.dev/counts');
    expect(output).not.toContain('vide : pas encore');
    const changed = accounts.changes().filter((call) => /\/decompte\/|script-of-the-hospital/.test(call));
    expect(changed.map((call) => call.replace(/\?.*/, '').split('/').slice(-2).join('/'))).toEqual([
      'decompte/versions',
      'decompte/deployments',
      'decompte/script-settings',
      'decompte/subdomain',
      'decompte/schedules',
      `${HOSPITAL_SCRIPT}/content`,
    ]);
    expect(schemaOf('decompte')).toContain(upgrade);
    const after = standing('decompte', HOSPITAL_SCRIPT);
    expect([after.worker, after.bucket]).toEqual([before.worker, before.bucket]);
    expect(addressesIn(HOSPITAL_SCRIPT)).toEqual(['https://decompte.hopital.workers.dev']);
    expect(sourceOf(HOSPITAL_SCRIPT, 'code')).toContain('function onOpen()');

    const name = 'decompte-clinique';
    expect(clinic.output).toContain('https://decompte-clinique.hopital.workers.dev/counts');
    expect([...accounts.databases.keys()]).toEqual(['decompte', name]);
    expect(schemaOf(name)).toEqual(readdirSync(migrations).sort());
    expect(accounts.buckets.get(name)).toEqual({ jurisdiction: 'eu', locks: [] });
    expect(addressesIn(CLINIC_SCRIPT)).toEqual(['https://decompte-clinique.hopital.workers.dev']);
    expect([...accounts.workers.get(name)!.secrets.keys()]).toEqual(['LINK_KEY']);
    secrets.push(accounts.workers.get(name)!.secrets.get('LINK_KEY')!);
    for (const key of ['AUTH_AUDIENCES', 'ADMIN_EMAIL', 'ALLOWED_DOMAINS', 'DB', 'FILES', 'RATE_LIMIT']) {
      expect(variable(name, key)).toBeDefined();
      expect(variable(name, key)).not.toEqual(variable('decompte', key));
    }
    for (const file of ['answers.json', 'made.json', '.clasp.json'] as const)
      expect(kept('clinic', file)).not.toEqual(kept('hospital', file));
    const ofEach = ['hospital', 'clinic'].map((organisation) => kept(organisation, 'made.json').databaseId);
    expect(ofEach).toEqual([variable('decompte', 'DB')?.id, variable(name, 'DB')?.id]);
    expect([kept('hospital', '.clasp.json').scriptId, kept('clinic', '.clasp.json').scriptId]).toEqual([
      HOSPITAL_SCRIPT,
      CLINIC_SCRIPT,
    ]);
  });

  test('a third folder that gives the hospital’s name gets nothing of it unasked', async () => {
    accounts.asked.length = 0;
    await keepAnswers(place('intruder'), kept('hospital', 'answers.json'));
    const { output, errors } = await step('intruder', ['there']);
    expect(output).toContain('une base de données, un espace de fichiers, un Worker');
    expect(output).toContain('donnez un autre nom');
    expect(errors).toBe('Rien n’a été changé.');
    expect(accounts.changes()).toEqual([]);
    expect(existsSync(place('intruder', 'made.json'))).toBe(false);
  });

  test('a change of the schema that fails says how to go on, and the way back', async () => {
    undoSessions();
    accounts.refuseOnce = 'CREATE TABLE sessions';
    const { errors } = await step('hospital', ['schema']);
    expect(errors).toContain('the stand-in refuses this once');
    expect(errors).toContain('Relancez «npm run deploy» pour continuer');
    expect(errors).toContain('npx wrangler d1 time-travel restore decompte --bookmark=bookmark-0001');
  });

  test('logged in nowhere, nothing is begun, and it is said at once which commands log in', async () => {
    accounts.asked.length = 0;
    const nowhere = { CLOUDFLARE_API_TOKEN: '', clasp_config_auth: '/nobody/clasp.json' };
    const { errors } = await step('nobody', ['logins'], {}, nowhere);
    for (const said of ['Pas connecté à Cloudflare.', 'Lancez «npx wrangler login»'])
      expect(errors).toContain(said);
    for (const said of ['Pas connecté à Google.', 'lancez «npx clasp login»']) expect(errors).toContain(said);
    expect(errors).toContain('puis de nouveau «npm run deploy»');
    expect(accounts.changes()).toEqual([]);
    expect(existsSync(place('nobody'))).toBe(false);
  });

  test('no secret stands in what was said, among arguments, in the answers, or in any other file that is kept', async () => {
    accounts.asked.length = 0;
    accounts.refuseOnce = '/scripts/decompte/secrets';
    const refused = await step('hospital', ['secrets'], { there: { bucketLocks: [], secrets: [] } });
    expect(refused.errors).toContain('the stand-in refuses this once: {"name":"LINK_KEY"');
    secrets.push(JSON.parse(accounts.asked.at(-1)!.body).text);

    const files = ['hospital', 'clinic', 'intruder'].flatMap((organisation) =>
      filesUnder(place(organisation)),
    );
    const written = [...files, ...filesUnder(join(folder, 'logs')), join(folder, 'starts')];
    expect(written).toContain(place('hospital', 'answers.json'));
    expect(readFileSync(join(folder, 'starts'), 'utf8')).toContain('"secret","put","LINK_KEY"');
    expect(said.join('')).toContain('LINK_KEY défini');
    expect(secrets.map((secret) => secret.length > 20)).toEqual(Array(6).fill(true));
    for (const secret of secrets) {
      expect(said.filter((sentence) => sentence.includes(secret))).toEqual([]);
      expect(written.filter((file) => readFileSync(file, 'utf8').includes(secret))).toEqual([]);
    }
  });
});

test('in a clone without its packages it says what to do first', async () => {
  const clone = join(folder, 'clone');
  for (const part of ['addon', 'shared', 'package.json'])
    await cp(join(project, part), join(clone, part), { recursive: true });
  const child = spawn(process.execPath, ['--no-warnings', join(clone, 'addon/deploy/deploy.ts')]);
  const ended = new Promise((resolve) => child.once('close', resolve));
  const [code, errors] = await Promise.all([ended, text(child.stderr)]);
  expect([errors, code]).toEqual(['Les outils ne sont pas installés : lancez d’abord «npm ci».\n', 1]);
});

const filesUnder = (at: string) =>
  readdirSync(at, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

const sourceOf = (script: string, name: string) =>
  accounts.scripts.get(script)?.find((file) => file.name === name)?.source ?? '';

/** Where an add-on calls, and all that it may call, as one list where the two agree. */
function addressesIn(script: string): string[] {
  const { apiUrl } = JSON.parse(/\{.*\}/.exec(sourceOf(script, 'config'))?.[0] ?? '{}');
  const { urlFetchWhitelist = [] } = JSON.parse(sourceOf(script, 'appsscript'));
  return [...new Set([apiUrl, ...urlFetchWhitelist.map((prefix: string) => prefix.replace(/\/$/, ''))])];
}

function schemaOf(name: string): unknown[] {
  const applied = accounts.databases.get(name)!.prepare('SELECT name FROM d1_migrations ORDER BY name').all();
  return applied.map((row) => row.name);
}

/** The hospital's database of a version that knew no accounting page. */
function undoSessions(): string {
  const database = accounts.databases.get('decompte')!;
  database.exec(`DROP TABLE sessions; DELETE FROM d1_migrations WHERE name = '0009_sessions.sql'`);
  return '0009_sessions.sql';
}
