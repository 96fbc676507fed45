import { MOST_LINES_TOLD } from '../db/refusal.ts';

/** A JSON text under D1's limit of a parameter (2 MB; ours is half of it, which local D1 does not check). */
export interface Chunk {
  body: string;
}

const CHUNK_BYTES = 900_000;

/** Rows as JSON lists of at most `CHUNK_BYTES`, in their order; at least one, be it empty. */
export function toChunks(rows: readonly object[]): Chunk[] {
  return groupBySize(rows.map((row) => JSON.stringify(row))).map((texts) => ({
    body: `[${texts.join(',')}]`,
  }));
}

/** Texts in groups whose UTF-8 bytes stay under the limit. */
export function groupBySize(texts: readonly string[]): string[][] {
  const encoder = new TextEncoder();
  const groups: string[][] = [[]];
  let bytes = 0;
  for (const text of texts) {
    const size = encoder.encode(text).length + 1;
    if (bytes > 0 && bytes + size > CHUNK_BYTES) {
      groups.push([]);
      bytes = 0;
    }
    groups.at(-1)?.push(text);
    bytes += size;
  }
  return groups;
}

/**
 * The guard of an import: `judged` is SQL that gives the bad rows of one chunk (`chunk.body`, its number
 * `chunk.at`) as a JSON list; those of all chunks are raised at once. Where the file itself is at fault
 * the guard refuses in any case, with one line of its own, so that the caller hears of everything.
 */
export function refuseBadChunks(
  db: D1Database,
  judged: string,
  chunks: readonly Chunk[],
  fileIsBad: boolean,
): D1PreparedStatement {
  const values = chunks.map((_, at) => `(${at}, ?${at + 1})`).join(', ');
  const own = fileIsBad ? `UNION ALL SELECT json_object('line', 0, 'code', 'ROWS_REFUSED')` : '';
  return db
    .prepare(
      `WITH chunk (at, body) AS (VALUES ${values}),
      refused AS MATERIALIZED (
        SELECT bad.value AS bad FROM (SELECT (${judged}) AS list FROM chunk) judged, json_each(judged.list) bad ${own})
      INSERT INTO guard SELECT 'E_LINES ' || json_object('total', (SELECT count(*) FROM refused), 'lines',
        json((SELECT json_group_array(json(bad)) FROM (SELECT bad FROM refused ORDER BY bad ->> 'line'
          LIMIT ${MOST_LINES_TOLD})))), NOT EXISTS (SELECT 1 FROM refused)`,
    )
    .bind(...chunks.map(({ body }) => body));
}
