/** The books as a plain SQLite file, read without the Worker. */
import { DatabaseSync } from 'node:sqlite';
import type { Reader, Row } from '../books/reader.ts';

/** Opens it for reading, beside a running Worker too; null where a start that was cut short left no tables. */
export function openBookFile(file: string): DatabaseSync | null {
  const database = new DatabaseSync(file, { readOnly: true });
  const written = database.prepare(`SELECT 1 FROM sqlite_master WHERE name = 'count_lines'`).get();
  if (written !== undefined) return database;
  database.close();
  return null;
}

/** One transaction for the statements of a moment, whatever a running Worker writes beside it. */
export function readerOf(database: DatabaseSync): Reader {
  return async (statements) => {
    database.exec('BEGIN');
    const rows = statements.map(({ sql, bindings = [] }) => database.prepare(sql).all(...bindings) as Row[]);
    database.exec('COMMIT');
    return rows;
  };
}

/** False in books that an older version kept, and that no start has brought up to date yet. */
export function hasSeals(database: DatabaseSync): boolean {
  return database.prepare(`SELECT 1 FROM sqlite_master WHERE name = 'seals'`).get() !== undefined;
}
