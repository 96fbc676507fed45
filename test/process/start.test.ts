/** `npm start` and its sisters, as somebody who follows the README meets them. */
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { apiAt } from '../../addon/local/api.ts';
import { freePort } from '../../addon/local/ports.ts';
import { runSchedule } from '../../addon/local/schedule.ts';
import type { Person } from '../../shared/contract/people.ts';
import { alive, npmRun, npmStart, type Started } from './terminal.ts';

const ADMIN = 'camille.arnoux@tilleuls.example';
const CLERK = 'lucie.perrot@tilleuls.example';
const ANY_PORTS = { PORT: '0', SHEETS_PORT: '0' };

let folder: string;
let running: Started | undefined;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'decompte-start-'));
});
afterEach(() => running?.signal('SIGKILL').catch(() => undefined));
afterAll(() => rm(folder, { recursive: true, force: true }));

const environment = () => ({ ...ANY_PORTS, DATA_DIR: folder });

async function start(env: NodeJS.ProcessEnv, args?: string[]): Promise<Started> {
  running = await npmStart(env, args);
  return running;
}

/** The API as the person whose token the terminal printed. */
async function apiOf({ urls }: Started, email: string, env = environment()) {
  const token = (await npmRun('token', [email], env)).output.trim();
  const worker = new URL(urls.find((url) => url.endsWith('/openapi.json'))!).origin;
  expect(token).not.toBe('');
  return apiAt(worker, async () => token);
}

const rowsOf = (api: Awaited<ReturnType<typeof apiOf>>, path: string) =>
  api.call<{ rows: { code?: string }[] }>(ADMIN, 'GET', path).then(({ rows }) => rows);

describe('npm start', () => {
  test('prints addresses that answer, fills an empty database, gives tokens of its people alone, and Ctrl-C leaves no process (B14)', async () => {
    const started = await start(environment());
    expect(started.urls).toHaveLength(4);
    for (const url of started.urls) expect((await fetch(url)).status, url).toBe(200);

    const clerk = await apiOf(started, CLERK);
    expect(await clerk.call(CLERK, 'GET', '/v1/me')).toMatchObject({
      name: 'Lucie Perrot',
      depots: [{ code: 'PHC', role: 'clerk' }],
    });
    expect((await rowsOf(clerk, '/v1/items?limit=1000')).length).toBeGreaterThanOrEqual(380);
    expect(await runSchedule(clerk.url)).toBe(true);

    const second = await npmRun('start', [], environment());
    expect(second).toMatchObject({ code: 1, errors: expect.stringContaining('tourne déjà') });
    const reset = await npmRun('reset', [], environment());
    expect(reset).toMatchObject({ code: 1, errors: expect.stringContaining('Rien n’a été effacé') });

    const registered = { email: 'nadia.roux@tilleuls.example', name: 'Nadia Roux', version: 0 };
    expect((await npmRun('token', [registered.email], environment())).code).toBe(1);
    await (await apiOf(started, ADMIN)).call(ADMIN, 'PUT', '/v1/people', registered);
    expect((await npmRun('token', [registered.email.toUpperCase()], environment())).code).toBe(0);

    expect(started.pids.length).toBeGreaterThan(4);
    await started.signal('SIGINT');
    expect(alive(started.pids)).toEqual([]);
    const nobody = await npmRun('token', ['personne@ailleurs.example'], environment());
    expect(nobody).toMatchObject({ code: 1, output: '' });
    expect(nobody.errors).toContain('personne@ailleurs.example n’est pas une personne d’exemple');
    expect(nobody.errors).toContain(`${CLERK}   Lucie Perrot, agent`);
    expect((await npmRun('token', [CLERK], environment())).output).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
  });

  test('a second start keeps the data and takes other ports where its own are taken', async () => {
    const [port, sheetsPort] = [await taken(), await taken()];
    const started = await start({ DATA_DIR: folder, PORT: port, SHEETS_PORT: sheetsPort });
    expect(started.output).toContain(`Le port ${port} est déjà pris`);
    expect(started.output).toContain(`Le port ${sheetsPort} est déjà pris`);
    expect(started.output).not.toContain('chargement');
    for (const url of started.urls) expect((await fetch(url)).status, url).toBe(200);
    const admin = await apiOf(started, ADMIN);
    expect(await rowsOf(admin, '/v1/depots')).toHaveLength(3);

    await writeFile(join(folder, 'services.csv'), '\uFEFFcode;nom\r\nKINE;Kinésithérapie\r\n');
    await writeFile(join(folder, 'faux.csv'), 'code,name\nA1,Bon\n,Sans code\n');
    const good = await npmRun('import', ['services', join(folder, 'services.csv')], environment());
    expect(good, good.errors).toMatchObject({ code: 0, output: expect.stringContaining('1 créée') });
    const bad = await npmRun('import', ['services', join(folder, 'faux.csv')], environment());
    expect(bad).toMatchObject({ code: 1, errors: expect.stringMatching(/ligne 3 : \S+/) });
    const codes = (await rowsOf(admin, '/v1/services?limit=1000')).map(({ code }) => code);
    expect(codes).toContain('KINE');
    expect(codes).not.toContain('A1');
    await started.signal('SIGINT');
  });

  test('--empty starts with nobody but the administrator; a killed start leaves no Worker behind', async () => {
    const DATA_DIR = join(folder, 'vide');
    const started = await start({ ...ANY_PORTS, DATA_DIR }, ['--empty']);
    const admin = await apiOf(started, ADMIN, { ...ANY_PORTS, DATA_DIR });
    const people = await admin.call<{ rows: Person[] }>(ADMIN, 'GET', '/v1/people');
    expect(people.rows.map(({ email }) => email)).toEqual([ADMIN]);
    expect(await rowsOf(admin, '/v1/depots')).toEqual([]);

    await started.signal('SIGKILL');
    await expect.poll(() => alive(started.pids), { timeout: 5000 }).toEqual([]);
  });

  test('says how it is used', async () => {
    const answer = await npmRun('start', ['--vide'], environment());
    expect(answer).toMatchObject({ code: 1, errors: expect.stringContaining('--empty') });
  });
});

describe('npm run reset', () => {
  test('empties the folder of a start that has ended, and no other', async () => {
    const foreign = await mkdtemp(join(tmpdir(), 'photos-'));
    onTestFinished(() => rm(foreign, { recursive: true }));
    await writeFile(join(foreign, 'vacances.jpg'), '');
    expect((await npmRun('reset', [], { DATA_DIR: foreign })).code).toBe(1);
    expect(existsSync(join(foreign, 'vacances.jpg'))).toBe(true);

    expect((await npmRun('reset', [], { DATA_DIR: folder })).code).toBe(0);
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('npm run token', () => {
  test('without data it says what to do, on standard error alone', async () => {
    const answer = await npmRun('token', [ADMIN], { DATA_DIR: join(folder, 'absent') });
    expect(answer).toMatchObject({ code: 1, output: '', errors: expect.stringContaining('npm start') });
    expect((await npmRun('token', [], { DATA_DIR: folder })).code).toBe(1);
  });
});

/** A port that somebody else listens on until the test ends. */
async function taken(): Promise<string> {
  const port = await freePort(0);
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return String(port);
}
