/** What `npm run deploy` asks, writes and refuses before it calls a tool; the rest is in test/process. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { type Answers, askAll, askAnswers, keepAnswers, keptAnswers } from '../../addon/deploy/answers.ts';
import { beginDeployment } from '../../addon/deploy/begin.ts';
import { type Cloudflare, cloudflareAs } from '../../addon/deploy/cloudflare.ts';
import { configurationFor } from '../../addon/deploy/configuration.ts';
import { type Account, accountAmong } from '../../addon/deploy/logins.ts';
import { keepMade, type Made } from '../../addon/deploy/made.ts';
import { makeScript } from '../../addon/deploy/script.ts';
import { carryOut } from '../../addon/deploy/steps.ts';
import type { Terminal } from '../../addon/deploy/terminal.ts';
import { askToTakeOver, lookAround, strangersIn, type There } from '../../addon/deploy/there.ts';
import { textOf } from '../../shared/text/index.ts';

const ROOT = join(import.meta.dirname, '../..');

const HOSPITAL: Answers = {
  name: 'decompte',
  jurisdiction: 'eu',
  adminEmail: 'admin@hopital.example',
  allowedDomains: 'hopital.example annexe.example',
  retentionDays: '3650',
  script: '',
  audiences: '42-script.apps.googleusercontent.com',
  signInClientId: '42-web.apps.googleusercontent.com',
};
const CLINIC: Answers = { ...HOSPITAL, name: 'decompte-clinique', adminEmail: 'admin@clinique.example' };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'decompte-answers-'));
});
afterAll(() => rm(folder, { recursive: true }));
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

describe('the configuration of one deployment', () => {
  let project: string;
  beforeAll(async () => {
    project = await readFile(join(ROOT, 'wrangler.toml'), 'utf8');
  });
  const of = (answers: Answers) => configurationFor(project, answers, { projectRoot: ROOT, folder });
  const valueIn = (configuration: string, key: string) =>
    new RegExp(`^${key} = "(.*)"$`, 'm').exec(configuration)?.[1];

  test('bears what was answered, and the domains whose accounts may enter', () => {
    const configuration = of(HOSPITAL);
    const { name, allowedDomains, adminEmail, audiences, signInClientId } = HOSPITAL;
    const wanted = { name, ALLOWED_DOMAINS: allowedDomains, ADMIN_EMAIL: adminEmail, bucket_name: name };
    const clients = { AUTH_AUDIENCES: audiences, SIGN_IN_CLIENT_ID: signInClientId };
    for (const [key, value] of Object.entries({ ...wanted, ...clients }))
      expect([key, valueIn(configuration, key)]).toEqual([key, value]);
    expect(valueIn(of({ ...HOSPITAL, allowedDomains: '' }), 'ALLOWED_DOMAINS')).toBe('');
  });

  test('counts requests under a number of its own, the same at each upgrade: no two deployments share a limit', () => {
    const namespaces = [HOSPITAL, CLINIC].map((answers) => valueIn(of(answers), 'namespace_id') ?? '');
    expect(new Set([...namespaces, valueIn(project, 'namespace_id')]).size).toBe(3);
    for (const namespace of namespaces) {
      expect(namespace).toMatch(/^[1-9]\d*$/);
      expect(Number(namespace)).toBeLessThan(2 ** 31);
    }
    const upgraded = of({ ...HOSPITAL, audiences: '', allowedDomains: '', jurisdiction: 'none' });
    expect(valueIn(upgraded, 'namespace_id')).toBe(namespaces[0]);
  });

  test('is refused where the project’s file and the list of values have grown apart', () => {
    const without = project.replace(/^namespace_id.*$/m, '');
    expect(() => configurationFor(without, HOSPITAL, { projectRoot: ROOT, folder })).toThrow('namespace_id');
  });
});

/** Types these lines, then is gone. */
function typing(...lines: string[]): Terminal & { asked: string[] } {
  const asked: string[] = [];
  const ask = async (question: string) => {
    asked.push(question);
    return lines.shift() ?? null;
  };
  return { asked, ask, askSecret: ask, close: () => undefined };
}

/** What is said meanwhile. */
function listening(): () => string {
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  return () => log.mock.calls.flat().join('\n');
}

