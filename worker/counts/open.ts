import type * as z from 'zod';
import type { openCount as openCountSchema } from '../../shared/contract/counts.ts';
import { addDays, startOfDay } from '../../shared/domain/dates.ts';
import { foldKey } from '../../shared/domain/keys.ts';
import { toThousandths } from '../../shared/domain/quantities.ts';
import { runCommand } from '../db/batch.ts';
import { refuseBadLines } from '../db/refusal.ts';
import { type Caller, depotWithRole } from '../people/caller.ts';
import { keepFacts } from '../snapshots/facts.ts';
import { readCount, toCount } from './read.ts';
import { meets, narrowsItems, STORE_SCOPE, toScopeParameter, UNKNOWN_IN_SCOPE } from './scope.ts';
import { storeTeams, toTeams } from './teams.ts';

type Wanted = z.output<typeof openCountSchema>;

/** The count in hand is the last one: this batch has just added it. */
const THIS = '(SELECT max(sequence) FROM counts)';

/**
 * Opens a count: freezes its scope and takes its lines, in one batch (invariants 6, 7).
 * Refuses `COUNT_SCOPE_TAKEN` with the count that covers part of it, `COUNT_SCOPE_EMPTY`,
 * `COUNT_DATE_MOVED`, `DATE_FUTURE`, `PERIOD_CLOSED`, and filters, people and bins of teams that do not exist.
 */
export async function openCount(db: D1Database, caller: Caller, wanted: Wanted) {
  const { depot, date, scope, scopeWords } = toScope(caller, wanted);
  const { quantity, percent, value } = wanted.tolerance ?? {};
  const count = JSON.stringify({
    ...scope,
    id: wanted.id,
    name: wanted.name.trim(),
    blind: wanted.blind ? 1 : 0,
    rounds: wanted.rounds,
    toleranceQuantity: quantity === undefined ? null : toThousandths(quantity),
    tolerancePercent: percent === undefined ? null : Math.round(percent * 100),
    toleranceValue:
      value === undefined ? null : Math.round(value * 10 ** caller.organisation.currencyDecimals),
    instructions: wanted.instructions ?? '',
    responsible: wanted.responsible === undefined ? null : foldKey(wanted.responsible),
  });
  const teams = toTeams(wanted.teams ?? []);
  const { read } = await runCommand(
    db,
    { id: wanted.id, caller, action: 'count.open', subject: wanted.id, request: wanted },
    [
      db.prepare(refuseBadLines('WITH one AS (SELECT 1)', UNKNOWN_IN_SCOPE)).bind(scopeWords, depot.id),
      db
        .prepare(REFUSE_RESPONSIBLE)
        .bind(depot.id, wanted.responsible ?? null, foldKey(wanted.responsible ?? '')),
      db.prepare(INSERT_COUNT).bind(count),
      ...STORE_SCOPE.map((sql) => db.prepare(sql).bind(scopeWords, depot.id)),
      db
        .prepare(refuseBadLines('WITH one AS (SELECT 1)', BAD_SCOPE))
        .bind(date, caller.today, startOfDay(addDays(date, 1), caller.organisation.timeZone)),
      ...storeTeams(db, wanted.id, teams, caller.now),
      db.prepare(takeLines(wanted.zeros)),
      db.prepare(REFUSE_EMPTY),
      keepFacts(db, wanted.id, 'before'),
    ],
    [readCount(db, wanted.id)],
  );
  return toCount(read, caller);
}

/** What is counted and when, as opening and its rehearsal bind it. */
export function toScope(caller: Caller, wanted: Pick<Wanted, 'depot' | 'kind' | 'date' | 'scope'>) {
  const depot = depotWithRole(caller, wanted.depot, 'manager');
  const asked = wanted.scope ?? {};
  const date = wanted.date ?? caller.today;
  const kind = depot.countsWholeDepot ? ('all' as const) : wanted.kind;
  const scope = {
    depot: depot.id,
    kind,
    date,
    scope: asked,
    byBins: asked.bins ? 1 : 0,
    byItems: narrowsItems(asked) ? 1 : 0,
    byLots: asked.expiringBefore ? 1 : 0,
    person: caller.person,
    now: caller.now,
  };
  return { depot, date, kind, scope, scopeWords: toScopeParameter(asked, caller) };
}

const REFUSE_RESPONSIBLE = refuseBadLines(
  'WITH one AS (SELECT 1)',
  `SELECT json_object('line', 0, 'code', 'MEMBER_UNKNOWN', 'email', ?2) AS bad FROM one
   WHERE ?2 IS NOT NULL AND NOT EXISTS (SELECT 1 FROM rights r JOIN people p ON p.id = r.person
     WHERE r.depot = ?1 AND p.email_key = ?3 AND p.active = 1)`,
);

export const INSERT_COUNT = `
  INSERT INTO counts (id, name, depot, kind, date, state, blind, rounds, tolerance_quantity, tolerance_percent,
    tolerance_value, instructions, responsible, scope, by_bins, by_items, by_lots, position, opened_by, opened_at)
  SELECT c ->> 'id', c ->> 'name', c ->> 'depot', c ->> 'kind', c ->> 'date', 'open', c ->> 'blind', c ->> 'rounds',
    c ->> 'toleranceQuantity', c ->> 'tolerancePercent', c ->> 'toleranceValue', c ->> 'instructions',
    (SELECT id FROM people WHERE email_key = c ->> 'responsible'), c -> 'scope',
    c ->> 'byBins', c ->> 'byItems', c ->> 'byLots', (SELECT coalesce(max(sequence), 0) FROM movements),
    c ->> 'person', c ->> 'now'
  FROM (SELECT ?1 AS c)`;

