import type { Calls } from '../calls/calls.ts';
import type { Wire } from '../model/cells.ts';

/** The calls as seen from inside: without the execution, and with the answer itself instead of a promise. */
type Remote<T> = {
  [K in keyof T]: T[K] extends (run: never, ...args: infer A) => infer R ? (...args: A) => Awaited<R> : never;
};

/** Asks the main thread and waits; JSON out, JSON in. Given by the thread; nothing of it is seen by the add-on. */
export type Bridge = (text: string) => string;

const state: { bridge: Bridge; counts: Record<string, number> } = { bridge: () => '', counts: {} };

export function connect(bridge: Bridge): void {
  state.bridge = bridge;
}

export function count(name: string): void {
  state.counts[name] = (state.counts[name] ?? 0) + 1;
}

/** The counts since they were last taken. */
export function takeCounts(): Record<string, number> {
  const { counts } = state;
  state.counts = {};
  return counts;
}

/** An error as Google's services throw it. */
export function exception(message: string): Error {
  const error = new Error(message);
  error.name = 'Exception';
  return error;
}

// Taken before the add-on's code could replace them.
const { parse, stringify } = JSON;

function ask(name: string, args: unknown[]): unknown {
  let text: string;
  while (args.length > 0 && args[args.length - 1] === undefined) args.pop();
  try {
    text = state.bridge(stringify([name, args, takeCounts()]));
  } catch (error) {
    // Whatever the bridge throws belongs to the outer realm: only its text may pass.
    throw exception(String(error));
  }
  const answer = parse(text) as { v?: unknown; e?: string; defect?: string };
  if (answer.e !== undefined) throw exception(answer.e);
  if (answer.defect !== undefined)
    throw exception(`The local host has a defect in ${name}: ${answer.defect}`);
  return answer.v;
}

/** The model, the window and the network, as plain functions. */
export const model: Remote<Calls> = new Proxy({} as Remote<Calls>, {
  get:
    (_, name) =>
    (...args: unknown[]) =>
      ask(String(name), args),
});

/** A script's value on its way into a cell. */
export function toWire(value: unknown): Wire {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : { odd: String(value) };
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? { odd: 'NaN' } : { d: value.getTime() };
  if (value === undefined) return 'undefined';
  throw exception(
    `The local host does not imitate writing ${Object.prototype.toString.call(value)} into a cell.`,
  );
}

export function fromWire(wire: Wire): unknown {
  return wire !== null && typeof wire === 'object' ? ('d' in wire ? new Date(wire.d) : wire.odd) : wire;
}
