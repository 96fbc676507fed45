import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { CookieOptions } from 'hono/utils/cookie';
import { withRetry } from '../db/retry.ts';
import type { AppEnv } from '../http/env.ts';
import { Refusal } from '../http/problem.ts';
import { type Caller, readCaller } from './caller.ts';
import type { Identity } from './identity.ts';
import { limitRate } from './rate.ts';

/** A working day: whoever comes back tomorrow signs in again. */
const LIFETIME_S = 12 * 60 * 60;
const NAME = 'decompte';

/** A cookie that no script reads and no other site sends; over https its name also binds it to this host. */
export function cookieOptions(c: Context<AppEnv>, lifetime_s: number): CookieOptions {
  const secure = new URL(c.req.url).protocol === 'https:';
  return {
    httpOnly: true,
    sameSite: 'Lax',
    path: '/',
    maxAge: lifetime_s,
    ...(secure && { secure, prefix: 'host' }),
  };
}

export function readCookie(c: Context<AppEnv>, name: string): string | undefined {
  const { prefix } = cookieOptions(c, 0);
  return prefix ? getCookie(c, name, prefix) : getCookie(c, name);
}

/**
 * Begins a session of twelve hours; what ended is swept away at the same time. Refuses `TOKEN_INVALID` where the
 * sign-in with this nonce began one already: a return that was recorded and sent again. An ID token is good for one
 * hour, its nonce is kept for twelve.
 */
export async function beginSession(
  c: Context<AppEnv>,
  { sub, email }: Identity,
  nonce: string,
): Promise<void> {
  const secret = toHex(crypto.getRandomValues(new Uint8Array(32)));
  const now = Date.now();
  const [begins, ends] = [now, now + LIFETIME_S * 1000].map((at) => new Date(at).toISOString());
  const hash = await hashOf(secret);
  const statement = (sql: string, ...values: unknown[]) => c.env.DB.prepare(sql).bind(...values);
  const beginning = [
    statement('DELETE FROM sessions WHERE expires_at <= ?1', begins),
    statement('DELETE FROM used_sign_ins WHERE expires_at <= ?1', begins),
    statement('INSERT INTO used_sign_ins VALUES (?1, ?2)', await hashOf(nonce), ends),
    statement('INSERT INTO sessions VALUES (?1, ?2, ?3, ?4, ?5)', hash, sub, email, begins, ends),
  ];
  try {
    await withRetry(() => c.env.DB.batch(beginning));
  } catch (error) {
    const used = error instanceof Error && error.message.includes('UNIQUE constraint failed: used_sign_ins');
    if (!used) throw error;
    // An answer lost after the commit, tried again: the nonce was used by this very session.
    const begun = statement('SELECT 1 FROM sessions WHERE key_hash = ?1', hash);
    if (!(await withRetry(() => begun.first()))) throw new Refusal('TOKEN_INVALID');
  }
  setCookie(c, NAME, secret, cookieOptions(c, LIFETIME_S));
}

/**
 * Who is signed in, read anew for each page: a person deactivated a moment ago is out. null without a
 * session, or where it ended. Refuses `PERSON_UNKNOWN` for whoever is not registered any more.
 */
export async function sessionCaller(c: Context<AppEnv>): Promise<Caller | null> {
  const secret = readCookie(c, NAME);
  if (!secret || !/^[0-9a-f]{64}$/.test(secret)) return null;
  const session = c.env.DB.prepare(
    'SELECT sub, email FROM sessions WHERE key_hash = ?1 AND expires_at > ?2',
  ).bind(await hashOf(secret), new Date().toISOString());
  const identity = await withRetry(() => session.first<Identity>());
  if (!identity) return null;
  await limitRate(c.env, identity.sub);
  return readCaller(c.env.DB, identity, c.env.ADMIN_EMAIL);
}

export async function endSession(c: Context<AppEnv>): Promise<void> {
  const secret = readCookie(c, NAME);
  if (secret) {
    const ending = c.env.DB.prepare('DELETE FROM sessions WHERE key_hash = ?1').bind(await hashOf(secret));
    await withRetry(() => ending.run());
  }
  deleteCookie(c, NAME, cookieOptions(c, 0));
}

async function hashOf(secret: string): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(secret))));
}

function toHex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
