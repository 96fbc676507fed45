/** The API client: one fetch, and every way it can fail said in a sentence with what to do. */
import type { BadLine, Problem } from '../../shared/contract/common.ts';
import type { Language } from '../../shared/domain/quantities.ts';
import type { Answer, Refusal } from './calls.ts';
import { refuse } from './refusals.ts';

export interface ApiRequest {
  method?: 'get' | 'post' | 'put' | 'patch';
  body?: object;
  /** A file in the place of a body. */
  csv?: string;
  /** Of a command; made here where the call is a question asked by POST. */
  key?: string;
  accept?: 'application/json' | 'text/html' | 'text/csv';
  /** How long the answer is waited for; 30 unless said otherwise. */
  seconds?: number;
}

type Reply = GoogleAppsScript.URL_Fetch.HTTPResponse;

/** Asks the API and returns the JSON it answers. The contract is the Worker's promise: it is not judged again here. */
export function askApi<T>(path: string, language: Language, request: ApiRequest = {}): Answer<{ body: T }> {
  const reply = fetchWithIdentity(path, language, request);
  return isRefusal(reply) ? reply : answerOf<T>(reply, language);
}

function answerOf<T>(reply: Reply, language: Language): Answer<{ body: T }> {
  const status = reply.getResponseCode();
  const body = readJson(reply);
  if (status < 200 || status > 299) return refusalOf(reply, status, body, language);
  if (body === undefined) return refuse('UNREADABLE', language, {}, status);
  return { ok: true, body: body as T };
}

/** Several questions at once, in one service call; a 401 of any asks them all once more with a new token. */
export function askAll<T>(
  requests: readonly (ApiRequest & { path: string })[],
  language: Language,
): Answer<{ body: T }>[] {
  if (requests.length === 0) return [];
  const first = fetchMany(requests, language);
  const answers = isRefusal(first) || !first.some(isUnknownCaller) ? first : fetchMany(requests, language);
  if (isRefusal(answers)) return requests.map(() => answers);
  return answers.map((reply) => answerOf<T>(reply, language));
}

function fetchMany(requests: readonly (ApiRequest & { path: string })[], language: Language) {
  const token = tokenOr(language);
  if (isRefusal(token)) return token;
  try {
    return UrlFetchApp.fetchAll(
      requests.map((request) => ({
        url: DECOMPTE_CONFIG.apiUrl + request.path,
        ...optionsOf(request, token.token, language),
      })),
    );
  } catch (failure) {
    console.warn('%s requests: %s', requests.length, String(failure));
    return refuse('UNREACHABLE', language);
  }
}

const isUnknownCaller = (reply: Reply) => reply.getResponseCode() === 401;

/** Asks for a page to print (a voucher, labels). */
export function askPage(
  path: string,
  language: Language,
  request: ApiRequest = {},
): Answer<{ html: string }> {
  const reply = fetchWithIdentity(path, language, { ...request, accept: 'text/html' });
  if (isRefusal(reply)) return reply;
  const status = reply.getResponseCode();
  if (status < 200 || status > 299) return refusalOf(reply, status, readJson(reply), language);
  return { ok: true, html: reply.getContentText() };
}

/** Asks for a file of text, under the name that the service gives it; without a byte order mark. */
export function askFile(path: string, language: Language): Answer<{ text: string; fileName: string }> {
  const reply = fetchWithIdentity(path, language, { accept: 'text/csv', seconds: 120 });
  if (isRefusal(reply)) return reply;
  const status = reply.getResponseCode();
  if (status < 200 || status > 299) return refusalOf(reply, status, readJson(reply), language);
  const [, fileName] = /filename="([^"]+)"/.exec(headerOf(reply, 'content-disposition')) ?? [];
  if (!fileName) return refuse('UNREADABLE', language, {}, status);
  return { ok: true, text: reply.getContentText('UTF-8').replace(/^\uFEFF/, ''), fileName };
}

/** A code may be `..` or hold a slash: what varies travels encoded. */
export function query(values: Record<string, string | number>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
}

function fetchWithIdentity(path: string, language: Language, request: ApiRequest): Reply | Refusal {
  const first = fetchOnce(path, language, request);
  // A token can expire between being made and being judged: once more with a new one, then give up.
  if (isRefusal(first) || first.getResponseCode() !== 401) return first;
  return fetchOnce(path, language, request);
}

function fetchOnce(path: string, language: Language, request: ApiRequest): Reply | Refusal {
  const token = tokenOr(language);
  if (isRefusal(token)) return token;
  try {
    return UrlFetchApp.fetch(DECOMPTE_CONFIG.apiUrl + path, optionsOf(request, token.token, language));
  } catch (failure) {
    console.warn('%s %s: %s', request.method ?? 'get', path, String(failure));
    return refuse('UNREACHABLE', language);
  }
}

/** Null where the user refused `openid`: each scope can be refused alone since August 2025. */
function tokenOr(language: Language): { token: string } | Refusal {
  const token: string | null = ScriptApp.getIdentityToken();
  return token ? { token } : refuse('SCOPES_REFUSED', language);
}

/** The command's id is made here once, so that asking again is the same command. */
function optionsOf(request: ApiRequest, token: string, language: Language) {
  const { method = 'get', body, csv, accept = 'application/json', seconds = 30 } = request;
  if (method !== 'get' && !request.key) request.key = Utilities.getUuid();
  const headers: Record<string, string> = {
    Authorization: `Bearer ${token}`,
    Accept: accept,
    'Accept-Language': language,
  };
  if (request.key) headers['Idempotency-Key'] = request.key;
  return {
    method,
    headers,
    muteHttpExceptions: true,
    timeoutSeconds: seconds,
    ...(body && { contentType: 'application/json', payload: JSON.stringify(body) }),
    ...(csv !== undefined && { contentType: 'text/csv; charset=utf-8', payload: csv }),
  };
}

function isRefusal(answer: object): answer is Refusal {
  return 'ok' in answer;
}

function readJson(reply: Reply): unknown {
  try {
    return JSON.parse(reply.getContentText());
  } catch {
    return undefined;
  }
}

function refusalOf(reply: Reply, status: number, body: unknown, language: Language): Refusal {
  if (isProblem(body)) {
    const errors: BadLine[] = body.errors ?? [];
    const { errorCount } = body;
    return {
      ok: false,
      code: body.code,
      message: body.detail,
      errors,
      status,
      ...(errorCount && { errorCount }),
    };
  }
  if (status === 401) return refuse('TOKEN_INVALID', language, {}, status);
  if (status === 413) return refuse('BODY_TOO_LARGE', language, {}, status);
  if (status === 429) return refuse('RATE_LIMITED', language, { seconds: secondsToWait(reply) }, status);
  if (status >= 500) return refuse('UNAVAILABLE', language, {}, status);
  return refuse('UNREADABLE', language, {}, status);
}

function isProblem(body: unknown): body is Problem {
  const problem = body as Problem | null | undefined;
  return typeof problem?.code === 'string' && typeof problem.detail === 'string';
}

function secondsToWait(reply: Reply): number {
  const seconds = Number(headerOf(reply, 'retry-after'));
  return Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : 60;
}

/** Header names come back as the server wrote them, in any case. '' where there is none. */
function headerOf(reply: Reply, wanted: string): string {
  const headers = reply.getHeaders() as Record<string, string>;
  const name = Object.keys(headers).find((key) => key.toLowerCase() === wanted);
  return (name && headers[name]) || '';
}
