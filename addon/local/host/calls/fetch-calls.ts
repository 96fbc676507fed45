import type { Execution } from '../execution.ts';
import { fail } from '../model/failure.ts';

export interface FetchRequest {
  url: string;
  method: string;
  headers: Record<string, string>;
  /** The body as base64, or null. */
  payload: string | null;
  followRedirects: boolean;
  timeoutSeconds: number;
}

export interface FetchAnswer {
  status: number;
  /** Every value of each header. */
  headers: Record<string, string[]>;
  text: string;
  /** Names the bytes for `fetchedBytes`. */
  body: number;
}

const LONGEST_URL = 2082;
const LARGEST_BODY = 50 * 1024 * 1024;
/** Headers that UrlFetchApp sets by itself and refuses from a script. */
const OWN_HEADERS = ['host', 'content-length', 'connection', 'transfer-encoding'];

function checkRequest({ bundle }: Execution, { url, headers, payload }: FetchRequest): void {
  if (url.length > LONGEST_URL) fail('Limit Exceeded: URLFetch URL Length.');
  if (payload && payload.length * 0.75 > LARGEST_BODY) fail('Limit Exceeded: URLFetch POST Size.');
  const own = Object.keys(headers).find((name) => OWN_HEADERS.includes(name.toLowerCase()));
  if (own) fail(`Attribute provided with invalid value: Header:${own}`);
  const allowed = bundle.manifest.urlFetchWhitelist;
  if (allowed && !allowed.some((prefix) => isUnder(url, prefix))) {
    fail(
      `UrlFetch calls to ${url} are not permitted: no entry of urlFetchWhitelist in appsscript.json covers it.`,
    );
  }
}

/** Same scheme and host, and a path that begins with the entry's: `https://a.b/` does not cover `https://a.b.c/`. */
function isUnder(url: string, prefix: string): boolean {
  if (!URL.canParse(url) || !URL.canParse(prefix)) return false;
  const [asked, allowed] = [new URL(url), new URL(prefix)];
  return asked.origin === allowed.origin && asked.pathname.startsWith(allowed.pathname);
}

/** Google's sentence for a failure of the connection. */
function unreachable(error: unknown, url: string): never {
  if (error instanceof DOMException && error.name === 'TimeoutError') fail(`Timeout: ${url}`);
  const cause = (error as { cause?: { code?: string } }).cause;
  if (cause?.code === 'ENOTFOUND' || cause?.code === 'EAI_AGAIN') fail(`DNS error: ${url}`);
  return fail(`Address unavailable: ${url}`);
}

async function fetchOne(run: Execution, request: FetchRequest): Promise<FetchAnswer> {
  const { url, method, headers, payload, followRedirects, timeoutSeconds } = request;
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) fail(`Invalid argument: ${url}`);
  const wait_ms = Math.min(timeoutSeconds * 1000, run.host.options.longestFetchMs ?? Infinity);
  const body = payload === null ? undefined : Buffer.from(payload, 'base64');
  let response: Response;
  let bytes: Uint8Array;
  try {
    response = await fetch(url, {
      method,
      headers: {
        'User-Agent': 'Mozilla/5.0 (compatible; Google-Apps-Script; beanserver; +https://script.google.com)',
        ...headers,
      },
      body,
      redirect: followRedirects ? 'follow' : 'manual',
      signal: AbortSignal.any([run.signal, AbortSignal.timeout(wait_ms)]),
    });
    bytes = new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    return unreachable(error, url);
  }
  if (bytes.length > LARGEST_BODY) fail('Limit Exceeded: URLFetch response size.');
  const all: Record<string, string[]> = {};
  response.headers.forEach((value, name) => {
    all[name] = name === 'set-cookie' ? response.headers.getSetCookie() : [value];
  });
  run.bodies.push(bytes);
  return {
    status: response.status,
    headers: all,
    text: new TextDecoder().decode(bytes),
    body: run.bodies.length - 1,
  };
}

/** What UrlFetchApp asks; the requests of `fetchAll` go out together. */
export const fetchCalls = {
  fetch(run: Execution, requests: FetchRequest[]): Promise<FetchAnswer[]> {
    for (const request of requests) checkRequest(run, request);
    return Promise.all(requests.map((request) => fetchOne(run, request)));
  },
  fetchedBytes: (run: Execution, body: number) => Buffer.from(run.bodies[body] ?? []).toString('base64'),
};
