import type * as z from 'zod';
import type { spotCount } from '../../shared/contract/counts.ts';
import { DOCUMENT_CODES } from '../../shared/domain/documentTypes.ts';
import { runCommand } from '../db/batch.ts';
import { refuseBadLines } from '../db/refusal.ts';
import { type Caller, depotWithRole } from '../people/caller.ts';
import { INSERT_ADJUSTMENT, MOVE_GAPS, moveFound, WRITE_DOWN_RESULTS } from './confirm.ts';
import {
  badFound,
  COPIED,
  COPIED_FROM,
  enterFound,
  foundAs,
  frozenBy,
  namedCount,
  toFound,
} from './foundLines.ts';
import { KEEP_PROGRESS, raiseVersion, THIS_COUNT } from './guards.ts';
import { readCount, toCount } from './read.ts';
import { GAP_VALUE, RESULTS } from './results.ts';
import { REFUSE_VALUE } from './worth.ts';

/**
 * A spot count (Q20, «Inventaire» of G15): a few lines of one depot, counted, confirmed and adjusted in one batch, with
 * a reason and the wall of those lines; no zips. By a manager, or by a clerk while the gaps are worth no more than the
 * depot's limit (`COUNT_VALUE_LIMIT`): then a manager acknowledges it afterwards.
 */
export async function countSpot(db: D1Database, caller: Caller, wanted: z.output<typeof spotCount>) {
  const depot = depotWithRole(caller, wanted.depot);
  const manages = depot.role === 'manager';
  const { id } = wanted;
  const head = JSON.stringify({
    id,
    name: (wanted.name ?? wanted.reason).trim(),
    reason: wanted.reason.trim(),
    depot: depot.id,
    date: caller.today,
    person: caller.person,
    now: caller.now,
  });
  const found = toFound(depot.id, wanted.lines);
  const { read } = await runCommand(
    db,
    { id, caller, action: 'count.spot', subject: id, request: wanted },
    [
      ...enterFound('?1').map((sql) => db.prepare(sql).bind(found)),
      db.prepare(REFUSE).bind(found, caller.today),
      db.prepare(INSERT_COUNT).bind(head),
      db.prepare(TAKE_LINES).bind(id, found, caller.person, caller.now),
      ...(manages ? [] : [db.prepare(REFUSE_LIMIT).bind(id)]),
      db.prepare(REFUSE_VALUE).bind(id, caller.person, null, null),
      db
        .prepare(raiseVersion(`state = 'closed', closed_by = ?2, closed_at = ?3`))
        .bind(id, caller.person, caller.now),
      db.prepare(WRITE_DOWN_RESULTS).bind(id),
      db
        .prepare(INSERT_ADJUSTMENT)
        .bind(id, id, DOCUMENT_CODES['count-adjustment'], caller.now, caller.person),
      db.prepare(MOVE_GAPS).bind(id),
      db.prepare(moveFound('all')).bind(id),
      db
        .prepare(
          raiseVersion(`state = 'confirmed', confirmed_by = ?2, confirmed_at = ?3, confirmed_on = ?4,
            adjustment = (SELECT sequence FROM documents WHERE count = counts.sequence), ${KEEP_PROGRESS}`),
        )
        .bind(id, caller.person, caller.now, caller.today),
      ...(manages ? [db.prepare(ACKNOWLEDGE).bind(id, caller.person, caller.now)] : []),
    ],
    [readCount(db, id)],
  );
  return toCount(read, caller);
}

/** The places that hold the serial and do not lose it by this very count. */
const STANDS_ELSEWHERE = `s.item = p.item AND s.serial = p.serial AND s.balance > 0
  AND NOT EXISTS (SELECT 1 FROM found o WHERE o.stock = s.id AND o.counted = 0)`;

const SAME_SERIAL = 'FROM found o WHERE o.item = p.item AND o.serial = p.serial AND o.counted > 0';

