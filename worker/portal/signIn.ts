import type { Context } from 'hono';
import { deleteCookie, setCookie } from 'hono/cookie';
import * as oauth from 'oauth4webapi';
import { LOCAL_AUDIENCE, LOCAL_ISSUER } from '../../shared/domain/localIdentity.ts';
import type { AppEnv, Bindings } from '../http/env.ts';
import { Refusal } from '../http/problem.ts';
import { trustOf, verifyIdentity } from '../people/identity.ts';
import { beginSession, cookieOptions, readCookie } from '../people/session.ts';

/** Where one signs in: Google, or the local host's stand-in. */
interface Provider {
  server: oauth.AuthorizationServer & { authorization_endpoint: string };
  client: oauth.Client;
  secret: string;
  /** Plain http to this machine. */
  local: boolean;
}

function providerOf(env: Bindings): Provider {
  if (env.ENVIRONMENT === 'local' && env.LOCAL_SIGN_IN_URL) {
    return {
      server: {
        issuer: LOCAL_ISSUER,
        authorization_endpoint: `${env.LOCAL_SIGN_IN_URL}/sign-in`,
        token_endpoint: `${env.LOCAL_SIGN_IN_URL}/token`,
      },
      client: { client_id: LOCAL_AUDIENCE },
      secret: 'local',
      local: true,
    };
  }
  if (!env.SIGN_IN_CLIENT_ID || !env.SIGN_IN_CLIENT_SECRET) throw new Refusal('SIGN_IN_NOT_SET_UP');
  return {
    server: {
      issuer: 'https://accounts.google.com',
      authorization_endpoint: 'https://accounts.google.com/o/oauth2/v2/auth',
      token_endpoint: 'https://oauth2.googleapis.com/token',
    },
    client: { client_id: env.SIGN_IN_CLIENT_ID },
    secret: env.SIGN_IN_CLIENT_SECRET,
    local: false,
  };
}

const PENDING = 'decompte-sign-in';
const PENDING_S = 600;
const PROVIDER_ANSWERS_IN_MS = 10_000;

/** What the browser keeps between leaving for Google and coming back. */
interface Pending {
  state: string;
  nonce: string;
  verifier: string;
  to: string;
}

/** A path of ours to come back to: never another site's address. */
export function safePath(path: string | undefined): string {
  return path && /^\/(?![/\\])[\w\-./?=&%:+*]*$/.test(path) ? path : '/counts';
}

/** Leaves for the provider: authorization code flow with PKCE, state and nonce. */
export async function leaveToSignIn(c: Context<AppEnv>): Promise<Response> {
  const { server, client } = providerOf(c.env);
  const pending: Pending = {
    state: oauth.generateRandomState(),
    nonce: oauth.generateRandomNonce(),
    verifier: oauth.generateRandomCodeVerifier(),
    to: safePath(c.req.query('to')),
  };
  setCookie(c, PENDING, encodeURIComponent(JSON.stringify(pending)), cookieOptions(c, PENDING_S));
  const address = new URL(server.authorization_endpoint);
  address.search = new URLSearchParams({
    client_id: client.client_id,
    redirect_uri: returnAddress(c),
    response_type: 'code',
    scope: 'openid email',
    code_challenge: await oauth.calculatePKCECodeChallenge(pending.verifier),
    code_challenge_method: 'S256',
    state: pending.state,
    nonce: pending.nonce,
    prompt: 'select_account',
  }).toString();
  return c.redirect(address.href);
}

/**
 * Comes back with a code: exchanges it, believes the ID token by the same check as the add-on's, and begins a
 * session. Refuses `TOKEN_INVALID` for whatever does not fit what the browser left with, `GOOGLE_UNAVAILABLE` where
 * the provider does not answer, `SIGN_IN_NOT_SET_UP` where it does not know the deployment's client.
 */
export async function returnFromSignIn(c: Context<AppEnv>): Promise<Response> {
  const pending = readPending(c);
  deleteCookie(c, PENDING, cookieOptions(c, 0));
  if (!pending) throw new Refusal('TOKEN_INVALID');
  const token = await exchange(c, providerOf(c.env), pending);
  const trust = trustOf(c.env);
  const { client } = providerOf(c.env);
  const identity = await verifyIdentity(`Bearer ${token}`, { ...trust, audiences: [client.client_id] });
  await beginSession(c, identity, pending.nonce);
  return c.redirect(pending.to);
}

async function exchange(c: Context<AppEnv>, { server, client, secret, local }: Provider, pending: Pending) {
  try {
    const parameters = oauth.validateAuthResponse(server, client, new URL(c.req.url), pending.state);
    const insecure = local && { [oauth.allowInsecureRequests]: true };
    const response = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      oauth.ClientSecretPost(secret),
      parameters,
      returnAddress(c),
      pending.verifier,
      { ...insecure, signal: AbortSignal.timeout(PROVIDER_ANSWERS_IN_MS) },
    );
    if (response.status >= 500) throw new ProviderAway(`status ${response.status}`);
    const result = await oauth.processAuthorizationCodeResponse(server, client, response, {
      expectedNonce: pending.nonce,
      requireIdToken: true,
    });
    return result.id_token;
  } catch (error) {
    console.warn(c.get('requestId'), 'sign-in', error instanceof Error ? error.message : error);
    throw new Refusal(whoseFault(error));
  }
}

class ProviderAway extends Error {}

/** Who can mend it: time, the deployment's administrator, or whoever signs in, by doing so again. */
function whoseFault(error: unknown) {
  if (isAway(error)) return 'GOOGLE_UNAVAILABLE';
  return isUnknownClient(error) ? 'SIGN_IN_NOT_SET_UP' : 'TOKEN_INVALID';
}

/** What the provider says of a client id, secret or return address that it does not know (RFC 6749, 5.2; Google's). */
const SAYS_UNKNOWN_CLIENT = [
  'invalid_client',
  'unauthorized_client',
  'deleted_client',
  'redirect_uri_mismatch',
];

function isUnknownClient(error: unknown): boolean {
  if (error instanceof oauth.WWWAuthenticateChallengeError) return true;
  const told = error instanceof oauth.ResponseBodyError || error instanceof oauth.AuthorizationResponseError;
  return told && SAYS_UNKNOWN_CLIENT.includes(error.error);
}

/** What the provider says of itself on the way back (RFC 6749, 4.1.2.1). */
const SAYS_AWAY = ['temporarily_unavailable', 'server_error'];

/** The provider, or the line to it, is out of order: signing in once more would come to the same. */
function isAway(error: unknown): boolean {
  if (error instanceof oauth.AuthorizationResponseError) return SAYS_AWAY.includes(error.error);
  // A line that is cut is a TypeError of fetch; those of oauth4webapi, which are of what it was given, bear a code.
  if (error instanceof TypeError) return !('code' in error);
  return error instanceof ProviderAway || (error instanceof Error && error.name === 'TimeoutError');
}

function readPending(c: Context<AppEnv>): Pending | null {
  try {
    const pending = JSON.parse(decodeURIComponent(readCookie(c, PENDING) ?? ''));
    const fields = [pending.state, pending.nonce, pending.verifier, pending.to];
    return fields.every((field) => typeof field === 'string')
      ? { ...pending, to: safePath(pending.to) }
      : null;
  } catch {
    return null;
  }
}

function returnAddress(c: Context<AppEnv>): string {
  return `${new URL(c.req.url).origin}/sign-in/return`;
}
