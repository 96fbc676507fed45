import type { SerialState } from '../../shared/contract/stock.ts';
import { foldKey } from '../../shared/domain/keys.ts';
import { type BlindCount, isHidden } from '../counts/blind.ts';
import { toCursor } from '../http/routes.ts';
import type { Caller } from '../people/caller.ts';
import { partySeenBy, rectifiedTo } from './card.ts';

type Row = Record<string, string | number | null>;

/** A serial that stands in a blind count: where it stands is what is to be counted (Q22). */
const shown = (blind: readonly BlindCount[]) => `NOT EXISTS (SELECT 1 FROM stock h
  WHERE h.item = s.item AND h.serial = s.serial AND h.balance > 0 AND ${isHidden(blind, 'h.id')})`;

/** Pages are cut before anything is read of a serial: by the order of the index on (item, serial). */
const pageOfItem = (
  blind: readonly BlindCount[],
) => `SELECT DISTINCT i.id AS item, i.code_key, i.code, i.label, s.serial FROM items i CROSS JOIN stock s ON s.item = i.id
  WHERE i.code_key = ?1 AND s.serial > ?2 AND ${shown(blind)} ORDER BY s.serial LIMIT ?3`;
/** Over all items, the rest of the first one's serials and those of the items after it. */
const pageOfAll = (
  blind: readonly BlindCount[],
) => `SELECT DISTINCT i.id AS item, i.code_key, i.code, i.label, s.serial FROM items i CROSS JOIN stock s ON s.item = i.id
  WHERE i.code_key >= ?1 AND s.serial > CASE i.code_key WHEN ?1 THEN ?2 ELSE '' END AND ${shown(blind)}
  ORDER BY i.code_key, s.serial LIMIT ?3`;
/** One serial stands on few items. */
const itemsOfSerial = (
  blind: readonly BlindCount[],
) => `SELECT DISTINCT i.id AS item, i.code_key, i.code, i.label, s.serial FROM stock s CROSS JOIN items i ON i.id = s.item
  WHERE s.serial = ?1 AND s.serial <> '' AND (?2 IS NULL OR i.code_key = ?2) AND i.code_key > ?3 AND ${shown(blind)}
  ORDER BY i.code_key LIMIT ?4`;

/** So many places where serials stood are looked through for one page of a search; one on few items still. */
export const SERIALS_LOOKED_AT = 5000;
/** The order of the index on (item, serial), or of that on (serial): what it reads does not grow with the ledger. */
const LOOKED_AT = (ofItem: boolean) => `
  SELECT count(*) AS looked, max(serial) AS last,
    json_group_array(DISTINCT serial) FILTER (WHERE instr(serial, ?1) > 0 AND serial <> ?1) AS found
  FROM (SELECT s.serial FROM ${ofItem ? 'items i CROSS JOIN stock s ON s.item = i.id' : 'stock s'}
    WHERE ${ofItem ? 'i.code_key = ?2' : '?2 IS NULL'} AND s.serial <> '' AND s.serial > ?3
    ORDER BY s.serial LIMIT ${SERIALS_LOOKED_AT})`;
const itemsOfFound = (
  blind: readonly BlindCount[],
) => `SELECT DISTINCT i.id AS item, i.code_key, i.code, i.label, s.serial FROM json_each(?1) f
  CROSS JOIN stock s ON s.serial = f.value AND s.serial <> '' CROSS JOIN items i ON i.id = s.item
  WHERE (?2 IS NULL OR i.code_key = ?2) AND ${shown(blind)}`;

/**
 * One row for each serial of each item on the page: where it stands, or the stock line it left last. The same
 * serial on two items gives two rows (Q9).
 */
const serialsFor = (caller: Caller, page: string) => `
  WITH page AS MATERIALIZED (${page})
  SELECT g.code AS item, g.code_key, g.label, s.serial, s.serial_shown, coalesce(l.number, '') AS lot, s.balance,
    s.transfer, e.code AS depot, coalesce(b.code, '') AS bin,
    (SELECT json_group_array(DISTINCT n.code) FROM stock o JOIN items n ON n.id = o.item
      WHERE o.serial = s.serial AND o.serial <> '' AND o.item <> s.item) AS others,
    (SELECT json_group_array(json_object('date', m.date, 'number', d.number, 'type', d.type, 'depot', p.code,
        'party', ${partySeenBy(caller)}, 'rectified', json(${rectifiedTo((d) => partySeenBy(caller, d))}),
        'quantity', m.quantity / 1000.0) ORDER BY m.sequence)
      FROM stock o JOIN movements m ON m.stock = o.id JOIN documents d ON d.sequence = m.document
      JOIN depots p ON p.id = o.depot WHERE o.item = s.item AND o.serial = s.serial) AS history
  FROM page g CROSS JOIN stock s ON s.id = (SELECT o.id FROM stock o WHERE o.item = g.item AND o.serial = g.serial
      ORDER BY o.balance DESC, o.last_movement DESC LIMIT 1)
  JOIN depots e ON e.id = s.depot
  LEFT JOIN bins b ON b.id = s.bin LEFT JOIN lots l ON l.id = s.lot
  ORDER BY g.code_key, s.serial`;

