/**
 * `npm run property -- RUNS [SEED]`: random sequences of 60 commands against the model, as many as are wanted (the
 * suite walks 300). PROPERTY_STEPS, and PROPERTY_PATH of a failure that was printed, are heard too; PROPERTY_SHRINK=0
 * tells a failure as it was found.
 */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const [runs = '', seed] = process.argv.slice(2);
if (!(Number(runs) > 0)) {
  console.error('npm run property -- RUNS [SEED]');
  process.exit(1);
}
const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
const { status } = spawnSync(
  process.execPath,
  [vitest, 'run', '--project', 'property', 'test/worker/property.test.ts'],
  { stdio: 'inherit', env: { ...process.env, PROPERTY_RUNS: runs, ...(seed && { PROPERTY_SEED: seed }) } },
);
process.exitCode = status ?? 1;
