import JSZip from 'jszip';
import { beforeAll, describe, expect, test } from 'vitest';
import type { App } from './app.ts';
import { CALLS, ROLES, twoDepots } from './everyCall.ts';
import { CLERK, MANAGER } from './hospital.ts';
import { PAGES, type Place } from './portalPages.ts';
import { SHOWN_TO_ALL, TABLE } from './rightsTable.ts';
import { sessionOf } from './session.ts';

/**
 * Q5 whole: every call of the API and every page of the portal × role × own depot, other depot, no such depot.
 * The table stands in rightsTable.ts; a call or a page that is not in it fails here.
 */
let app: App;
let places: Record<'own' | 'other' | 'none', Place>;

beforeAll(async () => {
  ({ app, places } = await twoDepots());
}, 60_000);

/** Name, then what each role gets about its own depot, another one, and one that there is not. */
const rows = TABLE.split('\n')
  .filter((line) => line.includes(' | '))
  .map((line) => {
    const [name = '', ...told] = line.split(/ +\| +/).map((cell) => cell.trim().replace(/ +/g, ' '));
    return { name, told };
  });
const WHERE = ['own', 'other', 'none'] as const;
/** Pages that are lists: they say in a sentence that there is nothing. */
const LISTS = ['/counts', '/documents', '/movements'];

/** A page is asked for, or a form of it is sent from our own page. */
function sentAs(name: string, Cookie: string): RequestInit {
  if (!name.startsWith('POST ')) return { headers: { Cookie } };
  return { method: 'POST', body: new FormData(), headers: { Cookie, Origin: 'http://localhost' } };
}

async function ask(name: string, email: string, place: Place): Promise<Response> {
  const page = PAGES[name];
  if (page) {
    const headers = { Cookie: await sessionOf(app, email), Origin: 'http://localhost' };
    const method = name.startsWith('POST ') ? 'POST' : 'GET';
    return app.app.request(page(place), { method, headers }, app.environment);
  }
  const call = CALLS[name];
  if (!call) throw new Error(`no request is written for ${name}`);
  const { path, body } = call(place);
  return app.send(email, name.split(' ')[0] ?? '', path, body);
}

/** The status, with `-` behind it where the answer holds nothing. */
async function toldBy(name: string, response: Response): Promise<string> {
  const type = response.headers.get('Content-Type') ?? '';
  const bytes = await response.arrayBuffer();
  const text = new TextDecoder().decode(bytes);
  const isBare = async () => {
    if (/json/.test(type)) return JSON.parse(text).rows?.length === 0;
    if (/csv/.test(type)) return text.trim().split('\n').length === 1;
    if (/sheet/.test(type)) {
      const sheet = await (await JSZip.loadAsync(bytes)).file('xl/worksheets/sheet1.xml')?.async('text');
      return sheet?.match(/<row /g)?.length === 1;
    }
    return LISTS.includes(name) && /<p class="said">/.test(text);
  };
  return `${response.status}${response.status === 200 && (await isBare()) ? '-' : ''}`;
}

test('every call of the API and every page stands in the table', async () => {
  const openapi = await (await app.app.request('/v1/openapi.json', {}, app.environment)).json<{
    paths: Record<string, Record<string, { security?: object[] }>>;
  }>();
  const calls = Object.entries(openapi.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { security }]) => security === undefined || security.length > 0)
      .map(([method]) => `${method.toUpperCase()} ${path}`),
  );
  const pages = app.app.routes
    .filter(({ method, path }) => method !== 'ALL' && !/^\/(v1|health$|errors)/.test(path))
    .map(({ method, path }) => (method === 'GET' ? path : `${method} ${path}`));
  const named = rows.map(({ name }) => name.replace(/^(POST \/v1\/imports\/)\w+$/, '$1{what}'));
  expect([...new Set(named), ...SHOWN_TO_ALL].toSorted()).toEqual(
    [...new Set([...calls, ...pages])].toSorted(),
  );
});

describe('who gets what (Q5)', () => {
  test.each(rows)('$name', async ({ name, told }) => {
    const got: string[] = [];
    for (const where of WHERE.slice(0, told.length)) {
      const cells: string[] = [];
      for (const email of Object.values(ROLES)) {
        cells.push(await toldBy(name, await ask(name, email, places[where])));
      }
      got.push(cells.join(' '));
    }
    expect(got).toEqual(told);
  });
});

test('what one may not see is told in the very words of what there is not', async () => {
  const words = async (name: string, where: 'other' | 'none') => {
    const response = await ask(name, CLERK, places[where]);
    const { requestId: _, ...rest } = await response.json<Record<string, unknown>>();
    return JSON.stringify(rest)
      .replaceAll(places[where].depot, '<depot>')
      .replaceAll(places[where].bin, '<bin>');
  };
  const hidden = rows.filter(({ name, told }) => CALLS[name] && /^4/.test(told[1] ?? ''));
  expect(hidden.length).toBeGreaterThan(30);
  for (const { name } of hidden)
    expect([name, await words(name, 'other')]).toEqual([name, await words(name, 'none')]);
});

test('without a token or a session nobody gets anything, nor does a stranger with a good token', async () => {
  for (const { name } of rows) {
    const page = PAGES[name];
    if (page) {
      const response = await app.app.request(page(places.own), sentAs(name, ''), app.environment);
      expect([name, response.status, response.headers.get('Location')]).toEqual([
        name,
        302,
        expect.stringMatching(/^\/sign-in/),
      ]);
      continue;
    }
    const { path } = CALLS[name]?.(places.own) ?? { path: '' };
    const method = name.split(' ')[0] ?? '';
    const [bare, stranger] = [
      await app.app.request(path, { method }, app.environment),
      await app.send('eve@evil.example', method, path, method === 'GET' ? undefined : {}),
    ];
    expect([name, bare.status, stranger.status]).toEqual([name, 401, 403]);
  }
});

test('a manager adds items, their barcodes and levels; what an item is, the administrator changes', async () => {
  const put = async (body: object) => (await app.send(MANAGER, 'PUT', '/v1/items', body)).status;
  const vis = { code: 'VIS', label: 'Vis M4', kind: 'part', version: 1 };
  expect(await put({ ...vis, label: 'Vis' })).toBe(403);
  expect(await put({ ...vis, active: false })).toBe(403);
  expect(await put({ ...vis, codes: [{ code: '3400930000007', quantity: 10 }] })).toBe(200);
  const rowsSent = { rows: [{ code: 'VIS', label: 'Vis M4', referencePrice: 9 }] };
  expect(await (await app.send(MANAGER, 'POST', '/v1/imports/items', rowsSent)).json()).toMatchObject({
    errors: [{ code: 'FORBIDDEN' }],
  });
});
