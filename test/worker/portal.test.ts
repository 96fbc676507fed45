import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { LOCAL_AUDIENCE, LOCAL_ISSUER } from '../../shared/domain/localIdentity.ts';
import { textOf } from '../../shared/text/index.ts';
import { say } from '../../shared/text/say.ts';
import { ADMIN, type App, startApp } from './app.ts';

/** The page for accounting, below the browser: who gets in, and what is refused. */
let app: App;
const HOST = 'https://decompte.example';
const PROVIDER = 'http://provider.local';

beforeAll(async () => {
  app = await startApp();
  app.environment.LOCAL_SIGN_IN_URL = PROVIDER;
  await app.depot({ code: 'PHC', name: 'Pharmacie' });
  await app.person({ email: 'anne@tilleuls.example', name: 'Anne', accountant: true });
});
beforeEach(() => vi.unstubAllGlobals());

const get = (path: string, headers: Record<string, string> = {}) =>
  app.app.request(`${HOST}${path}`, { headers }, app.environment);
const cookiesOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');

/** What the provider would answer for the code; the nonce is the one that the browser left with. */
function provide(token: (nonce: string) => Promise<string>, nonce: string): void {
  vi.stubGlobal('fetch', async () =>
    Response.json({
      access_token: 'none',
      token_type: 'Bearer',
      expires_in: 60,
      id_token: await token(nonce),
    }),
  );
}

async function leave(to = '/counts') {
  const response = await get(`/sign-in/start?to=${encodeURIComponent(to)}`);
  const address = new URL(response.headers.get('Location') ?? '');
  return {
    cookie: cookiesOf(response),
    address,
    asked: (name: string) => address.searchParams.get(name) ?? '',
  };
}

async function signIn(email: string): Promise<Response> {
  const { cookie, asked } = await leave();
  provide((nonce) => app.token(email, { nonce }), asked('nonce'));
  return get(`/sign-in/return?code=1&state=${asked('state')}`, { Cookie: cookie });
}

