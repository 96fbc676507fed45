import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { readerOf } from '../../worker/books/reader.ts';
import { verifyBooks } from '../../worker/books/verify.ts';
import { FIRST_INSTANT, modelHospital, rememberRows } from './modelHospital.ts';
import { LOOK } from './modelPages.ts';
import { anySteps } from './modelSteps.ts';
import { Unlike, walk } from './modelWalk.ts';
import { ridingAlong } from './ridingAlong.ts';

const wanted = env as unknown as Partial<
  Record<`PROPERTY_${'RUNS' | 'STEPS' | 'SEED' | 'PATH' | 'SHRINK'}`, string>
>;
const STEPS = Number(wanted.PROPERTY_STEPS || 60);
const SEED = Number(wanted.PROPERTY_SEED || Math.trunc(Math.random() * 2 ** 31));
/** Most of the time a failure may take to become short. */
const SHRINKING_MS = 120_000;
const RUN_MS = 10_000;
/**
 * One sequence in so many is recomputed as `npm run verify` does it, each zip made as its count is opened or confirmed.
 * In the others the Worker dies whenever it has answered: a zip costs more than ten commands.
 */
const VERIFIED_ONE_IN = 10;

/**
 * Random sequences of commands through the real API, held step by step against a model written apart:
 * accepted or refused alike, refused for a reason that the model knows, the same stock, costs and counts
 * afterwards, and no fault in the books. A failure prints the commands of the shortest sequence found, then its seed,
 * its path and what differs; PROPERTY_SEED and PROPERTY_PATH play it again.
 */
export function testSequences(usual: number): void {
  const runs = Number(wanted.PROPERTY_RUNS || usual);
  const timeout = runs * RUN_MS + SHRINKING_MS * 2;
  test(`${runs} sequences of ${STEPS} commands, seed ${SEED}`, { timeout }, async () => {
    const app = await modelHospital();
    const beginAnew = await rememberRows(app.db);
    const look = ridingAlong(app.db, LOOK);
    app.environment.DB = look.db;
    const met = new Map<string, number>();
    let walked = 0;
    let shortenedUntil = Number.POSITIVE_INFINITY;
    const sequence = fc.asyncProperty(anySteps(STEPS), async (steps) => {
      const began = Date.now();
      // Whatever shorter one has not failed by then counts as sound: the shortest so far is told.
      if (began > shortenedUntil) return;
      const isVerified = walked++ % VERIFIED_ONE_IN === 0;
      app.work.goesOn = isVerified;
      vi.useFakeTimers({ toFake: isVerified ? ['Date'] : ['Date', 'setTimeout'], now: FIRST_INSTANT });
      try {
        await beginAnew();
        await walk(app, look, steps, (what) => met.set(what, (met.get(what) ?? 0) + 1));
        if (isVerified) expect((await verifyBooks(readerOf(app.db))).differences).toEqual([]);
      } catch (error) {
        shortenedUntil = Math.min(shortenedUntil, began + SHRINKING_MS);
        throw error;
      } finally {
        vi.useRealTimers();
      }
    });
    const told = await fc.check(sequence, {
      numRuns: runs,
      seed: SEED,
      ...(wanted.PROPERTY_PATH && { path: wanted.PROPERTY_PATH }),
      endOnFailure: wanted.PROPERTY_SHRINK === '0',
      interruptAfterTimeLimit: runs * RUN_MS + SHRINKING_MS,
    });
    if (told.failed) {
      const { errorInstance: error, counterexamplePath, numShrinks } = told;
      if (error instanceof Unlike) console.error(error.story.join('\n'));
      // Last, for whoever sees only the end of what a run printed.
      throw new Error(
        `seed ${SEED}, path ${counterexamplePath}, made shorter ${numShrinks} times: ${error instanceof Error ? error.message : error}`,
        { cause: error },
      );
    }
    expect(told.interrupted, `only ${told.numRuns} sequences in time`).toBe(false);
    const often = [...met].sort(([, a], [, b]) => b - a).map(([what, times]) => `${what} ${times}`);
    console.info(`property, seed ${SEED}: ${often.join(', ')}`);
  });
}