describe('a question', () => {
  test('about the allowed domains takes several, says what none means, and is not asked again', async () => {
    const said = listening();
    const { allowedDomains: _, ...others } = HOSPITAL;
    await keepAnswers(folder, others);
    const typed = ['@hopital.example', 'annexe.example', 'Hopital.example   annexe.example'];
    const terminal = typing(...typed);
    const { allowedDomains } = await askAnswers(folder, terminal);
    expect(allowedDomains).toBe('Hopital.example annexe.example');
    expect(terminal.asked).toHaveLength(3);
    expect(terminal.asked[0]).toContain('vide : tout compte Google');
    expect(said()).toContain('«@hopital.example» n’est pas une réponse possible');
    expect(said()).toContain(
      'admin@hopital.example, le premier administrateur, n’est d’aucun de ces domaines',
    );

    const upgrade = typing();
    expect(await askAnswers(folder, upgrade)).toMatchObject({ allowedDomains });
    expect(upgrade.asked).toEqual([]);
    expect(await keptAnswers(folder)).toMatchObject({ allowedDomains });

    const again = typing('', '', '', '-', '', '', '', '');
    expect((await askAnswers(folder, again, { all: true })).allowedDomains).toBe('');
    expect(again.asked[3]).toContain('(Entrée : Hopital.example annexe.example ; un tiret : vide)');
  });

  test('without anybody to answer it ends the command, and says where to write the answer', async () => {
    await writeFile(join(folder, 'answers.json'), JSON.stringify({ name: 'decompte' }));
    await expect(askAnswers(folder, typing())).rejects.toThrow(/jurisdiction.*answers\.json/s);
  });

  test('whose answer can change no more is not asked again, and refused where it was changed by hand', async () => {
    const said = listening();
    await keepAnswers(folder, HOSPITAL);
    await keepMade(folder, MADE);
    const { length } = Object.keys(HOSPITAL);
    const terminal = typing(...Array(length).fill(''));
    const again = await beginDeployment(folder, terminal, { askAll: true });
    await askAll(again);
    expect(again.answers).toEqual(HOSPITAL);
    expect(terminal.asked).toHaveLength(length - 2);
    expect(said()).toContain('allowedDomains: hopital.example annexe.example');

    await keepAnswers(folder, { ...HOSPITAL, name: 'autre' });
    await expect(beginDeployment(folder, typing()).then(askAll)).rejects.toThrow('a été créé avec decompte');
  });

  test('is not asked anew because somebody broke the file of answers', async () => {
    await writeFile(join(folder, 'answers.json'), '{ "name": "decompte", }');
    await expect(beginDeployment(folder, typing())).rejects.toThrow('n’est pas du JSON lisible');
  });
});

const MADE: Made = {
  account: 'of-the-hospital',
  name: 'decompte',
  jurisdiction: 'eu',
  databaseId: '0-1',
};

