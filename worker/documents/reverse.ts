import type * as z from 'zod';
import type { reversalRequest } from '../../shared/contract/documents.ts';
import { startOfDay } from '../../shared/domain/dates.ts';
import { DOCUMENT_CODES } from '../../shared/domain/documentTypes.ts';
import type { Language } from '../../shared/domain/quantities.ts';
import { runCommand, THIS_COMMAND } from '../db/batch.ts';
import { refuseBadLines } from '../db/refusal.ts';
import type { Caller } from '../people/caller.ts';
import { nextOrdinal, THIS_DOCUMENT } from './post.ts';
import { latestOf, readDocument, toDocument } from './read.ts';

/** The document to undo, by the id of the request (`?1`). */
const ORIGINAL = '(SELECT sequence FROM documents WHERE id = ?1)';

/**
 * Undoes a document by a linked counter-document dated today (invariant 1). Refused where it would break an
 * invariant, naming the documents that stand in the way: goods gone on since, a serial that stands
 * elsewhere, a later confirmed count that covered the line.
 */
export async function reverseDocument(
  db: D1Database,
  caller: Caller,
  language: Language,
  original: string,
  wanted: z.output<typeof reversalRequest>,
) {
  const rights = reversalRights(caller);
  const { read } = await runCommand(
    db,
    { id: wanted.id, caller, action: 'document.reverse', subject: original, request: wanted },
    [
      db.prepare(refuseBadLines(...BAD_HEAD)).bind(original, rights),
      db.prepare(refuseBadLines(...BAD_LINES)).bind(original),
      db
        .prepare(INSERT_REVERSAL)
        .bind(
          original,
          wanted.id,
          DOCUMENT_CODES.reversal,
          caller.today,
          caller.now,
          caller.person,
          wanted.reason,
        ),
      db.prepare(MOVE_BACK).bind(original, caller.today),
    ],
    readDocument(db, wanted.id, caller),
  );
  return toDocument(read, language);
}

/** Who reverses, as the guards read it: where he sees, works and manages, and since when it is today. */
export function reversalRights(caller: Caller): string {
  const ids = (keep: (role: string | null) => boolean) =>
    caller.depots.filter(({ role }) => keep(role)).map(({ id }) => id);
  return JSON.stringify({
    person: caller.person,
    today: caller.today,
    sees: ids(() => true),
    works: ids((role) => role !== null),
    manages: ids((role) => role === 'manager'),
    since: startOfDay(caller.today, caller.organisation.timeZone),
  });
}

/** A WITH clause and the SELECT of `bad` over it. */
type BadLines = [withClause: string, bad: string];

/** Managers reverse what their depot posted; a clerk a document of his own, on the same day (Q5). */
export const BAD_HEAD: BadLines = [
  'WITH one AS (SELECT 1)',
  `SELECT CASE
    WHEN o.sequence IS NULL OR o.depot NOT IN (SELECT value FROM json_each(?2, '$.sees'))
      THEN json_object('line', 0, 'code', 'NOT_FOUND')
    WHEN o.depot NOT IN (SELECT value FROM json_each(?2, '$.manages')) AND NOT (
        o.depot IN (SELECT value FROM json_each(?2, '$.works'))
        AND o.person = ?2 ->> 'person' AND o.posted_at >= ?2 ->> 'since')
      THEN json_object('line', 0, 'code', 'FORBIDDEN')
    WHEN o.type IN ('reversal', 'rectification', 'count-adjustment')
      THEN json_object('line', 0, 'code', 'TYPE_NOT_ALLOWED', 'depot', (SELECT code FROM depots WHERE id = o.depot))
    WHEN ?2 ->> 'today' <= (SELECT closed_through FROM settings)
      THEN json_object('line', 0, 'code', 'PERIOD_CLOSED', 'closedThrough', (SELECT closed_through FROM settings))
    WHEN r.sequence IS NOT NULL
      THEN json_object('line', 0, 'code', 'ALREADY_REVERSED', 'number', o.number, 'by', r.number)
  END AS bad
  FROM one LEFT JOIN documents o ON o.id = ?1 LEFT JOIN documents r ON r.reverses = o.sequence`,
];

