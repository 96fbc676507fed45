import type * as z from 'zod';
import type { closeCount as closeCountSchema } from '../../shared/contract/counts.ts';
import { runCommand } from '../db/batch.ts';
import { refuseBadLines } from '../db/refusal.ts';
import { lineValue } from '../documents/read.ts';
import type { Caller } from '../people/caller.ts';
import { demandOfCount, KEEP_PROGRESS, raiseVersion, rightsOn, THIS_COUNT } from './guards.ts';
import { readCount, toCount } from './read.ts';
import { readRecap, toRecap } from './recap.ts';
import { COST, RESULTS } from './results.ts';

/** How many movements the recap shows at once; the rest are pages of `GET …/recap`. */
export const RECAP_PAGE = 200;

interface CountCommand {
  /** The Idempotency-Key. */
  id: string;
  count: string;
}

/**
 * Closes a count: its quantities are locked, its blanks decided (Q3), and the recap shown. No stock moves.
 * Refuses `COUNT_BLANKS_UNDECIDED` with how many lines are blank and what they are worth, and `COUNT_NOTHING_COUNTED` where
 * keeping would confirm a count that nobody made.
 */
export async function closeCount(
  db: D1Database,
  caller: Caller,
  { id, count }: CountCommand,
  wanted: z.output<typeof closeCountSchema>,
) {
  const { read } = await runCommand(
    db,
    { id, caller, action: 'count.close', subject: count, request: wanted },
    [
      db.prepare(demandOfCount({ right: 'manages', state: ['open'] })).bind(count, rightsOn(caller)),
      db.prepare(DECIDE_ONE_BY_ONE).bind(count, JSON.stringify(wanted.blanks.lines)),
      db.prepare(DECIDE_THE_REST).bind(count, wanted.blanks.default),
      db.prepare(REFUSE_UNDECIDED).bind(count),
      db
        .prepare(raiseVersion(`state = 'closed', closed_by = ?2, closed_at = ?3`))
        .bind(count, caller.person, caller.now),
    ],
    [readCount(db, count), ...readRecap(db, count, RECAP_PAGE, null)],
  );
  const [head = [], ...recap] = read;
  return { count: toCount([head], caller), recap: toRecap(recap, caller, RECAP_PAGE) };
}

const BLANK = 'first IS NULL AND second IS NULL AND arbitrated IS NULL';

/** The decisions first, then one key lookup each: asked for line by line they would be read as often. */
const DECIDE_ONE_BY_ONE = `
  WITH decided AS MATERIALIZED (SELECT value ->> 0 AS line, value ->> 1 AS decision FROM json_each(?2))
  UPDATE count_lines SET blank = decided.decision FROM decided
  WHERE count_lines.count = ${THIS_COUNT} AND count_lines.stock = decided.line AND ${BLANK}`;

const DECIDE_THE_REST = `
  UPDATE count_lines SET blank = ?2
  WHERE ?2 IS NOT NULL AND count = ${THIS_COUNT} AND ${BLANK} AND blank IS NULL`;

const REFUSE_UNDECIDED = refuseBadLines(
  `WITH blank AS MATERIALIZED (
     SELECT count(*) FILTER (WHERE r.has_figure = 0 AND k.blank IS NULL) AS undecided,
       count(*) FILTER (WHERE r.has_figure OR k.blank = 'zero') AS decided,
       coalesce(sum(${lineValue('r.expected', COST)}) FILTER (WHERE r.has_figure = 0 AND k.blank IS NULL), 0)
         / pow(10.0, (SELECT currency_decimals FROM settings)) AS value
     FROM ${RESULTS} WHERE n.id = ?1)`,
  `SELECT CASE
     WHEN undecided > 0 THEN json_object('line', 0, 'code', 'COUNT_BLANKS_UNDECIDED', 'blank', undecided, 'value', value)
     WHEN decided = 0 THEN json_object('line', 0, 'code', 'COUNT_NOTHING_COUNTED')
   END AS bad FROM blank`,
);

/** Opens a closed count again: what was typed stays, what was decided of blanks is asked anew. */
export async function reopenCount(db: D1Database, caller: Caller, { id, count }: CountCommand) {
  const { read } = await runCommand(
    db,
    { id, caller, action: 'count.reopen', subject: count, request: {} },
    [
      db
        .prepare(demandOfCount({ right: 'manages', state: ['closed'], otherwise: 'COUNT_NOT_CLOSED' }))
        .bind(count, rightsOn(caller)),
      db
        .prepare(`UPDATE count_lines SET blank = NULL WHERE count = ${THIS_COUNT} AND blank IS NOT NULL`)
        .bind(count),
      db.prepare(raiseVersion(`state = 'open', closed_by = NULL, closed_at = NULL`)).bind(count),
    ],
    [readCount(db, count)],
  );
  return toCount(read, caller);
}

/** Gives a count up: no stock moves, the before snapshot and everything typed are kept (Q4). */
export async function cancelCount(db: D1Database, caller: Caller, { id, count }: CountCommand) {
  const { read } = await runCommand(
    db,
    { id, caller, action: 'count.cancel', subject: count, request: {} },
    [
      db
        .prepare(demandOfCount({ right: 'manages', state: ['open', 'closed'] }))
        .bind(count, rightsOn(caller)),
      db
        .prepare(raiseVersion(`state = 'cancelled', cancelled_by = ?2, cancelled_at = ?3, ${KEEP_PROGRESS}`))
        .bind(count, caller.person, caller.now),
    ],
    [readCount(db, count)],
  );
  return toCount(read, caller);
}
