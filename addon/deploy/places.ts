/** The folder of one deployment (DEPLOY_DIR, or `.deploy`): what is kept of it. No secret ever lies there. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { projectRoot, readJson } from '../../shared/local/dataFolder.ts';
import { Stopped } from '../../shared/local/spoken.ts';
import { told } from './spoken.ts';

/** A relative path counts from the folder npm was called in. */
export function chosenDeployFolder(): string {
  return resolve(
    process.env.INIT_CWD ?? process.cwd(),
    process.env.DEPLOY_DIR || join(projectRoot, '.deploy'),
  );
}

export function placesOf(folder: string) {
  return {
    answers: join(folder, 'answers.json'),
    /** What it has made at Cloudflare. */
    made: join(folder, 'made.json'),
    /** wrangler.toml of the project with this deployment's names. */
    configuration: join(folder, 'wrangler.toml'),
    /** clasp wants the add-on to lie under the folder of its project file. */
    clasp: join(folder, '.clasp.json'),
    addon: join(folder, 'addon'),
    /** What wrangler says of a deployment, for programs. */
    deployed: join(folder, 'deployed.jsonl'),
  };
}

/**
 * A file of the folder, null where it is not there yet.
 * @throws Stopped where somebody wrote into it what is no JSON: taken for absent, all would be asked and made anew
 */
export async function readKept<T>(path: string): Promise<T | null> {
  const kept = await readJson<T>(path);
  if (kept === null && existsSync(path)) throw new Stopped(told('unreadable', { path }));
  return kept;
}
