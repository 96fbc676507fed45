import { searchKey } from '../../shared/domain/keys.ts';
import { toCursor } from '../http/routes.ts';

/** One condition of a list with its bindings, in the order of its `?`; one that is missing leaves it out. */
export type Filter = [sql: string, ...bindings: (string | number | null | undefined)[]];

export interface ListOf {
  /** SQL of one row as JSON, as the contract writes it. */
  row: string;
  from: string;
  /** Columns that order the list and cut its pages: unique together, none a row id. */
  keys: string[];
}

export interface Page {
  filters: Filter[];
  limit: number;
  after: (string | number)[] | null;
}

/** One page of a list in the order of its keys. */
export async function listPage<T>(db: D1Database, list: ListOf, { filters, limit, after }: Page) {
  const used = filters.filter(([, ...bindings]) =>
    bindings.every((binding) => binding !== null && binding !== undefined),
  );
  const conditions = used.map(([sql]) => sql);
  // Not `? IS NULL OR …`, which would keep the planner from starting at the cursor.
  if (after) conditions.push(`(${list.keys.join(', ')}) > (${list.keys.map(() => '?').join(', ')})`);
  const { results } = await db
    .prepare(
      `SELECT ${list.row} AS row, json_array(${list.keys.join(', ')}) AS place FROM ${list.from}
      ${conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''}
      ORDER BY ${list.keys.join(', ')} LIMIT ?`,
    )
    .bind(...used.flatMap(([, ...bindings]) => bindings), ...(after ?? []), limit)
    .all<{ row: string; place: string }>();
  const last = results.at(-1);
  return {
    rows: results.map(({ row }) => JSON.parse(row) as T),
    next: results.length === limit && last ? toCursor(JSON.parse(last.place)) : null,
  };
}

/** Each word of the search, in any order; NULL where nothing is searched. */
export function wordsOf(q: string | undefined): string | null {
  const words = searchKey(q ?? '')
    .split(' ')
    .filter(Boolean);
  return words.length > 0 ? JSON.stringify(words) : null;
}

/** Every word stands in the search column; `instr`, for LIKE ends at 50 bytes. */
export const hasWords = (search: string) =>
  `NOT EXISTS (SELECT 1 FROM json_each(?) word WHERE instr(${search}, word.value) = 0)`;

/** JSON true and false of a column that holds 1 and 0. */
export const yes = (column: string) => `json(CASE ${column} WHEN 1 THEN 'true' ELSE 'false' END)`;
