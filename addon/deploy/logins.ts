/** Whether wrangler and clasp know who calls them, and which Cloudflare account is meant. */
import { join } from 'node:path';
import { projectRoot, readJson } from '../../shared/local/dataFolder.ts';
import { Stopped } from '../../shared/local/spoken.ts';
import { ApiRefused, type Cloudflare, openCloudflare } from './cloudflare.ts';
import { type Deployment, done } from './deployment.ts';
import { told } from './spoken.ts';
import { runAnyway } from './tools.ts';

export interface Account {
  id: string;
  name: string;
}

export async function checkLogins(deployment: Deployment): Promise<void> {
  const [wrangler, clasp] = await Promise.all(['wrangler', '@google/clasp'].map(versionOf));
  done(told('toolsAre', { node: process.version, wrangler, clasp }));
  const missing = await Promise.all([checkCloudflare(deployment), checkGoogle()]);
  const sentences = missing.filter((sentence) => sentence !== null);
  if (sentences.length === 0) return;
  // Both at once: whoever begins is logged in nowhere.
  if (!deployment.dryRun) throw new Stopped(sentences.join('\n'));
  for (const sentence of sentences) done(sentence);
}

async function versionOf(name: string): Promise<string | undefined> {
  const path = join(projectRoot, 'node_modules', name, 'package.json');
  return (await readJson<{ version: string }>(path))?.version;
}

/** @returns what is missing, in words; null where nothing is */
async function checkCloudflare(deployment: Deployment): Promise<string | null> {
  const cloudflare = await openCloudflare();
  const accounts = cloudflare && (await accountsOf(cloudflare));
  if (!accounts) return told('noCloudflare');
  const account = accountAmong(accounts, deployment, process.env.CLOUDFLARE_ACCOUNT_ID);
  Object.assign(deployment, { cloudflare, account: account.id });
  done(told('cloudflareIs', { name: account.name }));
  return null;
}

/** Empty where a token may list none; null where the login is taken no longer. */
async function accountsOf(cloudflare: Cloudflare): Promise<Account[] | null> {
  try {
    return await cloudflare<Account[]>('/accounts?per_page=50');
  } catch (error) {
    if (!(error instanceof ApiRefused) || ![400, 401, 403].includes(error.status)) throw error;
    return error.status === 403 ? [] : null;
  }
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
  // A token may work in an account that it cannot list.
  const listed = accounts.length > 0 || !wanted ? accounts : [{ id: wanted, name: wanted }];
  const account = wanted ? listed.find(({ id }) => id === wanted) : listed[0];
  if (made && (!account || (named && named !== made.account)))
    throw new Stopped(told('otherAccount', { folder, account: made.account, list }));
  if (!account || (accounts.length > 1 && !wanted)) throw new Stopped(told('whichAccount', { list }));
  return account;
}

async function checkGoogle(): Promise<string | null> {
  const { code, output } = await runAnyway('clasp', ['show-authorized-user', '--json']);
  const { loggedIn = false, email } = code === 0 ? (JSON.parse(output) as GoogleUser) : {};
  if (!loggedIn) return told('noGoogle');
  done(told('googleIs', { email: email ?? '?' }));
  return null;
}

interface GoogleUser {
  loggedIn?: boolean;
  email?: string;
}
