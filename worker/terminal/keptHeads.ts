/** The heads of the chain that the local bucket keeps, read from miniflare's own list of objects. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { placesIn } from '../../shared/local/dataFolder.ts';
import { type Head, headsUnder, toHead } from '../seals/heads.ts';

export function keptHeadsIn(dataFolder: string): Head[] {
  const folder = join(placesIn(dataFolder).storage, 'v3/r2/miniflare-R2BucketObject');
  const file = existsSync(folder) && readdirSync(folder).find((name) => /^[0-9a-f]{64}\.sqlite$/.test(name));
  if (!file) return [];
  const bucket = new DatabaseSync(join(folder, file), { readOnly: true });
  const objects = bucket
    .prepare('SELECT custom_metadata AS told FROM _mf_objects WHERE substr(key, 1, ?) = ?')
    .all(headsUnder.length, headsUnder) as { told: string }[];
  bucket.close();
  return objects.map(({ told }) => toHead(JSON.parse(told)));
}
