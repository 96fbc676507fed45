import { civilDateIn } from '../../shared/domain/dates.ts';
import type { Bindings } from '../http/env.ts';
import { keptHeads } from '../seals/heads.ts';
import { beginSealWalk, compareHeads, type SealWalk, walkSeal } from '../seals/verify.ts';
import { CHECKS } from './checks.ts';
import { type Reader, readerOf } from './reader.ts';
import { type Findings, verifyCosts, verifyOne } from './verify.ts';

/**
 * What one run of the schedule takes on, so that it fits a Worker's limits whatever the ledger's size: a night's
 * checks are done in a few runs, and a long chain goes on where the last run left it.
 */
const CHECKS_A_RUN = 6;
/** Two calls of the database each: with the checks beside it a run stays within the free plan's fifty. */
const SEAL_PAGES_A_RUN = 15;
/** Beyond it the replay of the costs fits no run; `npm run verify` has no such limit. */
const COSTS_MOVEMENTS_MAX = 500_000;

/** Beside the checks of the books' table: the costs, and the chain of seals. */
export const COSTS_CHECK = 'COSTS';
export const SEAL_CHECK = 'SEAL';
export const NIGHTLY = [...CHECKS.map(({ finding }) => finding as string), COSTS_CHECK, SEAL_CHECK];

/** What `told` holds of the costs: null where the ledger is too long for a night. */
export type CostsTold = Findings | null;
/** What `told` holds of the seal: how far its reading has come, and whether it came to the end. */
export interface SealTold extends SealWalk {
  finished: boolean;
}

const STATE = `
  SELECT s.time_zone AS timeZone, (SELECT json_group_object(name, day) FROM nightly_checks) AS days,
    (SELECT told FROM nightly_checks WHERE name = '${SEAL_CHECK}') AS seal FROM settings s`;
const KEEP = `
  INSERT INTO nightly_checks VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (name)
  DO UPDATE SET day = excluded.day, at = excluded.at, faults = excluded.faults, told = excluded.told`;

/**
 * The next few of this day's checks, the first run after midnight of the organisation beginning them. Each is kept
 * as it ends; one that fails is logged by the schedule and tried again by the next run, after the others.
 */
export async function checkNightly({ DB, FILES }: Bindings, now: Date): Promise<void> {
  const state = await DB.prepare(STATE).first<{ timeZone: string; days: string; seal: string | null }>();
  if (!state) return;
  const today = civilDateIn(state.timeZone, now);
  const days: Record<string, string> = JSON.parse(state.days);
  const due = NIGHTLY.filter((name) => (days[name] ?? '') < today)
    .toSorted((one, other) => ((days[one] ?? '') < (days[other] ?? '') ? -1 : 1))
    .slice(0, CHECKS_A_RUN);
  const read = readerOf(DB);
  const keep = (name: string, faults: number, told: unknown, day = today) =>
    DB.prepare(KEEP).bind(name, day, now.toISOString(), faults, JSON.stringify(told)).run();
  const failed: unknown[] = [];
  for (const name of due) {
    try {
      if (name === SEAL_CHECK) {
        const told = await checkSeal(read, FILES, state.seal);
        await keep(name, told.verdict.faultCount, told, told.finished ? today : days[name] || '-');
      } else {
        const check = CHECKS.find(({ finding }) => finding === name);
        const told: CostsTold = check
          ? await verifyOne(read, check)
          : await verifyCosts(read, COSTS_MOVEMENTS_MAX);
        await keep(name, told ? told.differences.length + told.untold : 0, told);
      }
    } catch (error) {
      failed.push(error);
    }
  }
  if (failed.length > 0) throw new AggregateError(failed, failed.map(String).join('; '));
}

async function checkSeal(read: Reader, files: R2Bucket, kept: string | null): Promise<SealTold> {
  const last: SealTold | null = kept === null ? null : JSON.parse(kept);
  const walk: SealWalk = last && !last.finished ? last : beginSealWalk();
  const finished = await walkSeal(read, walk, SEAL_PAGES_A_RUN);
  if (finished) await compareHeads(read, walk.verdict, keptHeads(files));
  return { before: walk.before, verdict: walk.verdict, finished };
}
