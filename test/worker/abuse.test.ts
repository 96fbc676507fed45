import { exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose';
import JSZip from 'jszip';
import Papa from 'papaparse';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { Count } from '../../shared/contract/counts.ts';
import { civilDateIn } from '../../shared/domain/dates.ts';
import { LOCAL_AUDIENCE, LOCAL_ISSUER } from '../../shared/domain/localIdentity.ts';
import { ADMIN, type App } from './app.ts';
import { CALLS, twoDepots } from './everyCall.ts';
import { ACCOUNTANT, CLERK, MANAGER } from './hospital.ts';
import { PAGES, type Place } from './portalPages.ts';
import { sessionOf } from './session.ts';

/** Hostile input, kind by kind; the threats are those of docs/security.md. */
let app: App;
let own: Place;

beforeAll(async () => {
  const made = await twoDepots();
  app = made.app;
  own = made.places.own;
}, 60_000);

const ask = (path: string, init: RequestInit = {}, environment = app.environment) =>
  app.app.request(path, init, environment);
const codeOf = async (response: Response) => (await response.json<{ code?: string }>()).code;

describe('tokens', () => {
  const claims = { email: ADMIN, email_verified: true };
  const inTheName = (token: SignJWT) =>
    token.setIssuer(LOCAL_ISSUER).setAudience(LOCAL_AUDIENCE).setSubject(`sub-of-${ADMIN}`);
  /** A deployment whose public key the attacker knows, as everybody does. */
  async function known() {
    const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
    const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'RS256' }] };
    return {
      publicKey,
      privateKey,
      environment: { ...app.environment, LOCAL_IDENTITY_KEYS: JSON.stringify(keys) },
    };
  }
  const me = async (token: string, environment = app.environment) =>
    (await ask('/v1/me', { headers: { Authorization: `Bearer ${token}` } }, environment)).status;

  test('signed by HS256 with the public key for its secret, in any writing of that key', async () => {
    const { publicKey, environment } = await known();
    const writings = [
      await exportSPKI(publicKey),
      JSON.stringify(await exportJWK(publicKey)),
      (await exportJWK(publicKey)).n,
    ];
    for (const secret of writings) {
      const token = await inTheName(new SignJWT(claims))
        .setProtectedHeader({ alg: 'HS256', kid: 'k' })
        .setExpirationTime('1h')
        .sign(new TextEncoder().encode(secret));
      expect(await me(token, environment)).toBe(401);
    }
  });

  test('bringing its own key, of another algorithm, not valid yet, without an end, with a critical header', async () => {
    const { privateKey, environment } = await known();
    const other = await generateKeyPair('RS256', { extractable: true });
    const jwk = await exportJWK(other.publicKey);
    const sign = (
      header: object,
      key = privateKey,
      change = (token: SignJWT) => token.setExpirationTime('1h'),
    ) =>
      change(inTheName(new SignJWT(claims)))
        .setProtectedHeader({ alg: 'RS256', kid: 'k', ...header })
        .sign(key);
    expect(await me(await sign({}), environment)).toBe(200);
    const forged = [
      sign({ jwk }, other.privateKey),
      sign({ jku: 'https://evil.example/keys' }, other.privateKey),
      sign({ kid: 'unknown' }, other.privateKey),
      sign({}, privateKey, (token) => token.setNotBefore('10m').setExpirationTime('1h')),
      sign({}, privateKey, (token) => token),
      sign({ alg: 'PS256' }, (await generateKeyPair('PS256')).privateKey),
    ];
    for (const token of forged) expect(await me(await token, environment)).toBe(401);
    // A critical header that nobody understands.
    const [, body, signature] = (await sign({})).split('.');
    const header = btoa(JSON.stringify({ alg: 'RS256', kid: 'k', crit: ['exp2'] })).replace(/=+$/, '');
    expect(await me(`${header}.${body}.${signature}`, environment)).toBe(401);
  });

  test('sent again as it was recorded does nothing twice, and nothing at all once its person is deactivated', async () => {
    const zoe = { email: 'zoe@tilleuls.example', name: 'Zoé' };
    await app.person({ ...zoe, rights: [{ depot: 'PHC', role: 'clerk' }] });
    const id = crypto.randomUUID();
    const lines = [{ item: 'PARA', lot: 'L1', quantity: 1 }];
    const recorded = {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${await app.token(zoe.email)}`,
        'Content-Type': 'application/json',
        'Idempotency-Key': id,
      },
      body: JSON.stringify({
        id,
        type: 'exit-patient',
        depot: 'PHC',
        party: 'P-001',
        notCounted: true,
        lines,
      }),
    };
    const answers = [await ask('/v1/documents', recorded), await ask('/v1/documents', recorded)];
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const [first, again] = await Promise.all(answers.map((answer) => answer.json<{ number: string }>()));
    expect(again?.number).toBe(first?.number);
    const posted = app.db.prepare('SELECT count(*) AS n FROM documents WHERE id = ?1').bind(id);
    expect(await posted.first('n')).toBe(1);
    await app.person({ ...zoe, active: false, version: 1 });
    const late = await ask('/v1/documents', recorded);
    expect([late.status, await codeOf(late)]).toEqual([403, 'PERSON_UNKNOWN']);
  });

  test('of another domain than the deployment allows, even for whoever is registered', async () => {
    const environment = { ...app.environment, ALLOWED_DOMAINS: 'tilleuls.example annexe.example' };
    expect(await me(await app.token(CLERK), environment)).toBe(200);
    await app.person({ email: 'guest@gmail.example', name: 'Hôte', accountant: true });
    const refused = await ask(
      '/v1/me',
      { headers: { Authorization: `Bearer ${await app.token('guest@gmail.example')}` } },
      environment,
    );
    expect([refused.status, await codeOf(refused)]).toEqual([403, 'DOMAIN_FOREIGN']);
    expect(await me(await app.token('x@tilleuls.example.evil.example'), environment)).toBe(403);
  });
});

describe('Google’s own tokens, one person at a time', () => {
  /** Google's keys are fetched once for the isolate: one stand-in serves the whole group. */
  let privateKey: CryptoKey;
  const production = () => ({ ...app.environment, ENVIRONMENT: 'production', AUTH_AUDIENCES: 'ours' });
  beforeAll(async () => {
    const pair = await generateKeyPair('RS256');
    privateKey = pair.privateKey;
    const published = { keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'google', alg: 'RS256' }] };
    vi.stubGlobal('fetch', async () => Response.json(published));
    return () => vi.unstubAllGlobals();
  });
  const google = async (email: string, more: object = {}) =>
    new SignJWT({ email, email_verified: true, ...more })
      .setProtectedHeader({ alg: 'RS256', kid: 'google' })
      .setIssuer('https://accounts.google.com')
      .setAudience('ours')
      .setSubject(`sub-of-${email}`)
      .setExpirationTime('1h')
      .sign(privateKey);
  const asGoogle = (token: string, environment = production()) =>
    ask('/v1/me', { headers: { Authorization: `Bearer ${token}` } }, environment);

  test('an address of the domain is not enough: the account must be the domain’s (hd)', async () => {
    const limited = { ...production(), ALLOWED_DOMAINS: 'tilleuls.example' };
    const statuses = await Promise.all(
      [{ hd: 'tilleuls.example' }, {}, { hd: 'evil.example' }].map(
        async (hd) => (await asGoogle(await google(CLERK, hd), limited)).status,
      ),
    );
    expect(statuses).toEqual([200, 403, 403]);
  });

  test('five requests a second for a minute, then 429 with Retry-After; nobody else is held up', async () => {
    const environment = production();
    expect(environment.RATE_LIMIT).toBeDefined();
    const token = await google(MANAGER);
    let refused: Response | undefined;
    // The limiter counts by the minute of the clock: one that ends meanwhile begins the count anew.
    for (let n = 0; n < 2 * 302 && !refused; n++) {
      const response = await asGoogle(token, environment);
      if (response.status === 429) refused = response;
      else await response.arrayBuffer();
    }
    expect(refused?.headers.get('Retry-After')).toBe('60');
    expect(await refused?.json()).toMatchObject({
      code: 'RATE_LIMITED',
      detail: 'Trop de demandes à la fois. Réessayez dans 60 secondes.',
    });
    // The accounting page counts the same person.
    const Cookie = (await sessionOf(app, MANAGER)).replace('decompte=', '__Host-decompte=');
    const page = await ask('https://decompte.example/counts', { headers: { Cookie } }, environment);
    expect([page.status, page.headers.get('Retry-After')]).toEqual([429, '60']);
    expect((await asGoogle(await google(ACCOUNTANT), environment)).status).toBe(200);
    const { RATE_LIMIT: _, ...without } = environment;
    expect((await asGoogle(token, without)).status).toBe(200);
  });
});

describe('bodies', () => {
  const post = async (body: BodyInit, token?: string, headers: Record<string, string> = {}) =>
    ask('/v1/documents', {
      method: 'POST',
      body,
      headers: {
        Authorization: `Bearer ${token ?? (await app.token(ADMIN))}`,
        'Content-Type': 'application/json',
        'Idempotency-Key': crypto.randomUUID(),
        ...headers,
      },
      // A stream is sent as it comes.
      ...(body instanceof ReadableStream && { duplex: 'half' }),
    } as RequestInit);

  test('nested a hundred thousand deep, as arrays and as objects', async () => {
    for (const [open, close] of [
      ['[', ']'],
      ['{"a":', '}'],
    ] as const) {
      const deep = `${open.repeat(100_000)}1${close.repeat(100_000)}`;
      expect((await post(deep)).status).toBeLessThan(500);
      expect((await post(`{"id":"x","lines":${deep}}`)).status).toBeLessThan(500);
      expect((await post(`{"rows":[{"code":${deep}}]}`)).status).toBeLessThan(500);
    }
  });

  test('larger than told, or of a length that is not told, end at the limit', async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 65_536;
        controller.enqueue(new Uint8Array(65_536).fill(32));
      },
    });
    const refused = await post(endless);
    expect([refused.status, await codeOf(refused)]).toEqual([413, 'BODY_TOO_LARGE']);
    expect(sent).toBeLessThan(4 * 1024 * 1024);
  });

  test('that come slowly or never: of whoever is not known nothing is awaited', async () => {
    const silent = new ReadableStream<Uint8Array>({ pull: () => new Promise(() => {}) });
    expect((await post(silent, 'a.forged.token')).status).toBe(401);
  });

  test('with fields that are nobody’s to set: each command names them and does nothing', async () => {
    const before = await app.db.prepare('SELECT max(sequence) AS n FROM journal').first('n');
    for (const [name, call] of Object.entries(CALLS)) {
      const { path, body } = call(own);
      // A link is made of its path alone.
      if (body === undefined || name.endsWith('/link')) continue;
      const smuggled = { ...body, person: 1, admin: true, sequence: 1, mask: 'x', __proto__x: 1 };
      const response = await app.send(ADMIN, name.split(' ')[0] ?? '', path, smuggled);
      const { code, detail } = await response.json<{ code: string; detail: string }>();
      // What a person is, an administrator may say: by its own name alone.
      expect([name, code, /person|sequence|mask/.test(detail)]).toEqual([name, 'REQUEST_INVALID', true]);
    }
    expect(await app.db.prepare('SELECT max(sequence) AS n FROM journal').first('n')).toBe(before);
  });
});

/** What a spreadsheet would run, a page would show, a header or a query would take. */
const EVIL = [
  '=HYPERLINK("http://evil.example";"clic")',
  "+1+cmd|' /C calc'!A0",
  '@SUM(A1:A9)',
  '-2+3',
  '<img src=x onerror=alert(1)>',
  '"; filename="evil.exe',
  `'); DROP TABLE journal; --`,
];

describe('every text field, into every file and page', () => {
  let count: Count;

  beforeAll(async () => {
    const e = (at: number) => EVIL[at % EVIL.length] ?? '';
    for (const [at, text] of EVIL.entries()) {
      const code = `${text} ${at}`;
      await app.call(ADMIN, 'PUT', '/v1/suppliers', { code, name: text });
      await app.call(ADMIN, 'PUT', '/v1/services', { code, name: text });
      await app.call(ADMIN, 'PUT', '/v1/patients', { reference: code, name: text });
      await app.depot({ code, name: text });
      await app.call(ADMIN, 'PUT', '/v1/bins', { depot: 'PHC', code, name: text });
      await app.item({ code, label: text, unit: e(at + 1).slice(0, 30), group: text, supplier: code });
    }
    const lines = EVIL.flatMap((text, at) => {
      const [item, bin] = [`${text} ${at}`, `${e(at + 1)} ${(at + 1) % EVIL.length}`];
      return [
        { item, bin, lot: e(at + 2), expiry: '2031-01-31', quantity: 5, unitCost: 1 },
        { item, bin, serial: e(at + 3), quantity: 1, unitCost: 1 },
      ];
    });
    const words = (at: number) => ({ description: e(at), linkedDocument: e(at + 1), reason: e(at + 2) });
    await app.post(ADMIN, { type: 'entry-opening', depot: 'PHC', ...words(0), lines });
    for (const [at, text] of EVIL.entries()) {
      const line = { item: `${text} ${at}`, lot: e(at + 2), quantity: 1 };
      await app.post(MANAGER, {
        ...{ type: 'exit-patient', depot: 'PHC', party: `${text} ${at}` },
        ...{ ...words(at), lines: [line] },
      });
    }
    count = await app.call<Count>(MANAGER, 'POST', '/v1/counts', {
      ...{ id: crypto.randomUUID(), name: EVIL[5], depot: 'PHC', kind: 'article', instructions: EVIL[4] },
    });
    const read = await app.call<{ rows: { line: number; lot: string }[] }>(
      MANAGER,
      'GET',
      `/v1/counts/${count.id}/lines`,
    );
    const counted = read.rows.filter(({ lot }) => lot).map(({ line }) => [line, 2, 0]);
    await app.call(MANAGER, 'PUT', `/v1/counts/${count.id}/lines`, { lines: counted });
    await app.call(MANAGER, 'PATCH', `/v1/counts/${count.id}/lines`, {
      lines: read.rows.map(({ line }, at) => ({ line, note: e(at), reason: e(at + 1) })),
    });
    const { count: closed } = await app.call<{ count: Count }>(
      MANAGER,
      'POST',
      `/v1/counts/${count.id}/close`,
      {
        blanks: { default: 'keep' },
      },
    );
    count = await app.call<Count>(MANAGER, 'POST', `/v1/counts/${count.id}/confirm`, {
      version: closed.version,
    });
  }, 60_000);

  const asPage = async (path: string) => ask(path, { headers: { Cookie: await sessionOf(app, ADMIN) } });
  // The organisation's day: late in the evening it is tomorrow's of UTC.
  const period = () => `from=2020-01-01&to=${civilDateIn('Europe/Paris', new Date())}`;
  const fileNamed = (response: Response) =>
    expect(response.headers.get('Content-Disposition') ?? '').toMatch(/^attachment; filename="[\w.-]+"$/);

  /** A cell that a spreadsheet would run: neither a number nor held back by an apostrophe or `="…"`. */
  function formulasIn(csv: string): string[] {
    const { data } = Papa.parse<string[]>(csv.replace(/^\uFEFF/, ''), { delimiter: ';' });
    return data
      .flat()
      .filter(
        (cell) =>
          /^\s*[=+\-@\t\r]/.test(cell) && !/^-?\d+(,\d+)?$/.test(cell) && !/^="([^"]|"")*"$/.test(cell),
      );
  }

  test('CSV: nothing is run, and the text is all there', async () => {
    const files = [
      await app.send(ADMIN, 'GET', '/v1/stock/export?depot=PHC'),
      await asPage(`/movements/stock.csv?${period()}`),
      await asPage(`/movements/lines.csv?${period()}`),
    ];
    for (const file of files) {
      fileNamed(file);
      const csv = await file.text();
      expect(formulasIn(csv)).toEqual([]);
      expect(csv).toContain('HYPERLINK');
    }
  });

  test('both zips: every CSV in them, and the record', async () => {
    for (const moment of ['before', 'after']) {
      const response = await app.send(ADMIN, 'GET', `/v1/counts/${count.id}/snapshots/${moment}`);
      fileNamed(response);
      const zip = await JSZip.loadAsync(await response.arrayBuffer());
      const files = Object.values(zip.files);
      expect(files.filter(({ name }) => !/^[\w.-]+$/.test(name))).toEqual([]);
      for (const file of files) {
        const text = await file.async('text');
        if (file.name.endsWith('.csv')) expect([file.name, formulasIn(text)]).toEqual([file.name, []]);
        if (file.name.endsWith('.html')) expect(text).not.toContain('<img');
      }
    }
  });

  test('xlsx: texts are texts, no cell is a formula or a link', async () => {
    const response = await asPage(`/movements/stock.xlsx?${period()}`);
    fileNamed(response);
    const zip = await JSZip.loadAsync(await response.arrayBuffer());
    const parts = await Promise.all(
      Object.values(zip.files).map(async ({ name }) => [name, await zip.file(name)?.async('text')] as const),
    );
    const whole = parts.map(([, text]) => text).join('\n');
    expect(whole.includes('<t>=HYPERLINK("http')).toBe(true);
    expect(whole).not.toMatch(/<f[ >]|<hyperlink|ddeLink|externalLink/);
    const sheet = parts.find(([name]) => /sheet1\.xml$/.test(name))?.[1] ?? '';
    expect(sheet).not.toMatch(/<c [^>]*t="str"/);
  });

  test('pages: shown as written, never taken for markup', async () => {
    const exits = await app.call<{ rows: { id: string }[] }>(
      ADMIN,
      'GET',
      '/v1/documents?type=exit-patient&limit=20',
    );
    const lot = new URLSearchParams({ item: `${EVIL[2]} 2`, lot: EVIL[4] ?? '' });
    const shown = [
      ...Object.values(PAGES).map((path) => path({ ...own, confirmed: count.id })),
      ...exits.rows.map(({ id }) => `/documents/${id}`),
    ].filter((path) => !/\.(csv|xlsx|zip)/.test(path));
    const pages = [
      ...(await Promise.all(shown.map(asPage))),
      await app.send(ADMIN, 'GET', `/v1/lots/notice?${lot}`),
      await app.send(ADMIN, 'POST', '/v1/labels', {
        items: EVIL.map((text, at) => ({ item: `${text} ${at}` })),
        bins: EVIL.map((text, at) => ({ depot: 'PHC', bin: `${text} ${at}` })),
      }),
    ];
    for (const page of pages) {
      const html = await page.text();
      expect([page.status, page.url, html.includes('<img src=x')]).toEqual([200, page.url, false]);
    }
  });
});