/** The documents that took from the stock line since, the latest first: looked for where they are to be named. */
const TAKEN_SINCE = `(SELECT group_concat(number, ', ') FROM (
  SELECT DISTINCT d.number FROM movements x JOIN documents d ON d.sequence = x.document
  WHERE x.stock = j.stock AND x.sequence > j.sequence AND x.quantity < 0 ORDER BY x.sequence DESC LIMIT 5))`;

/** The stock line where the serial stands now, unless this very document put it there. */
const STANDS = `(SELECT s.last_movement FROM stock s WHERE s.item = here.item AND s.serial = here.serial AND s.balance > 0
  AND here.serial <> '' AND NOT EXISTS (
    SELECT 1 FROM movements own WHERE own.document = o.sequence AND own.stock = s.id AND own.quantity > 0))`;

/** What came back to an exit: undone as well, the goods would stand twice. */
const RETURNED_SINCE = `(SELECT group_concat(b.number, ', ') FROM documents b
  WHERE b.source = o.sequence AND b.type IN ('return-patient', 'return-service')
    AND NOT EXISTS (SELECT 1 FROM documents r WHERE r.reverses = b.sequence)
    AND EXISTS (SELECT 1 FROM movements x JOIN stock s ON s.id = x.stock WHERE x.document = b.sequence
      AND s.item = here.item AND s.lot = here.lot AND s.serial = here.serial))`;

/** What was deactivated at zero stock since holds nothing again before it is taken up again (Q8). */
const INACTIVE = `CASE i.active WHEN 0 THEN i.code ELSE (SELECT code FROM bins WHERE id = here.bin AND active = 0) END`;

/**
 * The reference became another thing since, at zero stock (Q8): a quantity of the old unit is none of the new
 * one, and what comes back must fit the decimals and the tracking of today.
 */
const CHANGED = `(i.unit_changed_by > o.journal OR (m.quantity < 0 AND (
  i.stock_managed = 0
  OR -m.quantity % CASE i.decimals WHEN 0 THEN 1000 WHEN 1 THEN 100 WHEN 2 THEN 10 ELSE 1 END <> 0
  OR CASE here.lot WHEN 0 THEN i.lot_tracking = 'required' ELSE i.lot_tracking = 'none' END
  OR CASE here.serial WHEN '' THEN i.serial_tracking = 'required' ELSE i.serial_tracking = 'none' END)))`;

/** A confirmed count that covered the line after the document was posted (Q16). */
const COUNTED_SINCE = `(SELECT c.name FROM count_covers f JOIN counts c ON c.sequence = f.count
  WHERE f.stock = m.stock AND f.state = 'confirmed' AND f.confirmed_on >= o.date AND c.confirmed_at > o.posted_at AND NOT EXISTS (
    SELECT 1 FROM count_lines k WHERE k.count = c.sequence AND k.stock = m.stock AND k.blank = 'keep') LIMIT 1)`;

const FROZEN_BY = `(SELECT f.count FROM count_covers f WHERE f.stock = m.stock AND f.state IN ('open', 'closed') LIMIT 1)`;

