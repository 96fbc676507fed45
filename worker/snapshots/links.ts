import type { Bindings } from '../http/env.ts';
import { Refusal } from '../http/problem.ts';

export const LINK_LIFETIME_S = 600;

/** The signature of a download link: over the path, the person and the expiry, so none can be changed. */
async function sign(
  env: Bindings,
  path: string,
  person: number,
  expires: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const key = await linkKey(env);
  const content = new TextEncoder().encode(`${path}\n${person}\n${expires}`);
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, content));
}

async function linkKey(env: Bindings): Promise<CryptoKey> {
  // Without its secret the deployment signs nothing, rather than with an empty key.
  if (!env.LINK_KEY) throw new Refusal('UNAVAILABLE');
  const secret = new TextEncoder().encode(env.LINK_KEY);
  return crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']);
}

/** A link of ten minutes to one file, for the browser that has no token to send. */
export async function signLink(
  env: Bindings,
  origin: string,
  path: string,
  person: number,
  now_ms = Date.now(),
) {
  const expires = Math.floor(now_ms / 1000) + LINK_LIFETIME_S;
  const signature = toHex(await sign(env, path, person, expires));
  return {
    url: `${origin}${path}?by=${person}&expires=${expires}&signature=${signature}`,
    expiresAt: new Date(expires * 1000).toISOString(),
  };
}

/** Whose link it is, the person's row id; null unless it is ours, unaltered and not expired. Compared in constant time. */
export async function verifyLink(env: Bindings, url: URL, now_ms = Date.now()): Promise<number | null> {
  const expires = Number(url.searchParams.get('expires'));
  const person = Number(url.searchParams.get('by'));
  const signature = fromHex(url.searchParams.get('signature') ?? '');
  if (!signature || !Number.isInteger(person) || !(expires * 1000 > now_ms)) return null;
  const content = new TextEncoder().encode(`${url.pathname}\n${person}\n${expires}`);
  return (await crypto.subtle.verify('HMAC', await linkKey(env), signature, content)) ? person : null;
}

function toHex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function fromHex(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^([0-9a-f]{2}){32}$/.test(text)) return null;
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
