import type { FetchAnswer, FetchRequest } from '../calls/fetch-calls.ts';
import { Blob, blobContent } from './blob.ts';
import { base64, bytesOf, fromBase64, textOf } from './bytes.ts';
import { exception, model } from './remote.ts';
import { expose, notImitated, Service, whole } from './service.ts';

type G = GoogleAppsScript.URL_Fetch.UrlFetchApp;
type GResponse = GoogleAppsScript.URL_Fetch.HTTPResponse;

/** Google's options, with `timeoutSeconds`, which the type package does not know yet. */
const OPTIONS = [
  'url',
  'contentType',
  'escaping',
  'followRedirects',
  'headers',
  'method',
  'muteHttpExceptions',
  'payload',
  'timeoutSeconds',
  'validateHttpsCertificates',
];
const METHODS = ['get', 'delete', 'patch', 'post', 'put', 'head', 'options'];
const FORM = 'application/x-www-form-urlencoded';

interface Options {
  contentType?: unknown;
  escaping?: unknown;
  followRedirects?: unknown;
  headers?: unknown;
  method?: unknown;
  muteHttpExceptions?: unknown;
  payload?: unknown;
  timeoutSeconds?: unknown;
  validateHttpsCertificates?: unknown;
}

class HTTPResponse
  extends Service
  implements
    Pick<
      GResponse,
      'getAllHeaders' | 'getBlob' | 'getContent' | 'getContentText' | 'getHeaders' | 'getResponseCode'
    >
{
  readonly #answer: FetchAnswer;
  constructor(answer: FetchAnswer) {
    super();
    this.#answer = answer;
  }
  getResponseCode(): number {
    return this.#answer.status;
  }
  getContentText(charset = 'UTF-8'): string {
    if (!/^utf-?8$/i.test(charset))
      throw notImitated(`HTTPResponse.getContentText with the charset ${charset}`);
    return this.#answer.text;
  }
  getContent(): number[] {
    return fromBase64(model.fetchedBytes(this.#answer.body))!;
  }
  /** The last value of each header, by its name as it was sent. */
  getHeaders(): object {
    const entries = Object.entries(this.#answer.headers);
    return Object.fromEntries(entries.map(([name, values]) => [canonical(name), values[values.length - 1]]));
  }
  getAllHeaders(): object {
    const entries = Object.entries(this.#answer.headers);
    return Object.fromEntries(
      entries.map(([name, values]) => [canonical(name), values.length > 1 ? values : values[0]]),
    );
  }
  getBlob(): GoogleAppsScript.Base.Blob {
    const type = this.#answer.headers['content-type']?.[0]?.split(';')[0] ?? null;
    return whole(new Blob(this.getContent(), type, null));
  }
}
expose('HTTPResponse', HTTPResponse);

/** `content-type` → `Content-Type`: Google keeps a server's spelling, and servers mostly write it so. */
const canonical = (name: string): string =>
  name.replace(/(^|-)([a-z])/g, (_, dash, letter) => dash + letter.toUpperCase());

function bodyOf(payload: unknown): { bytes: readonly number[]; type: string } | null {
  if (payload === undefined || payload === null) return null;
  if (typeof payload === 'string') return { bytes: bytesOf(payload), type: FORM };
  if (Array.isArray(payload)) return { bytes: payload as number[], type: FORM };
  const blob = blobContent(payload);
  if (blob) return { bytes: blob.bytes, type: blob.type ?? FORM };
  const fields = Object.entries(payload).map(([key, value]) => {
    if (blobContent(value)) throw notImitated('UrlFetchApp.fetch with a file in a form');
    return `${encodeURIComponent(key)}=${encodeURIComponent(String(value))}`;
  });
  return { bytes: bytesOf(fields.join('&')), type: FORM };
}

function requestOf(url: unknown, options: Options): FetchRequest {
  const unknown = Object.keys(options).find((name) => !OPTIONS.includes(name));
  if (unknown) throw notImitated(`the option ${unknown} of UrlFetchApp.fetch`);
  // Both are on by default, and this host cannot switch them off.
  for (const name of ['escaping', 'validateHttpsCertificates'] as const) {
    if (options[name] === false) throw notImitated(`${name}: false of UrlFetchApp.fetch`);
  }
  const method = String(options.method ?? 'get').toLowerCase();
  if (!METHODS.includes(method)) throw exception(`Attribute provided with invalid value: method`);
  const body = bodyOf(options.payload);
  const headers = Object.fromEntries(
    Object.entries((options.headers as object | undefined) ?? {}).map(([name, value]) => [
      name,
      String(value),
    ]),
  );
  const named = Object.keys(headers).some((name) => name.toLowerCase() === 'content-type');
  if (body && (options.contentType !== undefined || !named)) {
    headers['Content-Type'] = String(options.contentType ?? body.type);
  }
  const timeout = options.timeoutSeconds ?? 360;
  if (typeof timeout !== 'number' || timeout <= 0)
    throw exception('Attribute provided with invalid value: timeoutSeconds');
  return {
    url: String(url),
    // A body makes a GET a POST, as Google does.
    method: (body && options.method === undefined ? 'post' : method).toUpperCase(),
    headers,
    payload: body ? base64(body.bytes) : null,
    followRedirects: options.followRedirects !== false,
    timeoutSeconds: timeout,
  };
}

function responseOf(request: FetchRequest, muted: boolean, answer: FetchAnswer): GResponse {
  if (answer.status >= 400 && !muted) {
    const origin = /^\w+:\/\/[^/?#]+/.exec(request.url)?.[0] ?? request.url;
    const start = textOf(bytesOf(answer.text.slice(0, 200)));
    throw exception(
      `Request failed for ${origin} returned code ${answer.status}. Truncated server response: ${start} ` +
        '(use muteHttpExceptions option to examine full response)',
    );
  }
  return whole(new HTTPResponse(answer));
}

class UrlFetchApp extends Service implements Pick<G, 'fetch' | 'fetchAll'> {
  fetch(url: string, params: object = {}): GResponse {
    const request = requestOf(url, params);
    const [answer] = model.fetch([request]);
    return responseOf(request, (params as Options).muteHttpExceptions === true, answer!);
  }
  fetchAll(requests: (string | object)[]): GResponse[] {
    const all = requests.map((request) => (typeof request === 'string' ? { url: request } : request));
    const sent = all.map((options) => requestOf((options as { url?: unknown }).url, options));
    const answers = model.fetch(sent);
    return sent.map((request, at) =>
      responseOf(request, (all[at] as Options).muteHttpExceptions === true, answers[at]!),
    );
  }
}
expose('UrlFetchApp', UrlFetchApp);

export const urlFetchApp = new UrlFetchApp();
