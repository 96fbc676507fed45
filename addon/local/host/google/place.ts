import type { Area } from '../model/area.ts';
import { exception } from './remote.ts';

export interface Place {
  tabId: number;
  area: Area;
}

// Beside the objects, not in them: the add-on sees nothing on a Range that Google's does not have.
const places = new WeakMap<object, Place>();

export function setPlace(range: object, place: Place): void {
  places.set(range, place);
}

/** Where a Range stands; fails for anything that is no Range. */
export function placeOf(range: unknown): Place {
  const place = range !== null && typeof range === 'object' ? places.get(range) : undefined;
  if (!place)
    throw exception(
      `The parameters (${typeof range}) don't match the method signature: a Range is expected.`,
    );
  return place;
}

/** A block of cells given by a script: anything but an array of arrays fails as Google's signature check does. */
export function asBlock<T>(values: unknown, method: string): T[][] {
  if (Array.isArray(values) && values.every((cells) => Array.isArray(cells))) return values as T[][];
  const given = Array.isArray(values) ? 'number[]' : typeof values;
  throw exception(
    `The parameters (${given}) don't match the method signature for SpreadsheetApp.Range.${method}.`,
  );
}
