import type * as z from 'zod';
import type { confirmCount as confirmCountSchema } from '../../shared/contract/counts.ts';
import { DOCUMENT_CODES } from '../../shared/domain/documentTypes.ts';
import { runCommand, THIS_COMMAND } from '../db/batch.ts';
import { nextOrdinal, THIS_DOCUMENT } from '../documents/post.ts';
import type { Caller } from '../people/caller.ts';
import { keepFacts } from '../snapshots/facts.ts';
import {
  type CountCommand,
  demandOfCount,
  KEEP_PROGRESS,
  raiseVersion,
  rightsOn,
  THIS_COUNT,
} from './guards.ts';
import { readCount, toCount } from './read.ts';
import { COST, RESULTS } from './results.ts';
import { REFUSE_VALUE, worthRead } from './worth.ts';

/**
 * Confirms a closed count: one adjustment document with exactly one movement for each line whose retained
 * quantity differs from its expected one, none for the others (invariant 8); the freeze ends.
 * With no difference there is no document. `version` is that of the recap that was read: if the count
 * moved since, `COUNT_RECAP_CHANGED`; if only the value of its gaps did, `COUNT_VALUES_MOVED` with the new one.
 */
export async function confirmCount(
  db: D1Database,
  caller: Caller,
  { id, count }: CountCommand,
  { version, ...worth }: z.output<typeof confirmCountSchema>,
) {
  const { read } = await runCommand(
    db,
    { id, caller, action: 'count.confirm', subject: count, request: { version } },
    [
      db
        .prepare(
          demandOfCount({
            right: 'manages',
            state: ['closed'],
            otherwise: 'COUNT_NOT_CLOSED',
            rules: [THAT_VERSION, PERIOD_OPEN, ...SECOND_PERSON],
          }),
        )
        .bind(count, rightsOn(caller), version),
      db.prepare(REFUSE_VALUE).bind(count, caller.person, ...worthRead(caller, worth)),
      db.prepare(WRITE_DOWN_RESULTS).bind(count),
      db
        .prepare(INSERT_ADJUSTMENT)
        .bind(count, id, DOCUMENT_CODES['count-adjustment'], caller.now, caller.person),
      db.prepare(MOVE_GAPS).bind(count),
      db.prepare(moveFound('added')).bind(count),
      db
        .prepare(
          raiseVersion(`state = 'confirmed', confirmed_by = ?2, confirmed_at = ?3, confirmed_on = ?4,
            adjustment = (SELECT sequence FROM documents WHERE count = counts.sequence AND id = ?5), ${KEEP_PROGRESS}`),
        )
        .bind(count, caller.person, caller.now, caller.today, id),
      keepFacts(db, count, 'after'),
    ],
    [readCount(db, count)],
  );
  return toCount(read, caller);
}

export const THAT_VERSION = { code: 'COUNT_RECAP_CHANGED' as const, refuses: 'c.version <> ?3' };

/** The adjustment bears the count's date: a period closed meanwhile takes it no more. */
export const PERIOD_OPEN = {
  code: 'PERIOD_CLOSED' as const,
  refuses: 'c.date <= (SELECT closed_through FROM settings)',
  figures: `'closedThrough', (SELECT closed_through FROM settings)`,
};

/**
 * Who confirms did not count, where the organisation asks for it (Q5): he has no figure in the count, first or second,
 * retained or not. To arbitrate is to choose between counts; whoever sets a figure that none of them found has found it
 * himself. Whoever is of a team may have typed on its sheet, or was when figures were sent of it: another's panel may
 * have sent them, in that one's name (Q21).
 */
