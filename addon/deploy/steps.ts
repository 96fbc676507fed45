/** The steps of a deployment, in their order. Each looks first whether it is done. */
import { Stopped } from '../../shared/local/spoken.ts';
import { askAll } from './answers.ts';
import type { Deployment } from './deployment.ts';
import { checkLogins } from './logins.ts';
import { applyMigrations } from './migrate.ts';
import { placesOf } from './places.ts';
import { makeScript, pushAddon } from './script.ts';
import { smokeTest } from './smoke.ts';
import { type StepName, told, toldStep } from './spoken.ts';
import { makeBucket, makeDatabase } from './storage.ts';
import { lookAround } from './there.ts';
import { deployWorker, setSecrets } from './worker.ts';

const STEPS: [StepName, (deployment: Deployment) => Promise<void>][] = [
  ['logins', checkLogins],
  ['questions', askAll],
  ['there', lookAround],
  ['database', makeDatabase],
  ['bucket', makeBucket],
  ['schema', applyMigrations],
  ['worker', deployWorker],
  ['secrets', setSecrets],
  ['smoke', smokeTest],
  ['script', makeScript],
  ['push', pushAddon],
];

/** @throws Stopped with what failed, in the words of the tool, then how to go on and how to go back */
export async function carryOut(deployment: Deployment, wanted = STEPS.map(([name]) => name)): Promise<void> {
  for (const [at, [name, step]] of STEPS.entries()) {
    if (!wanted.includes(name)) continue;
    console.log(`\n${at + 1}/${STEPS.length}  ${toldStep(name, 'title')}`);
    await orSayHow(name, deployment, () => step(deployment));
  }
}

async function orSayHow(name: StepName, deployment: Deployment, step: () => Promise<void>): Promise<void> {
  try {
    await step();
  } catch (error) {
    if (error instanceof Stopped) throw error;
    const why = error instanceof Error ? error.message : String(error);
    const { folder, answers, bookmark = null } = deployment;
    const config = placesOf(folder).configuration;
    const how = toldStep(name, 'failed', { name: answers.name, bookmark, config });
    throw new Stopped(`\n${why}\n\n${told('failed', { step: toldStep(name, 'title') })} ${how}`);
  }
}