/** A count of a later day that has goods in common with this one. */
const LATER = `FROM counts l WHERE l.depot = c.depot AND l.state = 'confirmed' AND l.date > ?1 AND ${meets('l', 'c')}`;
/** What moved since, for the sentence that refuses. */
const MOVED = `json_object('item', i.code, 'number', d.number, 'movedDate', d.date)`;

/**
 * What the scope may not be, once its lists are stored: of the future; taken by another open count; or, for
 * an earlier day, moved since (posted later or dated later) or covered by a later count.
 */
export const BAD_SCOPE = `SELECT CASE
    WHEN ?1 > ?2 THEN json_object('line', 0, 'code', 'DATE_FUTURE', 'date', ?1, 'today', ?2)
    WHEN ?1 <= (SELECT closed_through FROM settings)
      THEN json_object('line', 0, 'code', 'PERIOD_CLOSED', 'closedThrough', (SELECT closed_through FROM settings))
    WHEN o.sequence IS NOT NULL THEN json_object('line', 0, 'code', 'COUNT_SCOPE_TAKEN', 'count', o.name, 'by', p.name,
      'at', o.opened_at)
    WHEN ?1 < ?2 AND (EXISTS (
        SELECT 1 FROM count_covers f JOIN stock s ON s.id = f.stock JOIN movements m ON m.sequence = s.last_movement
        JOIN documents d ON d.sequence = m.document
        WHERE f.count = c.sequence AND d.posted_at >= ?3)
      OR EXISTS (SELECT 1 FROM count_covers f JOIN movements m ON m.stock = f.stock AND m.date > ?1
        WHERE f.count = c.sequence)
      OR EXISTS (SELECT 1 ${LATER}))
      THEN json_patch(json_object('line', 0, 'code', 'COUNT_DATE_MOVED', 'date', ?1), coalesce(
        (SELECT ${MOVED} FROM count_covers f JOIN stock s ON s.id = f.stock JOIN movements m ON m.sequence = s.last_movement
         JOIN documents d ON d.sequence = m.document JOIN items i ON i.id = s.item
         WHERE f.count = c.sequence AND d.posted_at >= ?3 LIMIT 1),
        (SELECT ${MOVED} FROM count_covers f JOIN movements m ON m.stock = f.stock AND m.date > ?1
         JOIN documents d ON d.sequence = m.document JOIN items i ON i.id = m.item WHERE f.count = c.sequence LIMIT 1),
        (SELECT json_object('later', l.name, 'laterDate', l.date) ${LATER} LIMIT 1)))
    END AS bad
   FROM counts c LEFT JOIN counts o ON o.depot = c.depot AND o.state IN ('open', 'closed')
     AND o.sequence <> c.sequence AND ${meets('o', 'c')}
   LEFT JOIN people p ON p.id = o.opened_by
   WHERE c.sequence = ${THIS} LIMIT 1`;

/** The lines `s` that a count lists: those that hold something, and if asked those that did (Q19). */
export const listed = (zeros: boolean) => (zeros ? 's.last_movement <> 0' : 's.balance > 0');

/**
 * The lines that are listed, each with its own copy of what a zip prints about it (invariant 10). They are put in
 * the order of the sheet while they are narrow, and written in the order of the table: of 100,000 lines each page is
 * written once.
 */
const takeLines = (zeros: boolean) => `
  WITH placed AS MATERIALIZED (
    SELECT s.id AS stock, row_number() OVER (ORDER BY b.code_key, i.code_key, l.expiry IS NULL, l.expiry, l.number_key,
      s.serial) AS position
    FROM count_covers f JOIN stock s ON s.id = f.stock JOIN bins b ON b.id = s.bin JOIN items i ON i.id = s.item
    LEFT JOIN lots l ON l.id = s.lot
    WHERE f.count = ${THIS} AND ${listed(zeros)})
  INSERT INTO count_lines (count, stock, position, bin, item, label, kind, unit, decimals, item_group, supplier,
    lot, expiry, serial, unit_cost, theoretical)
  SELECT ${THIS}, s.id, p.position,
    b.code, i.code, i.label, i.kind, i.unit, i.decimals, i.item_group, coalesce(u.name, ''),
    coalesce(l.number, ''), l.expiry, s.serial_shown, c.average, s.balance
  FROM (SELECT stock, position FROM placed ORDER BY stock) p CROSS JOIN stock s ON s.id = p.stock
  JOIN bins b ON b.id = s.bin JOIN items i ON i.id = s.item JOIN costs c ON c.item = s.item
  LEFT JOIN lots l ON l.id = s.lot LEFT JOIN suppliers u ON u.id = i.supplier`;

const REFUSE_EMPTY = refuseBadLines(
  'WITH one AS (SELECT 1)',
  `SELECT json_object('line', 0, 'code', 'COUNT_SCOPE_EMPTY') AS bad FROM one
   WHERE NOT EXISTS (SELECT 1 FROM count_lines WHERE count = ${THIS})`,
);
