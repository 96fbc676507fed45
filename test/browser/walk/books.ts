/** The books of a local data folder, read beside the running Worker; nothing is written. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { placesIn } from '../../../addon/local/dataFolder.ts';
import { FAULTS } from '../../faults.ts';

/** Every fault of the books, in words; empty where all is well. */
export function faultsIn(dataFolder: string): string[] {
  const database = new DatabaseSync(databaseFile(dataFolder), { readOnly: true });
  try {
    return Object.keys(FAULTS).filter((fault) => database.prepare(FAULTS[fault]!).all().length > 0);
  } finally {
    database.close();
  }
}

/** The one that bears our tables: workerd names the file by a hash. */
function databaseFile(dataFolder: string): string {
  const folder = join(placesIn(dataFolder).storage, 'v3/d1/miniflare-D1DatabaseObject');
  const [file, ...others] = readdirSync(folder).filter(
    (name) => name.endsWith('.sqlite') && name !== 'metadata.sqlite',
  );
  if (!file || others.length > 0) throw new Error(`one database expected in ${folder}`);
  return join(folder, file);
}
