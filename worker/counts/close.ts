import type * as z from 'zod';
import type { closeCount as closeCountSchema } from '../../shared/contract/counts.ts';
import { runCommand } from '../db/batch.ts';
import { refuseBadLines } from '../db/refusal.ts';
import { lineValue } from '../documents/read.ts';
import { Refusal } from '../http/problem.ts';
import type { Caller } from '../people/caller.ts';
import {
  type CountCommand,
  demandOfCount,
  KEEP_PROGRESS,
  raiseVersion,
  rightsOn,
  THIS_COUNT,
} from './guards.ts';
import { readCount, toCount } from './read.ts';
import { readRecap, toRecap } from './recap.ts';
import { COST, DIFFERS, GAP, RESULTS, SECOND_DUE } from './results.ts';
import { RECOUNT_DUE } from './sheet.ts';

/** How many movements the recap shows at once; the rest are pages of `GET …/recap`. */
export const RECAP_PAGE = 200;

/**
 * Closes a count: its quantities are locked, its blanks decided (Q3), and the recap shown. No stock moves.
 * Refuses all that hangs at once: an emergency exit that no manager has acknowledged or whose lines were not counted again
 * (Q12), second counts to be asked for or to be made, two counts that differ (B2); `COUNT_BLANKS_UNDECIDED` with how many lines are
 * blank and what they are worth; `COUNT_NOTHING_COUNTED` where keeping would confirm a count that nobody made; serials counted in several
 * places, each with its bins; decisions on lines that are not of this count.
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
      db.prepare(REFUSE_UNDECIDED).bind(count, JSON.stringify(wanted.blanks.lines)),
      db
        .prepare(raiseVersion(`state = 'closed', closed_by = ?2, closed_at = ?3`))
        .bind(count, caller.person, caller.now),
    ],
    [readCount(db, count), ...readRecap(db, caller, count, RECAP_PAGE, null)],
  ).catch((error) => {
    throw inOrder(error);
  });
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

/**
 * All that still hangs, in the order in which it is to be settled, and last what blanks become: the first stands on top
 * of the answer, all of them in its `errors`. A line to count again is no blank to decide of.
 */
const REASONS = [
  'COUNT_ACKNOWLEDGEMENT_DUE',
  'COUNT_RECOUNT_DUE',
  'COUNT_SECOND_UNSENT',
  'COUNT_SECOND_DUE',
  'COUNT_ARBITRATION_DUE',
  'COUNT_BLANKS_UNDECIDED',
  'COUNT_NOTHING_COUNTED',
  'COUNT_SERIAL_TWICE',
  'VALUE_TOO_LARGE',
];

const UNDECIDED = `k.has_figure = 0 AND k.blank IS NULL AND NOT ${RECOUNT_DUE}`;

