import type * as z from 'zod';
import type { secondRound } from '../../shared/contract/counts.ts';
import { runCommand } from '../db/batch.ts';
import { refuseBadLines } from '../db/refusal.ts';
import type { Caller } from '../people/caller.ts';
import { type CountCommand, demandOfCount, raiseVersion, rightsOn, THIS_COUNT } from './guards.ts';
import { readCount, toCount } from './read.ts';
import { RESULTS, UNSENT } from './results.ts';

/**
 * Sends lines to the second count (B2): those chosen, and those whose first figure is beyond the count's tolerance.
 * A closed count is open again, its blanks to be decided anew. Refuses `COUNT_ROUND_EMPTY` where no line is left to send.
 */
export async function openSecondRound(
  db: D1Database,
  caller: Caller,
  { id, count }: CountCommand,
  wanted: z.output<typeof secondRound>,
) {
  const bindings = [count, JSON.stringify(wanted.lines), wanted.beyondTolerance ? 1 : 0];
  const { read } = await runCommand(
    db,
    { id, caller, action: 'count.round', subject: count, request: wanted },
    [
      db
        .prepare(demandOfCount({ right: 'manages', state: ['open', 'closed'] }))
        .bind(count, rightsOn(caller)),
      db.prepare(REFUSE_LINES).bind(...bindings),
      // While the count is closed its lines take no figure, but this is none.
      db.prepare(SEND).bind(...bindings),
      db
        .prepare(`UPDATE count_lines SET blank = NULL WHERE count = ${THIS_COUNT} AND blank IS NOT NULL`)
        .bind(count),
      db.prepare(raiseVersion(`state = 'open', closed_by = NULL, closed_at = NULL`)).bind(count),
    ],
    [readCount(db, count)],
  );
  return toCount(read, caller);
}

const SENT = `sent AS MATERIALIZED (
  SELECT w.value AS line FROM json_each(?2) w
  UNION SELECT k.stock FROM ${RESULTS} WHERE ?3 = 1 AND n.id = ?1 AND ${UNSENT})`;

const REFUSE_LINES = refuseBadLines(
  `WITH ${SENT}`,
  `SELECT json_object('line', line, 'code', 'COUNT_LINE_UNKNOWN', 'sent', line) AS bad FROM sent
     WHERE NOT EXISTS (SELECT 1 FROM count_lines k WHERE k.count = ${THIS_COUNT} AND k.stock = sent.line)
   UNION ALL SELECT json_object('line', 0, 'code', 'COUNT_ROUND_EMPTY') WHERE NOT EXISTS (SELECT 1 FROM sent)`,
);

const SEND = `WITH ${SENT}
  UPDATE count_lines SET second_due = 1 FROM sent WHERE count_lines.count = ${THIS_COUNT} AND count_lines.stock = sent.line`;
