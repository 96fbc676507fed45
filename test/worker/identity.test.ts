import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { LOCAL_AUDIENCE, LOCAL_ISSUER } from '../../shared/domain/localIdentity.ts';
import { createApp } from '../../worker/app.ts';
import { keysOfGoogle, trustOf, verifyIdentity } from '../../worker/people/identity.ts';
import { ADMIN, type App, startApp } from './app.ts';

let app: App;

beforeAll(async () => {
  app = await startApp();
  await app.person({ email: 'anne@tilleuls.example', name: 'Anne', rights: [] });
});

const me = (token: string, environment = app.environment) =>
  app.app.request('/v1/me', { headers: { Authorization: `Bearer ${token}` } }, environment);

describe('whose tokens are believed', () => {
  test('a good token says who calls; the first administrator comes from the configuration', async () => {
    expect(await (await me(await app.token(ADMIN))).json()).toMatchObject({
      email: ADMIN,
      admin: true,
      depots: [],
    });
    expect(await (await me(await app.token('ANNE@tilleuls.example'))).json()).toMatchObject({
      name: 'Anne',
      admin: false,
    });
  });

  test('a token that ended half a minute ago is still believed: clocks differ', async () => {
    expect((await me(await app.token(ADMIN, {}, '-30s'))).status).toBe(200);
  });

  test('the production configuration accepts no local key', async () => {
    const production = { ...app.environment, ENVIRONMENT: 'production', AUTH_AUDIENCES: LOCAL_AUDIENCE };
    expect(trustOf(production).issuers).toEqual(['https://accounts.google.com', 'accounts.google.com']);
    // The keys that Google would publish: never the host's.
    const { publicKey } = await generateKeyPair('RS256');
    const published = { keys: [{ ...(await exportJWK(publicKey)), kid: 'google', alg: 'RS256' }] };
    vi.stubGlobal('fetch', async () => Response.json(published));
    const refused = await me(await app.token(ADMIN), production);
    vi.unstubAllGlobals();
    expect([refused.status, (await refused.json<{ code: string }>()).code]).toEqual([401, 'TOKEN_INVALID']);
    // With no audience configured no token at all is accepted: jose would take an empty list for «any».
    expect((await me(await app.token(ADMIN), { ...production, AUTH_AUDIENCES: '' })).status).toBe(401);
  });

  const silences: [string, () => Promise<Response>][] = [
    ['its line is cut', () => Promise.reject(new TypeError('Network connection lost.'))],
    ['an error page in their place', async () => new Response('<html>Bad gateway</html>', { status: 502 })],
    ['a page that is no JSON', async () => new Response('<html>', { status: 200 })],
    ['JSON that holds no keys', async () => Response.json({ error: 'later' })],
    ['no answer in time', () => Promise.reject(new DOMException('timed out', 'TimeoutError'))],
  ];

  test.each(silences)('Google’s keys cannot be had (%s): 503, not 401', async (_, silence) => {
    const production = { ...app.environment, ENVIRONMENT: 'production', AUTH_AUDIENCES: LOCAL_AUDIENCE };
    vi.stubGlobal('fetch', silence);
    const asked = verifyIdentity(`Bearer ${await app.token(ADMIN)}`, {
      ...trustOf(production),
      keys: keysOfGoogle(),
    });
    await expect(asked).rejects.toMatchObject({ code: 'GOOGLE_UNAVAILABLE' });
    vi.unstubAllGlobals();
  });

  const forged: [string, () => Promise<string>][] = [
    ['without a token', async () => ''],
    ['expired beyond the leeway', () => app.token(ADMIN, {}, '-2m')],
    ['of an unverified address', () => app.token(ADMIN, { email_verified: false })],
    ['without an address', () => app.token(ADMIN, { email: undefined })],
    [
      'alg none',
      async () => {
        const part = (content: object) => btoa(JSON.stringify(content)).replace(/=+$/, '');
        const claims = {
          iss: LOCAL_ISSUER,
          aud: LOCAL_AUDIENCE,
          sub: '1',
          email: ADMIN,
          email_verified: true,
          exp: 9e9,
        };
        return `${part({ alg: 'none' })}.${part(claims)}.`;
      },
    ],
    ['signed with another key', async () => sign((await generateKeyPair('RS256')).privateKey, {})],
    [
      'of another audience',
      () =>
        app
          .token(ADMIN, {})
          .then((token) => token.replace(/\.[^.]+\./, (claims) => claims.replace('a', 'b'))),
    ],
  ];

  async function sign(key: CryptoKey, header: object) {
    return new SignJWT({ email: ADMIN, email_verified: true })
      .setProtectedHeader({ alg: 'RS256', kid: 'test', ...header })
      .setIssuer(LOCAL_ISSUER)
      .setAudience(LOCAL_AUDIENCE)
      .setSubject('1')
      .setExpirationTime('1h')
      .sign(key);
  }

  test.each(forged)('refused: %s', async (_, make) => {
    const response = await me(await make());
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ code: 'TOKEN_INVALID' });
  });

  test('issuer and audience are those of this deployment', async () => {
    const { publicKey, privateKey } = await generateKeyPair('RS256');
    const keys = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'k' }] });
    const environment = { ...app.environment, LOCAL_IDENTITY_KEYS: keys };
    const token = (issuer: string, audience: string) =>
      new SignJWT({ email: ADMIN, email_verified: 'true' })
        .setProtectedHeader({ alg: 'RS256', kid: 'k' })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(`sub-of-${ADMIN}`)
        .setExpirationTime('1h')
        .sign(privateKey);
    expect((await me(await token(LOCAL_ISSUER, LOCAL_AUDIENCE), environment)).status).toBe(200);
    expect((await me(await token('https://evil.example', LOCAL_AUDIENCE), environment)).status).toBe(401);
    expect((await me(await token(LOCAL_ISSUER, 'another'), environment)).status).toBe(401);
  });
});

