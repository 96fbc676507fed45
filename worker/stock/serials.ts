import type { SerialState } from '../../shared/contract/stock.ts';
import { foldKey } from '../../shared/domain/keys.ts';
import { toCursor } from '../http/routes.ts';
import type { Caller } from '../people/caller.ts';
import { partySeenBy } from './card.ts';

type Row = Record<string, string | number | null>;

/**
 * One row for each serial of each item: where it stands, or the stock line it left last. The same serial on
 * two items gives two rows (Q9).
 */
const serialsFor = (caller: Caller) => `
  SELECT i.code AS item, i.code_key, i.label, s.serial, s.serial_shown, coalesce(l.number, '') AS lot, s.balance,
    s.transfer, e.code AS depot, coalesce(b.code, '') AS bin,
    (SELECT json_group_array(json_object('date', m.date, 'number', d.number, 'type', d.type, 'depot', p.code,
        'party', ${partySeenBy(caller)}, 'quantity', m.quantity / 1000.0) ORDER BY m.sequence)
      FROM stock o JOIN movements m ON m.stock = o.id JOIN documents d ON d.sequence = m.document
      JOIN depots p ON p.id = o.depot WHERE o.item = s.item AND o.serial = s.serial) AS history
  FROM stock s JOIN items i ON i.id = s.item JOIN depots e ON e.id = s.depot
  LEFT JOIN bins b ON b.id = s.bin LEFT JOIN lots l ON l.id = s.lot
  WHERE s.serial <> '' AND (?1 IS NULL OR i.code_key = ?1) AND (?2 IS NULL OR s.serial = ?2)
    AND s.id = (SELECT o.id FROM stock o WHERE o.item = s.item AND o.serial = s.serial
      ORDER BY o.balance DESC, o.last_movement DESC LIMIT 1)
    AND (?3 IS NULL OR (i.code_key, s.serial) > (?3, ?4))
  ORDER BY i.code_key, s.serial LIMIT ?5`;

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
) {
  const key = (text: string | undefined) => (text === undefined ? null : foldKey(text));
  const { results } = await db
    .prepare(serialsFor(caller))
    .bind(key(filters.item), key(filters.serial), ...(after ?? [null, null]), limit)
    .all<Row>();
  const last = results.at(-1);
  return {
    rows: results.map(toSerialState),
    next: results.length === limit && last ? toCursor([String(last.code_key), String(last.serial)]) : null,
  };
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
    party: left?.party ?? null,
    enteredOn: entered?.date ?? '',
    enteredBy: entered?.number ?? '',
    goneOn: left?.date ?? null,
    goneBy: left?.number ?? null,
    history,
  };
}
