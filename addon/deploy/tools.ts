/** wrangler and clasp as child processes on the project's own Node, with the logins of whoever calls. */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { stripVTControlCharacters } from 'node:util';
import { projectRoot } from '../../shared/local/dataFolder.ts';

const find = createRequire(import.meta.url).resolve;
const PROGRAMS = { wrangler: find('wrangler'), clasp: find('@google/clasp') };
export type ToolName = keyof typeof PROGRAMS;

const END_SHOWN_LINES = 12;

/** A tool ended with an error: the end of what it said. */
export class ToolFailed extends Error {}

export interface Call {
  /** Given to its standard input: the only way a secret takes. */
  input?: string;
  env?: Record<string, string>;
}

/** @throws ToolFailed where it does not end with 0; a secret that the tool repeats is not among what it said */
export async function runTool(name: ToolName, args: string[], call: Call = {}): Promise<string> {
  const { code, output, errors } = await runAnyway(name, args, call);
  if (code === 0) return output;
  const said = endOf(`${output}\n${errors}`);
  throw new ToolFailed(call.input ? said.replaceAll(call.input, '…') : said);
}

/** The same, whatever it ends with. */
export async function runAnyway(name: ToolName, args: string[], call: Call = {}) {
  const child = spawn(process.execPath, ['--no-warnings', PROGRAMS[name], ...args], {
    cwd: projectRoot,
    env: { ...process.env, ...QUIET, ...call.env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.end(call.input ?? '');
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => resolve(code));
  });
  const [code, output, errors] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return { code, output, errors };
}

/** Asks nothing, tells nobody; and each start after the first finds its 15 MB of code compiled: half the time. */
const QUIET = {
  NODE_COMPILE_CACHE: join(projectRoot, 'node_modules/.cache/decompte-compiled'),
  CI: 'true',
  NO_COLOR: '1',
  FORCE_COLOR: '0',
  WRANGLER_HIDE_BANNER: 'true',
  WRANGLER_SEND_METRICS: 'false',
};

function endOf(said: string): string {
  const lines = stripVTControlCharacters(said)
    .split('\n')
    .filter((line) => line.trim() !== '');
  return lines.slice(-END_SHOWN_LINES).join('\n');
}
