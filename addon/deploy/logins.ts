/** Whether wrangler and clasp know who calls them, and which Cloudflare account is meant. */
import { join } from 'node:path';
import { projectRoot, readJson } from '../../shared/local/dataFolder.ts';
import { Stopped } from '../../shared/local/spoken.ts';
import { type Deployment, done, lookFor } from './deployment.ts';
import { told } from './spoken.ts';

const NODE_AT_LEAST = 22;

export interface Account {
  id: string;
  name: string;
}

interface WhoAmI {
  loggedIn: boolean;
  accounts?: Account[];
}

export async function checkLogins(deployment: Deployment): Promise<void> {
  const node = Number(process.versions.node.split('.')[0]);
  if (node < NODE_AT_LEAST) throw new Stopped(told('nodeTooOld', { node: process.version }));
  const [wrangler, clasp] = await Promise.all(['wrangler', '@google/clasp'].map(versionOf));
  done(told('toolsAre', { node: process.version, wrangler, clasp }));
  await Promise.all([checkCloudflare(deployment), checkGoogle(deployment)]);
}

async function versionOf(name: string): Promise<string | undefined> {
  const path = join(projectRoot, 'node_modules', name, 'package.json');
  return (await readJson<{ version: string }>(path))?.version;
}

async function checkCloudflare(deployment: Deployment): Promise<void> {
  const said = await lookFor(deployment, 'wrangler', ['whoami', '--json']);
  const { loggedIn = false, accounts = [] } = said ? (JSON.parse(said) as WhoAmI) : {};
  deployment.loggedIn = loggedIn;
  if (!loggedIn) return missing(deployment, told('noCloudflare'));
  const account = accountAmong(accounts, deployment, process.env.CLOUDFLARE_ACCOUNT_ID);
  deployment.account = account.id;
  done(told('cloudflareIs', { name: account.name }));
}

/**
 * The one that the folder's first run went to; before, the only one, or the one that is named.
 * @throws Stopped where it is not clear, or not the folder's
 */
export function accountAmong(
  accounts: Account[],
  { made, folder }: Pick<Deployment, 'made' | 'folder'>,
  named?: string,
): Account {
  const list = accounts.map(({ id, name }) => `${id}  ${name}`).join('\n    ');
  const wanted = made?.account ?? named;
  const account = wanted ? accounts.find(({ id }) => id === wanted) : accounts[0];
  if (made && (!account || (named && named !== made.account)))
    throw new Stopped(told('otherAccount', { folder, account: made.account, list }));
  if (!account || (accounts.length > 1 && !wanted)) throw new Stopped(told('whichAccount', { list }));
  return account;
}

async function checkGoogle(deployment: Deployment): Promise<void> {
  const said = await lookFor(deployment, 'clasp', ['show-authorized-user', '--json']);
  const { loggedIn = false, email } = said ? (JSON.parse(said) as { loggedIn: boolean; email?: string }) : {};
  if (!loggedIn) return missing(deployment, told('noGoogle'));
  done(told('googleIs', { email: email ?? '?' }));
}

function missing({ dryRun }: Deployment, sentence: string): void {
  if (!dryRun) throw new Stopped(sentence);
  done(sentence);
}
