/** D1's calls over a plain SQLite file in this process: the same statements, with nothing in between. */
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';

export function rawSqlite(file: string): { db: D1Database; close(): void } {
  const database = new DatabaseSync(file);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = on');
  const prepared = new Map<string, StatementSync>();
  const statementOf = (sql: string) => {
    const known = prepared.get(sql) ?? database.prepare(sql);
    prepared.set(sql, known);
    return known;
  };

  function statement(sql: string, values: SQLInputValue[]) {
    const all = () => ({ results: statementOf(sql).all(...values) });
    return {
      bind: (...given: SQLInputValue[]) => statement(sql, given),
      all: async () => all(),
      first: async () => all().results[0] ?? null,
      now: all,
    };
  }

  const db = {
    prepare: (sql: string) => statement(sql, []),
    async batch(statements: ReturnType<typeof statement>[]) {
      database.exec('BEGIN IMMEDIATE');
      try {
        const results = statements.map(({ now }) => now());
        database.exec('COMMIT');
        return results;
      } catch (error) {
        database.exec('ROLLBACK');
        throw error;
      }
    },
  };
  return { db: db as unknown as D1Database, close: () => database.close() };
}
