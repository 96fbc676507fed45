import type * as z from 'zod';
import type { approveCount as approveCountSchema } from '../../shared/contract/counts.ts';
import { runCommand } from '../db/batch.ts';
import { refuseBadLines } from '../db/refusal.ts';
import type { Caller } from '../people/caller.ts';
import { THAT_VERSION } from './confirm.ts';
import { type CountCommand, demandOfCount, rightsOn, THIS_COUNT } from './guards.ts';
import { readCount, toCount } from './read.ts';
import { GROSS_VALUE, REFUSE_MOVED, worthRead } from './worth.ts';

/**
 * A person's nod to the recap of that very version, up to what its gaps are worth (B3): the next command on the count
 * that changes what it comes to voids it, and where averages have moved one may nod again. By a manager of the depot, or
 * by the accountant, but for a blind count, whose figures he does not see (Q22).
 */
export async function approveCount(
  db: D1Database,
  caller: Caller,
  { id, count }: CountCommand,
  { version, ...worth }: z.output<typeof approveCountSchema>,
) {
  const { read } = await runCommand(
    db,
    { id, caller, action: 'count.approve', subject: count, request: { version } },
    [
      db
        .prepare(
          demandOfCount({
            right: 'approves',
            state: ['closed'],
            otherwise: 'COUNT_NOT_CLOSED',
            rules: [
              {
                code: 'FORBIDDEN',
                refuses: `c.blind = 1 AND c.depot NOT IN (SELECT value FROM json_each(?2, '$.manages'))`,
              },
              THAT_VERSION,
            ],
          }),
        )
        .bind(count, rightsOn(caller), version),
      db.prepare(REFUSE_MOVED).bind(count, caller.person, ...worthRead(caller, worth)),
      db
        .prepare(
          `INSERT INTO count_approvals (count, version, person, at, value)
           SELECT ${THIS_COUNT}, ?2, ?3, ?4, ${GROSS_VALUE} WHERE true
           ON CONFLICT (count, version, person) DO UPDATE SET at = excluded.at, value = excluded.value`,
        )
        .bind(count, version, caller.person, caller.now),
    ],
    [readCount(db, count)],
  );
  return toCount(read, caller);
}

/**
 * A manager's nod to emergency exits out of a running count (Q12), or to the adjustment of a clerk's spot count (Q20).
 * Nodded twice is nodded once.
 */
export async function acknowledge(
  db: D1Database,
  caller: Caller,
  { id, count }: CountCommand,
  wanted: { documents: string[] },
) {
  const documents = JSON.stringify(wanted.documents);
  const { read } = await runCommand(
    db,
    { id, caller, action: 'count.acknowledge', subject: count, request: wanted },
    [
      db.prepare(demandOfCount({ right: 'manages' })).bind(count, rightsOn(caller)),
      db.prepare(REFUSE_DOCUMENTS).bind(count, documents),
      db
        .prepare(
          `INSERT INTO count_acknowledgements (count, document, person, at)
           SELECT n.sequence, d.sequence, ?3, ?4 FROM json_each(?2) w CROSS JOIN documents d ON d.id = w.value
           JOIN counts n ON n.id = ?1 WHERE NOT EXISTS (
             SELECT 1 FROM count_acknowledgements a WHERE a.count = n.sequence AND a.document = d.sequence)
           GROUP BY d.sequence`,
        )
        .bind(count, documents, caller.person, caller.now),
      // What a finished count was is read no differently for it.
      db
        .prepare(`UPDATE counts SET version = version + 1 WHERE id = ?1 AND state IN ('open', 'closed')`)
        .bind(count),
    ],
    [readCount(db, count)],
  );
  return toCount(read, caller);
}

const REFUSE_DOCUMENTS = refuseBadLines(
  'WITH one AS (SELECT 1)',
  `SELECT json_object('line', w.key + 1, 'code', 'DOCUMENT_UNKNOWN', 'document', w.value) AS bad
   FROM json_each(?2) w JOIN counts n ON n.id = ?1
   WHERE NOT EXISTS (SELECT 1 FROM documents d WHERE d.id = w.value AND (
     d.sequence IN (SELECT document FROM count_emergencies WHERE count = n.sequence)
     OR (n.spot = 1 AND n.adjustment = d.sequence)))`,
);
