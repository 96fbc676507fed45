/**
 * Ends a process and all that it started, at once. On Unix the process must lead its own group
 * (`detached: true`); Windows knows no groups, its taskkill follows the children.
 */
import { spawnSync } from 'node:child_process';

export function killTree(pid: number): void {
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nobody is left in the group.
  }
}
