import { HTTPException } from 'hono/http-exception';
import { readRefusal } from '../db/refusal.ts';
import { isPassing } from '../db/retry.ts';
import { RATE_PERIOD_S } from '../people/rate.ts';
import { Refusal } from './problem.ts';

const PASSES_IN_S = 2;

/** What a failure is to whoever asked: a refusal in our codes; `INTERNAL` is a fault of ours, to be logged. */
export function refusalOf(error: Error, timeZone = 'UTC'): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof HTTPException) return refusalOfHono(error);
  if (isPassing(error)) return new Refusal('UNAVAILABLE');
  return readRefusal(error, timeZone) ?? new Refusal('INTERNAL');
}

/** hono's own: of a form that another site sent, and of a body that is no JSON. */
function refusalOfHono({ status }: HTTPException): Refusal {
  if (status >= 500) return new Refusal('INTERNAL');
  return new Refusal(status === 403 ? 'FORBIDDEN' : 'JSON_INVALID');
}

/** When to come back, by the status of an answer; nothing where waiting changes nothing. */
export function retryAfter(status: number): Record<string, string> {
  const seconds = { 429: RATE_PERIOD_S, 503: PASSES_IN_S }[status];
  return seconds === undefined ? {} : { 'Retry-After': String(seconds) };
}
