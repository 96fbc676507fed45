import { createLocalJWKSet, createRemoteJWKSet, errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { LOCAL_AUDIENCE, LOCAL_ISSUER } from '../../shared/domain/localIdentity.ts';
import type { Bindings } from '../http/env.ts';
import { Refusal } from '../http/problem.ts';

const GOOGLE_ISSUERS = ['https://accounts.google.com', 'accounts.google.com'];
const GOOGLE_KEYS = new URL('https://www.googleapis.com/oauth2/v3/certs');

export interface Identity {
  /** The account's stable key, never the e-mail address. */
  sub: string;
  email: string;
}

export interface Trust {
  issuers: string[];
  audiences: string[];
  keys: JWTVerifyGetKey;
  /** The organisation's domains; where none is named, every domain. */
  domains: string[];
  /** Google says which Workspace domain an account belongs to (`hd`); the local host's accounts belong to none. */
  namesDomain: boolean;
}

/** jose caches the keys inside this object, so it lives as long as the isolate. */
let googleKeys: JWTVerifyGetKey | undefined;
let localKeys: { text: string; keys: JWTVerifyGetKey } | undefined;

/** What jose says of the token that it looks a key for; whatever else it throws there is of the keys themselves. */
const OF_THE_TOKEN = [errors.JWKSNoMatchingKey, errors.JWKSMultipleMatchingKeys, errors.JOSENotSupported];

/**
 * The keys that Google publishes, asked again every ten minutes. That they cannot be had, by whatever failure, is not
 * the caller's trouble, who would sign in again for nothing: `GOOGLE_UNAVAILABLE`.
 */
export function keysOfGoogle(): JWTVerifyGetKey {
  const published = createRemoteJWKSet(GOOGLE_KEYS);
  return async (header, token) => {
    try {
      return await published(header, token);
    } catch (error) {
      if (OF_THE_TOKEN.some((kind) => error instanceof kind)) throw error;
      throw new Refusal('GOOGLE_UNAVAILABLE');
    }
  };
}

/** Whose tokens this deployment believes. The local key counts in a local environment only. */
export function trustOf(env: Bindings): Trust {
  const domains = (env.ALLOWED_DOMAINS ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  if (env.ENVIRONMENT === 'local' && env.LOCAL_IDENTITY_KEYS) {
    const text = env.LOCAL_IDENTITY_KEYS;
    if (localKeys?.text !== text) localKeys = { text, keys: createLocalJWKSet(JSON.parse(text)) };
    const { keys } = localKeys;
    return { issuers: [LOCAL_ISSUER], audiences: [LOCAL_AUDIENCE], keys, domains, namesDomain: false };
  }
  googleKeys ??= keysOfGoogle();
  return {
    issuers: GOOGLE_ISSUERS,
    audiences: env.AUTH_AUDIENCES.split(/\s+/).filter(Boolean),
    keys: googleKeys,
    domains,
    namesDomain: true,
  };
}

/**
 * Who sent this `Authorization: Bearer` header, by a verified OpenID Connect token (RS256 only, issuer,
 * audience, expiry with 60 s of leeway, verified e-mail). Anything else is `TOKEN_INVALID`; an account outside the
 * deployment's domains is `DOMAIN_FOREIGN`; without Google's keys nothing can be said: `GOOGLE_UNAVAILABLE`.
 */
export async function verifyIdentity(header: string | undefined, trust: Trust): Promise<Identity> {
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(header ?? '')?.[1];
  // jose takes an empty audience list for «any audience».
  if (!token || trust.audiences.length === 0) throw new Refusal('TOKEN_INVALID');
  const claims = await verify(token, trust);
  const { sub, email, email_verified: verified } = claims;
  // Google sends the claim as a boolean or as a text.
  if (!sub || typeof email !== 'string' || (verified !== true && verified !== 'true')) {
    throw new Refusal('TOKEN_INVALID');
  }
  requireDomain(email, claims.hd, trust);
  return { sub, email };
}

/**
 * An address of the domain is not enough: whoever left may have made a private Google account of it while the
 * mailbox was his. `hd` stands in the token only while the domain's administrator keeps the account.
 */
function requireDomain(email: string, hd: unknown, { domains, namesDomain }: Trust): void {
  if (domains.length === 0) return;
  const among = (domain: unknown) => typeof domain === 'string' && domains.includes(domain.toLowerCase());
  if (!among(email.split('@').at(-1)) || (namesDomain && !among(hd)))
    throw new Refusal('DOMAIN_FOREIGN', { email, domains: domains.join(', ') });
}

async function verify(token: string, trust: Trust) {
  try {
    const { payload } = await jwtVerify(token, trust.keys, {
      issuer: trust.issuers,
      audience: trust.audiences,
      algorithms: ['RS256'],
      requiredClaims: ['exp', 'sub', 'email'],
      clockTolerance: 60,
    });
    return payload;
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal('TOKEN_INVALID');
  }
}
