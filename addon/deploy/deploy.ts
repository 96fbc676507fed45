/**
 * `npm run deploy [-- --dry-run | --ask]`: brings this project's Worker and add-on up, or up to date. Each step
 * looks first whether it is done, so the command can be given again after any failure, and an upgrade is the
 * same command. A dry run looks and says; it changes nothing, on this machine or elsewhere.
 */
import { asCommand, Stopped } from '../../shared/local/spoken.ts';
import { askAnswers, keptAnswers, supposedAnswers } from './answers.ts';
import type { Deployment } from './deployment.ts';
import { checkLogins } from './logins.ts';
import { applyMigrations } from './migrate.ts';
import { chosenDeployFolder, placesOf } from './places.ts';
import { makeScript, pushAddon } from './script.ts';
import { smokeTest } from './smoke.ts';
import { type StepName, told, toldStep } from './spoken.ts';
import { makeBucket, makeDatabase } from './storage.ts';
import { openTerminal } from './terminal.ts';
import { deployWorker, setSecrets } from './worker.ts';

const STEPS: [StepName, (deployment: Deployment) => Promise<void>][] = [
  ['logins', checkLogins],
  ['questions', askAll],
  ['database', makeDatabase],
  ['bucket', makeBucket],
  ['schema', applyMigrations],
  ['worker', deployWorker],
  ['secrets', setSecrets],
  ['smoke', smokeTest],
  ['script', makeScript],
  ['push', pushAddon],
];

const asked = new Set(process.argv.slice(2));

await asCommand(async () => {
  const { length } = ['--dry-run', '--ask'].filter((flag) => asked.has(flag));
  if (length !== asked.size || length > 1) throw new Stopped(told('usage'));
  const folder = chosenDeployFolder();
  const deployment: Deployment = {
    folder,
    dryRun: asked.has('--dry-run'),
    loggedIn: false,
    answers: supposedAnswers(await keptAnswers(folder)),
    terminal: openTerminal(),
  };
  console.log(told(deployment.dryRun ? 'startsDry' : 'starts', { folder }));
  try {
    for (const [at, [name, step]] of STEPS.entries()) {
      console.log(`\n${at + 1}/${STEPS.length}  ${toldStep(name, 'title')}`);
      await orSayHow(name, deployment, () => step(deployment));
    }
  } finally {
    deployment.terminal.close();
  }
  if (deployment.dryRun) console.log(told('doneDry'));
  else sayNext(deployment);
});

async function askAll(deployment: Deployment): Promise<void> {
  const { folder, terminal, dryRun } = deployment;
  if (!dryRun) deployment.answers = await askAnswers(folder, terminal, asked.has('--ask'));
  const { answers } = deployment;
  for (const [name, answer] of Object.entries(answers)) console.log(`  ${name}: ${answer || '–'}`);
}

/** What failed, in the words of the tool, then how to go on and how to go back. */
async function orSayHow(name: StepName, deployment: Deployment, step: () => Promise<void>): Promise<void> {
  try {
    await step();
  } catch (error) {
    if (error instanceof Stopped) throw error;
    const why = error instanceof Error ? error.message : String(error);
    const { folder, answers, bookmark = null } = deployment;
    const how = toldStep(name, 'failed', {
      name: answers.name,
      bookmark,
      config: placesOf(folder).configuration,
    });
    throw new Stopped(`\n${why}\n\n${told('failed', { step: toldStep(name, 'title') })} ${how}`);
  }
}

function sayNext({ answers, url = '' }: Deployment): void {
  console.log(told('ready', { url, script: `https://script.google.com/d/${answers.script}/edit` }));
  if (answers.audiences === '') console.log(told('nextAudience'));
  if (answers.signInClientId === '') console.log(told('nextSignIn', { url }));
  console.log(told('nextPeople', { admin: answers.adminEmail }));
}
