/** Calls the API of a local Worker as any person of it. */
import { randomUUID } from 'node:crypto';
import type { Problem } from '../../shared/contract/common.ts';
import { Stopped } from '../../shared/local/spoken.ts';

/** What the Worker refused, with its problem (RFC 9457). */
export class Refused extends Stopped {
  readonly problem: Problem;

  constructor(call: string, problem: Problem) {
    super(`${call}: ${problem.status} ${problem.code}: ${problem.detail}`);
    this.problem = problem;
  }
}

export interface Api {
  readonly url: string;
  signToken(email: string): Promise<string>;
  /** A body makes it a command: its Idempotency-Key is `id`, the body's own id, or a new one. */
  send(email: string, method: string, path: string, body?: unknown, id?: string): Promise<Response>;
  /** The same for a JSON answer. @throws Refused where the Worker refuses */
  call<T>(email: string, method: string, path: string, body?: unknown, id?: string): Promise<T>;
}

/** A text body is sent as CSV, any other as JSON. */
export function apiAt(url: string, signToken: (email: string) => Promise<string>): Api {
  const send: Api['send'] = async (email, method, path, body, id) => {
    const isText = typeof body === 'string' || body instanceof Uint8Array;
    const command = body !== undefined && {
      'Content-Type': isText ? 'text/csv' : 'application/json',
      'Idempotency-Key': id ?? (body as { id?: string }).id ?? randomUUID(),
    };
    return fetch(`${url}${path}`, {
      method,
      headers: { Authorization: `Bearer ${await signToken(email)}`, 'Accept-Language': 'fr', ...command },
      ...(body !== undefined && { body: isText ? (body as string) : JSON.stringify(body) }),
    });
  };
  return {
    url,
    signToken,
    send,
    async call<T>(email: string, method: string, path: string, body?: unknown, id?: string) {
      const response = await send(email, method, path, body, id);
      const answer: unknown = await response.json();
      if (!response.ok) throw new Refused(`${method} ${path}`, answer as Problem);
      return answer as T;
    },
  };
}
