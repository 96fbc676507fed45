/** This deployment's wrangler.toml: the project's own, with the names, the database and the variables put in. */
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
  const values: [key: string, value: string][] = [
    ['name', answers.name],
    ['main', up('worker/index.ts')],
    ['migrations_dir', up('migrations')],
    ['database_name', answers.name],
    ['bucket_name', answers.name],
    ['AUTH_AUDIENCES', answers.audiences],
    ['ADMIN_EMAIL', answers.adminEmail],
    ['SIGN_IN_CLIENT_ID', answers.signInClientId],
  ];
  if (placed.databaseId) values.push(['database_id', placed.databaseId]);
  const filled = values.reduce(put, written);
  return answers.jurisdiction === 'none'
    ? filled
    : addBelow(filled, 'bucket_name', `jurisdiction = ${JSON.stringify(answers.jurisdiction)}`);
}

const lineOf = (key: string) => new RegExp(`^${key} = ".*"$`, 'gm');

function put(configuration: string, [key, value]: [string, string]): string {
  onlyOnce(configuration, key);
  // A TOML basic string escapes what JSON does.
  return configuration.replace(lineOf(key), () => `${key} = ${JSON.stringify(value)}`);
}

function addBelow(configuration: string, key: string, line: string): string {
  onlyOnce(configuration, key);
  return configuration.replace(lineOf(key), (found) => `${found}\n${line}`);
}

function onlyOnce(configuration: string, key: string): void {
  const found = configuration.match(lineOf(key))?.length ?? 0;
  if (found !== 1) throw new Error(`wrangler.toml: ${key} stands there ${found} times`);
}