describe('what another deployment has', () => {
  const whole: There = { databaseId: '0-1', bucketLocks: [], secrets: ['LINK_KEY'] };
  const nothing: There = { bucketLocks: null, secrets: null };

  test.each<[string, Made | null, There, number]>([
    ['a folder’s own is no stranger', MADE, whole, 0],
    ['nor what a first run made before it failed', { ...MADE, databaseId: undefined }, whole, 0],
    ['in a folder that made nothing yet each is one', null, whole, 3],
    ['an account that holds nothing of the name has none', null, nothing, 0],
    ['another database under the same name is one', MADE, { ...whole, databaseId: '0-2' }, 1],
  ])('%s', (_, made, there, strangers) => {
    expect(strangersIn({ made, there, answers: HOSPITAL })).toHaveLength(strangers);
  });

  test('a database that is gone is not silently made anew: it would be empty', () => {
    const gone = { made: MADE, there: { ...whole, databaseId: undefined }, answers: HOSPITAL };
    expect(() => strangersIn(gone)).toThrow('n’est plus dans ce compte');
  });

  test('is taken over only by whoever types its name', async () => {
    const said = listening();
    const asking = (dryRun: boolean, ...typed: string[]) =>
      askToTakeOver({ answers: HOSPITAL, folder, dryRun, terminal: typing(...typed) }, 'un Worker');
    await expect(asking(false)).rejects.toThrow('Rien n’a été changé');
    await expect(asking(false, 'oui')).rejects.toThrow('Rien n’a été changé');
    await asking(false, 'decompte');
    await asking(true);
    expect(said()).toContain('sous le nom «decompte» : un Worker');
    expect(said()).toContain('Il serait demandé');
  });

  test('an upgrade goes to the account of the first run, whichever else the login reaches', () => {
    const [hospital, clinic] = ['of-the-hospital', 'of-the-clinic'].map((id) => ({ id, name: id })) as [
      Account,
      Account,
    ];
    const known = { made: MADE, folder };
    const first = { made: null, folder };
    expect(accountAmong([clinic, hospital], known)).toBe(hospital);
    expect(accountAmong([hospital], first)).toBe(hospital);
    expect(accountAmong([hospital, clinic], first, clinic.id)).toBe(clinic);
    expect(accountAmong([], first, clinic.id).id).toBe(clinic.id);
    expect(() => accountAmong([], first)).toThrow('CLOUDFLARE_ACCOUNT_ID');
    expect(() => accountAmong([hospital, clinic], first)).toThrow('CLOUDFLARE_ACCOUNT_ID');
    expect(() => accountAmong([clinic], known)).toThrow('est dans le compte Cloudflare of-the-hospital');
    expect(() => accountAmong([hospital, clinic], known, clinic.id)).toThrow('cette connexion mène ailleurs');
  });

  test('a script that belongs to the deployment beside it is refused', async () => {
    listening();
    const script = 'script-of-the-hospital-0001';
    const [hospital, clinic] = ['hopital', 'clinique'].map((name) => join(folder, name)) as [string, string];
    await keepAnswers(hospital, { ...HOSPITAL, script });
    await keepAnswers(clinic, { ...CLINIC, script });
    const deployment = await beginDeployment(clinic, typing());
    await expect(makeScript(deployment)).rejects.toThrow(`est déjà celui du déploiement de ${hospital}`);
    expect(existsSync(join(clinic, '.clasp.json'))).toBe(false);

    deployment.answers.script = 'script-of-the-clinic-0002';
    await makeScript(deployment);
    const project = JSON.parse(await readFile(join(clinic, '.clasp.json'), 'utf8'));
    expect(project).toEqual({ scriptId: 'script-of-the-clinic-0002', rootDir: 'addon' });
  });
});

