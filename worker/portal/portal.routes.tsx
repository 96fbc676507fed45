import type { Context } from 'hono';
import { setCookie } from 'hono/cookie';
import { csrf } from 'hono/csrf';
import { textOf } from '../../shared/text/index.ts';
import type { AppEnv } from '../http/env.ts';
import { newRoutes } from '../http/routes.ts';
import { cookieOptions, endSession } from '../people/session.ts';
import { addCountPages } from './counts.routes.tsx';
import { answerFailure, asPage, readerOf } from './frame.tsx';
import { page, SECTIONS } from './layout.tsx';
import { addLedgerPages } from './ledger.routes.tsx';
import { leaveToSignIn, returnFromSignIn, safePath } from './signIn.ts';
import { ICON, STYLE } from './style.ts';
import { addVerifyPage } from './verify.routes.tsx';

/** What is the portal's: its rules of cookies, frames and forms are not those of the API. */
const PATHS = [
  '/',
  '/assets/*',
  '/language/*',
  '/sign-in/*',
  '/sign-out',
  ...SECTIONS.map((name) => `/${name}/*`),
];
const YEAR_S = 365 * 24 * 60 * 60;

/** The page for accounting: rendered here, no script in the browser. */
export function portalRoutes() {
  const routes = newRoutes();

  // A form of another site carries its origin: SameSite holds it off, and so does this.
  for (const path of PATHS) routes.use(path, asPage, csrf());
  routes.onError(answerFailure);

  routes.get('/', (c) => c.redirect('/counts'));
  routes.get('/assets/portal.css', (c) => asset(c, 'text/css', STYLE));
  routes.get('/assets/icon.svg', (c) => asset(c, 'image/svg+xml', ICON));
  routes.get('/language/:language', (c) => {
    const language = c.req.param('language') === 'en' ? 'en' : 'fr';
    setCookie(c, 'language', language, cookieOptions(c, YEAR_S));
    return c.redirect(safePath(c.req.query('to')));
  });

  routes.get('/sign-in', (c) => {
    const words = textOf(c.get('language')).portal.signIn;
    const start = `/sign-in/start?${new URLSearchParams({ to: safePath(c.req.query('to')) })}`;
    const content = (
      <>
        <p class="lead">{words.why}</p>
        <p>
          <a class="button" href={start}>
            {c.env.ENVIRONMENT === 'local' ? words.local : words.google}
          </a>
        </p>
      </>
    );
    return c.html(page(readerOf(c, null), words.title, null, content));
  });
  routes.get('/sign-in/start', leaveToSignIn);
  routes.get('/sign-in/return', returnFromSignIn);
  routes.post('/sign-out', async (c) => {
    await endSession(c);
    return c.redirect('/sign-in', 303);
  });

  addCountPages(routes);
  addLedgerPages(routes);
  addVerifyPage(routes);
  return routes;
}

function asset(c: Context<AppEnv>, type: string, content: string): Response {
  return c.body(content, 200, { 'Content-Type': `${type}; charset=utf-8`, 'Cache-Control': 'max-age=3600' });
}
