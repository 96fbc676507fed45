/** Whether wrangler and clasp know who calls them, and which Cloudflare account is meant. */
import { Stopped } from '../../shared/local/spoken.ts';
import { type Deployment, done, lookFor } from './deployment.ts';
import { told } from './spoken.ts';

const NODE_AT_LEAST = 22;

interface WhoAmI {
  loggedIn: boolean;
  accounts?: { id: string; name: string }[];
}

export async function checkLogins(deployment: Deployment): Promise<void> {
  const node = Number(process.versions.node.split('.')[0]);
  if (node < NODE_AT_LEAST) throw new Stopped(told('nodeTooOld', { node: process.version }));
  await Promise.all([checkCloudflare(deployment), checkGoogle(deployment)]);
}

async function checkCloudflare(deployment: Deployment): Promise<void> {
  const said = await lookFor(deployment, 'wrangler', ['whoami', '--json']);
  const { loggedIn = false, accounts = [] } = said ? (JSON.parse(said) as WhoAmI) : {};
  deployment.loggedIn = loggedIn;
  if (!loggedIn) return missing(deployment, told('noCloudflare'));
  const chosen = process.env.CLOUDFLARE_ACCOUNT_ID;
  const account = chosen ? accounts.find(({ id }) => id === chosen) : accounts[0];
  if (!account || (accounts.length > 1 && !chosen)) {
    const list = accounts.map(({ id, name }) => `${id}  ${name}`).join('\n    ');
    throw new Stopped(told('whichAccount', { list }));
  }
  deployment.account = account.id;
  done(told('cloudflareIs', { name: account.name }));
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
