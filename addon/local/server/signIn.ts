/**
 * Where one signs in to the Worker's page for accounting while there is no Google: the two addresses of an
 * authorization code flow with PKCE, with the people of the organisation to choose from.
 *
 *   GET  /sign-in?redirect_uri=…&state=…&nonce=…&code_challenge=…   who are you?
 *   GET  /sign-in?…&as=EMAIL                                        back to the Worker with a code
 *   POST /token                                                     the code and its verifier for an ID token
 */
import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { textOf } from '../../../shared/text/index.ts';
import { Refusal, readText, sendJson, sendText } from './respond.ts';
import type { Person } from './wire.ts';

export type SignToken = (email: string, nonce?: string) => Promise<string>;
/** @returns true where the request was one of its own, and is answered */
export type SignInDesk = (url: URL, request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

interface Ticket {
  email: string;
  nonce: string;
  challenge: string;
  expires_ms: number;
}

const TICKET_MS = 60_000;

export function signInDesk(people: readonly Person[], signToken: SignToken): SignInDesk {
  const tickets = new Map<string, Ticket>();
  return async (url, request, response) => {
    if (request.method === 'GET' && url.pathname === '/sign-in') {
      const chosen = people.find(({ email }) => email === url.searchParams.get('as'));
      if (!chosen) sendChoice(people, url, response);
      else sendBack(tickets, chosen.email, url, response);
      return true;
    }
    if (request.method !== 'POST' || url.pathname !== '/token') return false;
    const form = new URLSearchParams(await readText(request, 'application/x-www-form-urlencoded'));
    const ticket = takeTicket(tickets, form);
    if (!ticket) {
      sendJson(response, 400, { error: 'invalid_grant' });
      return true;
    }
    const idToken = await signToken(ticket.email, ticket.nonce);
    sendJson(response, 200, {
      access_token: 'none',
      token_type: 'Bearer',
      expires_in: 60,
      id_token: idToken,
    });
    return true;
  };
}

function sendBack(tickets: Map<string, Ticket>, email: string, url: URL, response: ServerResponse): void {
  const asked = (name: string) => url.searchParams.get(name) ?? '';
  const back = new URL(asked('redirect_uri'));
  // Codes are handed to programs of this machine only.
  if (!['127.0.0.1', 'localhost'].includes(back.hostname)) throw new Refusal(400, 'redirect_uri');
  const code = randomBytes(16).toString('hex');
  const [nonce, challenge] = [asked('nonce'), asked('code_challenge')];
  tickets.set(code, { email, nonce, challenge, expires_ms: Date.now() + TICKET_MS });
  back.search = new URLSearchParams({ code, state: asked('state') }).toString();
  response.writeHead(302, { location: back.href, 'cache-control': 'no-store' }).end();
}

/** A code is good once, for a minute, and only with the verifier whose hash it was asked with. */
function takeTicket(tickets: Map<string, Ticket>, form: URLSearchParams): Ticket | null {
  const code = form.get('code') ?? '';
  const ticket = tickets.get(code);
  tickets.delete(code);
  const verifier = createHash('sha256')
    .update(form.get('code_verifier') ?? '')
    .digest('base64url');
  return ticket && ticket.challenge === verifier && Date.now() < ticket.expires_ms ? ticket : null;
}

/** The page's own style, allowed by its hash alone. */
const STYLE =
  'body { font: 16px/1.5 system-ui, Arial, sans-serif; max-width: 40rem; margin: 2rem auto; padding: 0 1rem; color: #1c2b28 } ' +
  'h1 { font-size: 1.6rem } ul { list-style: none; padding: 0 } li { padding: 0.6rem 0; border-bottom: 1px solid #d5dcda; overflow-wrap: anywhere } ' +
  'a { display: block; color: #106b5b; font-weight: 600 }';

function sendChoice(people: readonly Person[], url: URL, response: ServerResponse): void {
  const words = textOf('fr').local;
  const links = people.map(({ email, name, role }) => {
    const search = new URLSearchParams(url.searchParams);
    search.set('as', email);
    return `<li><a href="/sign-in?${inHtml(search.toString())}">${inHtml(name)}</a> ${inHtml(role)}, ${inHtml(email)}</li>`;
  });
  response.setHeader(
    'content-security-policy',
    `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  );
  const page = `<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${words.signInTitle}</title><style>${STYLE}</style></head>
<body><h1>${words.signInTitle}</h1><p>${words.signInWhy}</p><ul>${links.join('')}</ul></body></html>`;
  sendText(response, 200, 'text/html', page);
}

function inHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);
}
