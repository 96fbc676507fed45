import { searchKey } from '../../shared/domain/keys.ts';
import { readsPatients } from '../catalogue/rights.ts';
import { toCursor } from '../http/routes.ts';
import { type Caller, visibleDepot } from '../people/caller.ts';
import { type HeadRow, headsOf, toHead } from './read.ts';

interface Filters {
  q?: string;
  depot?: string;
  type?: string;
}

/** A page of the journal of documents, the latest first, of the depots the caller may read. */
export async function listDocuments(
  db: D1Database,
  caller: Caller,
  filters: Filters,
  limit: number,
  after: (string | number)[] | null,
) {
  const depots = filters.depot
    ? [visibleDepot(caller, filters.depot)?.id ?? 0]
    : caller.depots.map(({ id }) => id);
  const { results } = await db
    .prepare(
      `${headsOf(!readsPatients(caller))}
       WHERE d.sequence < ?1 AND (d.depot IN (SELECT value FROM json_each(?2))
           OR (d.type = 'transfer' AND d.destination IN (SELECT value FROM json_each(?2))))
         AND (?3 IS NULL OR d.type = ?3)
         AND (?4 = '' OR instr(lower(d.number || ' ' || d.description || ' ' || d.linked_document), ?4) > 0)
       ORDER BY d.sequence DESC LIMIT ?5`,
    )
    .bind(
      after ? Number(after[0]) : Number.MAX_SAFE_INTEGER,
      JSON.stringify(depots),
      filters.type ?? null,
      searchKey(filters.q ?? ''),
      limit,
    )
    .all<HeadRow>();
  const last = results.at(-1);
  return {
    rows: results.map(toHead),
    next: results.length === limit && last ? toCursor([last.sequence]) : null,
  };
}
