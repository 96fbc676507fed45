import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { test, vi } from 'vitest';
import { FIRST_INSTANT, modelHospital, rememberRows } from './modelHospital.ts';
import { anySteps } from './modelSteps.ts';
import { walk } from './modelWalk.ts';

/**
 * Random sequences of commands through the real API, held step by step against a model written apart:
 * accepted or refused alike, refused for a reason that the model knows, the same stock, costs and counts
 * afterwards, and no fault in the books. A failure prints its seed, its path, the shortest sequence found
 * and the commands it came to; PROPERTY_SEED and PROPERTY_PATH play it again.
 */
const wanted = env as unknown as Partial<Record<`PROPERTY_${'RUNS' | 'STEPS' | 'SEED' | 'PATH'}`, string>>;
const RUNS = Number(wanted.PROPERTY_RUNS || 30);
const STEPS = Number(wanted.PROPERTY_STEPS || 40);
const SEED = Number(wanted.PROPERTY_SEED || Math.trunc(Math.random() * 2 ** 31));
/** Most of the time a failure may take to become short. */
const SHRINKING_MS = 120_000;
const RUN_MS = 10_000;

test(`${RUNS} sequences of ${STEPS} commands, seed ${SEED}`, {
  timeout: RUNS * RUN_MS + SHRINKING_MS * 2,
}, async () => {
  const app = await modelHospital();
  const beginAnew = await rememberRows(app.db);
  const met = new Map<string, number>();
  const sequence = fc.asyncProperty(anySteps(STEPS), async (steps) => {
    vi.useFakeTimers({ toFake: ['Date'], now: FIRST_INSTANT });
    try {
      await beginAnew();
      await walk(app, steps, (what) => met.set(what, (met.get(what) ?? 0) + 1));
    } finally {
      vi.useRealTimers();
    }
  });
  await fc.assert(sequence, {
    numRuns: RUNS,
    seed: SEED,
    ...(wanted.PROPERTY_PATH && { path: wanted.PROPERTY_PATH }),
    interruptAfterTimeLimit: RUNS * RUN_MS + SHRINKING_MS,
  });
  const often = [...met].sort(([, a], [, b]) => b - a).map(([what, times]) => `${what} ${times}`);
  console.info(`property, seed ${SEED}: ${often.join(', ')}`);
});
