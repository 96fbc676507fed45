/** What stands at Cloudflare already under the deployment's name, and whether it is this folder's. */
import { Stopped } from '../../shared/local/spoken.ts';
import { type Deployment, done, look, lookFor, tryTo, withinJurisdiction } from './deployment.ts';
import { keepMade } from './made.ts';
import { told } from './spoken.ts';

export interface There {
  databaseId?: string | undefined;
  /** The rules that lock the bucket's objects, as wrangler words them; null where there is no bucket. */
  bucketLocks: string | null;
  /** Names of the Worker's secrets; null where there is no Worker; undefined where that is not known. */
  secrets?: string[] | null | undefined;
}

export const NOTHING_THERE: There = { bucketLocks: null };

/**
 * Looks at all of it at once, then writes down that the name is this folder's. A folder that has made nothing yet
 * takes nothing that is there for its own, unless whoever deploys says so: it may well serve another organisation.
 * @throws Stopped where it is not to be taken over, or where the folder's own database is gone
 */
export async function lookAround(deployment: Deployment): Promise<void> {
  const { dryRun, loggedIn, folder, answers, account = '' } = deployment;
  if (!loggedIn) return done(told('thereUnknown'));
  deployment.there = await lookAtAll(deployment);
  const strangers = strangersIn(deployment);
  if (strangers.length > 0) await askToTakeOver(deployment, strangers.join(', '));
  const { databaseId, bucketLocks, secrets } = deployment.there;
  const { name, jurisdiction } = answers;
  deployment.made = { account, name, jurisdiction, ...(databaseId && { databaseId }) };
  if (!dryRun) await keepMade(folder, deployment.made);
  const any = databaseId || bucketLocks !== null || secrets;
  if (strangers.length === 0) done(told(any ? 'thereOwn' : 'thereNothing', { name }));
}

async function lookAtAll(deployment: Deployment): Promise<There> {
  const { answers } = deployment;
  const locks = ['r2', 'bucket', 'lock', 'list', answers.name, ...withinJurisdiction(answers)];
  const [databaseId, bucketLocks, secrets] = await Promise.all([
    findDatabase(deployment),
    lookFor(deployment, 'wrangler', locks),
    findSecrets(deployment),
  ]);
  return { databaseId, bucketLocks, secrets };
}

/** Only wrangler's own word that there is no such Worker means so: anything else may be the network. */
async function findSecrets(deployment: Deployment): Promise<string[] | null | undefined> {
  const { name } = deployment.answers;
  const { code, output, errors } = await tryTo(deployment, 'wrangler', secretsOf(name));
  if (code === 0) return namesIn(output);
  return `${output}${errors}`.includes(`Worker "${name}" not found`) ? null : undefined;
}

/** The id of the database of this deployment's name. */
export async function findDatabase(deployment: Deployment): Promise<string | undefined> {
  const said = await look(deployment, 'wrangler', ['d1', 'list', '--json']);
  const databases = JSON.parse(said) as { name: string; uuid: string }[];
  return databases.find(({ name }) => name === deployment.answers.name)?.uuid;
}

/** Names of the secrets of a Worker that must be there. @throws ToolFailed where they cannot be known */
export async function secretsNow(deployment: Deployment): Promise<string[]> {
  return namesIn(await look(deployment, 'wrangler', secretsOf(deployment.answers.name)));
}

const secretsOf = (name: string) => ['secret', 'list', '--format', 'json', '--name', name];
const namesIn = (said: string) => (JSON.parse(said) as { name: string }[]).map(({ name }) => name);

/**
 * What is there but was not made from this folder.
 * @throws Stopped where the folder's own database is there no longer
 */
export function strangersIn({ made, there, answers }: Pick<Deployment, 'made' | 'there' | 'answers'>) {
  const { databaseId, bucketLocks, secrets } = there;
  if (!made)
    return [
      ...(databaseId ? [told('aDatabase')] : []),
      ...(bucketLocks === null ? [] : [told('aBucket')]),
      ...(secrets ? [told('aWorker')] : []),
    ];
  if (!made.databaseId || made.databaseId === databaseId) return [];
  if (databaseId) return [told('aDatabase')];
  throw new Stopped(told('databaseGone', { name: answers.name, id: made.databaseId }));
}

/** @throws Stopped unless the name is typed */
export async function askToTakeOver(
  { answers, folder, dryRun, terminal }: Pick<Deployment, 'answers' | 'folder' | 'dryRun' | 'terminal'>,
  what: string,
): Promise<void> {
  const { name } = answers;
  console.log(told('notOurs', { name, what, folder }));
  if (dryRun) return done(told('wouldAskToTakeOver', { name }));
  const typed = await terminal.ask(`\n${told('takeOver', { name })} : `);
  if (typed !== name) throw new Stopped(told('notTakenOver'));
}
