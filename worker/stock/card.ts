import type { StockCard } from '../../shared/contract/stock.ts';
import { foldKey } from '../../shared/domain/keys.ts';
import { fromTenThousandths, fromThousandths } from '../../shared/domain/quantities.ts';
import { readsPatients } from '../catalogue/rights.ts';
import { isHidden } from '../counts/blind.ts';
import type { documents, items, movements, stock } from '../db/schema.ts';
import { Refusal } from '../http/problem.ts';
import { toCursor } from '../http/routes.ts';
import { type Caller, visibleDepot } from '../people/caller.ts';

export interface CardFilters {
  item: string;
  depot?: string;
  from?: string;
  to?: string;
}

/** How the other end of a document is called on a list; a patient by his mask for whoever reads none (Q7). */
export const partyFor = (caller: Caller, d = 'd') => `coalesce(
  (SELECT ${readsPatients(caller) ? 'reference' : 'mask'} FROM patients WHERE id = ${d}.patient),
  (SELECT code FROM services WHERE id = ${d}.service),
  (SELECT code FROM suppliers WHERE id = ${d}.supplier), (SELECT code FROM depots WHERE id = ${d}.destination))`;

/** The same, of the documents of depots that the caller may read; where goods went from another is not said. */
export const partySeenBy = (caller: Caller, d = 'd') =>
  `CASE WHEN ${d}.depot IN (${caller.depots.map(({ id }) => id).join(', ') || 0}) THEN ${partyFor(caller, d)} END`;

/** The last rectification of the document `d` and whom it names (invariant 1), as JSON; NULL where there is none. */
export const rectifiedTo = (party: (d: string) => string) =>
  `(SELECT json_object('number', r.number, 'party', ${party('r')}) FROM documents r WHERE r.rectifies = d.sequence
    ORDER BY r.sequence DESC LIMIT 1)`;

/** A page looks through no more movements of the item than this, whichever depots they were in. */
const LOOKED_THROUGH = 1000;

/**
 * The movements of the item (`?1`, its code's key) after a place in the order (date, sequence), as many as a page
 * looks through; of them those of the depots asked for, transit included. The balance is what they add up to.
 */
const pageFor = (caller: Caller) => `
  WITH looked AS MATERIALIZED (
    SELECT m.sequence, m.date, m.quantity, m.unit_cost, m.stock, m.document FROM movements m
    WHERE m.item = ${ITEM} AND (m.date, m.sequence) > (?2, ?3) AND m.date <= ?4
    ORDER BY m.date, m.sequence LIMIT ?5),
  moved AS MATERIALIZED (
    SELECT m.*, s.depot, s.bin, s.lot, s.serial_shown, s.transfer
    FROM looked m CROSS JOIN stock s ON s.id = m.stock
    WHERE s.depot IN (SELECT value FROM json_each(?6)) AND NOT ${isHidden(caller.blind)} ORDER BY m.date, m.sequence LIMIT ?7)
  SELECT m.sequence, m.date, m.quantity, m.unit_cost AS unitCost, m.transfer, d.id, d.number, d.type,
    ${partyFor(caller)} AS party, e.code AS depot, coalesce(b.code, '') AS bin, coalesce(l.number, '') AS lot,
    m.serial_shown AS serial
  FROM moved m JOIN documents d ON d.sequence = m.document JOIN depots e ON e.id = m.depot
  LEFT JOIN bins b ON b.id = m.bin LEFT JOIN lots l ON l.id = m.lot
  ORDER BY m.date, m.sequence`;

const ITEM = '(SELECT id FROM items WHERE code_key = ?1)';

/** Where the movements looked through end, if there may be more of them. */
const LOOKED_TO = `
  SELECT m.date, m.sequence FROM movements m WHERE m.item = ${ITEM} AND (m.date, m.sequence) > (?2, ?3) AND m.date <= ?4
  ORDER BY m.date, m.sequence LIMIT 1 OFFSET ?5`;

