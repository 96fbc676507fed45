import { addDays, civilDateIn } from '../../shared/domain/dates.ts';
import type { Bindings } from '../http/env.ts';
import { headsAfter } from '../seals/heads.ts';
import { beginSealWalk, compareHeads, type SealWalk, walkSeal } from '../seals/verify.ts';
import { CHECKS, type Reached } from './checks.ts';
import { beginReplay, type KeptReplay, keepReplay, PAGE, resumeReplay } from './costs.ts';
import { type Reader, readerOf } from './reader.ts';
import { type Findings, verifyCosts, verifyOne } from './verify.ts';

/**
 * What one run of the schedule takes on, so that it fits a Worker's limits whatever the ledger's size: with the
 * sealing beside it a run stays within the fifty calls of the free plan. A night's checks are done in a few runs; the
 * chain and the costs, which are read page by page, go on where the last run left them.
 */
const A_RUN = 6;
/** What reading page by page takes of a run. */
const PAGED = 4;
/** Two calls of the database each. */
const SEAL_PAGES_A_RUN = 6;
const HEAD_PAGES_A_RUN = 2;
const COST_MOVEMENTS_A_RUN = 8 * PAGE;
/** Each night what is new is read, of a place up to which all was right; each week everything. */
const WHOLE_EVERY_DAYS = 7;

/** Beside the checks of the books' table: the costs, and the chain of seals. */
export const COSTS_CHECK = 'COSTS';
export const SEAL_CHECK = 'SEAL';
export const NIGHTLY = [...CHECKS.map(({ finding }) => finding as string), COSTS_CHECK, SEAL_CHECK];

/** A reading that takes several runs: whether it is of everything, and whether it came to the end. */
interface Paged {
  whole: boolean;
  finished: boolean;
}
/** What is kept of the costs between two runs. */
interface CostsKept extends Paged {
  replay: KeptReplay;
}
/** What `told` holds of the seal: how far its reading has come, and the last head in R2 that it was held against. */
export interface SealTold extends SealWalk, Paged {
  head: string;
}

/** A check as its row has it. */
interface State {
  name: string;
  day: string;
  wholeDay: string;
  faults: number;
  reached: Reached | null;
}

const STATE = `
  SELECT s.time_zone AS timeZone, (SELECT json_group_array(json_object('name', name, 'day', day, 'wholeDay', whole_day,
    'faults', faults, 'reached', json(reached))) FROM nightly_checks) AS checks FROM settings s`;
const GOES_ON = 'SELECT told, kept FROM nightly_checks WHERE name = ?1';
const KEEP = `
  INSERT INTO nightly_checks (name, day, at, faults, told, whole_day, whole_at, reached, kept)
  VALUES (?1, ?2, ?3, ?4, ?5, iif(?6, ?2, ''), iif(?6, ?3, NULL), ?7, ?8) ON CONFLICT (name) DO UPDATE SET
    day = excluded.day, at = excluded.at, faults = excluded.faults, told = excluded.told,
    whole_day = iif(?6, excluded.whole_day, whole_day), whole_at = iif(?6, excluded.whole_at, whole_at),
    reached = excluded.reached, kept = excluded.kept`;

/** What came of one run of a check. */
interface Outcome {
  faults: number;
  told: unknown;
  /** Whether everything was read, and it came to the end. */
  whole: boolean;
  finished: boolean;
  reached?: Reached;
  kept?: unknown;
}

/**
 * The next few of this day's checks, the first run after midnight of the organisation beginning them. Each is kept
 * as it ends; one that fails is logged by the schedule and tried again by the next run, after the others.
 */
export async function checkNightly({ DB, FILES }: Bindings, now: Date): Promise<void> {
  const state = await DB.prepare(STATE).first<{ timeZone: string; checks: string }>();
  if (!state) return;
  const today = civilDateIn(state.timeZone, now);
  const states = new Map((JSON.parse(state.checks) as State[]).map((one) => [one.name, one]));
  const read = readerOf(DB);
  const failed: unknown[] = [];
  for (const name of dueOn(today, states)) {
    const before = states.get(name);
    const isWhole =
      !before?.wholeDay || before.faults > 0 || addDays(before.wholeDay, WHOLE_EVERY_DAYS) <= today;
    try {
      const { faults, told, whole, finished, reached, kept } = await check(
        read,
        FILES,
        name,
        isWhole,
        before,
      );
      const day = finished ? today : before?.day || '-';
      const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value));
      await DB.prepare(KEEP)
        .bind(
          name,
          day,
          now.toISOString(),
          faults,
          json(told),
          whole && finished ? 1 : 0,
          json(reached),
          json(kept),
        )
        .run();
    } catch (error) {
      failed.push(error);
    }
  }
  if (failed.length > 0) throw new AggregateError(failed, failed.map(String).join('; '));
}