const SECOND_PERSON = [
  {
    code: 'COUNT_SAME_PERSON' as const,
    refuses: `(SELECT confirmer_did_not_count FROM settings) = 1 AND (EXISTS (
      SELECT 1 FROM count_lines k WHERE k.count = c.sequence AND ((?2 ->> 'person') IN (k.first_by, k.second_by)
        OR (k.arbitrated_by = ?2 ->> 'person' AND k.arbitrated IS NOT k.first AND k.arbitrated IS NOT k.second)))
      OR EXISTS (SELECT 1 FROM count_team_members m WHERE m.count = c.sequence AND m.person = ?2 ->> 'person')
      OR EXISTS (SELECT 1 FROM count_former_members m WHERE m.count = c.sequence AND m.person = ?2 ->> 'person'))`,
  },
];

export const WRITE_DOWN_RESULTS = `
  WITH result AS MATERIALIZED (
    SELECT k.stock, k.expected, k.retained, k.elsewhere, ${COST} AS cost FROM ${RESULTS} WHERE n.id = ?1)
  UPDATE count_lines SET expected = result.expected, retained = result.retained, elsewhere = result.elsewhere,
    final_cost = result.cost
  FROM result WHERE count_lines.count = ${THIS_COUNT} AND count_lines.stock = result.stock`;

/** The document bears the count's date (design, section 4), and the id of the confirming command. */
export const INSERT_ADJUSTMENT = `
  INSERT INTO documents (id, journal, type, depot, year, ordinal, number, date, posted_at, person, description, reason, count)
  SELECT ?2, ${THIS_COMMAND}, 'count-adjustment', c.depot, y.year, n.next,
    printf('%s-%s-%d-%06d', ?3, d.code, y.year, n.next), c.date, ?4, ?5, c.name, c.reason, c.sequence
  FROM counts c JOIN depots d ON d.id = c.depot
  CROSS JOIN (SELECT CAST(substr(date, 1, 4) AS INTEGER) AS year FROM counts WHERE id = ?1) y
  CROSS JOIN (SELECT ${nextOrdinal('c.depot', "'count-adjustment'", 'c.date')} AS next FROM counts c WHERE c.id = ?1) n
  WHERE c.id = ?1 AND EXISTS (
    SELECT 1 FROM count_lines k WHERE k.count = c.sequence AND k.retained <> k.expected)`;

/**
 * The gaps at the present average, which they leave as it is: what `posting` would find out line by line is known here,
 * so they enter the ledger at once. Outgoing movements first: a serial counted in one place and missed in another
 * leaves there before it enters here.
 */
export const MOVE_GAPS = `
  INSERT INTO movements (sequence, document, line, stock, item, date, quantity, balance, unit_cost, average)
  SELECT (SELECT max(sequence) FROM movements) + row_number() OVER (ORDER BY k.retained > k.expected, s.id),
    ${THIS_DOCUMENT}, k.position, s.id, s.item, n.date, k.retained - k.expected, s.balance + k.retained - k.expected,
    c.average, c.average
  FROM counts n CROSS JOIN count_lines k ON k.count = n.sequence JOIN stock s ON s.id = k.stock
  JOIN costs c ON c.item = s.item
  WHERE n.id = ?1 AND k.retained <> k.expected AND c.average IS NOT NULL`;

/**
 * What was found of an item that never had an average enters at its reference price, or at what was said of it when it
 * was added. In a count these are lines that were `added`: what was listed at the opening stands there or once did, and has an average.
 */
export const moveFound = (lines: 'added' | 'all') => `
  INSERT INTO posting (document, line, depot, bin, item, lot, serial, serial_shown, transfer, date, quantity, unit_cost)
  SELECT ${THIS_DOCUMENT}, k.position, s.depot, s.bin, s.item, s.lot, s.serial, s.serial_shown, 0, n.date,
    k.retained - k.expected, k.final_cost
  FROM counts n CROSS JOIN count_lines k ${lines === 'added' ? 'INDEXED BY count_lines_added ON k.added = 1 AND' : 'ON'}
    k.count = n.sequence JOIN stock s ON s.id = k.stock LEFT JOIN costs c ON c.item = s.item
  WHERE n.id = ?1 AND k.retained <> k.expected AND c.average IS NULL
  ORDER BY k.position`;
