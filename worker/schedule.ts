import { checkNightly } from './books/nightly.ts';
import type { Bindings } from './http/env.ts';
import { keepHead } from './seals/heads.ts';
import { sealBooks } from './seals/seal.ts';
import { makeMissing } from './snapshots/store.ts';

/** Zips that one run makes: each may take a second of CPU. */
const ZIPS_A_RUN = 5;

/**
 * What is caught up on without anybody asking: zips that R2 or a lost Worker left out, then the seal of all that
 * was done and stored since, then the chain's head, then a few of the day's checks of the books. What fails is
 * logged and done by the next run.
 */
export async function catchUp(env: Bindings, now: Date): Promise<void> {
  const attempt = async (what: string, work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      console.error('schedule', what, error);
    }
  };
  await attempt('zips', () => makeMissing(env, ZIPS_A_RUN));
  await attempt('seal', async () => {
    const { last } = await sealBooks(env.DB);
    await keepHead(env.FILES, last, now);
  });
  await attempt('checks', () => checkNightly(env, now));
}