test('no secret, token or patient stands in the log, whatever fails', async () => {
  const said: string[] = [];
  const spies = (['log', 'info', 'warn', 'error', 'debug'] as const).map((level) =>
    vi.spyOn(console, level).mockImplementation((...what: unknown[]) => {
      said.push(
        what
          .map((one) => (one instanceof Error ? `${one.stack} ${String(one.cause)}` : JSON.stringify(one)))
          .join(' '),
      );
    }),
  );
  const token = await app.token(MANAGER);
  const Cookie = await sessionOf(app, MANAGER);
  const broken = (error: Error) => ({
    ...app.environment,
    DB: {
      prepare: () => {
        throw error;
      },
      batch: () => Promise.reject(error),
    } as unknown as D1Database,
  });
  const headers = {
    Authorization: `Bearer ${token}`,
    Cookie,
    'Idempotency-Key': crypto.randomUUID(),
    'Content-Type': 'application/json',
  };
  for (const environment of [app.environment, broken(new Error('D1_ERROR: no such table'))]) {
    for (const [name, call] of Object.entries(CALLS)) {
      const { path, body = { reference: 'P-SECRET' } } = call(own);
      const method = name.split(' ')[0] ?? '';
      await ask(
        path,
        { method, headers, ...(method !== 'GET' && { body: JSON.stringify(body) }) },
        environment,
      );
    }
    for (const page of Object.values(PAGES)) await ask(page(own), { headers }, environment);
    await ask('/v1/patients?reference=P-SECRET', { headers }, environment);
    await ask('/sign-in/return?code=the-code&state=x', { headers }, environment);
    await ask('/v1/me', { headers: { Authorization: `Bearer ${token}x` } }, environment);
  }
  for (const spy of spies) spy.mockRestore();
  const secrets = [
    token,
    token.split('.')[2],
    Cookie.split('=')[1],
    app.environment.LINK_KEY,
    'P-SECRET',
    'the-code',
  ];
  expect(said.length).toBeGreaterThan(10);
  for (const secret of secrets) expect(said.join('\n')).not.toContain(secret);
});
