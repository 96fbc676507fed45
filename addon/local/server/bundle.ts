/** The page's files, built when the server starts: its script, its styles, and the frames' shim. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const pageFolder = fileURLToPath(new URL('../page/', import.meta.url));

export interface PageFiles {
  html: string;
  script: string;
  styles: string;
  /** `google.script` for the frames, without the configuration that frames.ts puts before it. */
  shim: string;
}

async function bundle(entry: string, minify: boolean): Promise<string> {
  const result = await build({
    entryPoints: [`${pageFolder}${entry}`],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    minify,
    sourcemap: minify ? false : 'inline',
    logLevel: 'silent',
  });
  return result.outputFiles[0]!.text;
}

export async function buildPage(): Promise<PageFiles> {
  const [html, script, styles, shim] = await Promise.all([
    readFile(`${pageFolder}page.html`, 'utf8'),
    bundle('main.ts', false),
    bundle('styles/page.css', false),
    bundle('frame/shim.ts', true),
  ]);
  return { html, script, styles, shim };
}