/** What stood before a day (`?2`): what stands now in the depots, less what has moved from that day on. */
const openingFor = (hidden: string) => `
  SELECT i.code, i.label, i.unit,
    (SELECT coalesce(sum(s.balance), 0) FROM stock s
      WHERE s.transfer = 0 AND s.item = i.id AND s.depot IN (SELECT value FROM json_each(?3)) AND NOT ${hidden})
    + (SELECT coalesce(sum(s.balance), 0) FROM stock s
      WHERE s.transfer <> 0 AND s.balance > 0 AND +s.item = i.id AND s.depot IN (SELECT value FROM json_each(?3)))
    - (SELECT coalesce(sum(m.quantity), 0) FROM movements m CROSS JOIN stock s ON s.id = m.stock
      WHERE m.item = i.id AND m.date >= ?2 AND s.depot IN (SELECT value FROM json_each(?3)) AND NOT ${hidden}) AS opening
  FROM items i WHERE i.code_key = ?1`;
/** Nothing stood before everything. */
const NAMED = 'SELECT code, label, unit, 0 AS opening FROM items WHERE code_key = ?1';

type OpeningRow = Pick<typeof items.$inferSelect, 'code' | 'label' | 'unit'> & { opening: number };
type CardRow = Pick<typeof movements.$inferSelect, 'sequence' | 'date' | 'quantity' | 'unitCost'> &
  Pick<typeof documents.$inferSelect, 'id' | 'number' | 'type'> &
  Pick<typeof stock.$inferSelect, 'transfer' | 'serial'> & {
    party: string | null;
    depot: string;
    bin: string;
    lot: string;
  };

/**
 * A page of the item's card: opening balance, each movement with document, party, in, out, balance and cost, in the
 * order (date, sequence), over one depot or all those the caller may read. A page begins where the one before
 * ended and at its balance; it may hold fewer rows than asked for, and none, while `next` leads on.
 */
export async function readCard(
  db: D1Database,
  caller: Caller,
  filters: CardFilters,
  limit: number,
  after: (string | number)[] | null,
): Promise<StockCard> {
  const depots = JSON.stringify(
    filters.depot ? [visibleDepot(caller, filters.depot)?.id ?? 0] : caller.depots.map(({ id }) => id),
  );
  const key = foldKey(filters.item);
  const [date, sequence, before] = after ?? [filters.from ?? '', 0];
  const looked = Math.max(LOOKED_THROUGH, limit);
  const place = [key, date, sequence, filters.to ?? '9999'];
  const summed = before === undefined && filters.from !== undefined;
  const opened = summed
    ? db.prepare(openingFor(isHidden(caller.blind))).bind(key, date, depots)
    : db.prepare(NAMED).bind(key);
  const [named, page, ends] = await db.batch([
    opened,
    db.prepare(pageFor(caller)).bind(...place, looked, depots, limit),
    db.prepare(LOOKED_TO).bind(...place, looked - 1),
  ]);
  const [item] = (named?.results ?? []) as OpeningRow[];
  if (!item) throw new Refusal('ITEM_UNKNOWN', { item: filters.item });
  const opening = before === undefined ? item.opening : Number(before);
  let balance = opening;
  const moved = ((page?.results ?? []) as CardRow[]).map((row) => {
    balance += row.quantity;
    return { ...row, balance };
  });
  // A full page ends at its last row, another where it has looked to.
  const end = moved.length === limit ? moved.at(-1) : (ends?.results as CardRow[] | undefined)?.[0];
  return {
    item: item.code,
    label: item.label,
    unit: item.unit,
    opening: fromThousandths(opening),
    rows: moved.map(toRow),
    next: end ? toCursor([end.date, end.sequence, balance]) : null,
  };
}

function toRow(row: CardRow & { balance: number }): StockCard['rows'][number] {
  return {
    date: row.date,
    document: { id: row.id, number: row.number, type: row.type },
    party: row.party,
    depot: row.depot,
    bin: row.bin,
    transit: row.transfer !== 0,
    lot: row.lot,
    serial: row.serial,
    in: fromThousandths(Math.max(row.quantity, 0)),
    out: fromThousandths(Math.max(-row.quantity, 0)),
    balance: fromThousandths(row.balance),
    unitCost: fromTenThousandths(row.unitCost),
  };
}
