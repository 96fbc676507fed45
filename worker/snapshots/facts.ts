import { DOCUMENT_TYPES } from '../../shared/domain/documentTypes.ts';

export type Moment = 'before' | 'after';

/** Raised when what a zip holds changes; zips of an older number are read by `verify-zip` all the same. */
export const FORMAT = 1;

/** What a snapshot prints beside the count's lines, as the opening or confirming batch stored it. */
export interface Facts {
  format: number;
  organisation: string;
  language: 'fr' | 'en';
  currency: string;
  currencyDecimals: number;
  timeZone: string;
  depot: string;
  depotName: string;
  count: {
    id: string;
    name: string;
    kind: string;
    date: string;
    scope: object;
    blind: number;
    rounds: number;
  };
  openedBy: string;
  openedAt: string;
  confirmedBy: string | null;
  confirmedAt: string | null;
  adjustment: string | null;
  /** The ledger position: the sequence of the last movement. */
  position: number;
  /** Names of whoever counted, by row id: kept, for a person may be renamed. */
  counters: Record<string, string>;
  /** The cut-off: the last number of each document type of the depot. */
  lastNumbers: { type: string; number: string; date: string }[];
  /** Goods on their way to or from the depot. */
  transit: {
    transfer: string;
    date: string;
    from: string;
    to: string;
    item: string;
    label: string;
    lot: string;
    serial: string;
    quantity: number;
  }[];
}

/** The statement that stores the facts of a moment, inside the batch that opens or confirms (invariant 10). */
export function keepFacts(db: D1Database, count: string, moment: Moment): D1PreparedStatement {
  return db.prepare(KEEP).bind(count, moment, FORMAT, JSON.stringify(DOCUMENT_TYPES));
}

const KEEP = `
  INSERT INTO snapshots (count, moment, facts)
  SELECT c.sequence, ?2, json_object(
    'format', ?3, 'organisation', t.name, 'language', t.language, 'currency', t.currency,
    'currencyDecimals', t.currency_decimals, 'timeZone', t.time_zone, 'depot', d.code, 'depotName', d.name,
    'count', json_object('id', c.id, 'name', c.name, 'kind', c.kind, 'date', c.date, 'scope', json(c.scope),
      'blind', c.blind, 'rounds', c.rounds),
    'openedBy', o.name, 'openedAt', c.opened_at, 'confirmedBy', f.name, 'confirmedAt', c.confirmed_at,
    'adjustment', (SELECT number FROM documents WHERE sequence = c.adjustment),
    'position', (SELECT coalesce(max(sequence), 0) FROM movements),
    'counters', json((SELECT json_group_object(e.id, e.name) FROM people e WHERE e.id IN (
      SELECT first_by FROM count_lines WHERE count = c.sequence UNION
      SELECT second_by FROM count_lines WHERE count = c.sequence))),
    'lastNumbers', json((SELECT json_group_array(json_object('type', n.type, 'number', n.number, 'date', n.date))
      FROM (SELECT x.type, x.number, x.date FROM json_each(?4) w CROSS JOIN documents x ON x.sequence = (
        SELECT y.sequence FROM documents y WHERE y.depot = c.depot AND y.type = w.value
        ORDER BY y.year DESC, y.ordinal DESC LIMIT 1)) n)),
    'transit', json((SELECT json_group_array(json_object('transfer', x.number, 'date', x.date, 'from', a.code,
        'to', b.code, 'item', i.code, 'label', i.label, 'lot', coalesce(l.number, ''), 'serial', s.serial_shown,
        'quantity', s.balance) ORDER BY x.sequence, i.code, l.number, s.serial)
      FROM stock s JOIN documents x ON x.sequence = s.transfer JOIN depots a ON a.id = x.depot
      JOIN depots b ON b.id = x.destination JOIN items i ON i.id = s.item LEFT JOIN lots l ON l.id = s.lot
      WHERE s.transfer <> 0 AND s.balance > 0 AND (x.depot = c.depot OR x.destination = c.depot))))
  FROM counts c CROSS JOIN settings t JOIN depots d ON d.id = c.depot JOIN people o ON o.id = c.opened_by
  LEFT JOIN people f ON f.id = c.confirmed_by
  WHERE c.id = ?1`;
