import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Count } from '../../shared/contract/counts.ts';
import { Stopped } from '../../shared/local/spoken.ts';
import { type Story, told } from './demoStory.ts';

const ACCOUNTANT = 'francoise.noel@tilleuls.example';

/** Last chapter: the accountant fetches both zips and checks them against the hashes that the API tells. */
export async function keepZips(count: string, { api, folder, tell }: Story): Promise<void> {
  tell(told('zips'));
  for (const moment of ['before', 'after'] as const) {
    const path = `/v1/counts/${count}`;
    const response = await api.send(ACCOUNTANT, 'GET', `${path}/snapshots/${moment}`);
    const zip = Buffer.from(await response.arrayBuffer());
    const named = /filename="(.+)"/.exec(response.headers.get('Content-Disposition') ?? '')?.[1];
    const file = named ?? `${moment}.zip`;
    const { snapshots } = await api.call<Count>(ACCOUNTANT, 'GET', path);
    const sha256 = createHash('sha256').update(zip).digest('hex');
    if (snapshots[moment].sha256 !== sha256) {
      throw new Stopped(told('unexpectedHash', { file, sha256: snapshots[moment].sha256 }));
    }
    await writeFile(join(folder, file), zip);
    tell(told('zip', { file, bytes: zip.length, sha256 }));
  }
}
