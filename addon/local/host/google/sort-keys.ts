import type { SortKey } from '../model/sorting.ts';
import { exception } from './remote.ts';

/** Google's sort specification: a column, `{ column, ascending }`, or an array of these. */
export function sortKeys(spec: unknown): SortKey[] {
  return (Array.isArray(spec) ? spec : [spec]).map((one: unknown) => {
    if (typeof one === 'number') return { column: one, ascending: true };
    const { column, ascending } = (one ?? {}) as { column?: unknown; ascending?: unknown };
    if (typeof column !== 'number') throw exception('Invalid sort specification.');
    return { column, ascending: ascending !== false };
  });
}