/**
 * Serial numbers of an item, or one serial over all items: in stock and where, in transit and to where, or
 * gone, to whom, when and by which document (G2, G23). Where a serial stands is no secret to staff.
 */
export async function listSerials(
  db: D1Database,
  caller: Caller,
  filters: { item?: string; serial?: string },
  limit: number,
  after: (string | number)[] | null,
): Promise<SerialPage> {
  const [item, serial] = [filters.item, filters.serial].map((text) => text && foldKey(text));
  const [afterItem = '', afterSerial = ''] = after ?? [];
  const [page, ...bindings] = serial
    ? [itemsOfSerial(caller.blind), serial, item || null, afterItem]
    : item
      ? [pageOfItem(caller.blind), item, afterSerial]
      : [pageOfAll(caller.blind), afterItem, afterSerial];
  const { results } = await db
    .prepare(serialsFor(caller, page))
    .bind(...bindings, limit)
    .all<Row>();
  const last = results.at(-1);
  return {
    rows: results.map(toSerialState),
    next: results.length === limit && last ? toCursor([String(last.code_key), String(last.serial)]) : null,
  };
}

/**
 * Serial numbers that hold the text somewhere, of one item or of all; the one that is the text comes first. A page
 * looks through a fixed number of places, so it may hold few rows, or none, and still have a next one.
 */
export async function searchSerials(
  db: D1Database,
  caller: Caller,
  { q, item }: { q: string; item?: string },
  limit: number,
  after: (string | number)[] | null,
): Promise<SerialPage> {
  const part = foldKey(q);
  const ofItem = item ? foldKey(item) : null;
  const [looked, exact] = await db.batch<Row>([
    db.prepare(LOOKED_AT(ofItem !== null)).bind(part, ofItem, after?.[1] ?? ''),
    ...(after
      ? []
      : [db.prepare(serialsFor(caller, itemsOfSerial(caller.blind))).bind(part, ofItem, '', limit)]),
  ]);
  const reach = looked?.results[0];
  // In the order of the index, which is that of the bytes.
  const all: string[] = JSON.parse(String(reach?.found ?? '[]'));
  const found = all.slice(0, limit);
  const others =
    found.length === 0
      ? []
      : (
          await db
            .prepare(serialsFor(caller, itemsOfFound(caller.blind)))
            .bind(JSON.stringify(found), ofItem)
            .all<Row>()
        ).results;
  const last =
    found.length === limit ? found.at(-1) : reach?.looked === SERIALS_LOOKED_AT ? reach.last : null;
  return {
    rows: [...(exact?.results ?? []), ...others].map(toSerialState),
    next: last === null || last === undefined ? null : toCursor(['', last]),
  };
}

interface SerialPage {
  rows: SerialState[];
  next: string | null;
}

function toSerialState(row: Row): SerialState {
  const history: SerialState['history'] = JSON.parse(String(row.history));
  const gone = row.balance === 0;
  const entered = history.find(({ quantity }) => quantity > 0);
  const left = gone ? history.findLast(({ quantity }) => quantity < 0) : undefined;
  return {
    item: String(row.item),
    label: String(row.label),
    serial: String(row.serial_shown),
    lot: String(row.lot),
    state: gone ? 'gone' : row.transfer === 0 ? 'in-stock' : 'in-transit',
    depot: String(row.depot),
    bin: String(row.bin),
    party: left?.rectified ? left.rectified.party : (left?.party ?? null),
    enteredOn: entered?.date ?? '',
    enteredBy: entered?.number ?? '',
    goneOn: left?.date ?? null,
    goneBy: left?.number ?? null,
    others: JSON.parse(String(row.others)),
    history,
  };
}
