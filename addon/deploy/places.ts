/** The folder of one deployment (DEPLOY_DIR, or `.deploy`): what is kept of it. No secret ever lies there. */
import { join, resolve } from 'node:path';
import { projectRoot } from '../../shared/local/dataFolder.ts';

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
    /** wrangler.toml of the project with this deployment's names. */
    configuration: join(folder, 'wrangler.toml'),
    /** clasp wants the add-on to lie under the folder of its project file. */
    clasp: join(folder, '.clasp.json'),
    addon: join(folder, 'addon'),
    /** What wrangler says of a deployment, for programs. */
    deployed: join(folder, 'deployed.jsonl'),
  };
}
