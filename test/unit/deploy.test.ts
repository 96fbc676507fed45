/** What `npm run deploy` asks and writes, without an account. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Answers, askAnswers, keepAnswers, keptAnswers } from '../../addon/deploy/answers.ts';
import { configurationFor } from '../../addon/deploy/configuration.ts';
import type { Terminal } from '../../addon/deploy/terminal.ts';

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

describe('a question', () => {
  /** Types these lines, then is gone. */
  function typing(...lines: string[]): Terminal & { asked: string[] } {
    const asked: string[] = [];
    const ask = async (question: string) => {
      asked.push(question);
      return lines.shift() ?? null;
    };
    return { asked, ask, askSecret: ask, close: () => undefined };
  }

  test('about the allowed domains takes several, says what none means, and is not asked again', async () => {
    const said = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    const { allowedDomains: _, ...others } = HOSPITAL;
    await keepAnswers(folder, others);
    const typed = ['@hopital.example', 'annexe.example', 'Hopital.example   annexe.example'];
    const terminal = typing(...typed);
    const { allowedDomains } = await askAnswers(folder, terminal, false);
    expect(allowedDomains).toBe('Hopital.example annexe.example');
    expect(terminal.asked).toHaveLength(3);
    expect(terminal.asked[0]).toContain('vide : tout compte Google');
    expect(said.mock.calls.flat()).toEqual([
      expect.stringContaining('«@hopital.example» n’est pas une réponse possible'),
      expect.stringContaining('admin@hopital.example, le premier administrateur'),
    ]);
    said.mockRestore();

    const upgrade = typing();
    expect(await askAnswers(folder, upgrade, false)).toMatchObject({ allowedDomains });
    expect(upgrade.asked).toEqual([]);
    expect(await keptAnswers(folder)).toMatchObject({ allowedDomains });

    const again = typing('', '', '', '-', '', '', '', '');
    expect((await askAnswers(folder, again, true)).allowedDomains).toBe('');
    expect(again.asked[3]).toContain('(Entrée : Hopital.example annexe.example ; un tiret : vide)');
  });

  test('without anybody to answer it ends the command, and says where to write the answer', async () => {
    await writeFile(join(folder, 'answers.json'), JSON.stringify({ name: 'decompte' }));
    await expect(askAnswers(folder, typing(), false)).rejects.toThrow(/jurisdiction.*answers\.json/s);
  });
});
