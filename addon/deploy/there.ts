/** What stands at Cloudflare already under the deployment's name, and whether it is this folder's. */
import { Stopped } from '../../shared/local/spoken.ts';
import type { Answers } from './answers.ts';
import { ApiRefused, type Cloudflare } from './cloudflare.ts';
import { type Deployment, done } from './deployment.ts';
import { keepMade } from './made.ts';
import { told } from './spoken.ts';

export interface There {
  databaseId?: string | undefined;
  /** Names of the rules that lock the bucket's objects; null where there is no bucket. */
  bucketLocks: string[] | null;
  /** Names of the Worker's secrets; null where there is no Worker. */
  secrets: string[] | null;
}

export const NOTHING_THERE: There = { bucketLocks: null, secrets: null };

/**
 * Looks at all of it at once, then writes down that the name is this folder's. A folder that has made nothing yet
 * takes nothing that is there for its own, unless whoever deploys says so: it may well serve another organisation.
 * @throws Stopped where it is not to be taken over, or where the folder's own database is gone
 */
export async function lookAround(deployment: Deployment): Promise<void> {
  const { dryRun, cloudflare, folder, answers, account = '' } = deployment;
  if (!cloudflare) return done(told('thereUnknown'));
  deployment.there = await lookAtAll(cloudflare, `/accounts/${account}`, answers);
  const strangers = strangersIn(deployment);
  if (strangers.length > 0) await askToTakeOver(deployment, strangers.join(', '));
  const { databaseId, bucketLocks, secrets } = deployment.there;
  const { name, jurisdiction } = answers;
  deployment.made = { account, name, jurisdiction, ...(databaseId && { databaseId }) };
  if (!dryRun) await keepMade(folder, deployment.made);
  const any = databaseId || bucketLocks !== null || secrets;
  if (strangers.length === 0) done(told(any ? 'thereOwn' : 'thereNothing', { name }));
}

async function lookAtAll(ask: Cloudflare, account: string, { name, jurisdiction }: Answers): Promise<There> {
  const within: Record<string, string> =
    jurisdiction === 'none' ? {} : { 'cf-r2-jurisdiction': jurisdiction };
  const [databaseId, bucket, secrets] = await Promise.all([
    findDatabase(ask, account, name),
    ask<{ rules?: { id: string }[] }>(`${account}/r2/buckets/${name}/lock`, within).catch(noneWithoutR2),
    ask<{ name: string }[]>(`${account}/workers/scripts/${name}/secrets`),
  ]);
  return {
    databaseId,
    bucketLocks: bucket && (bucket.rules ?? []).map(({ id }) => id),
    secrets: secrets?.map((secret) => secret.name) ?? null,
  };
}

const R2_NOT_ENABLED = 10042;

/** An account that was never given R2 has no bucket; making one will say so. */
function noneWithoutR2(error: unknown): null {
  if (error instanceof ApiRefused && error.codes.includes(R2_NOT_ENABLED)) return null;
  throw error;
}

/** The id of the database of that name; the API finds also names that only hold it. */
export async function findDatabase(ask: Cloudflare, account: string, name: string) {
  const path = `${account}/d1/database?name=${name}&per_page=100`;
  const found = (await ask<{ name: string; uuid: string }[]>(path)) ?? [];
  return found.find((database) => database.name === name)?.uuid;
}

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
