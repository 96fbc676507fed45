import type * as z from 'zod';
import type { documentRequest } from '../../shared/contract/documents.ts';
import { addDays } from '../../shared/domain/dates.ts';
import { DOCUMENT_CODES } from '../../shared/domain/documentTypes.ts';
import { foldKey } from '../../shared/domain/keys.ts';
import { type Language, toTenThousandths, toThousandths } from '../../shared/domain/quantities.ts';
import { runCommand, THIS_COMMAND } from '../db/batch.ts';
import { refuseBadLines } from '../db/refusal.ts';
import { Refusal } from '../http/problem.ts';
import {
  type Caller,
  type CallerDepot,
  depotWithRole,
  requireAdmin,
  visibleDepot,
} from '../people/caller.ts';
import { derivedId } from './derivedId.ts';
import { badHead, partyId } from './headRules.ts';
import { judgedAs } from './judged.ts';
import { badLines } from './lineRules.ts';
import { linesAs } from './lines.ts';
import { readDocument, toDocument } from './read.ts';
import { type DocumentRules, POSTED_TYPES, refuseForeignFields, requireRules } from './types.ts';
import { WARNINGS } from './warnings.ts';

type Wanted = z.output<typeof documentRequest>;

/**
 * Posts one document: its lines are named, judged all at once, numbered and moved in one batch.
 * Refuses with one entry for each bad line (line 0 is the head), and then nothing has changed.
 */
export async function postDocument(db: D1Database, caller: Caller, wanted: Wanted, language: Language) {
  const rules = requireRules(wanted.type);
  refuseForeignFields(wanted, rules);
  const payload = JSON.stringify(toPayload(caller, wanted, rules));
  const received = wanted.receive && wanted.party !== undefined ? await receptionOf(caller, wanted) : null;
  const { read } = await runCommand(
    db,
    {
      id: wanted.id,
      caller,
      action: 'document.post',
      subject: wanted.id,
      request: rules.party === 'patient' ? { ...wanted, party: null } : wanted,
      ...(rules.party === 'patient' && { personal: wanted.party ?? null }),
      ...(rules.direction === 'out' &&
        rules.transit !== 'from' && { answer: { sql: WARNED, bindings: [payload] } }),
    },
    [
      ...writingOf(rules).map((sql) => db.prepare(sql).bind(payload)),
      ...(wanted.emergency ? RECOUNT.map((sql) => db.prepare(sql)) : []),
      ...(received ? writingOf(POSTED_TYPES.reception).map((sql) => db.prepare(sql).bind(received)) : []),
    ],
    readDocument(db, wanted.id, caller),
  );
  return toDocument(read, language);
}

const writingOf = (rules: DocumentRules): string[] => {
  const { enter, refuse, insert, move } = postingStatements(rules);
  return [...enter, refuse, insert, ...move];
};

/** Sent and received in one step, by whoever works at both ends: the reception's payload, line for line. */
async function receptionOf(caller: Caller, wanted: Wanted): Promise<string> {
  const { id, party = '', date, description, notCounted, lines } = wanted;
  const reception: Wanted = {
    id: await derivedId(id, 'reception'),
    type: 'reception',
    depot: party,
    transfer: id,
    date,
    description,
    notCounted,
    lines: lines.map(({ item, lot, serial, quantity, toBin }) => ({
      item,
      lot,
      serial,
      quantity,
      bin: toBin,
    })),
  };
  return JSON.stringify(toPayload(caller, reception, POSTED_TYPES.reception));
}

/** The lines that the document in hand has moved. */
const MOVED_STOCK = `(SELECT stock FROM movements WHERE document = (SELECT max(sequence) FROM documents))`;
/** The counts that freeze them. */
const FREEZING = `(SELECT count FROM count_covers WHERE stock IN ${MOVED_STOCK} AND state IN ('open', 'closed'))`;
/**
 * After an emergency exit (Q12): a closed count is open again and its recap void, every recap read before
 * is out of date, and the line's figure, counted before the goods left, is taken back: it must be counted again.
 */
const RECOUNT = [
  `INSERT INTO count_emergencies (count, stock, document, quantity)
   SELECT f.count, m.stock, m.document, sum(m.quantity) FROM movements m
   JOIN count_covers f ON f.stock = m.stock AND f.state IN ('open', 'closed')
   JOIN count_lines k ON k.count = f.count AND k.stock = m.stock
   WHERE m.document = (SELECT max(sequence) FROM documents) AND m.quantity < 0 GROUP BY f.count, m.stock, m.document`,
  `UPDATE counts SET state = 'open', closed_by = NULL, closed_at = NULL, version = version + 1 WHERE sequence IN ${FREEZING}`,
  `UPDATE count_lines SET blank = NULL WHERE count IN ${FREEZING} AND blank IS NOT NULL`,
  `UPDATE count_lines SET first = NULL, first_by = NULL, first_at = NULL, first_version = first_version + 1,
     second = NULL, second_by = NULL, second_at = NULL, second_version = second_version + 1,
     arbitrated = NULL, arbitrated_by = NULL, arbitration_reason = NULL
   WHERE count IN ${FREEZING} AND stock IN ${MOVED_STOCK} AND coalesce(arbitrated, second, first) IS NOT NULL`,
];

