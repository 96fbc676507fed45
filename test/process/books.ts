/** The database of a local data folder, read as a file: nothing of ours stands in between. */
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import { databaseIn } from '../../shared/local/dataFolder.ts';
import { FAULTS } from '../faults.ts';

export interface Books {
  rows(sql: string): Record<string, SQLOutputValue>[];
  /** Every fault of the books, in words; empty where all is well. */
  faults(): string[];
  close(): void;
}

/** `beside` a running Worker it is opened for reading only. */
export function openBooks(dataFolder: string, beside = false): Books {
  const file = databaseIn(dataFolder);
  if (!file) throw new Error(`no database in ${dataFolder}`);
  const database = new DatabaseSync(file, { readOnly: beside });
  const rows = (sql: string) => database.prepare(sql).all();
  return {
    rows,
    faults: () => Object.keys(FAULTS).filter((fault) => rows(FAULTS[fault]!).length > 0),
    close: () => database.close(),
  };
}
