/**
 * `npm run fuzz -- REQUESTS [SEED]`: hostile requests made from the OpenAPI document, as many as are wanted (the suite
 * sends 400): none may be answered by a fault of ours or slowly, and none may change an invariant.
 */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const [requests = '', seed] = process.argv.slice(2);
if (!(Number(requests) > 0)) {
  console.error('npm run fuzz -- REQUESTS [SEED]');
  process.exit(1);
}
const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
const { status } = spawnSync(
  process.execPath,
  [vitest, 'run', '--project', 'worker', 'test/worker/fuzz.test.ts'],
  { stdio: 'inherit', env: { ...process.env, FUZZ_REQUESTS: requests, ...(seed && { FUZZ_SEED: seed }) } },
);
process.exitCode = status ?? 1;