/** Warnings are of goods that leave; the command's own six parameters come before this one. */
const WARNED = `(${linesAs({ direction: 'out', transit: null }, '?7')} SELECT ${WARNINGS})`;

/**
 * The batch of one document after its journal row, each statement over the same one parameter.
 * `enter`: lots and stock lines that goods enter come first, so that every rule sees row ids; a refusal takes
 * them back with the rest of the batch.
 */
export function postingStatements(rules: DocumentRules) {
  const lines = linesAs(rules);
  const enters = rules.direction === 'in';
  return {
    enter: [
      ...(enters ? [newLots(lines)] : []),
      ...(enters || rules.direction === 'move' ? [newStockLines(lines, enters ? 'bin' : 'target')] : []),
    ],
    refuse: refuseBadLines(...badDocument(rules)),
    insert: insertDocument(lines, rules),
    move: movingStatements(lines, rules),
  };
}

/** The WITH clause and the SELECT of `bad` that judge a whole document. */
export function badDocument(rules: DocumentRules): [withClause: string, bad: string] {
  return [linesAs(rules) + judgedAs(rules), `${badHead(rules)} UNION ALL ${badLines(rules)}`];
}

/** What leaves, then what enters: a serial is never in two places, not even inside a batch. */
function movingStatements(lines: string, { direction, transit }: DocumentRules): string[] {
  const there = { depot: 'p.depot', transfer: '0' };
  if (direction === 'in') return [moveLines(lines, { ...there, bin: 'p.bin', cost: ENTRY_COST })];
  const leaves = moveLines(lines, { depot: 'p.from_depot', bin: 'p.bin', transfer: 'p.transfer', sign: '-' });
  if (direction === 'move') return [leaves, moveLines(lines, { ...there, bin: 'p.target' })];
  if (transit === 'into')
    return [leaves, moveLines(lines, { depot: DESTINATION, bin: '0', transfer: THIS_DOCUMENT })];
  return [leaves];
}

/** Goods without a price enter at the cost they left at, at the last average, or at the item's reference price. */
const ENTRY_COST = `coalesce(p.unit_cost,
  (SELECT m.unit_cost FROM gone g CROSS JOIN movements m ON m.document = g.sequence AND m.item = p.item LIMIT 1),
  CASE WHEN p.average IS NULL THEN p.reference_price END)`;

export function newLots(lines: string): string {
  return `${lines}
    INSERT INTO lots (item, number, number_key, expiry)
    SELECT item, lot_shown, lot_key, max(expiry) FROM named
    WHERE item IS NOT NULL AND lot IS NULL AND lot_tracking <> 'none'
    GROUP BY item, lot_key`;
}

export function newStockLines(lines: string, bin: string): string {
  return `${lines}
    INSERT INTO stock (depot, item, lot, serial, bin, transfer, serial_shown)
    SELECT p.depot, p.item, p.lot, p.serial, p.${bin}, 0, coalesce(
      -- A serial is shown as it was first written, wherever it comes back.
      (SELECT s.serial_shown FROM stock s WHERE s.item = p.item AND s.serial = p.serial ORDER BY s.id LIMIT 1),
      min(p.serial_shown))
    FROM placed p
    WHERE p.item IS NOT NULL AND p.lot IS NOT NULL AND p.${bin} IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM stock s WHERE s.depot = p.depot AND s.item = p.item AND s.lot = p.lot
        AND s.serial = p.serial AND s.bin = p.${bin} AND s.transfer = 0)
    GROUP BY p.item, p.lot, p.serial, p.${bin}`;
}

function insertDocument(lines: string, rules: DocumentRules): string {
  return `${lines}
    INSERT INTO documents (id, journal, type, depot, year, ordinal, number, date, posted_at, person,
      patient, service, supplier, destination, invoice, description, linked_document, reason, emergency,
      not_counted, undelivered, source)
    SELECT h.id, ${THIS_COMMAND}, h.type, h.depot, y.year, n.next,
      printf('%s-%s-%d-%06d', h.code, d.code, y.year, n.next), h.date, h.now, h.person,
      ${partyId(rules, 'patient')}, ${partyId(rules, 'service')},
      ${partyId(rules, 'supplier')}, ${partyId(rules, 'depot')},
      ${invoiceOf(rules)},
      h.description, h.linked_document, h.reason, h.emergency, coalesce(h.not_counted, 0), h.undelivered,
      coalesce((SELECT sequence FROM sent), (SELECT sequence FROM gone))
    FROM head h JOIN depots d ON d.id = h.depot
    CROSS JOIN (SELECT CAST(substr(date, 1, 4) AS INTEGER) AS year FROM head) y
    CROSS JOIN (SELECT ${nextOrdinal('h.depot', 'h.type', 'h.date')} AS next FROM head h) n`;
}