/**
 * What is counted on the spot is where it stands: a serial that the ledger holds elsewhere is moved by its own document,
 * or by this adjustment where it is counted as gone from there (Q10).
 */
const REFUSE = refuseBadLines(
  `${foundAs('?1')}, period AS (SELECT closed_through FROM settings)`,
  `SELECT json_object('line', 0, 'code', 'PERIOD_CLOSED', 'closedThrough', closed_through) AS bad FROM period WHERE ?2 <= closed_through
   UNION ALL ${badFound([
     {
       code: 'COUNT_LINE_DUPLICATE',
       refuses: '(SELECT count(*) FROM found o WHERE o.stock = p.stock) > 1',
     },
     { code: 'COUNT_OPEN', refuses: `${frozenBy()} IS NOT NULL`, figures: namedCount(frozenBy()) },
     {
       code: 'COUNT_SERIAL_TWICE',
       refuses: `p.serial <> '' AND p.counted > 0 AND (SELECT count(*) ${SAME_SERIAL}) > 1`,
       figures: `'serial', p.serial_shown,
         'bins', (SELECT group_concat(coalesce(nullif(o.bin_code, ''), '—'), ', ' ORDER BY o.line) ${SAME_SERIAL})`,
     },
     {
       code: 'SERIAL_ELSEWHERE',
       refuses: `p.serial <> '' AND p.counted > 0 AND p.balance = 0 AND EXISTS (SELECT 1 FROM stock s WHERE ${STANDS_ELSEWHERE})`,
       figures: `'serial', p.serial_shown, 'where', (SELECT d.name || CASE s.transfer WHEN 0 THEN coalesce(' / ' || nullif(b.code, ''), '') ELSE ' ←' END
         FROM stock s JOIN depots d ON d.id = s.depot LEFT JOIN bins b ON b.id = s.bin WHERE ${STANDS_ELSEWHERE})`,
     },
   ])}`,
);

/** Its scope is its lines alone: each of its lists is there, and empty. */
const INSERT_COUNT = `
  INSERT INTO counts (id, name, depot, kind, date, state, blind, rounds, instructions, scope, by_bins, by_items, by_lots,
    position, opened_by, opened_at, spot, reason)
  SELECT c ->> 'id', c ->> 'name', c ->> 'depot', 'all', c ->> 'date', 'open', 0, 1, '', '{}', 1, 1, 1,
    (SELECT coalesce(max(sequence), 0) FROM movements), c ->> 'person', c ->> 'now', 1, c ->> 'reason'
  FROM (SELECT ?1 AS c)`;

const TAKE_LINES = `${foundAs('?2')}
  INSERT INTO count_lines (count, stock, position, bin, item, label, kind, unit, decimals, item_group, supplier,
    lot, expiry, serial, unit_cost, theoretical, first, first_by, first_at, first_version, gap_reason)
  SELECT ${THIS_COUNT}, p.stock, p.line, ${COPIED}, p.counted, ?3, ?4, 1, (SELECT reason FROM counts WHERE id = ?1)
  FROM found p ${COPIED_FROM} ORDER BY p.line`;

const REFUSE_LIMIT = refuseBadLines(
  `WITH gap AS MATERIALIZED (SELECT coalesce(sum(abs(${GAP_VALUE})), 0) AS value FROM ${RESULTS} WHERE n.id = ?1)`,
  `SELECT json_object('line', 0, 'code', 'COUNT_VALUE_LIMIT', 'value', gap.value / pow(10.0, t.currency_decimals),
     'limit', d.loss_limit / pow(10.0, t.currency_decimals)) AS bad
   FROM gap, settings t JOIN counts n ON n.id = ?1 JOIN depots d ON d.id = n.depot WHERE gap.value > d.loss_limit`,
);

const ACKNOWLEDGE = `INSERT INTO count_acknowledgements (count, document, person, at)
  SELECT sequence, adjustment, ?2, ?3 FROM counts WHERE id = ?1 AND adjustment IS NOT NULL`;
