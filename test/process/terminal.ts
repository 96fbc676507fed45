/** The commands of the README as a person gives them: through npm, in a folder of data of their own. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('../../', import.meta.url));
const READY = 'npm run reset';
const READY_WITHIN_MS = 60_000;

export interface Ended {
  code: number | null;
  output: string;
  errors: string;
}

/** `npm run -s SCRIPT -- ARGS`, until it ends. */
export async function npmRun(script: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const child = spawn('npm', ['run', '-s', script, '--', ...args], { cwd: project, env: clean(env) });
  const heard = listen(child);
  const [code] = await once(child, 'close');
  return { code, output: heard.output, errors: heard.errors };
}

export interface Started {
  output: string;
  /** Every address that was printed. */
  urls: string[];
  /** Every process below npm, this one included. */
  pids: number[];
  /** As the terminal does on Ctrl-C: the signal goes to npm and all that shares its group. */
  signal(name: NodeJS.Signals): Promise<void>;
}

/** `npm start -- ARGS`, until it says that it is ready. */
export async function npmStart(env: NodeJS.ProcessEnv, args: string[] = []): Promise<Started> {
  const child = spawn('npm', ['start', '--', ...args], { cwd: project, env: clean(env), detached: true });
  const heard = listen(child);
  const closed = once(child, 'close');
  const end = Date.now() + READY_WITHIN_MS;
  while (!heard.output.includes(READY)) {
    if (child.exitCode !== null || Date.now() > end) {
      throw new Error(`npm start is not ready: ${heard.output}${heard.errors}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    output: heard.output,
    urls: heard.output.match(/https?:\/\/\S+/g) ?? [],
    pids: [child.pid!, ...below(child.pid!)],
    async signal(name) {
      process.kill(-child.pid!, name);
      await closed;
    },
  };
}

/** Those of the processes that still run; one that ended but was not yet collected does not count. */
export function alive(pids: number[]): number[] {
  const running = new Set(processes().map(({ pid }) => pid));
  return pids.filter((pid) => running.has(pid));
}

function below(parent: number): number[] {
  const children = processes().filter(({ above }) => above === parent);
  return children.flatMap(({ pid }) => [pid, ...below(pid)]);
}

function processes() {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid=,stat='], { encoding: 'utf8' });
  return stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , state = '']) => !state.startsWith('Z'))
    .map(([pid, above]) => ({ pid: Number(pid), above: Number(above) }));
}

function listen(child: ChildProcess) {
  const heard = { output: '', errors: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    heard.output += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    heard.errors += text;
  });
  return heard;
}

/** Without what npm and vitest put in our own environment. */
function clean(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(npm_|VITEST|NODE_|INIT_CWD)/.test(name));
  return { ...Object.fromEntries(own), ...env };
}
