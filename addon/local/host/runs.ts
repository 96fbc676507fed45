import { randomUUID } from 'node:crypto';
import type { Bundle } from './bundle.ts';
import { answerCall, countCalls } from './calls/calls.ts';
import type { Execution, HostState, Mode, RunFacts, Window } from './execution.ts';
import type { Invocation, Outcome } from './google/install.ts';
import type { OpenWorkbook } from './model/open-workbook.ts';
import type { Pool } from './pool.ts';
import type { MenuEntry } from './types.ts';

const SIX_MINUTES = 6 * 60_000;
/** A simple trigger may run for thirty seconds. */
const TRIGGER_LIMIT = 30_000;
const MOST_AT_ONCE = 30;

export interface RunRequest {
  open: OpenWorkbook;
  window: Window;
  email: string;
  mode: Mode;
  invocation: Invocation;
}

export interface RunResult {
  value: unknown;
  menus: MenuEntry[];
}

/** A clock that ends an execution after so many milliseconds of its own time. */
function stopwatch(limitMs: number, end: () => void) {
  let left = limitMs;
  let since = 0;
  let timer: NodeJS.Timeout | undefined;
  const start = () => {
    since = Date.now();
    timer = setTimeout(end, left);
  };
  const stop = () => {
    clearTimeout(timer);
    left -= Date.now() - since;
  };
  return { start, stop };
}

function factsOf(host: HostState, { email, mode, open }: RunRequest, { manifest }: Bundle): RunFacts {
  return {
    email,
    mode,
    userLocale: open.workbook.locale.slice(0, 2),
    timeZone: manifest.timeZone ?? open.workbook.timeZone,
    manifestScopes: manifest.oauthScopes ?? null,
    refusedScopes: [...(host.options.refusedScopes?.(email) ?? [])],
  };
}

/** The script's error, as the caller of a menu or of `google.script.run` gets it. */
function scriptError({ name, message, stack }: NonNullable<Outcome['error']>): Error {
  const error = new Error(message);
  error.name = name;
  error.stack = stack;
  return error;
}

export type Runner = (bundle: Bundle, request: RunRequest) => Promise<RunResult>;

/** Runs functions of the add-on, each as one execution with its own limits, locks and clock. */
export function createRunner(host: HostState, pool: Pool): Runner {
  const running = new Map<string, number>();

  return async (bundle, request) => {
    const { email, mode, open, window, invocation } = request;
    const atOnce = (running.get(email) ?? 0) + 1;
    if (atOnce > MOST_AT_ONCE) {
      throw new Error('There are too many scripts running simultaneously for this Google user account.');
    }
    running.set(email, atOnce);
    const ended = new AbortController();
    const limit = host.options.executionLimitMs ?? SIX_MINUTES;
    const clock = stopwatch(mode === 'FULL' ? limit : Math.min(limit, TRIGGER_LIMIT), () =>
      ended.abort(new Error('Exceeded maximum execution time')),
    );
    const execution: Execution = {
      id: randomUUID(),
      host,
      bundle,
      open,
      email,
      mode,
      window,
      signal: ended.signal,
      end: (reason) => ended.abort(reason),
      pauseClock: clock.stop,
      resumeClock: clock.start,
      menus: [],
      bodies: [],
    };
    const closed = () => ended.abort(host.closing.reason);
    host.closing.addEventListener('abort', closed);
    clock.start();
    try {
      const text = await pool.run({
        job: { facts: JSON.stringify(factsOf(host, request, bundle)), invocation },
        version: bundle.version,
        scripts: bundle.scripts,
        answer: (call) => answerCall(execution, call),
        signal: ended.signal,
      });
      const outcome = JSON.parse(text) as Outcome;
      countCalls(execution, outcome.counts);
      if (outcome.error) throw scriptError(outcome.error);
      return { value: outcome.value ?? null, menus: execution.menus };
    } finally {
      clock.stop();
      host.closing.removeEventListener('abort', closed);
      ended.abort(new Error('The execution ended'));
      host.locks.releaseAll(execution.id);
      running.set(email, (running.get(email) ?? 1) - 1);
    }
  };
}
