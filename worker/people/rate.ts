import type { Bindings } from '../http/env.ts';
import { Refusal } from '../http/problem.ts';

/** What wrangler.toml grants in RATE_PERIOD_S: five requests a second, all minute long. */
export const RATE_PERIOD_S = 60;

/**
 * Refuses `RATE_LIMITED` for who asks too often. By person (the account's `sub`) and never by address: all of Apps
 * Script calls from Google's. Counted before the database is asked; on the accounting page after the one read that
 * tells whose session it is. A deployment on one's own machine has one
 * user, and no limit; so has one whose account offers no rate limiting.
 */
export async function limitRate({ ENVIRONMENT, RATE_LIMIT }: Bindings, who: string): Promise<void> {
  if (ENVIRONMENT === 'local' || !RATE_LIMIT) return;
  const { success } = await RATE_LIMIT.limit({ key: who });
  if (!success) throw new Refusal('RATE_LIMITED', { seconds: RATE_PERIOD_S });
}
