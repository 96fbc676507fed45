import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

export interface Manifest {
  timeZone?: string;
  oauthScopes?: string[];
  urlFetchWhitelist?: string[];
  runtimeVersion?: string;
}

/** The files of the add-on, as clasp would push them. */
export interface Bundle {
  /** Changes whenever a file does; threads keep their compiled scripts by it. */
  version: string;
  manifest: Manifest;
  /** In name order: the order in which Apps Script loads them here. */
  scripts: { name: string; source: string }[];
  /** By name without `.html`. */
  pages: Map<string, string>;
}

function filesUnder(folder: string, prefix = ''): string[] {
  return readdirSync(join(folder, prefix), { withFileTypes: true })
    .flatMap((entry) => {
      const name = prefix + entry.name;
      return entry.isDirectory() ? filesUnder(folder, `${name}/`) : [name];
    })
    .filter((name) => /\.(js|html)$/.test(name) || name === 'appsscript.json')
    .sort();
}

function versionOf(folder: string, names: string[]): string {
  return names
    .map((name) => {
      const { mtimeMs, size } = statSync(join(folder, name));
      return `${name}:${mtimeMs}:${size}`;
    })
    .join('|');
}

/** A reader that reads the folder again only when a file in it changed, so that a rebuild needs no restart. */
export function bundleReader(folder: string): () => Bundle {
  let last: Bundle | undefined;
  return () => {
    const names = filesUnder(folder);
    if (!names.includes('appsscript.json'))
      throw new Error(`No appsscript.json in ${folder}: build the add-on first`);
    const version = versionOf(folder, names);
    if (last?.version === version) return last;
    const read = (name: string) => readFileSync(join(folder, name), 'utf8');
    last = {
      version,
      manifest: JSON.parse(read('appsscript.json')) as Manifest,
      scripts: names.filter((name) => name.endsWith('.js')).map((name) => ({ name, source: read(name) })),
      pages: new Map(
        names
          .filter((name) => name.endsWith('.html'))
          .map((name) => [name.slice(0, -'.html'.length), read(name)]),
      ),
    };
    return last;
  };
}
