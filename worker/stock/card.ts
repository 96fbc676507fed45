import { eq } from 'drizzle-orm';
import type { StockCard } from '../../shared/contract/stock.ts';
import { foldKey } from '../../shared/domain/keys.ts';
import { fromTenThousandths, fromThousandths } from '../../shared/domain/quantities.ts';
import { readsPatients } from '../catalogue/rights.ts';
import { readRows, select } from '../db/read.ts';
import { type documents, items, type movements, type stock } from '../db/schema.ts';
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
export const partyFor = (caller: Caller) => `coalesce(
  (SELECT ${readsPatients(caller) ? 'reference' : 'mask'} FROM patients WHERE id = d.patient),
  (SELECT code FROM services WHERE id = d.service),
  (SELECT code FROM suppliers WHERE id = d.supplier), (SELECT code FROM depots WHERE id = d.destination))`;

/** The same, of the documents of depots that the caller may read; where goods went from another is not said. */
export const partySeenBy = (caller: Caller) =>
  `CASE WHEN d.depot IN (${caller.depots.map(({ id }) => id).join(', ') || 0}) THEN ${partyFor(caller)} END`;

/**
 * Every movement of the item in the order (date, sequence) with a running balance over what is asked for:
 * one depot, or all those the caller may read, transit included.
 */
const cardFor = (caller: Caller) => `
  WITH moved AS MATERIALIZED (
    SELECT m.*, s.depot, s.bin, s.lot, s.serial_shown, s.transfer,
      sum(m.quantity) OVER (ORDER BY m.date, m.sequence) AS running
    FROM stock s JOIN movements m ON m.stock = s.id
    WHERE s.item = ?1 AND s.depot IN (SELECT value FROM json_each(?2)) AND (?4 IS NULL OR m.date <= ?4)
  )
  SELECT m.sequence, m.date, m.quantity, m.running, m.unit_cost AS unitCost, m.transfer, d.id, d.number, d.type, ${partyFor(caller)} AS party,
    e.code AS depot, coalesce(b.code, '') AS bin, coalesce(l.number, '') AS lot, m.serial_shown AS serial
  FROM moved m JOIN documents d ON d.sequence = m.document JOIN depots e ON e.id = m.depot
  LEFT JOIN bins b ON b.id = m.bin LEFT JOIN lots l ON l.id = m.lot
  WHERE (?3 IS NULL OR m.date >= ?3) AND (?5 IS NULL OR (m.date, m.sequence) > (?5, ?6))
  ORDER BY m.date, m.sequence LIMIT ?7`;

type CardRow = Pick<typeof movements.$inferSelect, 'sequence' | 'date' | 'quantity' | 'unitCost'> &
  Pick<typeof documents.$inferSelect, 'id' | 'number' | 'type'> &
  Pick<typeof stock.$inferSelect, 'transfer' | 'serial'> & {
    running: number;
    party: string | null;
    depot: string;
    bin: string;
    lot: string;
  };

/** The item's card: opening balance, each movement with document, party, in, out, balance and cost. */
export async function readCard(
  db: D1Database,
  caller: Caller,
  filters: CardFilters,
  limit: number,
  after: (string | number)[] | null,
): Promise<StockCard> {
  const [item] = await readRows(
    db,
    select({ id: items.id, code: items.code, label: items.label, unit: items.unit })
      .from(items)
      .where(eq(items.codeKey, foldKey(filters.item))),
  );
  if (!item) throw new Refusal('ITEM_UNKNOWN', { item: filters.item });
  const depots = filters.depot
    ? [visibleDepot(caller, filters.depot)?.id ?? 0]
    : caller.depots.map(({ id }) => id);
  const { results } = await db
    .prepare(cardFor(caller))
    .bind(
      item.id,
      JSON.stringify(depots),
      filters.from ?? null,
      filters.to ?? null,
      ...(after ?? [null, null]),
      limit,
    )
    .all<CardRow>();
  const [first] = results;
  const last = results.at(-1);
  return {
    item: item.code,
    label: item.label,
    unit: item.unit,
    opening: first ? fromThousandths(first.running - first.quantity) : 0,
    rows: results.map((row) => ({
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
      balance: fromThousandths(row.running),
      unitCost: fromTenThousandths(row.unitCost),
    })),
    next: results.length === limit && last ? toCursor([last.date, last.sequence]) : null,
  };
}
