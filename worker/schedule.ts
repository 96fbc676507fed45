import { checkNightly } from './books/nightly.ts';
import type { Bindings } from './http/env.ts';
import { keepHead } from './seals/heads.ts';
import { sealBooks } from './seals/seal.ts';
import { makeMissing } from './snapshots/store.ts';

/** Zips that one run makes: each may take a second of CPU, and a dozen calls where it is of a few thousand lines. */
const ZIPS_A_RUN = 1;

/**
 * What is caught up on without anybody asking: the seal of all that was done and stored, and the chain's head; then a
 * zip that R2 or a lost Worker left out; then a few of the day's checks of the books. A run begins the next of them
 * only once the one before has nothing left, so that it stays within the fifty calls of the free plan. What fails is
 * logged and done by the next run, and keeps nothing else from being done.
 */
export async function catchUp(env: Bindings, now: Date): Promise<void> {
  /** True where it did something and has perhaps more to do. */
  const attempt = async (what: string, work: () => Promise<boolean>) => {
    try {
      return await work();
    } catch (error) {
      console.error('schedule', what, error);
      return false;
    }
  };
  const sealing = await attempt('seal', async () => {
    const { last, left } = await sealBooks(env.DB);
    await keepHead(env.FILES, last, now);
    return left;
  });
  if (sealing) return;
  if (await attempt('zips', async () => (await makeMissing(env, ZIPS_A_RUN)) > 0)) return;
  await attempt('checks', async () => {
    await checkNightly(env, now);
    return false;
  });
}
