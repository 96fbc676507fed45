/**
 * Looks at Cloudflare by its API, with wrangler's own login. To start wrangler takes most of a second each time, and
 * its words do not tell what is absent from what could not be asked. Whatever changes something is left to wrangler.
 */
import { told } from './spoken.ts';
import { runAnyway } from './tools.ts';

/** Asks for a path of the API; null where there is no such thing. @throws ApiRefused, or what fetch throws */
export type Cloudflare = <T>(path: string, headers?: Record<string, string>) => Promise<T | null>;

const ANSWERS_WITHIN_MS = 30_000;

/** What wrangler tells of a login: kept in memory alone, so its own log must not be written either. */
type Login = { type: 'oauth' | 'api_token'; token: string } | { type: 'api_key'; key: string; email: string };

/** The API answered, but not what was asked for: why, in Cloudflare's words and codes. */
export class ApiRefused extends Error {
  readonly status: number;
  readonly codes: number[];

  constructor(path: string, status: number, errors: ApiError[]) {
    const why = errors.map(({ code, message }) => `${message} [${code}]`).join('; ');
    super(told('apiFailed', { path, status: String(status), why }));
    this.status = status;
    this.codes = errors.map(({ code }) => code);
  }
}

/** null where wrangler knows no login. */
export async function openCloudflare(): Promise<Cloudflare | null> {
  const env = { WRANGLER_WRITE_LOGS: 'false' };
  const { code, output } = await runAnyway('wrangler', ['auth', 'token', '--json'], { env });
  if (code !== 0) return null;
  const login = JSON.parse(output) as Login;
  const proof: Record<string, string> =
    login.type === 'api_key'
      ? { 'X-Auth-Key': login.key, 'X-Auth-Email': login.email }
      : { Authorization: `Bearer ${login.token}` };
  return cloudflareAs(proof);
}

/** The API, with the headers that prove who asks. */
export function cloudflareAs(proof: Record<string, string>): Cloudflare {
  const api = process.env.CLOUDFLARE_API_BASE_URL || 'https://api.cloudflare.com/client/v4';
  return async <T>(path: string, headers: Record<string, string> = {}) => {
    const signal = AbortSignal.timeout(ANSWERS_WITHIN_MS);
    const response = await fetch(`${api}${path}`, { headers: { ...headers, ...proof }, signal });
    if (response.status === 404) return null;
    const { success, result, errors = [] } = await answerIn<T>(response);
    if (!success) throw new ApiRefused(path, response.status, errors);
    return result;
  };
}

interface ApiError {
  code: number;
  message: string;
}

interface ApiAnswer<T> {
  success: boolean;
  result: T;
  errors?: ApiError[];
}

/** What stands before Cloudflare (a proxy, an outage) may answer in HTML. */
async function answerIn<T>(response: Response): Promise<ApiAnswer<T>> {
  const nothing = { success: false, result: null as T };
  return ((await response.json().catch(() => nothing)) as ApiAnswer<T> | null) ?? nothing;
}
