/** The first origin: the spreadsheet page, its events and its actions. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { actions } from './actions.ts';
import type { PageFiles } from './bundle.ts';
import { wireRows } from './cells.ts';
import { Refusal, readJson, sendFailure, sendJson, sendText } from './respond.ts';
import type { SignInDesk } from './signIn.ts';
import { openWindow, type SheetWindow, type WindowOptions } from './windows.ts';

export interface PageOptions extends WindowOptions {
  windows: Map<string, SheetWindow>;
  files: PageFiles;
  desk: SignInDesk | null;
  /** The page's own origin: requests from any other site are refused. */
  origin: () => string;
}

const windowIdPattern = /^[0-9a-f-]{36}$/;
const mostRowsAtOnce = 2_000;

export function pageRequests(options: PageOptions) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    answer(options, request, response).catch((failure) => sendFailure(response, failure));
  };
}

async function answer(
  options: PageOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', options.origin());
  if (leadHome(options, request, response)) return;
  const [, place = '', windowId = '', name = ''] = url.pathname.split('/');
  if (await options.desk?.(url, request, response)) return;
  if (request.method === 'POST' && place === 'windows') {
    const window = windowOf(options, windowId);
    const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
    if (!action) throw new Refusal(404, 'no such action');
    sendJson(response, 200, action.run(window, await readJson(request)));
    return;
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') throw new Refusal(405, 'GET or POST');
  if (place === 'windows' && name === 'rows') return sendRows(options, windowId, url, response);
  if (place === 'events') return stream(options, url, response);
  sendFile(options, url.pathname, response);
}

/**
 * Names other than ours: `localhost` is led to the one origin that frames trust; any other name is a
 * rebound DNS name, and a foreign `Origin` is another site's page posting here.
 * @returns true if the answer was given
 */
function leadHome(options: PageOptions, request: IncomingMessage, response: ServerResponse): boolean {
  const home = new URL(options.origin());
  const { host, origin } = request.headers;
  if (origin !== undefined && origin !== home.origin) throw new Refusal(403, 'another origin');
  if (host === home.host) return false;
  if (host !== `localhost:${home.port}`) throw new Refusal(403, 'another host');
  response.writeHead(307, { location: home.origin + (request.url ?? '/') });
  response.end();
  return true;
}

function windowOf(options: PageOptions, id: string): SheetWindow {
  const window = options.windows.get(id);
  if (!window) throw new Refusal(410, 'this window is not known any more');
  return window;
}

function sendRows(options: PageOptions, windowId: string, url: URL, response: ServerResponse): void {
  const asked = (name: string) => Number.parseInt(url.searchParams.get(name) ?? '', 10);
  const { document } = windowOf(options, windowId);
  const [sheetId, first, count] = [asked('sheet'), asked('first'), asked('count')];
  if (!(first >= 1 && count >= 1 && count <= mostRowsAtOnce)) throw new Refusal(422, 'first, count');
  const known = document.sheets().some((sheet) => sheet.id === sheetId);
  sendJson(response, 200, known ? wireRows(document, sheetId, first, count) : []);
}

function stream(options: PageOptions, url: URL, response: ServerResponse): void {
  const id = url.searchParams.get('window') ?? '';
  if (!windowIdPattern.test(id)) throw new Refusal(422, 'window');
  const person = (name: string) =>
    options.people.find((candidate) => candidate.email === url.searchParams.get(name));
  const last = url.searchParams.get('last');
  let window = options.windows.get(id);
  if (!window) {
    window = openWindow(options, {
      id,
      person: person('as') ?? options.people[0]!,
      framePerson: person('frame') ?? null,
      onClosed: () => options.windows.delete(id),
    });
    options.windows.set(id, window);
  }
  window.attach(response, last === null ? null : Number(last));
}

function sendFile(options: PageOptions, path: string, response: ServerResponse): void {
  const { files } = options;
  if (path === '/health') sendJson(response, 200, { ok: true, windows: options.windows.size });
  else if (path === '/page.js') sendText(response, 200, 'text/javascript', files.script);
  else if (path === '/page.css') sendText(response, 200, 'text/css', files.styles);
  else if (path === '/') sendPage(options, response);
  else throw new Refusal(404, 'no such page');
}

function sendPage(options: PageOptions, response: ServerResponse): void {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    `frame-src ${new URL(options.frameUrl).origin}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  response.setHeader('content-security-policy', policy);
  sendText(response, 200, 'text/html', options.files.html);
}
