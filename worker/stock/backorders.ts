import type { UndeliveredLine, UnreceivedLine } from '../../shared/contract/backorders.ts';
import { daysBetween } from '../../shared/domain/dates.ts';
import { foldKey } from '../../shared/domain/keys.ts';
import { fromThousandths } from '../../shared/domain/quantities.ts';
import { readsPatients } from '../catalogue/rights.ts';
import { runCommand } from '../db/batch.ts';
import { refuseBadLines } from '../db/refusal.ts';
import { Refusal } from '../http/problem.ts';
import { toCursor } from '../http/routes.ts';
import { type Caller, visibleDepots } from '../people/caller.ts';

/** So many invoices are looked through for one page: those delivered long ago stand among them. */
const INVOICES_LOOKED_AT = 500;

/** The latest invoices first; of two lines of one item the first is filled first by what was delivered. */
const UNDELIVERED = `
  WITH looked AS MATERIALIZED (
    SELECT v.id, v.number, v.patient FROM invoices v
    WHERE v.id < ?1 AND (?3 IS NULL OR v.number_key = ?3)
      AND (?4 IS NULL OR v.patient = (SELECT id FROM patients WHERE reference_key = ?4))
    ORDER BY v.id DESC LIMIT ?2),
  lines AS MATERIALIZED (
    SELECT k.id, k.number, k.patient, n.line, n.item, n.quantity, n.closed_reason,
      sum(n.quantity) OVER (PARTITION BY k.id, n.item ORDER BY n.line) - n.quantity AS before,
      coalesce((SELECT -sum(m.quantity) FROM invoice_documents d JOIN movements m ON m.document = d.document
        WHERE d.invoice = k.id AND m.item = n.item), 0) AS total
    FROM looked k CROSS JOIN invoice_lines n ON n.invoice = k.id),
  due AS (SELECT *, max(0, min(quantity, total - before)) AS delivered FROM lines)
  SELECT f.number AS invoice, %PATIENT% AS patient, f.line, i.code AS item, i.label, i.unit, f.quantity, f.delivered,
    f.closed_reason AS closedReason
  FROM due f JOIN items i ON i.id = f.item JOIN patients p ON p.id = f.patient
  WHERE f.delivered < f.quantity AND (f.closed_reason IS NOT NULL) = ?5
  ORDER BY f.id DESC, f.line`;
const LOOKED_AT = `
  SELECT count(*) AS looked, min(id) AS last FROM (SELECT v.id FROM invoices v
    WHERE v.id < ?1 AND (?3 IS NULL OR v.number_key = ?3)
      AND (?4 IS NULL OR v.patient = (SELECT id FROM patients WHERE reference_key = ?4))
    ORDER BY v.id DESC LIMIT ?2)`;

export interface UndeliveredFilters {
  invoice?: string;
  patient?: string;
  /** Those closed with a reason, instead of those open. */
  closed: boolean;
}

/**
 * Lines of invoices that are not delivered whole. A page looks through a fixed number of invoices, so it may
 * hold few lines, or none, and still have a next one.
 */
export async function listUndelivered(
  db: D1Database,
  caller: Caller,
  { invoice, patient, closed }: UndeliveredFilters,
  after: (string | number)[] | null,
) {
  const seen = readsPatients(caller) ? 'p.reference' : 'p.mask';
  const key = (text: string | undefined) => (text === undefined ? null : foldKey(text));
  const looks = [after?.[0] ?? Number.MAX_SAFE_INTEGER, INVOICES_LOOKED_AT, key(invoice), key(patient)];
  const [lines, reach] = await db.batch([
    db.prepare(UNDELIVERED.replace('%PATIENT%', seen)).bind(...looks, Number(closed)),
    db.prepare(LOOKED_AT).bind(...looks),
  ]);
  const [reached] = (reach?.results ?? []) as { looked: number; last: number }[];
  return {
    rows: ((lines?.results ?? []) as Omit<UndeliveredLine, 'left'>[]).map(toUndelivered),
    next: reached && reached.looked === INVOICES_LOOKED_AT ? toCursor([reached.last]) : null,
  };
}