describe('who is let in', () => {
  test('a stranger with a good token is not registered; a deactivated person is out at the next request', async () => {
    expect(await (await me(await app.token('eve@evil.example'))).json()).toMatchObject({
      code: 'PERSON_UNKNOWN',
      status: 403,
    });
    await app.person({ email: 'leo@tilleuls.example', name: 'Léo' });
    expect((await me(await app.token('leo@tilleuls.example'))).status).toBe(200);
    await app.person({ email: 'leo@tilleuls.example', name: 'Léo', active: false, version: 1 });
    expect((await me(await app.token('leo@tilleuls.example'))).status).toBe(403);
  });

  test('an address is bound to the account of its first sign-in', async () => {
    await app.person({ email: 'mia@tilleuls.example', name: 'Mia' });
    expect((await me(await app.token('mia@tilleuls.example'))).status).toBe(200);
    expect((await me(await app.token('mia@tilleuls.example', { sub: 'another account' }))).status).toBe(403);
  });
});

describe('the spine', () => {
  test('every failure is a problem with a code, a sentence and a request id', async () => {
    const response = await app.send(ADMIN, 'GET', '/v1/nothing');
    expect(response.headers.get('Content-Type')).toContain('application/problem+json');
    expect(await response.json()).toMatchObject({
      status: 404,
      code: 'NOT_FOUND',
      requestId: expect.any(String),
    });
  });

  test('an unknown field is refused by name, with the line it stands on', async () => {
    const body = {
      id: crypto.randomUUID(),
      type: 'loss',
      depot: 'X',
      lines: [
        { item: 'A', quantity: 1 },
        { item: 'A', quantity: 1, price: 3 },
      ],
    };
    const response = await app.send(ADMIN, 'POST', '/v1/documents', body);
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({
      code: 'REQUEST_INVALID',
      errors: [{ line: 2, detail: expect.stringContaining('price') }],
    });
  });

  test('the sentence is in the language asked for', async () => {
    const ask = async (language: string) =>
      (
        await (
          await app.send(ADMIN, 'POST', '/v1/documents', { id: 'x' }, { 'Accept-Language': language })
        ).json<{ detail: string }>()
      ).detail;
    expect(await ask('fr-FR,fr;q=0.9')).toMatch(/^La demande n’est pas comprise/);
    expect(await ask('en-GB')).toMatch(/^The request is not understood/);
  });

  test('malformed JSON, a body too large and a missing key say so', async () => {
    const send = async (body: string, headers: Record<string, string> = {}) =>
      app.app.request(
        '/v1/documents',
        {
          method: 'POST',
          body,
          headers: {
            Authorization: `Bearer ${await app.token(ADMIN)}`,
            'Content-Type': 'application/json',
            ...headers,
          },
        },
        app.environment,
      );
    expect((await send('{', { 'Idempotency-Key': crypto.randomUUID() })).status).toBe(400);
    const large = await send(`"${'x'.repeat(2_200_000)}"`, { 'Content-Length': '2200002' });
    expect(await large.json()).toMatchObject({ status: 413, code: 'BODY_TOO_LARGE' });
    expect((await send('{}')).status).toBe(422);
  });

  test('what goes wrong inside is logged and not told', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const broken = createApp();
    const environment = {
      ...app.environment,
      DB: {
        prepare: () => {
          throw new Error('secret of the house');
        },
      } as unknown as D1Database,
    };
    const response = await broken.request(
      '/v1/me',
      { headers: { Authorization: `Bearer ${await app.token(ADMIN)}` } },
      environment,
    );
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(text).toContain('INTERNAL');
    expect(text).not.toContain('secret');
    expect(log).toHaveBeenCalledOnce();
    log.mockRestore();
  });

  test('the sign-in, health and error pages answer without a token', async () => {
    const get = (path: string) => app.app.request(path, {}, app.environment);
    for (const path of ['/sign-in', '/health', '/errors/STOCK_INSUFFICIENT'])
      expect((await get(path)).status).toBe(200);
  });
});
