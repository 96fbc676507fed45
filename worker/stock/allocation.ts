import type * as z from 'zod';
import type { Allocation, allocationRequest } from '../../shared/contract/stock.ts';
import { foldKey } from '../../shared/domain/keys.ts';
import { fromThousandths, toThousandths } from '../../shared/domain/quantities.ts';
import { isHidden } from '../counts/blind.ts';
import { rulesOf } from '../documents/types.ts';
import { Refusal, type RefusedLine, refuseLines } from '../http/problem.ts';
import { type Caller, depotWithRole } from '../people/caller.ts';
import { allocateFirstExpired, byFirstExpired, type Candidate } from './allocate.ts';

interface Want {
  line: number;
  item: number | null;
  code: string;
  label: string;
  unit: string;
  decimals: number;
  wanted: number;
  delivered: number;
}

/** Either the wishes of the request, or what an invoice still has to deliver. */
const WANTS = `
  SELECT w.key + 1 AS line, i.id AS item, coalesce(i.code, w.value ->> 'shown') AS code, i.label, i.unit, i.decimals,
    w.value ->> 'quantity' AS wanted, 0 AS delivered
  FROM json_each(?1) w LEFT JOIN items i ON i.code_key = w.value ->> 'item'`;

/**
 * Of two lines of one item the first is filled first by what was delivered; of a line that was closed with a
 * reason nothing more is wanted (Q14).
 */
const INVOICED = `
  SELECT line, item, code, label, unit, decimals, CASE closed WHEN 1 THEN delivered ELSE wanted END AS wanted, delivered
  FROM (SELECT *, max(0, min(wanted, total - before)) AS delivered FROM (
    SELECT n.line, n.closed_reason IS NOT NULL AS closed, i.id AS item, i.code, i.label, i.unit, i.decimals, n.quantity AS wanted,
      sum(n.quantity) OVER (PARTITION BY n.item ORDER BY n.line) - n.quantity AS before,
      coalesce((SELECT -sum(m.quantity) FROM invoice_documents d JOIN movements m ON m.document = d.document
        WHERE d.invoice = v.id AND m.item = n.item), 0) AS total
    FROM invoices v JOIN invoice_lines n ON n.invoice = v.id JOIN items i ON i.id = n.item
    WHERE v.number_key = ?1))
  ORDER BY line`;

/** What keeps goods from use; a loss, or a return to the supplier, takes them all the same. */
const UNFIT = `CASE WHEN l.expiry < ?3 THEN 'expired' WHEN l.blocked = 1 THEN 'blocked'
  WHEN b.quarantine = 1 THEN 'quarantine' END`;

/** Every stock line of the wanted items in the depot, with what it holds at the date and what forbids it. */
const candidatesFor = (hidden: string) => `
  SELECT s.item, b.code AS bin, coalesce(l.number, '') AS lot, l.expiry, s.serial_shown AS serial,
    CASE WHEN ${hidden} THEN 0 ELSE min(s.balance, CASE WHEN ?3 < ?4 THEN coalesce((
      SELECT min(s.balance - later.total) FROM (
        SELECT sum(m.quantity) OVER (ORDER BY m.date DESC, m.sequence DESC) AS total
        FROM movements m WHERE m.stock = s.id AND m.date > ?3) later), s.balance) ELSE s.balance END) END AS available,
    (SELECT c.name FROM count_covers f JOIN counts c ON c.sequence = f.count
      WHERE f.stock = s.id AND f.state IN ('open', 'closed')) AS frozenBy,
    CASE
      WHEN EXISTS (SELECT 1 FROM count_covers f WHERE f.stock = s.id AND f.state IN ('open', 'closed')) THEN 'frozen'
      WHEN ?5 = 1 THEN ${UNFIT}
    END AS unusable, ${UNFIT} AS unfit
  FROM (SELECT DISTINCT i.id AS item FROM json_each(?1) w CROSS JOIN items i ON i.code_key = w.value) wanted
  CROSS JOIN stock s ON s.depot = ?2 AND s.item = wanted.item
  JOIN bins b ON b.id = s.bin LEFT JOIN lots l ON l.id = s.lot
  WHERE s.transfer = 0 AND s.balance > 0`;

