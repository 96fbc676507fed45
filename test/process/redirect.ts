/**
 * Loaded before a program (`--require`: with `--import` Node would read the tools' 15 MB a second time): what it would
 * send to Google, or to a Worker on workers.dev, goes to STAND_IN_URL instead, with the name of the host it was meant
 * for. Cloudflare's tools need no such thing. How it was called is kept in STARTS.
 */
import { appendFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';

if (process.env.STARTS) appendFileSync(process.env.STARTS, `${JSON.stringify(process.argv)}\n`);

const standIn = new URL(process.env.STAND_IN_URL ?? 'http://stand-in.invalid');
const isOutside = (host: string) => /\.(googleapis\.com|workers\.dev)$/.test(host);

// clasp's requests go through node-fetch, which ends here.
https.request = ((target: URL | string, options: http.RequestOptions, heard?: () => void) => {
  const { hostname, pathname, search } = new URL(target);
  if (!isOutside(hostname)) throw new Error(`a test reached for ${hostname}`);
  const headers = { ...(options.headers as http.OutgoingHttpHeaders), 'x-meant-for': hostname };
  return http.request(
    new URL(`${pathname}${search}`, standIn),
    { method: options.method ?? 'GET', headers: { ...headers, host: standIn.host } },
    heard,
  );
}) as typeof https.request;

const realFetch = globalThis.fetch;
globalThis.fetch = (input, init) => {
  const url = new URL(input instanceof Request ? input.url : String(input));
  if (!isOutside(url.hostname)) return realFetch(input, init);
  const headers = new Headers(init?.headers);
  headers.set('x-meant-for', url.hostname);
  return realFetch(new URL(`${url.pathname}${url.search}`, standIn), { ...init, headers });
};
