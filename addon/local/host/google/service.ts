import type { RunFacts } from '../execution.ts';
import { refusal } from './permissions.ts';
import { count, exception } from './remote.ts';

export function notImitated(name: string): Error {
  return exception(`The local host does not imitate ${name}.`);
}

/** Names that JavaScript itself asks any object for; a missing one is no call of a Google service. */
const ASKED_BY_LANGUAGE = new Set(['then', 'toJSON', 'inspect', 'nodeType', 'length']);

const nameOf = (service: object): string =>
  String((service as { [Symbol.toStringTag]?: string })[Symbol.toStringTag]);

/** Stands behind every service: what a class does not have fails by its name, as soon as it is looked up. */
const trap = new Proxy(Object.prototype, {
  get(target, key, receiver: object) {
    if (typeof key === 'symbol' || key in target || ASKED_BY_LANGUAGE.has(key)) {
      return Reflect.get(target, key, receiver) as unknown;
    }
    throw notImitated(`${nameOf(receiver)}.${key}`);
  },
});

export abstract class Service {
  toString(): string {
    return nameOf(this);
  }
}
Object.setPrototypeOf(Service.prototype, trap);

/**
 * An imitation stands where Google's whole type is asked for. That is honest enough: each class implements a
 * `Pick` of that type, which the compiler checks, and the rest fails by name.
 */
export const whole = <T>(imitation: object): T => imitation as T;

let facts: RunFacts | undefined;
let depth = 0;

/** Who runs, in which mode; set before the add-on's first line. */
export function setFacts(next: RunFacts): void {
  facts = next;
}

export function runFacts(): RunFacts {
  if (!facts) throw exception('No execution');
  return facts;
}

/** Runs code of the add-on from inside a service call: what that code calls counts again. */
export function outside<T>(code: () => T): T {
  const kept = depth;
  depth = 0;
  try {
    return code();
  } finally {
    depth = kept;
  }
}

type Method = (this: unknown, ...args: unknown[]) => unknown;

function guarded(name: string, method: Method): Method {
  return function (...args) {
    if (depth === 0) {
      count(name);
      const why = refusal(name, runFacts());
      if (why) throw exception(why);
    }
    depth += 1;
    try {
      return method.apply(this, args);
    } finally {
      depth -= 1;
    }
  };
}

/** Makes a class known by Google's name: its calls are counted, and refused where the mode forbids them. */
export function expose(name: string, ...classes: (abstract new (...args: never[]) => Service)[]): void {
  for (const { prototype } of classes) {
    for (const [key, property] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
      if (key === 'constructor' || key === 'toString' || typeof property.value !== 'function') continue;
      const value = guarded(`${name}.${key}`, property.value as Method);
      Object.defineProperty(prototype, key, { ...property, value });
    }
    Object.defineProperty(prototype, Symbol.toStringTag, { value: name });
  }
}