/**
 * Proposes stock lines for wanted quantities or an invoice's rest, first expired first out. It is a
 * read: the post is judged anew.
 */
export async function proposeAllocation(
  db: D1Database,
  caller: Caller,
  request: z.output<typeof allocationRequest>,
): Promise<Allocation> {
  const depot = depotWithRole(caller, request.depot);
  const date = request.date ?? caller.today;
  const { wants, patient } = await readWants(db, request);
  const unknown = wants.filter(({ item }) => item === null);
  if (unknown.length > 0) {
    throw refuseLines(
      unknown.map(({ line, code }): RefusedLine => ({ line, code: 'ITEM_UNKNOWN', item: code })),
    );
  }
  const toUse = rulesOf(request.type)?.toUse ? 1 : 0;
  const { results } = await db
    .prepare(candidatesFor(isHidden(caller.blind)))
    .bind(JSON.stringify(wants.map(({ code }) => foldKey(code))), depot.id, date, caller.today, toUse)
    .all<Candidate & { item: number }>();
  const stock = Map.groupBy(results, ({ item }) => item);
  const items = wants.map((want) => {
    const candidates = (stock.get(want.item ?? 0) ?? []).sort(byFirstExpired);
    const split = allocateFirstExpired(Math.max(want.wanted - want.delivered, 0), candidates);
    // What this wish takes is gone for the next one of the same item.
    for (const { bin, lot, serial, quantity } of split.taken) {
      const source = candidates.find((one) => one.bin === bin && one.lot === lot && one.serial === serial);
      if (source) source.available -= quantity;
    }
    return toAllocated(want, split, candidates);
  });
  return { depot: depot.code, date, patient, items };
}

async function readWants(db: D1Database, request: z.output<typeof allocationRequest>) {
  if (request.invoice !== undefined) {
    const key = foldKey(request.invoice);
    const [lines, owner] = await db.batch([
      db.prepare(INVOICED).bind(key),
      db
        .prepare(
          'SELECT p.reference FROM invoices v JOIN patients p ON p.id = v.patient WHERE v.number_key = ?1',
        )
        .bind(key),
    ]);
    const patient = (owner?.results[0] as { reference: string } | undefined)?.reference;
    if (patient === undefined) throw new Refusal('INVOICE_UNKNOWN', { invoice: request.invoice });
    return { wants: (lines?.results ?? []) as Want[], patient };
  }
  const wanted = (request.wants ?? []).map(({ item, quantity }) => ({
    item: foldKey(item),
    shown: item,
    quantity: toThousandths(quantity),
  }));
  const { results } = await db.prepare(WANTS).bind(JSON.stringify(wanted)).all<Want>();
  return { wants: results, patient: null };
}

function toAllocated(want: Want, split: ReturnType<typeof allocateFirstExpired>, candidates: Candidate[]) {
  const place = ({ bin, lot, expiry, serial, available, unfit }: Candidate) => ({
    bin,
    lot,
    expiry,
    serial,
    available: fromThousandths(available),
    unfit,
  });
  return {
    item: want.code,
    label: want.label,
    unit: want.unit,
    decimals: want.decimals,
    wanted: fromThousandths(want.wanted),
    delivered: fromThousandths(want.delivered),
    missing: fromThousandths(split.missing),
    lines: split.taken.map((line) => ({ ...place(line), quantity: fromThousandths(line.quantity) })),
    others: candidates
      .filter(
        (one) =>
          !split.taken.some(
            (line) => line.bin === one.bin && line.lot === one.lot && line.serial === one.serial,
          ),
      )
      .map((one) => ({ ...place(one), unusable: one.unusable, frozenBy: one.frozenBy })),
  };
}