/** An invoice is a patient's; what comes back to an exit is due again on the exit's (Q6). */
function invoiceOf({ party, returns }: DocumentRules): string {
  if (party !== 'patient') return 'NULL';
  const named = '(SELECT id FROM invoices WHERE number_key = h.invoice)';
  return returns ? `coalesce(${named}, (SELECT invoice FROM gone))` : named;
}

/**
 * The number that follows (invariant 12). A lookup of its own: as a join the planner reads every document of
 * that depot, type and year instead of the last. Whoever asks may call his own document `o`.
 */
export const nextOrdinal = (depot: string, type: string, date: string) => `(1 + coalesce((
  SELECT max(numbered.ordinal) FROM documents numbered WHERE numbered.depot = ${depot} AND numbered.type = ${type}
    AND numbered.year = CAST(substr(${date}, 1, 4) AS INTEGER)), 0))`;

/** The document in hand is the last one: this batch has just added it. */
export const THIS_DOCUMENT = '(SELECT max(sequence) FROM documents)';

const DESTINATION = `(SELECT destination FROM documents WHERE sequence = ${THIS_DOCUMENT})`;

/** One movement for each line on one side: which stock line, in or out, at which cost (none: the average). */
function moveLines(
  lines: string,
  side: { depot: string; bin: string; transfer: string; sign?: '-'; cost?: string },
): string {
  return `${lines}
    INSERT INTO posting (document, line, depot, bin, item, lot, serial, serial_shown, transfer, date, quantity, unit_cost)
    SELECT ${THIS_DOCUMENT}, p.line, ${side.depot}, ${side.bin}, p.item, p.lot, p.serial, p.serial_shown,
      ${side.transfer}, p.date, ${side.sign ?? ''}p.quantity, ${side.cost ?? 'NULL'}
    FROM placed p ORDER BY p.line`;
}

/** The one parameter of the batch: words folded to keys, figures to integers, rights to dates. */
export function toPayload(caller: Caller, wanted: Wanted, rules: DocumentRules) {
  const depot = depotToPostIn(caller, wanted.depot, rules);
  const { organisation, today } = caller;
  const mayEmergency = depot.emergencyExit || depot.role === 'manager';
  if (wanted.emergency && !mayEmergency) throw new Refusal('FORBIDDEN');
  return {
    head: {
      id: wanted.id,
      type: wanted.type,
      code: DOCUMENT_CODES[wanted.type],
      depot: depot.id,
      date: wanted.emergency ? today : (wanted.date ?? today),
      today,
      manages: depot.role === 'manager' ? 1 : 0,
      earliest:
        depot.role === 'clerk' && rules.by !== 'admin' ? addDays(today, -organisation.clerkDaysBack) : null,
      person: caller.person,
      now: caller.now,
      party: wanted.party === undefined ? null : foldKey(wanted.party),
      partyShown: wanted.party ?? null,
      invoice: wanted.invoice === undefined ? null : foldKey(wanted.invoice),
      invoiceShown: wanted.invoice ?? null,
      transfer: wanted.transfer ?? null,
      exit: wanted.exit ?? null,
      description: wanted.description ?? '',
      linkedDocument: wanted.linkedDocument ?? '',
      reason: (wanted.reason ?? '').trim(),
      emergency: wanted.emergency?.reason ?? null,
      notCounted: wanted.notCounted ? 1 : 0,
      acceptCost: wanted.acceptCost ? 1 : 0,
      acceptExpiry: wanted.acceptExpiry ? 1 : 0,
      undelivered: wanted.undelivered ?? [],
    },
    lines: wanted.lines.map((line) => ({
      item: foldKey(line.item),
      itemShown: line.item,
      bin: line.bin === undefined ? null : foldKey(line.bin),
      binShown: line.bin ?? '',
      lot: foldKey(line.lot ?? ''),
      lotShown: (line.lot ?? '').trim(),
      serial: foldKey(line.serial ?? ''),
      serialShown: (line.serial ?? '').trim(),
      quantity: toThousandths(line.quantity),
      unitCost: line.unitCost === undefined ? null : toTenThousandths(line.unitCost),
      expiry: line.expiry ?? null,
      toBin: line.toBin === undefined ? null : foldKey(line.toBin),
      toBinShown: line.toBin ?? '',
    })),
  };
}

/** The depot of that code, where the caller may post a document of these rules. */
function depotToPostIn(caller: Caller, code: string, { by }: DocumentRules): CallerDepot {
  if (by !== 'admin') return depotWithRole(caller, code, by === 'manager' ? by : undefined);
  const depot = visibleDepot(caller, code);
  if (!depot) throw new Refusal('DEPOT_UNKNOWN', { depot: code });
  requireAdmin(caller);
  return depot;
}
