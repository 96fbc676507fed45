/**
 * The second origin: the add-on's HTML, as Google's sandbox domain serves it. The page and the frame
 * share nothing but messages.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Refusal, sendFailure, sendJson, sendText } from './respond.ts';
import type { SheetWindow } from './windows.ts';

export interface FrameOptions {
  windows: ReadonlyMap<string, SheetWindow>;
  shim: string;
  /** The one origin that may hold the frame and speak with it. */
  pageOrigin: () => string;
}

/** Only what stands in the add-on's own HTML: a request to the network is a mistake seen at once. */
function contentSecurityPolicy(pageOrigin: string): string {
  return [
    "default-src 'none'",
    "script-src 'unsafe-inline'",
    "style-src 'unsafe-inline'",
    'img-src data: blob:',
    'font-src data:',
    'media-src data: blob:',
    "form-action 'none'",
    "base-uri 'none'",
    `frame-ancestors ${pageOrigin}`,
  ].join('; ');
}

/** Text inside a script element: nothing in it may end the element. */
const inScript = (text: string) => text.replaceAll('</', '<\\/').replaceAll('<!--', '<\\!--');

function framePage(html: string, shim: string, pageOrigin: string): string {
  const settings = inScript(JSON.stringify({ pageOrigin }));
  const scripts = `<script>var decompteFrame=${settings};</script><script>${inScript(shim)}</script>`;
  const doctype = /^\s*<!doctype[^>]*>/i.exec(html)?.[0] ?? '';
  const rest = html.slice(doctype.length);
  return `<!DOCTYPE html>\n<meta charset="utf-8">${scripts}${rest}`;
}

export function frameRequests(options: FrameOptions) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    try {
      const path = new URL(request.url ?? '/', 'http://frame').pathname;
      if (path === '/' || path === '/health') {
        sendJson(response, 200, { ok: true });
        return;
      }
      const [, place, windowId = '', frameId = ''] = path.split('/').map(decodeURIComponent);
      const frame = options.windows.get(windowId)?.frames.get(frameId);
      if (request.method !== 'GET' || place !== 'frames' || !frame) throw new Refusal(404, 'no such frame');
      response.setHeader('content-security-policy', contentSecurityPolicy(options.pageOrigin()));
      response.setHeader('referrer-policy', 'no-referrer');
      sendText(response, 200, 'text/html', framePage(frame.html, options.shim, options.pageOrigin()));
    } catch (failure) {
      sendFailure(response, failure);
    }
  };
}
