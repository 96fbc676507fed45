import { searchKey } from '../../shared/domain/keys.ts';
import { toCursor } from '../http/routes.ts';

/** One condition of a list with its bindings, in the order of its `?`; one that is missing leaves it out. */
export type Filter = [sql: string, ...bindings: (string | number | null | undefined)[]];

export interface ListOf {
  /** SQL of one row as JSON, as the contract writes it. */
  row: string;
  from: string;
  /** For the `?` of `from`. */
  given?: string[];
  /** Columns that order the list and cut its pages: unique together, none a row id. */
  keys: string[];
}

export interface Page {
  filters: Filter[];
  limit: number;
  after: (string | number)[] | null;
  /** The rows that come before all others: a few, which an index finds. */
  first?: Filter | undefined;
}

/** One page of a list: what comes first, then the others in the order of the list's keys; each row once. */
export async function listPage<T>(db: D1Database, list: ListOf, { first, ...page }: Page) {
  if (!first || !isUsed(first)) return pageOf<T>(await selected(db, list, page).all(), page.limit);
  const [sql, ...bindings] = first;
  const others = { ...page, filters: [...page.filters, [`NOT (${sql})`, ...bindings] satisfies Filter] };
  if (page.after) return pageOf<T>(await selected(db, list, others).all(), page.limit);
  const [firsts, rest] = await db.batch<Selected>([
    selected(db, list, { ...page, filters: [first, ...page.filters] }),
    selected(db, list, others),
  ]);
  const head = firsts!.results.map(({ row }) => JSON.parse(row) as T);
  const left = page.limit - head.length;
  const tail = pageOf<T>({ results: rest!.results.slice(0, left) }, left);
  // A page that the first rows fill leads on to the others from their start: no key is empty.
  const start = rest!.results.length > 0 ? toCursor(list.keys.map(() => '')) : null;
  return { rows: [...head, ...tail.rows], next: left > 0 ? tail.next : start };
}

type Selected = { row: string; place: string };

const isUsed = ([, ...bindings]: Filter) =>
  bindings.every((binding) => binding !== null && binding !== undefined);

function selected(db: D1Database, list: ListOf, { filters, limit, after }: Omit<Page, 'first'>) {
  const used = filters.filter(isUsed);
  const conditions = used.map(([sql]) => sql);
  // Not `? IS NULL OR …`, which would keep the planner from starting at the cursor.
  if (after) conditions.push(`(${list.keys.join(', ')}) > (${list.keys.map(() => '?').join(', ')})`);
  return db
    .prepare(
      `SELECT ${list.row} AS row, json_array(${list.keys.join(', ')}) AS place FROM ${list.from}
      ${conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''}
      ORDER BY ${list.keys.join(', ')} LIMIT ?`,
    )
    .bind(...(list.given ?? []), ...used.flatMap(([, ...bindings]) => bindings), ...(after ?? []), limit);
}

function pageOf<T>({ results }: { results: Record<string, unknown>[] }, limit: number) {
  const found = results as Selected[];
  const last = found.at(-1);
  return {
    rows: found.map(({ row }) => JSON.parse(row) as T),
    next: found.length === limit && last ? toCursor(JSON.parse(last.place)) : null,
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
export const hasWords = (search: string, words = '?') =>
  `NOT EXISTS (SELECT 1 FROM json_each(${words}) word WHERE instr(${search}, word.value) = 0)`;

/** JSON true and false of a column that holds 1 and 0. */
export const yes = (column: string) => `json(CASE ${column} WHEN 1 THEN 'true' ELSE 'false' END)`;