describe('what Cloudflare’s API answers', () => {
  /** A Cloudflare that answers each path with that status and body, or else that there is no such thing. */
  async function answering(answers: Record<string, [status: number, body: unknown]>) {
    const server = createServer(({ url = '' }, response) => {
      const [status, body] = answers[url.replace(/\?.*/, '')] ?? [404, { success: false, errors: [] }];
      response.writeHead(status).end(typeof body === 'string' ? body : JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    vi.stubEnv('CLOUDFLARE_API_BASE_URL', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    return cloudflareAs({ Authorization: 'Bearer token-of-the-hospital' });
  }
  const around = async (cloudflare: Cloudflare) => {
    const deployment = await beginDeployment(join(folder, 'neuf'), typing());
    Object.assign(deployment, { cloudflare, account: 'a', answers: HOSPITAL });
    await lookAround(deployment);
    return deployment.there;
  };
  const found = (result: unknown): [number, unknown] => [200, { success: true, result }];
  const refused = (code: number, message: string): [number, unknown] => [
    403,
    { success: false, errors: [{ code, message }] },
  ];

  test('an account that never had R2 has no bucket, and no other name’s database is its own', async () => {
    const said = listening();
    const other = [{ name: 'decompte-clinique', uuid: '0-9' }];
    const cloudflare = await answering({
      '/accounts/a/d1/database': found(other),
      '/accounts/a/r2/buckets/decompte/lock': refused(10042, 'Please enable R2'),
    });
    expect(await around(cloudflare)).toEqual({ databaseId: undefined, bucketLocks: null, secrets: null });
    expect(said()).toContain('Rien ne porte encore le nom «decompte»');
  });

  test('what could not be asked is not taken for absent, and says why', async () => {
    const database = found([]);
    const secrets = refused(10000, 'Authentication error');
    const closed = await answering({
      '/accounts/a/d1/database': database,
      '/accounts/a/workers/scripts/decompte/secrets': secrets,
    });
    await expect(around(closed)).rejects.toThrow(
      /decompte\/secrets : HTTP 403, Authentication error \[10000\]/,
    );
    const away = await answering({ '/accounts/a/d1/database': [502, '<html>Bad gateway</html>'] });
    await expect(around(away)).rejects.toThrow('HTTP 502.');
  });
});

describe('what keeps a deployment from being carried out', () => {
  const packageFile = readFile(join(ROOT, 'package.json'), 'utf8');

  test('an old Node, which could read nothing of the command, is told by name before anything else', async () => {
    const [, ...given] = JSON.parse(await packageFile).scripts.deploy.split(' ');
    const as = (version: string) =>
      `data:text/javascript,Object.defineProperties(process,{versions:{value:{node:'${version}'}},version:{value:'v${version}'}})`;
    const ended = (version: string) =>
      spawnSync(process.execPath, ['--import', as(version), ...given, '--help'], {
        cwd: ROOT,
        encoding: 'utf8',
      });
    for (const version of ['20.20.2', '22.17.1']) {
      const { status, stderr } = ended(version);
      expect([status, stderr]).toEqual([
        1,
        `Node v${version} est trop ancien : lancez «npm ci», ou installez Node 22.18 ou plus récent.\n`,
      ]);
    }
    expect(ended('22.18.0').stderr).toContain('npm run deploy');
  });

  const right = (clientId: string) => ({
    '/health': [200, {}, '{"status":"ok"}'],
    '/v1/openapi.json': [200, {}, '{"openapi":"3.1.0"}'],
    '/v1/me': [401, {}, ''],
    '/sign-in': [200, {}, '<a href="/sign-in/start?to=/counts">'],
    '/sign-in/start': [302, { location: `https://accounts.google.com/o?client_id=${clientId}` }, ''],
  });
  type Answered = [status: number, headers: Record<string, string>, body: string];

  /** The step alone, at a Worker that answers so; what it said in the end. */
  async function smoke(
    answers: Record<string, unknown>,
  ): Promise<{ ended: string; said: string; paths: string[] }> {
    const paths: string[] = [];
    const server = createServer(({ url = '' }, response) => {
      paths.push(url);
      const [status, headers, body] = (answers[url] ?? [404, {}, '']) as Answered;
      response.writeHead(status, headers).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const said = listening();
    const deployment = await beginDeployment(join(folder, 'neuf'), typing());
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    Object.assign(deployment, { answers: HOSPITAL, url, bookmark: 'bookmark-0001' });
    vi.useFakeTimers({ toFake: ['Date', 'setTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    let ended: string | null = null;
    void carryOut(deployment, ['smoke']).then(
      () => {
        ended = '';
      },
      (error: Error) => {
        ended = error.message;
      },
    );
    while (ended === null) {
      await new Promise((resolve) => setImmediate(resolve));
      await vi.advanceTimersByTimeAsync(paths.length > 0 ? 1000 : 0);
    }
    return { ended, said: said(), paths };
  }

  test('a Worker that answers as it should is whole', async () => {
    const { ended, said } = await smoke(right(HOSPITAL.signInClientId));
    expect([ended, said]).toEqual(['', expect.stringContaining('Répondent comme attendu : /health')]);
  });

  test.each<[string, string, Answered]>([
    ['whose database is away', '/health', [503, {}, '{"code":"UNAVAILABLE"}']],
    ['that gives another document', '/v1/openapi.json', [200, {}, '{"openapi":"2.0"}']],
    ['that asks nobody who he is', '/v1/me', [200, {}, '{"email":"x"}']],
    ['whose page is another’s', '/sign-in', [200, {}, '<h1>Bienvenue</h1>']],
    ['that signs in with another client', '/sign-in/start', right('another')['/sign-in/start'] as Answered],
  ])('a Worker %s is asked for a while, then the step says so, how to look, to go on and back', async (_, path, answer) => {
    const { ended, paths } = await smoke({ ...right(HOSPITAL.signInClientId), [path]: answer });
    expect(paths.filter((asked) => asked === path).length).toBeGreaterThan(3);
    expect(ended).toContain(`${path} ne répond pas comme attendu : HTTP ${answer[0]}`);
    expect(ended).toContain('L’étape «Le Worker répond» n’a pas abouti ; les précédentes sont faites');
    for (const way of [
      'npx wrangler tail decompte',
      'npx wrangler rollback',
      '--bookmark=bookmark-0001',
      'npm run deploy',
    ])
      expect(ended).toContain(way);
  });

  test('whichever step fails, it says how to go on with the same command', () => {
    for (const texts of [textOf('fr'), textOf('en')])
      for (const [name, { failed }] of Object.entries(texts.deploy.steps))
        expect([name, failed.includes('npm run deploy')]).toEqual([name, true]);
  });
});
