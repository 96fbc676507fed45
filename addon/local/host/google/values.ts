import { exception } from './remote.ts';

/** Google's sentence when a function gives what cannot cross to a frame. */
const UNSUPPORTED = 'The script completed but the returned value is not a supported return type.';

/**
 * A return value as it crosses to a frame: primitives, arrays and plain objects; undefined becomes null. A Date,
 * a function, a Map or any other object makes the call fail.
 */
export function crossing(value: unknown, above: object[] = []): unknown {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'object' || above.includes(value)) throw exception(UNSUPPORTED);
  const inside = [...above, value];
  if (Array.isArray(value)) return value.map((item) => crossing(item, inside));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw exception(UNSUPPORTED);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, crossing(item, inside)]));
}