export const BAD_LINES: BadLines = [
  `WITH judged AS MATERIALIZED (
    SELECT m.line, m.stock, m.sequence, i.code, m.quantity, here.balance, ${FROZEN_BY} AS frozen_by, ${COUNTED_SINCE} AS counted_since,
      ${STANDS} AS stands, ${RETURNED_SINCE} AS returned_since, ${INACTIVE} AS inactive, ${CHANGED} AS changed, o.number,
      sum(m.quantity) OVER (PARTITION BY m.stock) AS total
    FROM documents o JOIN movements m ON m.document = o.sequence JOIN stock here ON here.id = m.stock
    JOIN items i ON i.id = m.item WHERE o.id = ?1)`,
  `SELECT CASE
    WHEN frozen_by IS NOT NULL THEN json_object('line', line, 'code', 'COUNT_OPEN', 'item', code,
      'count', (SELECT name FROM counts WHERE sequence = frozen_by),
      'by', (SELECT p.name FROM counts c JOIN people p ON p.id = c.opened_by WHERE c.sequence = frozen_by),
      'at', (SELECT opened_at FROM counts WHERE sequence = frozen_by))
    WHEN counted_since IS NOT NULL
      THEN json_object('line', line, 'code', 'REVERSAL_BLOCKED', 'item', code, 'by', counted_since)
    WHEN changed THEN json_object('line', line, 'code', 'ITEM_CHANGED', 'item', code, 'number', number)
    WHEN quantity > 0 AND total > balance
      THEN json_object('line', line, 'code', 'REVERSAL_BLOCKED', 'item', code, 'by', ${TAKEN_SINCE})
    WHEN quantity < 0 AND inactive IS NOT NULL
      THEN json_object('line', line, 'code', 'INACTIVE', 'item', code, 'what', inactive)
    WHEN quantity < 0 AND returned_since IS NOT NULL
      THEN json_object('line', line, 'code', 'REVERSAL_BLOCKED', 'item', code, 'by', returned_since)
    WHEN quantity < 0 AND stands IS NOT NULL
      THEN json_object('line', line, 'code', 'REVERSAL_BLOCKED', 'item', code, 'by', (
        SELECT d.number FROM movements x JOIN documents d ON d.sequence = x.document WHERE x.sequence = stands))
  END AS bad FROM judged j`,
];

export const INSERT_REVERSAL = `
  INSERT INTO documents (id, journal, type, depot, year, ordinal, number, date, posted_at, person, patient, service,
    supplier, destination, invoice, reason, reverses)
  SELECT ?2, ${THIS_COMMAND}, 'reversal', o.depot, y.year, n.next, printf('%s-%s-%d-%06d', ?3, d.code, y.year, n.next),
    ?4, ?5, ?6, l.patient, l.service, l.supplier, l.destination, l.invoice, ?7, o.sequence
  FROM documents o JOIN documents l ON l.sequence = ${latestOf('o.sequence')} JOIN depots d ON d.id = o.depot
  CROSS JOIN (SELECT CAST(substr(?4, 1, 4) AS INTEGER) AS year) y
  CROSS JOIN (SELECT ${nextOrdinal('o.depot', "'reversal'", '?4')} AS next FROM documents o WHERE o.id = ?1) n
  WHERE o.id = ?1`;

/**
 * Goods inside the organisation go back at the average. What came back from outside comes at the cost it left
 * at; an entry goes at its own cost, unless the rest would then be worth less than zero: at the average.
 */
export const MOVE_BACK = `
  INSERT INTO posting (document, line, depot, bin, item, lot, serial, serial_shown, transfer, date, quantity, unit_cost)
  SELECT ${THIS_DOCUMENT}, m.line, s.depot, s.bin, s.item, s.lot, s.serial, s.serial_shown, s.transfer, ?2, -m.quantity,
    CASE
      WHEN o.type IN ('transfer', 'reception', 'transit-return', 'bin-move') THEN NULL
      WHEN m.quantity < 0 THEN m.unit_cost
      WHEN CAST(c.quantity AS REAL) * c.average >= sum(CAST(m.quantity AS REAL)) OVER (PARTITION BY m.item) * m.unit_cost
        AND c.quantity > sum(m.quantity) OVER (PARTITION BY m.item) THEN m.unit_cost
    END
  FROM documents o JOIN movements m ON m.document = o.sequence JOIN stock s ON s.id = m.stock
  JOIN costs c ON c.item = m.item
  WHERE o.sequence = ${ORIGINAL} ORDER BY m.quantity < 0, m.sequence`;
