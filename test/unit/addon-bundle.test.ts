/** The folder that clasp would push: what it asks for, what it holds, and that it loads where Apps Script runs. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildAddon } from '../../addon/build.ts';
import { PAGES } from '../../addon/panels.ts';
import { SCOPES } from '../../addon/server/entry.ts';

const API = 'https://decompte.example.workers.dev';
let folder: string;
let other: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'addon-'));
  other = await mkdtemp(join(tmpdir(), 'addon-'));
  await buildAddon({ outFolder: folder, apiUrl: API, environment: 'production' });
  await buildAddon({ outFolder: other, apiUrl: 'http://127.0.0.1:8787/', environment: 'local' });
  // Two whole builds: on a machine that does much else they take more than a hook's usual ten seconds.
}, 120_000);
afterAll(() => Promise.all([folder, other].map((path) => rm(path, { recursive: true }))));

const read = (name: string, from = folder) => readFile(join(from, name), 'utf8');
const manifest = async (from = folder) => JSON.parse(await read('appsscript.json', from));

describe('the manifest', () => {
  it('asks for exactly these five scopes, the same that every entry point requires', async () => {
    const asked = [
      'openid',
      'https://www.googleapis.com/auth/userinfo.email',
      'https://www.googleapis.com/auth/spreadsheets.currentonly',
      'https://www.googleapis.com/auth/script.container.ui',
      'https://www.googleapis.com/auth/script.external_request',
    ];
    expect((await manifest()).oauthScopes).toEqual(asked);
    expect(SCOPES).toEqual(asked);
  });

  it('runs on V8, is no card add-on, and may call the API alone', async () => {
    expect(await manifest()).toMatchObject({ runtimeVersion: 'V8', urlFetchWhitelist: [`${API}/`] });
    expect(await manifest()).not.toHaveProperty('addOns');
  });
});

describe('the bundle', () => {
  it('is the same bytes in every environment, but for config.js and the whitelist', async () => {
    const names = await readdir(folder);
    expect(names.sort()).toEqual(
      ['appsscript.json', 'code.js', 'config.js', ...PAGES.map((name) => `${name}.html`)].sort(),
    );
    const same = names.filter((name) => name !== 'config.js' && name !== 'appsscript.json');
    for (const name of same) expect(await read(name, other), name).toBe(await read(name));
    const [here, there] = [await manifest(), await manifest(other)];
    expect({ ...here, urlFetchWhitelist: there.urlFetchWhitelist }).toEqual(there);
    expect(there.urlFetchWhitelist).toEqual(['http://127.0.0.1:8787/']);
    expect(await read('config.js', other)).toContain('"apiUrl":"http://127.0.0.1:8787"');
  });

  it('loads in a bare context in either order: while files load, no service is called', async () => {
    for (const order of [
      ['config.js', 'code.js'],
      ['code.js', 'config.js'],
    ]) {
      // No SpreadsheetApp, no ScriptApp: touching one would throw.
      const context = createContext({});
      for (const name of order) runInContext(await read(name), context);
      expect(runInContext('typeof onOpen', context)).toBe('function');
    }
  });

  it('has a real top-level function for the menu and for each call of a page, callable by name', async () => {
    const code = await read('code.js');
    const names = [...code.matchAll(/^function (\w+)\(\) \{$/gm)].map(([, name]) => name ?? '');
    const menu = ['onInstall', 'onOpen', 'openCounts', 'openExits', 'openHelp'];
    expect(names).toEqual(expect.arrayContaining(menu));
    const called = new Set<string>();
    for (const page of PAGES) for (const name of await callsIn(page)) called.add(name);
    expect(called.size).toBeGreaterThan(15);
    expect(names).toEqual(expect.arrayContaining([...called]));
    expect(names.filter((name) => name.endsWith('_'))).toEqual([]);
  });

  it('uses nothing that Apps Script lacks', async () => {
    const code = await read('code.js');
    const absent =
      'URL URLSearchParams fetch setTimeout setInterval queueMicrotask TextEncoder TextDecoder atob btoa crypto Blob FormData structuredClone AbortController performance process require window document Buffer';
    for (const name of absent.split(' '))
      expect(code, name).not.toMatch(new RegExp(`(?<![.\\w$'"])${name}\\s*[(.]`));
    expect(code).not.toMatch(/\bclass\s+\w*\s*\{|this\.#|^\s+#\w+/m);
    expect(code).not.toContain('zod');
  });
});

describe('each page', () => {
  it.each(
    PAGES,
  )('%s fetches nothing, and its only scriptlets are its language and its start', async (name) => {
    const html = await read(`${name}.html`);
    expect(html).not.toMatch(/<link|@import|\bsrc\s*=\s*["']|url\(/);
    expect(html.match(/https?:\/\/[^\s"'`]+/g) ?? []).toEqual([]);
    expect(html.match(/<\?.*?\?>/gs)).toEqual(['<?= language ?>', '<?= start ?>']);
    expect(html.match(/<\/script/gi)).toHaveLength(1);
    expect(html).not.toContain('/* script */');
  });

  it('never changes a number on the mouse wheel: no number field in any page', async () => {
    for (const name of PAGES)
      expect(await read(`${name}.html`)).not.toMatch(/type["']?\s*[:=]\s*["'`]number/);
  });
});

/** Names of server functions in a page's script: they travel as texts to `google.script.run`. */
async function callsIn(page: string): Promise<string[]> {
  const folder = new URL('../../addon/server/calls/', import.meta.url);
  const files = await Promise.all(
    (await readdir(folder)).map((name) => readFile(new URL(name, folder), 'utf8')),
  );
  const known = [...files.join('\n').matchAll(/^ {2}(\w+)\((?:email|$)/gm)];
  const html = await read(`${page}.html`);
  return known.flatMap(([, name]) => (name && html.includes(`"${name}"`) ? [name] : []));
}
