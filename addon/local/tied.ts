/** Programs that end with whoever started them. */
import { type ChildProcess, spawn } from 'node:child_process';
import { projectRoot } from '../../shared/local/dataFolder.ts';
import { killTree } from './processTree.ts';

const preload = new URL('endWithParent.ts', import.meta.url).href;

/**
 * Starts a program on the project's own Node, as the head of a process group of its own. A Ctrl-C in the
 * terminal does not reach the group; it ends by `killTree(child.pid)`, or when this program ends, however.
 */
export function spawnTied(args: string[], env: NodeJS.ProcessEnv = process.env): ChildProcess {
  const child = spawn(process.execPath, ['--no-warnings', '--import', preload, ...args], {
    cwd: projectRoot,
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: process.platform !== 'win32',
  });
  // The child would notice by itself, but only once it has read its own code.
  const killNow = () => killTree(child.pid!);
  process.once('exit', killNow);
  child.once('exit', () => process.off('exit', killNow));
  return child;
}
