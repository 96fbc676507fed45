import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type * as z from 'zod';
import { idempotencyHeader, problem } from '../../shared/contract/common.ts';
import type { AppEnv } from './env.ts';
import { refuseInvalid } from './invalid.ts';
import { Refusal } from './problem.ts';

/** A module's routes: whatever breaks the contract is refused here, in the caller's language. */
export function newRoutes(): OpenAPIHono<AppEnv> {
  return new OpenAPIHono<AppEnv>({
    defaultHook: (result, c) => {
      if (!result.success) throw refuseInvalid(result.error, c.get('language'));
    },
  });
}

export function jsonBody<T extends z.ZodType>(schema: T) {
  return { required: true, content: { 'application/json': { schema } } } as const;
}

/** The answer of a route, beside the problem that every route may give. */
export function answers<T extends z.ZodType>(schema: T, description: string) {
  return {
    200: { description, content: { 'application/json': { schema } } },
    default: { description: 'Refused', content: { 'application/problem+json': { schema: problem } } },
  } as const;
}

/** The answer of a route that gives no JSON: a page, a file, plain text. */
export function answersAs(type: string, description: string, headers?: Record<string, string>) {
  const file = type === 'application/zip';
  const schema = file ? { type: 'string' as const, format: 'binary' } : { type: 'string' as const };
  const told = Object.entries(headers ?? {}).map(([name, what]) => [
    name,
    { description: what, schema: { type: 'string' as const } },
  ]);
  return {
    200: { description, content: { [type]: { schema } }, headers: Object.fromEntries(told) },
    default: { description: 'Refused', content: { 'application/problem+json': { schema: problem } } },
  } as const;
}

/** The answer of a list that `Accept: text/csv` gives as a file. */
export function answersInCsvToo<T extends z.ZodType>(schema: T, description: string) {
  const { default: refused } = answers(schema, description);
  const content = { 'application/json': { schema }, 'text/csv': { schema: { type: 'string' as const } } };
  return { 200: { description, content }, default: refused } as const;
}

/** Puts into the OpenAPI document a GET that is registered without a contract, for it answers no JSON. */
export function describeGet(
  routes: OpenAPIHono<AppEnv>,
  route: Omit<Parameters<OpenAPIHono<AppEnv>['openAPIRegistry']['registerPath']>[0], 'method'>,
): void {
  routes.openAPIRegistry.registerPath({ method: 'get', ...route });
}

/** Headers of every POST, PUT and PATCH. */
export const commandHeaders = idempotencyHeader;

/** A command by POST: its id in the header, what it says in the body. `content` says what the answer is. */
export function command<P extends string, B extends z.ZodType, A extends z.ZodType>(
  path: P,
  summary: string,
  body: B,
  answer: A,
  content: string,
) {
  return createRoute({
    method: 'post',
    path,
    summary,
    request: { headers: commandHeaders, body: jsonBody(body) },
    responses: answers(answer, content),
  });
}

/** The command's id, from its Idempotency-Key; documents and counts repeat it in their body. */
export function commandId(c: Context<AppEnv>, bodyId?: string): string {
  const id = c.req.header('Idempotency-Key')?.toLowerCase() ?? '';
  if (bodyId !== undefined && bodyId !== id) throw new Refusal('IDEMPOTENCY_KEY_REQUIRED');
  return id;
}

/** How many rows a page holds: what was asked, within 1 and `most`. */
export function pageSize(limit: number | undefined, most = 1000, usual = 100): number {
  return Math.min(Math.max(limit ?? usual, 1), most);
}

/** A keyset cursor: the last row's sort key, opaque to the caller. */
export function toCursor(key: readonly (string | number)[]): string {
  const bytes = new TextEncoder().encode(JSON.stringify(key));
  return btoa(String.fromCharCode(...bytes));
}

export function fromCursor(cursor: string | undefined, parts: number): (string | number)[] | null {
  if (cursor === undefined) return null;
  try {
    const bytes = Uint8Array.from(atob(cursor), (letter) => letter.charCodeAt(0));
    const key: unknown = JSON.parse(new TextDecoder().decode(bytes));
    const fits = (part: unknown) => typeof part === 'string' || typeof part === 'number';
    if (Array.isArray(key) && key.length === parts && key.every(fits)) return key;
  } catch {
    // Said below in the caller's language.
  }
  throw new Refusal('REQUEST_INVALID', { what: 'cursor' });
}
