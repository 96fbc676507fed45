/** The Worker itself and its secrets. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { change, type Deployment, done, look } from './deployment.ts';
import { placesOf } from './places.ts';
import { told } from './spoken.ts';

const LINK_KEY_BYTES = 48;

export async function deployWorker(deployment: Deployment): Promise<void> {
  const { configuration, deployed } = placesOf(deployment.folder);
  if (!deployment.dryRun) await rm(deployed, { force: true });
  await change(deployment, 'wrangler', ['deploy', '--config', configuration, '--message', 'npm run deploy'], {
    env: { WRANGLER_OUTPUT_FILE_PATH: deployed },
  });
  if (deployment.dryRun) return sayWeight(deployment);
  deployment.url = await addressIn(deployed);
  done(told('workerAt', { url: deployment.url }));
}

/** Bundles the Worker as it would be sent, into a folder of its own. */
async function sayWeight(deployment: Deployment): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'decompte-deploy-'));
  try {
    const said = await look(deployment, 'wrangler', ['deploy', '--dry-run', '--outdir', folder]);
    const [, whole = '?', gzip = '?'] = /Total Upload: ([\d.]+ \w+) \/ gzip: ([\d.]+ \w+)/.exec(said) ?? [];
    done(told('weight', { whole, gzip }));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface OutputEntry {
  type: string;
  targets?: string[];
}

/** wrangler writes one JSON a line; a deployment's targets are its addresses, and its schedules in words. */
async function addressIn(file: string): Promise<string> {
  const entries = (await readFile(file, 'utf8'))
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as OutputEntry);
  const targets = entries.findLast(({ type }) => type === 'deploy')?.targets ?? [];
  const url = targets.find((target) => target.startsWith('https://'));
  if (!url) throw new Error(told('noAddress'));
  return url.replace(/\/+$/, '');
}

/** A secret that is set is never touched; its value is never shown, kept or passed as an argument. */
export async function setSecrets(deployment: Deployment): Promise<void> {
  const here = ['--config', placesOf(deployment.folder).configuration];
  const { there, dryRun } = deployment;
  const set = there.secrets ?? [];
  const isSet = (name: string) => set.includes(name);
  const put = async (name: string, value: string) => {
    await change(deployment, 'wrangler', ['secret', 'put', name, ...here], { input: value });
    if (!dryRun) done(told('secretSet', { name }));
  };

  if (isSet('LINK_KEY')) done(told('secretThere', { name: 'LINK_KEY' }));
  else await put('LINK_KEY', randomBytes(LINK_KEY_BYTES).toString('base64url'));

  const name = 'SIGN_IN_CLIENT_SECRET';
  if (deployment.answers.signInClientId === '') return done(told('noSignInYet'));
  if (isSet(name)) return done(told('secretThere', { name }));
  const secret = dryRun || process.env[name] || (await deployment.terminal.askSecret(told('askSecret')));
  if (secret) await put(name, String(secret));
  else done(told('noSignInYet'));
}
