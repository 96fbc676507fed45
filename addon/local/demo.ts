/** `npm run demo [-- --out FOLDER]`: the main job without a browser, told with its figures. */
import { rmSync } from 'node:fs';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Me } from '../../shared/contract/people.ts';
import { projectRoot } from '../../shared/local/dataFolder.ts';
import { asCommand, Stopped } from '../../shared/local/spoken.ts';
import { sampleOrganisation } from '../../shared/sample/organisation.ts';
import { apiAt } from './api.ts';
import { countPharmacy } from './demoCount.ts';
import { postExits } from './demoExits.ts';
import { showStock } from './demoStock.ts';
import { type Story, told } from './demoStory.ts';
import { keepZips } from './demoZips.ts';
import { openIdentity } from './identity.ts';
import { LOCAL_ADMIN } from './people.ts';
import { loadOrganisation } from './sampleLoader.ts';
import { startWorker } from './workerProcess.ts';

await asCommand(async () => {
  const folder = chosenFolder(process.argv.slice(2));
  const dataFolder = await mkdtemp(join(tmpdir(), 'decompte-demo-'));
  process.on('exit', () => rmSync(dataFolder, { recursive: true, force: true }));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));

  console.log(told('title'));
  await mkdir(folder, { recursive: true });
  const worker = await startWorker({ dataFolder, port: 0, adminEmail: LOCAL_ADMIN });
  try {
    const api = apiAt(worker.url, (await openIdentity(dataFolder)).signToken);
    const { today } = await api.call<Me>(LOCAL_ADMIN, 'GET', '/v1/me');
    const organisation = sampleOrganisation(today);
    await loadOrganisation(api, organisation, dataFolder);
    await tell({ api, organisation, today, folder, tell: (sentence) => console.log(sentence) });
  } finally {
    await worker.stop();
  }
});

async function tell(story: Story): Promise<void> {
  await showStock(story);
  const exits = await postExits(story);
  const { count } = await countPharmacy(story);
  await keepZips(count, story);
  story.tell(told('vouchers', { count: exits.length + 1, folder: story.folder }));
}

function chosenFolder(asked: string[]): string {
  if (asked.length === 0) return join(projectRoot, '.local', 'demo');
  const [flag, folder, ...rest] = asked;
  if (flag !== '--out' || !folder || rest.length > 0) throw new Stopped(told('usage'));
  return resolve(process.env.INIT_CWD ?? '.', folder);
}