function toUndelivered(row: Omit<UndeliveredLine, 'left'>): UndeliveredLine {
  return {
    ...row,
    quantity: fromThousandths(row.quantity),
    delivered: fromThousandths(row.delivered),
    left: fromThousandths(row.quantity - row.delivered),
  };
}

const REFUSE_UNKNOWN_LINE = refuseBadLines(
  'WITH one AS (SELECT 1)',
  `SELECT json_object('line', 0, 'code', 'INVOICE_LINE_UNKNOWN', 'invoice', ?3, 'number', ?2) AS bad FROM one
   WHERE NOT EXISTS (SELECT 1 FROM invoices v JOIN invoice_lines n ON n.invoice = v.id
     WHERE v.number_key = ?1 AND n.line = ?2)`,
);
const SET_CLOSED = `UPDATE invoice_lines SET closed_reason = ?3
  WHERE invoice = (SELECT id FROM invoices WHERE number_key = ?1) AND line = ?2`;

/** A manager of any depot: an invoice belongs to none. The administrator keeps the invoices. */
const mayClose = (caller: Caller) => caller.admin || caller.depots.some(({ role }) => role === 'manager');

/**
 * Closes what a line of an invoice still has to deliver, with a reason (Q14), or opens it again (`reason` null).
 * Nothing moves; the line is no longer proposed. The journal keeps who did it.
 */
export async function setUndeliveredClosed(
  db: D1Database,
  caller: Caller,
  id: string,
  wanted: { invoice: string; line: number; reason: string | null },
): Promise<void> {
  if (!mayClose(caller)) throw new Refusal('FORBIDDEN');
  const { invoice, line, reason } = wanted;
  const key = foldKey(invoice);
  const action = reason === null ? 'backorder.reopen' : 'backorder.close';
  await runCommand(db, { id, caller, action, subject: `${invoice} / ${line}`, request: wanted }, [
    db.prepare(REFUSE_UNKNOWN_LINE).bind(key, line, invoice),
    db.prepare(SET_CLOSED).bind(key, line, reason),
  ]);
}

/** By the index of what is on its way: what was received long ago is never read. */
const UNRECEIVED = `
  SELECT s.id, s.transfer AS sequence, d.id AS transfer, d.number, d.date AS sentOn, f.code AS 'from', t.code AS 'to', i.code AS item, i.label,
    i.unit, coalesce(l.number, '') AS lot, s.serial_shown AS serial, s.balance AS left,
    (SELECT sum(m.quantity) FROM movements m WHERE m.stock = s.id AND m.document = d.sequence) AS sent
  FROM stock s JOIN documents d ON d.sequence = s.transfer JOIN depots f ON f.id = d.depot JOIN depots t ON t.id = s.depot
  JOIN items i ON i.id = s.item LEFT JOIN lots l ON l.id = s.lot
  WHERE s.transfer <> 0 AND s.balance > 0 AND (s.transfer, s.id) > (?2, ?3)
    AND (d.depot IN (SELECT value FROM json_each(?1)) OR s.depot IN (SELECT value FROM json_each(?1)))
  ORDER BY s.transfer, s.id LIMIT ?4`;

/** What was sent and not received, the oldest first, from or to a depot that the caller may read. */
export async function listUnreceived(
  db: D1Database,
  caller: Caller,
  depot: string | undefined,
  limit: number,
  after: (string | number)[] | null,
) {
  const { results } = await db
    .prepare(UNRECEIVED)
    .bind(JSON.stringify(visibleDepots(caller, depot).map(({ id }) => id)), ...(after ?? [0, 0]), limit)
    .all<Omit<UnreceivedLine, 'days'> & { id: number; sequence: number }>();
  const last = results.at(-1);
  return {
    rows: results.map(({ id: _, sequence: __, ...row }): UnreceivedLine => {
      return {
        ...row,
        days: daysBetween(row.sentOn, caller.today),
        sent: fromThousandths(row.sent),
        left: fromThousandths(row.left),
      };
    }),
    next: results.length === limit && last ? toCursor([last.sequence, last.id]) : null,
  };
}
