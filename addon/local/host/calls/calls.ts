import type { Execution } from '../execution.ts';
import { GoogleFailure } from '../model/failure.ts';
import { fetchCalls } from './fetch-calls.ts';
import { rangeCalls } from './range-calls.ts';
import { serviceCalls } from './service-calls.ts';
import { sheetPartCalls } from './sheet-part-calls.ts';
import { tabCalls } from './tab-calls.ts';
import { uiCalls } from './ui-calls.ts';

const calls = { ...tabCalls, ...rangeCalls, ...sheetPartCalls, ...serviceCalls, ...uiCalls, ...fetchCalls };

/** Everything the services inside a context may ask of the main thread. */
export type Calls = typeof calls;

/** `{ v }` the value, `{ e }` a failure for the script to see, `{ defect }` a mistake of this host. */
export type CallAnswer = { v?: unknown } | { e: string } | { defect: string };

/** Answers one call; `text` is the JSON of its name, its arguments and the counts of service calls so far. */
export async function answerCall(run: Execution, text: string): Promise<string> {
  const [name, args, counts] = JSON.parse(text) as [keyof Calls, unknown[], Record<string, number>];
  countCalls(run, counts);
  let answer: CallAnswer;
  try {
    const call = calls[name] as (run: Execution, ...args: unknown[]) => unknown;
    answer = { v: await call(run, ...args) };
  } catch (error) {
    if (error instanceof GoogleFailure) answer = { e: error.message };
    else answer = { defect: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  return JSON.stringify(answer);
}

export function countCalls(run: Execution, counts: Record<string, number>): void {
  const { calls: total } = run.host;
  for (const [name, count] of Object.entries(counts)) total[name] = (total[name] ?? 0) + count;
}
