/** What may cross from a frame to the script: primitives, arrays, plain objects, and one whole form. */

const illegal = (path: string) => new TypeError(`Failed due to illegal value in property: ${path}`);

function fieldsOf(form: HTMLFormElement): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const [name, value] of new FormData(form)) {
    if (typeof value !== 'string') throw new TypeError('the local host does not imitate file fields');
    const known = fields[name];
    if (known === undefined) fields[name] = value;
    else fields[name] = Array.isArray(known) ? [...known, value] : [known, value];
  }
  return fields;
}

/**
 * The argument as it arrives at the script; `undefined` becomes null.
 * @throws TypeError for a Date, a function, an element, or any object that is not plain, as Google's does
 */
export function checkedArgument(value: unknown, path: string): unknown {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'object') throw illegal(path);
  if (Array.isArray(value)) return value.map((one, index) => checkedArgument(one, `${path}.${index}`));
  if (value instanceof HTMLFormElement) return fieldsOf(value);
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw illegal(path);
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, checkedArgument(one, `${path}.${name}`)]),
  );
}
