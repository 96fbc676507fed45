import type { StockCard } from '../../shared/contract/stock.ts';
import type { DocumentType } from '../../shared/domain/documentTypes.ts';
import { foldKey } from '../../shared/domain/keys.ts';
import { fromTenThousandths, fromThousandths } from '../../shared/domain/quantities.ts';
import { Refusal } from '../http/problem.ts';
import { toCursor } from '../http/routes.ts';
import { type Caller, visibleDepot } from '../people/caller.ts';

export interface CardFilters {
  item: string;
  depot?: string;
  from?: string;
  to?: string;
}

/** How the other end of a document is called on a list: a patient by his reference. */
export const PARTY = `coalesce(
  (SELECT reference FROM patients WHERE id = d.patient), (SELECT code FROM services WHERE id = d.service),
  (SELECT code FROM suppliers WHERE id = d.supplier), (SELECT code FROM depots WHERE id = d.destination))`;

/**
 * Every movement of the item in the order (date, sequence) with a running balance over what is asked for:
 * one depot, or all those the caller may read, transit included.
 */
const CARD = `
  WITH moved AS MATERIALIZED (
    SELECT m.*, s.depot, s.bin, s.lot, s.serial_shown, s.transfer,
      sum(m.quantity) OVER (ORDER BY m.date, m.sequence) AS running
    FROM stock s JOIN movements m ON m.stock = s.id
    WHERE s.item = ?1 AND s.depot IN (SELECT value FROM json_each(?2)) AND (?4 IS NULL OR m.date <= ?4)
  )
  SELECT m.sequence, m.date, m.quantity, m.running, m.unit_cost, m.transfer, d.id, d.number, d.type, ${PARTY} AS party,
    e.code AS depot, coalesce(b.code, '') AS bin, coalesce(l.number, '') AS lot, m.serial_shown AS serial
  FROM moved m JOIN documents d ON d.sequence = m.document JOIN depots e ON e.id = m.depot
  LEFT JOIN bins b ON b.id = m.bin LEFT JOIN lots l ON l.id = m.lot
  WHERE (?3 IS NULL OR m.date >= ?3) AND (?5 IS NULL OR (m.date, m.sequence) > (?5, ?6))
  ORDER BY m.date, m.sequence LIMIT ?7`;

/** The item's card: opening balance, each movement with document, party, in, out, balance and cost. */
export async function readCard(
  db: D1Database,
  caller: Caller,
  filters: CardFilters,
  limit: number,
  after: (string | number)[] | null,
): Promise<StockCard> {
  const item = await db
    .prepare('SELECT id, code, label, unit FROM items WHERE code_key = ?1')
    .bind(foldKey(filters.item))
    .first<{ id: number; code: string; label: string; unit: string }>();
  if (!item) throw new Refusal('ITEM_UNKNOWN', { item: filters.item });
  const depots = filters.depot
    ? [visibleDepot(caller, filters.depot)?.id ?? 0]
    : caller.depots.map(({ id }) => id);
  const { results } = await db
    .prepare(CARD)
    .bind(
      item.id,
      JSON.stringify(depots),
      filters.from ?? null,
      filters.to ?? null,
      ...(after ?? [null, null]),
      limit,
    )
    .all<Record<string, string | number | null>>();
  const [first] = results;
  const last = results.at(-1);
  return {
    item: item.code,
    label: item.label,
    unit: item.unit,
    opening: first ? fromThousandths(Number(first.running) - Number(first.quantity)) : 0,
    rows: results.map((row) => ({
      date: String(row.date),
      document: { id: String(row.id), number: String(row.number), type: row.type as DocumentType },
      party: row.party === null ? null : String(row.party),
      depot: String(row.depot),
      bin: String(row.bin),
      transit: row.transfer !== 0,
      lot: String(row.lot),
      serial: String(row.serial),
      in: fromThousandths(Math.max(Number(row.quantity), 0)),
      out: fromThousandths(Math.max(-Number(row.quantity), 0)),
      balance: fromThousandths(Number(row.running)),
      unitCost: fromTenThousandths(Number(row.unit_cost)),
    })),
    next: results.length === limit && last ? toCursor([String(last.date), Number(last.sequence)]) : null,
  };
}
