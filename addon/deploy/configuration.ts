/** This deployment's wrangler.toml: the project's own, with the names, the database and the variables put in. */
import { createHash } from 'node:crypto';
import { relative } from 'node:path';
import type { Answers } from './answers.ts';

export interface Placed {
  /** The project's folder, and the one the configuration will lie in: its paths count from there. */
  projectRoot: string;
  folder: string;
  /** Undefined before the database exists. */
  databaseId?: string | undefined;
}

/**
 * Each value stands once in the project's file; all else is kept as written.
 * @throws Error where a line is not there exactly once: the file and this list have grown apart
 */
export function configurationFor(written: string, answers: Answers, placed: Placed): string {
  const up = (path: string) =>
    `${relative(placed.folder, placed.projectRoot).replaceAll('\\', '/') || '.'}/${path}`;
  const named: Values = [
    ['name', answers.name],
    ['main', up('worker/index.ts')],
  ];
  const tabled: Values = [
    ['migrations_dir', up('migrations')],
    ['database_name', answers.name],
    ['AUTH_AUDIENCES', answers.audiences],
    ['ALLOWED_DOMAINS', answers.allowedDomains],
    ['ADMIN_EMAIL', answers.adminEmail],
    ['SIGN_IN_CLIENT_ID', answers.signInClientId],
    ['namespace_id', rateNamespaceOf(answers.name)],
  ];
  if (placed.databaseId) tabled.push(['database_id', placed.databaseId]);
  // Names stand in tables, too: the Worker's own is above the first of them.
  const tables = written.search(/^\[/m);
  const head = named.reduce(put, written.slice(0, tables));
  const rest = [...tabled, bucketOf(answers)].reduce(put, written.slice(tables));
  return head + rest;
}

type Values = [key: string, value: string, ...below: string[]][];

function bucketOf({ name, jurisdiction }: Answers): Values[number] {
  const within = jurisdiction === 'none' ? [] : [line('jurisdiction', jurisdiction)];
  return ['bucket_name', name, ...within];
}

const LARGEST_NAMESPACE = 2 ** 31 - 1;

/**
 * Cloudflare counts by this number, «a positive integer that uniquely defines this rate limiting namespace within your
 * Cloudflare account» (developers.cloudflare.com/workers/runtime-apis/bindings/rate-limit): two Workers with one number
 * would share each person's 300 requests a minute. A Worker's name is unique in its account, so a number
 * made of it is one's own, and stays the same at each upgrade.
 */
export function rateNamespaceOf(name: string): string {
  const digest = createHash('sha256').update(name).digest();
  return String((digest.readUInt32BE() % LARGEST_NAMESPACE) + 1);
}

// A TOML basic string escapes what JSON does.
const line = (key: string, value: string) => `${key} = ${JSON.stringify(value)}`;

function put(configuration: string, [key, value, ...below]: Values[number]): string {
  const written = new RegExp(`^${key} = ".*"$`, 'gm');
  const found = configuration.match(written)?.length ?? 0;
  if (found !== 1) throw new Error(`wrangler.toml: ${key} stands there ${found} times`);
  return configuration.replace(written, () => [line(key, value), ...below].join('\n'));
}
