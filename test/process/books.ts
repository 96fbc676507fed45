/** The database of a local data folder, read as a file: nothing of ours stands in between. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import { placesIn } from '../../addon/local/dataFolder.ts';
import { FAULTS } from '../faults.ts';

export interface Books {
  rows(sql: string): Record<string, SQLOutputValue>[];
  /** Every fault of the books, in words; empty where all is well. */
  faults(): string[];
  close(): void;
}

/** `beside` a running Worker it is opened for reading only. */
export function openBooks(dataFolder: string, beside = false): Books {
  const folder = join(placesIn(dataFolder).storage, 'v3/d1/miniflare-D1DatabaseObject');
  const file = readdirSync(folder).find((name) => /^[0-9a-f]{64}\.sqlite$/.test(name));
  if (!file) throw new Error(`no database in ${folder}`);
  const database = new DatabaseSync(join(folder, file), { readOnly: beside });
  const rows = (sql: string) => database.prepare(sql).all();
  return {
    rows,
    faults: () => Object.keys(FAULTS).filter((fault) => rows(FAULTS[fault]!).length > 0),
    close: () => database.close(),
  };
}
