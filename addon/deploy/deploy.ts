/**
 * `npm run deploy [-- --dry-run | --ask]`: brings this project's Worker and add-on up, or up to date. Each step
 * looks first whether it is done, so the command can be given again after any failure, and an upgrade is the
 * same command. A dry run looks and says; it changes nothing, on this machine or elsewhere.
 */
import { asCommand, Stopped } from '../../shared/local/spoken.ts';
import type { Deployment } from './deployment.ts';
import { chosenDeployFolder } from './places.ts';
import { told } from './spoken.ts';
import { openTerminal } from './terminal.ts';

const asked = new Set(process.argv.slice(2));

await asCommand(async () => {
  const { length } = ['--dry-run', '--ask'].filter((flag) => asked.has(flag));
  if (length !== asked.size || length > 1) throw new Stopped(told('usage'));
  // Only now: in a clone without its packages nothing beyond this could be loaded, and nothing said.
  const loading = Promise.all([import('./begin.ts'), import('./steps.ts')]);
  const [{ beginDeployment }, { carryOut }] = await loading.catch(sayWhatIsMissing);
  const folder = chosenDeployFolder();
  const flags = { dryRun: asked.has('--dry-run'), askAll: asked.has('--ask') };
  const deployment = await beginDeployment(folder, openTerminal(), flags);
  console.log(told(deployment.dryRun ? 'startsDry' : 'starts', { folder }));
  try {
    await carryOut(deployment);
  } finally {
    deployment.terminal.close();
  }
  if (deployment.dryRun) console.log(told('doneDry'));
  else sayNext(deployment);
});

function sayWhatIsMissing(error: NodeJS.ErrnoException): never {
  if (!/^(ERR_)?MODULE_NOT_FOUND$/.test(error.code ?? '')) throw error;
  throw new Stopped(told('notInstalled'));
}

function sayNext({ answers, url = '' }: Deployment): void {
  console.log(told('ready', { url, script: `https://script.google.com/d/${answers.script}/edit` }));
  if (answers.audiences === '') console.log(told('nextAudience'));
  if (answers.signInClientId === '') console.log(told('nextSignIn', { url }));
  console.log(told('nextPeople', { admin: answers.adminEmail }));
}