const isPaged = (name: string) => name === COSTS_CHECK || name === SEAL_CHECK;

/** Those not made today, the longest ago first, as many as a run takes on. */
function dueOn(today: string, states: Map<string, State>): string[] {
  const dayOf = (name: string) => states.get(name)?.day ?? '';
  let room = A_RUN;
  return NIGHTLY.filter((name) => dayOf(name) < today)
    .toSorted((one, other) => (dayOf(one) < dayOf(other) ? -1 : 1))
    .filter((name) => {
      const needs = isPaged(name) ? PAGED : 1;
      if (needs > room) return false;
      room -= needs;
      return true;
    });
}

async function check(
  read: Reader,
  files: R2Bucket,
  name: string,
  isWhole: boolean,
  before: State | undefined,
): Promise<Outcome> {
  if (isPaged(name)) {
    const [[row] = []] = before ? await read([{ sql: GOES_ON, bindings: [name] }]) : [[]];
    const parsed = (text: unknown) => (typeof text === 'string' ? JSON.parse(text) : null);
    return name === SEAL_CHECK
      ? checkSeal(read, files, parsed(row?.told), isWhole)
      : checkCosts(read, { kept: parsed(row?.kept), told: parsed(row?.told) }, isWhole);
  }
  const known = CHECKS.find(({ finding }) => finding === name);
  if (!known) throw new Error(`no check ${name}`);
  const since = isWhole ? null : (before?.reached ?? null);
  const { findings, reached } = await verifyOne(read, known, since);
  return { ...toldOf(findings), whole: since === null, finished: true, reached };
}

const toldOf = (findings: Findings) => ({
  faults: findings.differences.length + findings.untold,
  told: findings,
});

async function checkCosts(
  read: Reader,
  last: { kept: CostsKept | null; told: Findings | null },
  isWhole: boolean,
): Promise<Outcome> {
  const { kept } = last;
  const goesOn = kept !== null && !kept.finished;
  const whole = goesOn ? kept.whole : kept === null || isWhole;
  const replay = whole && !goesOn ? beginReplay() : resumeReplay((kept as CostsKept).replay);
  const { findings, finished } = await verifyCosts(read, replay, COST_MOVEMENTS_A_RUN);
  const found = goesOn && last.told ? joined(last.told, findings) : findings;
  const next: CostsKept = { whole, finished, replay: keepReplay(replay) };
  return { ...toldOf(found), whole, finished, kept: next };
}

const joined = (one: Findings, other: Findings): Findings => ({
  differences: [...one.differences, ...other.differences],
  untold: one.untold + other.untold,
});

async function checkSeal(
  read: Reader,
  files: R2Bucket,
  last: SealTold | null,
  isWhole: boolean,
): Promise<Outcome> {
  const goesOn = last !== null && !last.finished;
  const whole = goesOn ? last.whole : last === null || isWhole;
  const walk: SealWalk = whole && !goesOn ? beginSealWalk() : (last as SealTold);
  let head = whole && !goesOn ? '' : (last as SealTold).head;
  let finished = await walkSeal(read, walk, SEAL_PAGES_A_RUN);
  for (let page = 0; finished && page < HEAD_PAGES_A_RUN; page++) {
    const { heads, last: key, more } = await headsAfter(files, head);
    if (heads.length > 0) await compareHeads(read, walk.verdict, [heads]);
    head = key;
    if (!more) break;
    finished = page + 1 < HEAD_PAGES_A_RUN;
  }
  const { before, verdict } = walk;
  const told: SealTold = { before, verdict, head, whole, finished };
  return { faults: verdict.faultCount, told, whole, finished };
}
