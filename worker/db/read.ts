import { type Query, type SQL, sql } from 'drizzle-orm';
import { QueryBuilder, type SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { withRetry } from './retry.ts';

/** A read as drizzle builds it; `T` is its row. */
export interface Read<T> {
  readonly _: { readonly result: T[] };
  toSQL(): Query;
}

/** The row of a read, or of a function that builds one. */
export type RowOf<R> = R extends (...given: never[]) => infer Built
  ? RowOf<Built>
  : R extends Read<infer T>
    ? T
    : never;

/**
 * Begins a read: `select({ code: items.code }).from(items)…`. Drizzle writes the SQL and knows the row's type;
 * D1 runs it, for drizzle's own runner wraps D1's error in one that quotes the statement and what was asked.
 */
export function select<T extends Record<string, SQLiteColumn | SQL>>(fields: T) {
  // D1 gives rows as objects, in which two columns called `code` would be one: each is named as its key.
  const named = Object.entries(fields).map(([name, field]) => [name, sql`${field}`.as(name)]);
  return new QueryBuilder().select(Object.fromEntries(named) as T);
}

/** The read as a statement of a batch of D1. */
export function prepareRead<T>(db: D1Database, read: Read<T>): D1PreparedStatement {
  const { sql: text, params } = read.toSQL();
  return db.prepare(text).bind(...params);
}

/** The rows of one read, in one call to D1. */
export async function readRows<T>(db: D1Database, read: Read<T>): Promise<T[]> {
  const { results } = await withRetry(() => prepareRead(db, read).all<T>());
  return results;
}

/** The rows of several reads of one moment, in one call to D1. */
export async function readTogether<const R extends readonly Read<unknown>[]>(db: D1Database, reads: R) {
  const results = await withRetry(() => db.batch(reads.map((read) => prepareRead(db, read))));
  return results.map(({ results: rows }) => rows) as { -readonly [At in keyof R]: RowOf<R[At]>[] };
}

/** A condition that holds for every row where nothing is asked. */
export function asked(column: SQLiteColumn, value: string | number | null | undefined): SQL {
  return sql`(${value ?? null} IS NULL OR ${column} = ${value ?? null})`;
}

/** `column IN (…)` for a list of any length: one parameter, for D1 takes no more than a hundred. */
export function among(column: SQLiteColumn, values: readonly (string | number)[]): SQL {
  return sql`${column} IN (SELECT value FROM json_each(${JSON.stringify(values)}))`;
}
