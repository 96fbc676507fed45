/** One deployment while it is carried out: what the steps share. */
import type { Answers } from './answers.ts';
import type { Cloudflare } from './cloudflare.ts';
import type { Made } from './made.ts';
import { told } from './spoken.ts';
import type { Terminal } from './terminal.ts';
import type { There } from './there.ts';
import { type Call, runTool, type ToolName } from './tools.ts';

export interface Deployment {
  folder: string;
  dryRun: boolean;
  /** Every question again, but for those whose answer can change no more. */
  askAll: boolean;
  /** Cloudflare's API under the login that was found; null without one: then a dry run can only suppose. */
  cloudflare: Cloudflare | null;
  answers: Answers;
  /** What the folder knows as its own; null before its first run. */
  made: Made | null;
  /** What was found, or made since. */
  there: There;
  /** The Cloudflare account. */
  account?: string;
  /** Made by this run: there is nothing in it to go back to. */
  databaseIsNew?: boolean;
  /** Of the database before the migrations: the way back. */
  bookmark?: string;
  /** The Worker's address, https://… without a slash at its end. */
  url?: string;
  terminal: Terminal;
}

/** Cloudflare's account goes with each call. */
function callOf({ account }: Deployment, call: Call): Call {
  return account ? { ...call, env: { ...call.env, CLOUDFLARE_ACCOUNT_ID: account } } : call;
}

/** Looks: also in a dry run. */
export function look(deployment: Deployment, name: ToolName, args: string[]): Promise<string> {
  return runTool(name, args, callOf(deployment, {}));
}

/** Changes something: a dry run only says the command. */
export async function change(
  deployment: Deployment,
  name: ToolName,
  args: string[],
  call: Call = {},
): Promise<string> {
  if (deployment.dryRun) {
    console.log(told('would', { command: [`npx ${name}`, ...args.map(quoted)].join(' ') }));
    return '';
  }
  return runTool(name, args, callOf(deployment, call));
}

/** Where a database or a bucket lies, as wrangler takes it. */
export function withinJurisdiction({ jurisdiction }: Answers): string[] {
  return jurisdiction === 'none' ? [] : ['--jurisdiction', jurisdiction];
}

export const done = (sentence: string) => console.log(`  ${sentence}`);

function quoted(argument: string): string {
  return /^[\w@./:=-]+$/.test(argument) ? argument : `'${argument}'`;
}