const REFUSE_UNDECIDED = refuseBadLines(
  `WITH judged AS MATERIALIZED (
     SELECT count(*) FILTER (WHERE ${UNDECIDED}) AS undecided,
       count(*) FILTER (WHERE k.has_figure OR k.blank = 'zero') AS decided,
       coalesce(sum(${lineValue('k.expected', COST)}) FILTER (WHERE ${UNDECIDED}), 0)
         / pow(10.0, (SELECT currency_decimals FROM settings)) AS worth,
       count(*) FILTER (WHERE ${RECOUNT_DUE}) AS recounts,
       count(*) FILTER (WHERE ${SECOND_DUE} AND k.second_due = 0) AS unsent,
       count(*) FILTER (WHERE ${SECOND_DUE} AND k.second_due = 1) AS seconds,
       count(*) FILTER (WHERE ${DIFFERS}) AS differing,
       -- Beyond 64 bits SQLite would turn the product into a float and say nothing.
       json_group_array(DISTINCT k.item) FILTER (WHERE
         CAST(coalesce(c.quantity, 0) AS REAL) * ${COST} + abs(CAST(${GAP} AS REAL)) * ${COST} >= 4e18) AS heavy
     FROM ${RESULTS} WHERE n.id = ?1),
   twice AS MATERIALIZED (
     SELECT k.item, k.serial, group_concat(coalesce(nullif(k.bin, ''), '—'), ', ' ORDER BY k.position) AS bins
     FROM counts n CROSS JOIN count_results k ON k.count = n.sequence AND k.serial <> ''
     JOIN stock s ON s.id = k.stock
     WHERE n.id = ?1 AND k.retained > 0 GROUP BY s.item, s.serial HAVING count(*) > 1),
   unseen AS MATERIALIZED (
     SELECT count(DISTINCT e.document) AS documents FROM counts n JOIN count_emergencies e ON e.count = n.sequence
     WHERE n.id = ?1 AND NOT EXISTS (
       SELECT 1 FROM count_acknowledgements a WHERE a.count = e.count AND a.document = e.document))`,
  // D1 takes at most five SELECTs in one UNION.
  `SELECT w.value AS bad FROM judged CROSS JOIN unseen CROSS JOIN json_each(json_array(
     CASE WHEN documents > 0 THEN json_object('line', 0, 'code', 'COUNT_ACKNOWLEDGEMENT_DUE', 'documents', documents) END,
     CASE WHEN recounts > 0 THEN json_object('line', 0, 'code', 'COUNT_RECOUNT_DUE', 'lines', recounts) END,
     CASE WHEN unsent > 0 THEN json_object('line', 0, 'code', 'COUNT_SECOND_UNSENT', 'lines', unsent) END,
     CASE WHEN seconds > 0 THEN json_object('line', 0, 'code', 'COUNT_SECOND_DUE', 'lines', seconds) END,
     CASE WHEN differing > 0 THEN json_object('line', 0, 'code', 'COUNT_ARBITRATION_DUE', 'lines', differing) END,
     CASE WHEN undecided > 0 THEN json_object('line', 0, 'code', 'COUNT_BLANKS_UNDECIDED', 'blank', undecided, 'value', worth) END,
     CASE WHEN decided = 0 AND undecided = 0 AND recounts = 0 THEN json_object('line', 0, 'code', 'COUNT_NOTHING_COUNTED') END)) w
   UNION ALL SELECT json_object('line', 0, 'code', 'COUNT_SERIAL_TWICE', 'item', item, 'serial', serial, 'bins', bins) FROM twice
   UNION ALL SELECT json_object('line', 0, 'code', 'VALUE_TOO_LARGE', 'item', w.value) FROM judged, json_each(judged.heavy) w
   UNION ALL SELECT json_object('line', w.key + 1, 'code', 'COUNT_LINE_UNKNOWN', 'sent', w.value ->> 0) FROM json_each(?2) w
     WHERE NOT EXISTS (SELECT 1 FROM count_lines k WHERE k.count = ${THIS_COUNT} AND k.stock = w.value ->> 0)`,
);

/** What hangs on the count as a whole is said under the code that comes first. */
function inOrder(error: unknown): unknown {
  if (!(error instanceof Refusal) || error.lines.some(({ line }) => line > 0)) return error;
  const place = ({ code }: { code: string }) => REASONS.indexOf(code);
  const lines = error.lines.toSorted((a, b) => place(a) - place(b));
  const [first] = lines;
  return first ? new Refusal(first.code, first, lines, error.total) : error;
}

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

/**
 * Gives a count up: no stock moves, the before snapshot and everything typed are kept (Q4). By a manager, or by an
 * administrator where nobody leads it any more.
 */
export async function cancelCount(db: D1Database, caller: Caller, { id, count }: CountCommand) {
  const { read } = await runCommand(
    db,
    { id, caller, action: 'count.cancel', subject: count, request: {} },
    [
      db
        .prepare(demandOfCount({ right: 'cancels', state: ['open', 'closed'] }))
        .bind(count, rightsOn(caller)),
      db
        .prepare(raiseVersion(`state = 'cancelled', cancelled_by = ?2, cancelled_at = ?3, ${KEEP_PROGRESS}`))
        .bind(count, caller.person, caller.now),
    ],
    [readCount(db, count)],
  );
  return toCount(read, caller);
}
