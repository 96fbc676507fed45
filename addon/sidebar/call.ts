/** The one way from a page to the server side: `google.script.run`, typed by server/calls.ts. */
import type { Calls, Refusal } from '../server/calls.ts';
import { start, words } from './words.ts';

type Runner = {
  withSuccessHandler(answered: (value: unknown) => void): Runner;
  withFailureHandler(failed: (failure: Error) => void): Runner;
} & Record<keyof Calls, (...args: unknown[]) => void>;

declare const google: { script: { run: Runner; host: { close(): void } } };

type AfterEmail<A extends unknown[]> = A extends [email: string, ...rest: infer Rest] ? Rest : never;

/** A function of the server side whose answer is `Calls[K]`'s; the e-mail shown goes with it by itself. */
export function call<K extends keyof Calls>(
  name: K,
  ...args: AfterEmail<Parameters<Calls[K]>>
): Promise<ReturnType<Calls[K]>> {
  return new Promise((resolve) => {
    const run = google.script.run
      .withSuccessHandler((value) => resolve((value ?? noAnswer()) as ReturnType<Calls[K]>))
      .withFailureHandler(() => resolve(noAnswer() as ReturnType<Calls[K]>));
    run[name](start.email, ...args);
  });
}

/** Nothing came back: the connection, or an execution that Google ended. It never rejects. */
function noAnswer(): Refusal {
  return { ok: false, code: 'TIMED_OUT', message: words.failures.TIMED_OUT, errors: [], status: 0 };
}

export function closeFrame(): void {
  google.script.host.close();
}

/** A UUID made before sending, so that a retry is the same command (invariant 9). */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
