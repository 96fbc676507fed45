import { applyD1Migrations, type D1Migration } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { DepotInput, ItemInput, Settings } from '../../shared/contract/catalogue.ts';
import type { DocumentRequest, PostedDocument } from '../../shared/contract/documents.ts';
import type { PersonInput } from '../../shared/contract/people.ts';
import { LOCAL_AUDIENCE, LOCAL_ISSUER } from '../../shared/domain/localIdentity.ts';
import { createApp } from '../../worker/app.ts';
import type { Bindings } from '../../worker/http/env.ts';

const bindings = env as unknown as Bindings & { MIGRATIONS: D1Migration[] };
const HALF_AN_HOUR_MS = 1_800_000;
export const ADMIN = 'admin@tilleuls.example';

/** The account that an address signs in with. */
export const accountOf = (email: string) => `sub-of-${email}`;

/** Storage outlives a test file: every hospital starts on an empty bucket … */
async function emptyBucket(files: R2Bucket): Promise<void> {
  for (;;) {
    const { objects } = await files.list();
    if (objects.length === 0) return;
    await files.delete(objects.map(({ key }) => key));
  }
}

/** … and on an empty database. */
async function dropEverything(db: D1Database): Promise<void> {
  const { results } = await db
    .prepare(`SELECT type, name FROM sqlite_master WHERE type IN ('trigger', 'view', 'table') AND name NOT LIKE 'sqlite_%'
      AND name NOT LIKE '_cf_%' ORDER BY type = 'table', type, rowid DESC`)
    .all<{ type: string; name: string }>();
  if (results.length === 0) return;
  const drops = results.map(({ type, name }) => db.prepare(`DROP ${type} "${name}"`));
  await db.batch([db.prepare('PRAGMA defer_foreign_keys = on'), ...drops]);
}

/** The Worker over a migrated, empty database, and a signer of tokens it believes. */
export async function startApp(migrations = bindings.MIGRATIONS) {
  await emptyBucket(bindings.FILES);
  await dropEverything(bindings.DB);
  await applyD1Migrations(bindings.DB, migrations);
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const keys = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'test', alg: 'RS256' }] });
  const app = createApp();
  const environment: Bindings = { ...bindings, LOCAL_IDENTITY_KEYS: keys, ADMIN_EMAIL: ADMIN };

  const sign = (email: string, claims: Record<string, unknown> = {}, lifetime = '1h') =>
    new SignJWT({ email, email_verified: true, ...claims })
      .setProtectedHeader({ alg: 'RS256', kid: 'test' })
      .setIssuer(LOCAL_ISSUER)
      .setAudience(LOCAL_AUDIENCE)
      .setSubject(typeof claims.sub === 'string' ? claims.sub : accountOf(email))
      .setIssuedAt()
      .setExpirationTime(lifetime)
      .sign(privateKey);

  /** A usual token is good for half of its hour, as the add-on keeps it: signing costs more than most requests. */
  const kept = new Map<string, { until: number; signed: Promise<string> }>();
  function token(email: string, claims?: Record<string, unknown>, lifetime?: string): Promise<string> {
    if (claims !== undefined) return sign(email, claims, lifetime);
    const usual = kept.get(email);
    if (usual && Date.now() < usual.until) return usual.signed;
    const signed = sign(email);
    kept.set(email, { until: Date.now() + HALF_AN_HOUR_MS, signed });
    return signed;
  }

  /** Where it does not go on after an answer, nobody waits for it: a test that stops the clock as well never sees it begun. */
  const work = { goesOn: true };

  /** Sends a request as a person; a body makes it a command with an Idempotency-Key. */
  async function send(
    email: string,
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ) {
    const id = (body as { id?: string } | undefined)?.id ?? crypto.randomUUID();
    const later: Promise<unknown>[] = [];
    const context = {
      waitUntil: (work: Promise<unknown>) => later.push(work),
      passThroughOnException() {},
      props: {},
    };
    const response = await app.request(
      path,
      {
        method,
        headers: {
          Authorization: `Bearer ${await token(email)}`,
          ...(body !== undefined && { 'Content-Type': 'application/json', 'Idempotency-Key': id }),
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      },
      environment,
      context as unknown as ExecutionContext,
    );
    // What a request leaves for later (snapshots) is done before the test goes on.
    if (work.goesOn) await Promise.all(later);
    return response;
  }

  /** The same, for a call that must succeed. */
  async function call<T>(email: string, method: string, path: string, body?: unknown): Promise<T> {
    const response = await send(email, method, path, body);
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.json<T>();
  }

  return {
    app,
    environment,
    db: bindings.DB,
    files: bindings.FILES,
    work,
    token,
    send,
    call,
    item: (wanted: ItemInput) => call(ADMIN, 'PUT', '/v1/items', wanted),
    depot: (wanted: DepotInput) => call(ADMIN, 'PUT', '/v1/depots', wanted),
    person: (wanted: PersonInput) => call(ADMIN, 'PUT', '/v1/people', wanted),
    /** Changes some of the organisation's settings, as its administrator. */
    settings: async (changes: Partial<Settings>) => {
      const now = await call<Settings>(ADMIN, 'GET', '/v1/settings');
      return call<Settings>(ADMIN, 'PUT', '/v1/settings', { ...now, ...changes });
    },
    post: (email: string, wanted: Omit<DocumentRequest, 'id'> & { id?: string }) =>
      call<PostedDocument>(email, 'POST', '/v1/documents', { id: crypto.randomUUID(), ...wanted }),
    /** Posts what must be refused and gives the problem back. */
    refused: async (
      email: string,
      wanted: Omit<DocumentRequest, 'id'> & { id?: string },
      language = 'fr',
    ) => {
      const response = await send(
        email,
        'POST',
        '/v1/documents',
        { id: crypto.randomUUID(), ...wanted },
        { 'Accept-Language': language },
      );
      if (response.ok) throw new Error('posted although it should be refused');
      return response.json<{
        status: number;
        code: string;
        detail: string;
        errors?: { line: number; code: string; detail: string }[];
      }>();
    },
  };
}

export type App = Awaited<ReturnType<typeof startApp>>;