describe('signing in', () => {
  test('leaves with PKCE, state and nonce, and comes back to a session that no script reads', async () => {
    const { address, asked } = await leave();
    expect(address.origin).toBe(PROVIDER);
    expect([asked('response_type'), asked('code_challenge_method'), asked('client_id')]).toEqual([
      'code',
      'S256',
      LOCAL_AUDIENCE,
    ]);
    expect(asked('redirect_uri')).toBe(`${HOST}/sign-in/return`);
    const back = await signIn('anne@tilleuls.example');
    expect([back.status, back.headers.get('Location')]).toEqual([302, '/counts']);
    const session = back.headers.getSetCookie().find((cookie) => cookie.startsWith('__Host-decompte='));
    expect(session).toMatch(/HttpOnly/);
    expect(session).toMatch(/Secure/);
    expect(session).toMatch(/SameSite=Lax/);
    const page = await get('/counts', { Cookie: cookiesOf(back) });
    expect(page.status).toBe(200);
    expect(page.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
    expect(page.headers.get('Content-Security-Policy')).not.toContain('script-src');
    // The database holds the secret's hash alone.
    const secret = /__Host-decompte=(\w+)/.exec(session ?? '')?.[1] ?? '';
    const { results } = await app.db.prepare('SELECT * FROM sessions').all();
    expect(secret).toHaveLength(64);
    expect(JSON.stringify(results)).not.toContain(secret);
  });

  test.each([
    [
      'another state',
      async () => {
        const { cookie, asked } = await leave();
        provide((nonce) => app.token('anne@tilleuls.example', { nonce }), asked('nonce'));
        return get('/sign-in/return?code=1&state=another', { Cookie: cookie });
      },
    ],
    [
      'no cookie: the browser never left from here',
      async () => {
        const { asked } = await leave();
        provide((nonce) => app.token('anne@tilleuls.example', { nonce }), asked('nonce'));
        return get(`/sign-in/return?code=1&state=${asked('state')}`);
      },
    ],
    [
      'a token with another nonce: a replay',
      async () => {
        const { cookie, asked } = await leave();
        provide(() => app.token('anne@tilleuls.example', { nonce: 'another' }), '');
        return get(`/sign-in/return?code=1&state=${asked('state')}`, { Cookie: cookie });
      },
    ],
    [
      'a token that somebody else signed',
      async () => {
        const { cookie, asked } = await leave();
        const other = await startOther();
        provide(() => other.token('anne@tilleuls.example', { nonce: asked('nonce') }), '');
        return get(`/sign-in/return?code=1&state=${asked('state')}`, { Cookie: cookie });
      },
    ],
  ])('refused: %s', async (_, attempt) => {
    const response = await attempt();
    expect(response.status).toBe(401);
    expect(await response.text()).toContain('La connexion n’a pas abouti');
    expect(response.headers.getSetCookie().some((cookie) => /^__Host-decompte=\w/.test(cookie))).toBe(false);
  });

  test('the same return is let in once, though the provider would answer it again and its owner signed out', async () => {
    const { cookie, asked } = await leave();
    const again = async () => {
      provide((nonce) => app.token('anne@tilleuls.example', { nonce }), asked('nonce'));
      return get(`/sign-in/return?code=1&state=${asked('state')}`, { Cookie: cookie });
    };
    const both = await Promise.all([again(), again()]);
    expect(both.map(({ status }) => status).sort()).toEqual([302, 401]);
    const Cookie = cookiesOf(both.find(({ status }) => status === 302)!);
    const headers = { Cookie, Origin: HOST, 'Content-Type': 'application/x-www-form-urlencoded' };
    await app.app.request(`${HOST}/sign-out`, { method: 'POST', headers }, app.environment);
    const replayed = await again();
    expect([replayed.status, replayed.headers.getSetCookie().join()]).toEqual([
      401,
      expect.not.stringMatching(/__Host-decompte=\w/),
    ]);
    expect(await replayed.text()).toContain('La connexion n’a pas abouti');
    // A sign-in of its own is none.
    expect((await signIn('anne@tilleuls.example')).status).toBe(302);
  });

  test('nobody is led to another site afterwards', async () => {
    for (const to of ['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)']) {
      const { cookie, asked } = await leave(to);
      provide((nonce) => app.token('anne@tilleuls.example', { nonce }), asked('nonce'));
      const back = await get(`/sign-in/return?code=1&state=${asked('state')}`, { Cookie: cookie });
      expect([to, back.headers.get('Location')]).toEqual([to, '/counts']);
    }
  });
});

describe('a session', () => {
  test('a stranger is led to the sign-in; an expired or invented session is no session', async () => {
    for (const Cookie of ['', `__Host-decompte=${'0'.repeat(64)}`, '__Host-decompte=x']) {
      const response = await get('/journal?what=count', { Cookie });
      expect(response.headers.get('Location')).toBe('/sign-in?to=%2Fjournal%3Fwhat%3Dcount');
    }
    const signedIn = await signIn('anne@tilleuls.example');
    await app.db.prepare(`UPDATE sessions SET expires_at = '2020-01-01T00:00:00.000Z'`).run();
    expect((await get('/counts', { Cookie: cookiesOf(signedIn) })).status).toBe(302);
  });

  test('whoever is deactivated is out at the next page', async () => {
    await app.person({ email: 'leo@tilleuls.example', name: 'Léo', accountant: true });
    const Cookie = cookiesOf(await signIn('leo@tilleuls.example'));
    expect((await get('/counts', { Cookie })).status).toBe(200);
    await app.person({ email: 'leo@tilleuls.example', name: 'Léo', active: false, version: 1 });
    const refused = await get('/counts', { Cookie });
    expect([refused.status, (await refused.text()).includes('n’est pas inscrit')]).toEqual([403, true]);
  });

  test('signing out ends it on the server, and only a form of our own page does it', async () => {
    const Cookie = cookiesOf(await signIn(ADMIN));
    const post = (headers: Record<string, string>) =>
      app.app.request(
        `${HOST}/sign-out`,
        {
          method: 'POST',
          headers: { Cookie, 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
        },
        app.environment,
      );
    expect((await post({ Origin: 'https://evil.example' })).status).toBe(403);
    expect((await get('/counts', { Cookie })).status).toBe(200);
    expect((await post({ Origin: HOST })).status).toBe(303);
    expect((await get('/counts', { Cookie })).status).toBe(302);
  });

  test('the cookie opens no call of the API, and a clerk reads no journal', async () => {
    await app.person({
      email: 'ines@tilleuls.example',
      name: 'Inès',
      rights: [{ depot: 'PHC', role: 'clerk' }],
    });
    const Cookie = cookiesOf(await signIn('ines@tilleuls.example'));
    expect((await get('/v1/me', { Cookie })).status).toBe(401);
    expect((await get('/counts', { Cookie })).status).toBe(200);
    expect((await get('/journal', { Cookie })).status).toBe(403);
    const unknown = await get(`/counts/${crypto.randomUUID()}`, { Cookie });
    expect(unknown.status).toBe(404);
  });
});

/** The same database over a line that is lost the first `times` times that it is used. */
function overBadLine(db: D1Database, times: number): D1Database {
  let left = times;
  const lost = <T extends unknown[], R>(run: (...given: T) => R) =>
    async function lostAtFirst(this: unknown, ...given: T) {
      if (left-- > 0) throw new Error('D1_ERROR: Network connection lost.');
      return run.apply(this, given);
    };
  const failing = <S extends D1PreparedStatement>(statement: S): S => {
    const { bind } = statement;
    return Object.assign(statement, {
      bind: (...values: unknown[]) => failing(bind.apply(statement, values)),
      ...Object.fromEntries(
        (['first', 'all', 'run'] as const).map((name) => [name, lost(statement[name].bind(statement))]),
      ),
    });
  };
  return {
    prepare: (sql: string) => failing(db.prepare(sql)),
    batch: lost(db.batch.bind(db)),
  } as unknown as D1Database;
}

describe('a line to the database that is lost', () => {
  const through = (path: string, times: number, headers: Record<string, string>) =>
    app.app.request(`${HOST}${path}`, { headers }, { ...app.environment, DB: overBadLine(app.db, times) });

  test('for a moment: the page is there, and so is the session that begins', async () => {
    const Cookie = cookiesOf(await signIn('anne@tilleuls.example'));
    expect((await through('/counts', 1, { Cookie })).status).toBe(200);
    const { cookie, asked } = await leave();
    provide((nonce) => app.token('anne@tilleuls.example', { nonce }), asked('nonce'));
    const back = await through(`/sign-in/return?code=1&state=${asked('state')}`, 1, { Cookie: cookie });
    expect([back.status, (await get('/counts', { Cookie: cookiesOf(back) })).status]).toEqual([302, 200]);
  });

  test('after the session began: it is the one that began, not a replay', async () => {
    const { cookie, asked } = await leave();
    provide((nonce) => app.token('anne@tilleuls.example', { nonce }), asked('nonce'));
    let first = true;
    const batch: D1Database['batch'] = async (statements) => {
      const results = await app.db.batch(statements);
      if (first) {
        first = false;
        throw new Error('D1_ERROR: Network connection lost.');
      }
      return results as never;
    };
    const DB = { prepare: app.db.prepare.bind(app.db), batch } as unknown as D1Database;
    const back = await app.app.request(
      `${HOST}/sign-in/return?code=1&state=${asked('state')}`,
      { headers: { Cookie: cookie } },
      { ...app.environment, DB },
    );
    expect([back.status, (await get('/counts', { Cookie: cookiesOf(back) })).status]).toEqual([302, 200]);
  });

  test('for good: every page says calmly that the service does not answer, and when to come back', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const Cookie = cookiesOf(await signIn('anne@tilleuls.example'));
    for (const path of ['/counts', '/documents', '/journal', '/checks', '/movements']) {
      const down = await through(path, 1000, { Cookie });
      const html = await down.text();
      expect([path, down.status, down.headers.get('Retry-After')]).toEqual([path, 503, '2']);
      expect(html).toContain(textOf('fr').errors.UNAVAILABLE);
    }
    expect(log).not.toHaveBeenCalled();
    log.mockRestore();
  });
});

test('a form that is no form is refused as a page, not taken for a fault of ours', async () => {
  const Cookie = cookiesOf(await signIn('anne@tilleuls.example'));
  const log = vi.spyOn(console, 'error').mockImplementation(() => {});
  for (const type of ['multipart/form-data', 'multipart/form-data; boundary=x', 'text/plain']) {
    const headers = { Cookie, Origin: HOST, 'Content-Type': type };
    const request = { method: 'POST', headers, body: 'no form at all' };
    const answer = await app.app.request(`${HOST}/verify`, request, app.environment);
    const html = await answer.text();
    expect([type, answer.status, html.includes(textOf('fr').portal.verify.noFile)]).toEqual([
      type,
      200,
      true,
    ]);
  }
  expect(log).not.toHaveBeenCalled();
  log.mockRestore();
});

describe('Google does not answer', () => {
  const silences: [string, () => Promise<Response>][] = [
    ['the line to it is cut', () => Promise.reject(new TypeError('Network connection lost.'))],
    ['it answers with an error page', async () => new Response('<html>Bad gateway</html>', { status: 502 })],
    ['it says so itself', async () => Response.json({ error: 'temporarily_unavailable' }, { status: 503 })],
    ['it takes too long', () => Promise.reject(new DOMException('timed out', 'TimeoutError'))],
  ];

  test.each(silences)('%s: the page says to try later, not to sign in again', async (_, silence) => {
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const { cookie, asked } = await leave();
    vi.stubGlobal('fetch', silence);
    const back = await get(`/sign-in/return?code=1&state=${asked('state')}`, { Cookie: cookie });
    const html = await back.text();
    expect([back.status, html.includes(textOf('fr').errors.GOOGLE_UNAVAILABLE)]).toEqual([503, true]);
    expect([html.includes(textOf('fr').portal.signIn.again), html.includes('href="/sign-in"')]).toEqual([
      false,
      true,
    ]);
    expect(warned).toHaveBeenCalledOnce();
    warned.mockRestore();
  });

  test('a code that Google refuses is no silence: one signs in again', async () => {
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const { cookie, asked } = await leave();
    vi.stubGlobal('fetch', async () => Response.json({ error: 'invalid_grant' }, { status: 400 }));
    const back = await get(`/sign-in/return?code=1&state=${asked('state')}`, { Cookie: cookie });
    expect([back.status, (await back.text()).includes(textOf('fr').portal.signIn.again)]).toEqual([
      401,
      true,
    ]);
    warned.mockRestore();
  });
});

test('before the first count the page says what will be there; a filter that finds none is another thing', async () => {
  const Cookie = cookiesOf(await signIn('anne@tilleuls.example'));
  const read = async (path: string) => (await get(path, { Cookie })).text();
  const words = textOf('fr').portal.counts;
  const first = await read('/counts');
  expect([first.includes(words.noneYet), first.includes('<form class="filters"')]).toEqual([true, false]);
  const filtered = await read('/counts?kind=part');
  expect([filtered.includes(words.none), filtered.includes('<form class="filters"')]).toEqual([true, true]);
});

test('documents are sought by the types that somebody can make', async () => {
  const Cookie = cookiesOf(await signIn('anne@tilleuls.example'));
  const html = await (await get('/documents', { Cookie })).text();
  const offered = ['rectification', 'assembly', 'cost-correction'].map((type) =>
    html.includes(`value="${type}"`),
  );
  expect(offered).toEqual([true, false, false]);
});

test('a zip to verify of more than 50 MB is refused before it is read, and said', async () => {
  const Cookie = cookiesOf(await signIn('anne@tilleuls.example'));
  const headers = {
    ...{ Cookie, Origin: HOST, 'Content-Type': 'multipart/form-data; boundary=x' },
    'Content-Length': String(50 * 1024 * 1024 + 1),
  };
  const body = new ReadableStream({ pull: () => new Promise(() => {}) });
  const request = { method: 'POST', headers, body, duplex: 'half' } as RequestInit;
  const refused = await app.app.request(`${HOST}/verify`, request, app.environment);
  const sentence = say(textOf('fr').errors.BODY_TOO_LARGE, 'fr', { limit: 50 * 1024 * 1024 });
  expect([refused.status, (await refused.text()).includes(sentence)]).toEqual([413, true]);
});

describe('the sign-in is not set up: the page says that the installation is at fault, and whom to tell', () => {
  const CODE = 'SIGN_IN_NOT_SET_UP';
  const blamesInstallation = async (response: Response) => {
    const html = await response.text();
    const requestId = response.headers.get('X-Request-Id') ?? 'none';
    const sentence = say(textOf('fr').errors[CODE], 'fr', { requestId });
    expect([response.status, response.headers.get('Retry-After')]).toEqual([500, null]);
    expect(html).toContain(sentence);
    expect(sentence).toContain('administrateur');
    expect(html).not.toContain(textOf('fr').portal.signIn.again);
  };

  test.each([
    ['a wrong secret', () => Response.json({ error: 'invalid_client' }, { status: 401 })],
    [
      'a wrong secret, by the header',
      () => new Response('', { status: 401, headers: { 'WWW-Authenticate': 'Basic realm="client"' } }),
    ],
    [
      'another return address than the client has',
      () => Response.json({ error: 'redirect_uri_mismatch' }, { status: 400 }),
    ],
  ])('%s', async (_, refusal) => {
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const { cookie, asked } = await leave();
    vi.stubGlobal('fetch', async () => refusal());
    await blamesInstallation(await get(`/sign-in/return?code=1&state=${asked('state')}`, { Cookie: cookie }));
    expect(warned).toHaveBeenCalledOnce();
    warned.mockRestore();
  });

  test('the provider refuses the client before it gives a code', async () => {
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const { cookie, asked } = await leave();
    await blamesInstallation(
      await get(`/sign-in/return?error=unauthorized_client&state=${asked('state')}`, { Cookie: cookie }),
    );
    warned.mockRestore();
  });

  test('no client at all', async () => {
    const production = { ...app.environment, ENVIRONMENT: 'production' };
    await blamesInstallation(await app.app.request(`${HOST}/sign-in/start`, {}, production));
  });
});

test('a roll-forward of more than 10,000 items is no xlsx, and the CSV has them all', async () => {
  await app.person({
    email: 'lea@tilleuls.example',
    name: 'Léa',
    rights: [{ depot: 'PHC', role: 'manager' }],
  });
  await app.item({ code: 'A', label: 'A', kind: 'article', unit: 'pièce' });
  await app.post('lea@tilleuls.example', {
    type: 'entry-purchase',
    depot: 'PHC',
    party: await aSupplier(),
    lines: [{ item: 'A', quantity: 1, unitCost: 1 }],
  });
  // What an import of the catalogue and an opening would leave, in three statements.
  await app.db.batch([
    app.db.prepare(`
      WITH RECURSIVE n (at) AS (SELECT 1 UNION ALL SELECT at + 1 FROM n WHERE at < 10000)
      INSERT INTO items (code, code_key, label, search, kind, unit, decimals, stock_managed, lot_tracking,
        serial_tracking, expiry_tracking)
      SELECT 'N' || at, 'n' || at, 'N', 'n', 'article', 'pièce', 0, 1, 'optional', 'optional', 0 FROM n`),
    app.db.prepare(`
      INSERT INTO posting (document, line, depot, bin, item, lot, serial, serial_shown, transfer, date, quantity, unit_cost)
      SELECT d.sequence, i.id + 1, s.depot, s.bin, i.id, 0, '', '', 0, d.date, 1000, 10000
      FROM documents d JOIN movements m ON m.document = d.sequence JOIN stock s ON s.id = m.stock JOIN items i ON i.code <> 'A'`),
  ]);
  const Cookie = cookiesOf(await signIn('anne@tilleuls.example'));
  const { today } = await app.call<{ today: string }>(ADMIN, 'GET', '/v1/me');
  const refused = await get(`/movements/stock.xlsx?from=${today}&to=${today}`, { Cookie });
  const code = 'EXPORT_TOO_LONG';
  const sentence = say(textOf('fr').errors[code], 'fr', { limit: 10_000 });
  expect([refused.status, (await refused.text()).includes(sentence)]).toEqual([413, true]);
  const csv = await get(`/movements/stock.csv?from=${today}&to=${today}`, { Cookie });
  expect((await csv.text()).trim().split('\r\n')).toHaveLength(10_002);
});

async function aSupplier(): Promise<string> {
  await app.call(ADMIN, 'PUT', '/v1/suppliers', { code: 'F', name: 'Fournisseur', version: 0 });
  return 'F';
}

/** A signer whose key the Worker does not know. */
async function startOther() {
  const { generateKeyPair, SignJWT } = await import('jose');
  const { privateKey } = await generateKeyPair('RS256');
  return {
    token: (email: string, claims: object) =>
      new SignJWT({ email, email_verified: true, ...claims })
        .setProtectedHeader({ alg: 'RS256', kid: 'test' })
        .setIssuer(LOCAL_ISSUER)
        .setAudience(LOCAL_AUDIENCE)
        .setSubject('1')
        .setIssuedAt()
        .setExpirationTime('1h')
        .sign(privateKey),
  };
}
