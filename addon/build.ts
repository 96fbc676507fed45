/**
 * Builds the folder that clasp would push. The bundle is the same bytes everywhere: only config.js and
 * the manifest's urlFetchWhitelist know where the API is.
 * From a shell: `node addon/build.ts OUT_FOLDER API_URL ENVIRONMENT [--self-test]`.
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';
import { isWide, menuFunction, PAGES, PANEL_NAMES, type PageName } from './panels.ts';

export interface AddonBuild {
  /** Emptied first. */
  outFolder: string;
  /** Without a slash at its end: https://… in production. */
  apiUrl: string;
  environment: string;
  /** Prefixes that UrlFetch may call; the API's own unless given. */
  urlFetchWhitelist?: string[];
  /** The menu offers the self-test: for a trial in a real spreadsheet, never in a published version. */
  selfTest?: boolean;
}

const addon = fileURLToPath(new URL('.', import.meta.url));

export async function buildAddon(options: AddonBuild): Promise<void> {
  await writeAddon(await bundleAddon(), options);
}

/** The files that are the same everywhere, by their names. */
export async function bundleAddon(): Promise<ReadonlyMap<string, string>> {
  const files = new Map([['code.js', await serverCode()]]);
  const style = await readFile(join(addon, 'sidebar/style.css'), 'utf8');
  const pages = await Promise.all(PAGES.map((name) => page(name, style)));
  PAGES.forEach((name, index) => {
    files.set(`${name}.html`, pages[index]!);
  });
  return files;
}

/** Writes them with the two that know where the API is. */
export async function writeAddon(bundle: ReadonlyMap<string, string>, options: AddonBuild): Promise<void> {
  const { outFolder, environment } = options;
  const trial = options.selfTest ? { selfTest: true } : {};
  const apiUrl = options.apiUrl.replace(/\/+$/, '');
  const whitelist = options.urlFetchWhitelist ?? [`${apiUrl}/`];
  const files = new Map(bundle);
  files.set('appsscript.json', await manifest(whitelist));
  files.set('config.js', `var DECOMPTE_CONFIG = ${JSON.stringify({ apiUrl, environment, ...trial })};\n`);
  await rm(outFolder, { recursive: true, force: true });
  await mkdir(outFolder, { recursive: true });
  for (const [name, text] of files) await writeFile(join(outFolder, name), text);
}

async function manifest(urlFetchWhitelist: string[]): Promise<string> {
  const written = JSON.parse(await readFile(join(addon, 'appsscript.json'), 'utf8'));
  return `${JSON.stringify({ ...written, urlFetchWhitelist }, null, 2)}\n`;
}

/** `absWorkingDir` keeps this machine's paths out of the bundle's comments. */
const common = {
  absWorkingDir: join(addon, '..'),
  bundle: true,
  write: false,
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'silent',
} satisfies BuildOptions;

/**
 * One IIFE, then one real function for each export and for each panel: menus, triggers and pages find
 * functions by name.
 */
async function serverCode(): Promise<string> {
  const entry = { ...common, entryPoints: ['addon/server/main.ts'], target: 'es2020' };
  const [code, names] = await Promise.all([
    build({ ...entry, format: 'iife', globalName: 'decompte' }),
    build({ ...entry, format: 'esm', metafile: true, outfile: 'names.js' }),
  ]);
  const exports = Object.values(names.metafile.outputs)[0]!.exports.sort();
  const callable = exports.map((name) => {
    if (name.endsWith('_')) throw new Error(`${name}: a name that ends in _ cannot be called from a page`);
    return `function ${name}() {\n  return decompte.${name}.apply(null, arguments);\n}\n`;
  });
  const opening = PANEL_NAMES.map(
    (name) => `function ${menuFunction(name)}() {\n  return decompte.openPanel('${name}');\n}\n`,
  );
  return `${code.outputFiles[0]!.text}\n${[...callable, ...opening].join('')}`;
}

/** The one html of all pages with its style and its own script inside: nothing is fetched. */
async function page(name: PageName, style: string): Promise<string> {
  const html = await readFile(join(addon, 'sidebar/page.html'), 'utf8');
  const built = await build({
    ...common,
    entryPoints: [`addon/sidebar/${name}.ts`],
    target: 'es2020',
    format: 'iife',
    minify: true,
  });
  const script = built.outputFiles[0]!.text.replace(/<(?=\/script|!--)/gi, '\\x3C');
  // The template engine would run what follows `<?` in the script.
  if (script.includes('<?')) throw new Error(`${name}: the script holds <?`);
  return html
    .replace('/* width */', isWide(name) ? 'wide' : '')
    .replace('/* style */', () => style.replace(/\s+/g, ' '))
    .replace('/* script */', () => script);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [outFolder, apiUrl, environment, flag] = process.argv.slice(2);
  if (!outFolder || !apiUrl || !environment || (flag && flag !== '--self-test')) {
    console.error('node addon/build.ts OUT_FOLDER API_URL ENVIRONMENT [--self-test]');
    process.exitCode = 1;
  } else await buildAddon({ outFolder, apiUrl, environment, selfTest: flag === '--self-test' });
}
