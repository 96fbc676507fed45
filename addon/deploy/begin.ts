/** A deployment before its first step: what its folder knows. */
import { keptAnswers, supposedAnswers } from './answers.ts';
import type { Deployment } from './deployment.ts';
import { keptMade } from './made.ts';
import type { Terminal } from './terminal.ts';
import { NOTHING_THERE } from './there.ts';

export async function beginDeployment(
  folder: string,
  terminal: Terminal,
  { dryRun = false, askAll = false } = {},
): Promise<Deployment> {
  return {
    folder,
    dryRun,
    askAll,
    cloudflare: null,
    answers: supposedAnswers(await keptAnswers(folder)),
    made: await keptMade(folder),
    there: { ...NOTHING_THERE },
    terminal,
  };
}
