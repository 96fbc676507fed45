import { DOCUMENT_CODES } from '../../shared/domain/documentTypes.ts';
import { runCommand } from '../db/batch.ts';
import { refuseBadLines } from '../db/refusal.ts';
import { BAD_LINES, INSERT_REVERSAL, MOVE_BACK } from '../documents/reverse.ts';
import type { Caller } from '../people/caller.ts';
import { type CountCommand, demandOfCount, raiseVersion, rightsOn, THIS_COUNT } from './guards.ts';
import { readCount, toCount } from './read.ts';
import { meets } from './scope.ts';

const ASKED = '(SELECT 1 FROM count_reversals v WHERE v.count = c.sequence)';
const CONFIRMED = { state: ['confirmed' as const], otherwise: 'COUNT_NOT_CONFIRMED' as const };

/** Asks that a confirmed count be undone, with a reason: nothing moves before somebody else approves (Q4). */
export async function askReversal(
  db: D1Database,
  caller: Caller,
  { id, count }: CountCommand,
  { reason }: { reason: string },
) {
  const { read } = await runCommand(
    db,
    { id, caller, action: 'count.reversal.ask', subject: count, request: { reason } },
    [
      db
        .prepare(
          demandOfCount({
            right: 'manages',
            ...CONFIRMED,
            rules: [{ code: 'COUNT_REVERSAL_ASKED', refuses: `${ASKED} IS NOT NULL` }, COUNTED_SINCE],
          }),
        )
        .bind(count, rightsOn(caller)),
      db
        .prepare(
          `INSERT INTO count_reversals (count, reason, asked_by, asked_at) SELECT ${THIS_COUNT}, ?2, ?3, ?4`,
        )
        .bind(count, reason, caller.person, caller.now),
    ],
    [readCount(db, count)],
  );
  return toCount(read, caller);
}

/** A later confirmed count of the same goods has found them as they then were: it is undone first. */
const LATER = `FROM counts l WHERE l.depot = c.depot AND l.state = 'confirmed' AND l.confirmed_at > c.confirmed_at
  AND ${meets('l', 'c')}`;
const COUNTED_SINCE = {
  code: 'REVERSAL_BLOCKED' as const,
  refuses: `EXISTS (SELECT 1 ${LATER})`,
  figures: `'by', (SELECT l.name ${LATER} ORDER BY l.sequence LIMIT 1)`,
};

/** The statements that undo a document, over the adjustment of the count in hand instead of an id in a request. */
const ofAdjustment = (sql: string) =>
  sql.replaceAll(
    /\?1(?!\d)/g,
    '(SELECT a.id FROM counts n JOIN documents a ON a.sequence = n.adjustment WHERE n.id = ?1)',
  );
const [withLines, badLines] = BAD_LINES;
const REFUSE_LINES = refuseBadLines(ofAdjustment(withLines), ofAdjustment(badLines));

/**
 * Approves what somebody else asked for: the adjustment is undone by a counter-document dated today, the count is
 * reversed («annulé après confirmation»). Its zips are kept, its wall falls and the one before stands.
 */
export async function approveReversal(db: D1Database, caller: Caller, { id, count }: CountCommand) {
  const { read } = await runCommand(
    db,
    { id, caller, action: 'count.reversal.approve', subject: count, request: {} },
    [
      db
        .prepare(
          demandOfCount({
            right: 'approves',
            ...CONFIRMED,
            rules: [
              { code: 'COUNT_REVERSAL_NOT_ASKED', refuses: `${ASKED} IS NULL` },
              {
                code: 'COUNT_REVERSAL_SAME_PERSON',
                refuses: `(SELECT asked_by FROM count_reversals v WHERE v.count = c.sequence) = (?2 ->> 'person')`,
              },
              {
                code: 'PERIOD_CLOSED',
                refuses: '?3 <= (SELECT closed_through FROM settings)',
                figures: `'closedThrough', (SELECT closed_through FROM settings)`,
              },
              COUNTED_SINCE,
            ],
          }),
        )
        .bind(count, rightsOn(caller), caller.today),
      db.prepare(REFUSE_LINES).bind(count),
      db
        .prepare(
          ofAdjustment(INSERT_REVERSAL).replace(
            '?7',
            '(SELECT reason FROM count_reversals WHERE count = o.count)',
          ),
        )
        .bind(count, id, DOCUMENT_CODES.reversal, caller.today, caller.now, caller.person),
      db.prepare(ofAdjustment(MOVE_BACK)).bind(count, caller.today),
      db
        .prepare(
          `UPDATE count_reversals SET approved_by = ?2, approved_at = ?3, document = (SELECT sequence FROM documents WHERE id = ?4)
           WHERE count = ${THIS_COUNT}`,
        )
        .bind(count, caller.person, caller.now, id),
      db
        .prepare(raiseVersion(`state = 'reversed', reversed_by = ?2, reversed_at = ?3`))
        .bind(count, caller.person, caller.now),
    ],
    [readCount(db, count)],
  );
  return toCount(read, caller);
}

/** Refuses what was asked for, or takes one's own request back: the count stands as it was confirmed. */
export async function refuseReversal(db: D1Database, caller: Caller, { id, count }: CountCommand) {
  const { read } = await runCommand(
    db,
    { id, caller, action: 'count.reversal.refuse', subject: count, request: {} },
    [
      db
        .prepare(
          demandOfCount({
            right: 'approves',
            ...CONFIRMED,
            rules: [{ code: 'COUNT_REVERSAL_NOT_ASKED', refuses: `${ASKED} IS NULL` }],
          }),
        )
        .bind(count, rightsOn(caller)),
      db.prepare(`DELETE FROM count_reversals WHERE count = ${THIS_COUNT}`).bind(count),
    ],
    [readCount(db, count)],
  );
  return toCount(read, caller);
}
