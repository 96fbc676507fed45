import type { Context, MiddlewareHandler } from 'hono';
import { ERROR_STATUS } from '../../shared/domain/errors.ts';
import { textOf } from '../../shared/text/index.ts';
import { say } from '../../shared/text/say.ts';
import type { AppEnv } from '../http/env.ts';
import { refusalOf, retryAfter } from '../http/failure.ts';
import { type Caller, requireGiven } from '../people/caller.ts';
import { readCookie, sessionCaller } from '../people/session.ts';
import { page, type Reader } from './layout.tsx';

export type SignedIn = Reader & { caller: Caller };

/** Rows of a list's page. */
export const PAGE_ROWS = 50;

/** Nothing but our own pages, style and pictures, no script but one that is named; nobody may frame them. */
const policy = (style: string, script = '') =>
  `default-src 'none'; style-src ${style}; ${script && `script-src ${script}; `}img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;

/** What a request to the portal meets first: the reader's language, then the rules of a page. */
export const asPage: MiddlewareHandler<AppEnv> = async (c, next) => {
  const chosen = readCookie(c, 'language');
  if (chosen === 'fr' || chosen === 'en') c.set('language', chosen);
  await next();
  if (!c.res.headers.has('Content-Security-Policy')) c.header('Content-Security-Policy', policy("'self'"));
  if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'private, no-store');
};

/** A page that brings its own styles and a script: allowed by their hashes, and no other. */
export async function allowInline(c: Context<AppEnv>, styles: string[], script: string): Promise<void> {
  const [ours, ...theirs] = await Promise.all([script, ...styles].map(hashOf));
  c.header('Content-Security-Policy', policy(theirs.join(' '), ours));
}

async function hashOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return `'sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}'`;
}

export function readerOf(c: Context<AppEnv>, caller: Caller | null): Reader {
  const { pathname, search } = new URL(c.req.url);
  return { caller, language: c.get('language'), here: pathname + search };
}

class SignInFirst extends Error {}

/** Who reads the page; a stranger is led to the sign-in, and back to where he wanted to go. */
export async function signedIn(c: Context<AppEnv>): Promise<SignedIn> {
  const caller = await sessionCaller(c);
  if (!caller) throw new SignInFirst();
  requireGiven(caller);
  return { ...readerOf(c, caller), caller };
}

export function download(
  c: Context<AppEnv>,
  bytes: Uint8Array | ArrayBuffer | ReadableStream,
  type: string,
  name: string,
): Response {
  return c.body(bytes as ArrayBuffer, 200, {
    'Content-Type': type,
    'Content-Disposition': `attachment; filename="${name}"`,
  });
}

/** A refusal as a page, with the same sentence that the API says. */
export function answerFailure(error: Error, c: Context<AppEnv>): Response | Promise<Response> {
  if (error instanceof SignInFirst) {
    return c.redirect(`/sign-in?${new URLSearchParams({ to: readerOf(c, null).here })}`);
  }
  const refusal = refusalOf(error);
  const requestId = c.get('requestId');
  if (refusal.code === 'INTERNAL') console.error(requestId, error);
  const language = c.get('language');
  const words = textOf(language).portal;
  const sentence = say(textOf(language).errors[refusal.code], language, { ...refusal.figures, requestId });
  const lost = refusal.code === 'TOKEN_INVALID';
  const toSignIn = lost || ['GOOGLE_UNAVAILABLE', 'SIGN_IN_NOT_SET_UP'].includes(refusal.code);
  const content = (
    <>
      <p class="said bad" role="alert">
        {lost ? words.signIn.again : sentence}
      </p>
      <p>
        <a href={toSignIn ? '/sign-in' : '/counts'}>{toSignIn ? words.signIn.title : words.failure.back}</a>
      </p>
    </>
  );
  const shown = page(readerOf(c, null), words.failure.title, null, content);
  const status = ERROR_STATUS[refusal.code];
  return c.html(shown, status as 400, retryAfter(status));
}
