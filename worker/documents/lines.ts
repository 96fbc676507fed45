import { latestOf } from './read.ts';
import type { DocumentRules } from './types.ts';

/**
 * The document and its lines as a batch's statements see them: one JSON parameter, read anew by each
 * statement, from the words of the client to row ids.
 *
 * head    one row: who, what, when; `sent` and `gone`: the transfer or exit that it names
 * wish    one row a line, as written
 * named   with the item, lot and bin that the words mean (NULL where there is none)
 * placed  with the stock line meant: no bin means the one bin that holds it
 *
 * LEFT JOINs keep the order: the lines first, then an index lookup each, never a scan of the stock.
 */
export function linesAs(
  rules: Pick<DocumentRules, 'direction' | 'transit' | 'returns'>,
  parameter = '?1',
): string {
  return `WITH
  head AS MATERIALIZED (
    SELECT h ->> 'id' AS id, h ->> 'type' AS type, h ->> 'code' AS code, h ->> 'depot' AS depot,
      h ->> 'date' AS date, h ->> 'today' AS today, h ->> 'earliest' AS earliest, h ->> 'manages' AS manages,
      h ->> 'person' AS person, h ->> 'now' AS now, h ->> 'party' AS party, h ->> 'partyShown' AS party_shown,
      h ->> 'invoice' AS invoice, h ->> 'invoiceShown' AS invoice_shown,
      h ->> 'transfer' AS transfer, h ->> 'exit' AS exit, h ->> 'description' AS description, h ->> 'linkedDocument' AS linked_document, h ->> 'reason' AS reason,
      h ->> 'emergency' AS emergency, h ->> 'notCounted' AS not_counted,
      h ->> 'acceptCost' AS accept_cost, h ->> 'acceptExpiry' AS accept_expiry, h -> 'undelivered' AS undelivered
    FROM (SELECT ${parameter} -> 'head' AS h)
  ),
  gone AS MATERIALIZED (
    SELECT d.sequence, d.journal, d.number, d.date, l.patient, l.service, l.invoice
    FROM head h JOIN documents d ON d.id = h.exit AND d.depot = h.depot JOIN documents l ON l.sequence = ${latestOf('d.sequence')}
    WHERE d.type = '${rules.returns ?? ''}'
  ),
  sent AS MATERIALIZED (
    SELECT d.sequence, d.depot, d.destination FROM head h JOIN documents d ON d.id = h.transfer AND d.type = 'transfer'
  ),
  wish AS MATERIALIZED (
    SELECT key + 1 AS line, value ->> 'item' AS item_key, value ->> 'itemShown' AS item_shown,
      value ->> 'bin' AS bin_key, value ->> 'binShown' AS bin_shown,
      value ->> 'lot' AS lot_key, value ->> 'lotShown' AS lot_shown,
      value ->> 'serial' AS serial, value ->> 'serialShown' AS serial_shown,
      value ->> 'quantity' AS quantity, value ->> 'unitCost' AS unit_cost, value ->> 'expiry' AS expiry,
      value ->> 'toBin' AS to_bin_key, value ->> 'toBinShown' AS to_bin_shown
    FROM json_each(${parameter}, '$.lines')
  ),
  named AS MATERIALIZED (
    SELECT w.*, h.depot, h.date, i.id AS item, i.code, i.label, i.active AS item_active, i.decimals,
      -- A switch of the organisation that is off stands above what the item says (Q8).
      i.stock_managed AND o.stock_managed AS stock_managed,
      CASE o.lots WHEN 0 THEN 'none' ELSE i.lot_tracking END AS lot_tracking,
      CASE o.serials WHEN 0 THEN 'none' ELSE i.serial_tracking END AS serial_tracking,
      i.expiry_tracking, i.reference_price, i.unit_changed_by,
      CASE w.lot_key WHEN '' THEN 0 ELSE l.id END AS lot, l.expiry AS lot_expiry, l.blocked, l.block_reason,
      b.id AS bin_given, b.active AS bin_active, t.id AS to_bin, t.active AS to_bin_active,
      c.quantity AS held, c.average
    FROM wish w CROSS JOIN head h CROSS JOIN settings o
    LEFT JOIN items i ON i.code_key = w.item_key
    LEFT JOIN lots l ON l.item = i.id AND l.number_key = w.lot_key
    LEFT JOIN bins b ON b.depot = h.depot AND b.code_key = w.bin_key
    LEFT JOIN bins t ON t.depot = h.depot AND t.code_key = w.to_bin_key
    LEFT JOIN costs c ON c.item = i.id
  ),
  aimed AS MATERIALIZED (
    SELECT n.*, ${rules.transit === 'from' ? OUT_OF_TRANSIT : inTheDepot(rules.direction)}
    FROM named n
  ),
  placed AS MATERIALIZED (
    SELECT a.*, s.id AS stock, coalesce(s.balance, 0) AS balance, q.quarantine, q.code AS bin_code
    FROM aimed a
    LEFT JOIN stock s ON s.depot = a.from_depot AND s.item = a.item AND s.lot = a.lot
      AND s.serial = a.serial AND s.bin = a.bin AND s.transfer = a.transfer
    LEFT JOIN bins q ON q.id = a.bin
  )`;
}

const HOLDS = `s.depot = n.depot AND s.item = n.item AND s.lot = n.lot AND s.serial = n.serial
          AND s.transfer = 0 AND s.balance > 0`;
/** Goods that enter a depot of one bin need not name it. */
const ONLY_BIN =
  '(SELECT CASE count(*) WHEN 1 THEN min(id) END FROM bins WHERE depot = n.depot AND active = 1)';

/** The stock line that a line means in its depot, and how many bins hold it. */
function inTheDepot(direction: DocumentRules['direction']): string {
  return `n.depot AS from_depot, 0 AS transfer, n.to_bin AS target,
      coalesce(n.bin_given, CASE WHEN n.bin_key IS NULL THEN coalesce(
        (SELECT CASE count(*) WHEN 1 THEN min(s.bin) END FROM stock s WHERE ${HOLDS}),
        ${direction === 'in' ? ONLY_BIN : 'NULL'}) END) AS bin,
      CASE WHEN n.bin_key IS NULL THEN (SELECT count(*) FROM stock s WHERE ${HOLDS}) ELSE 1 END AS holders`;
}

/** Goods on their way stand on (destination, no bin, item, lot, serial, transfer); the bin named is where they go. */
const OUT_OF_TRANSIT = `(SELECT destination FROM sent) AS from_depot, (SELECT sequence FROM sent) AS transfer,
      coalesce(n.bin_given, CASE WHEN n.bin_key IS NULL THEN coalesce((
        SELECT CASE count(DISTINCT s.bin) WHEN 1 THEN min(s.bin) END FROM stock s WHERE ${HOLDS}), ${ONLY_BIN}) END) AS target,
      0 AS bin, 1 AS holders`;

/** One word for the bins a person may choose from: those that hold the goods, else those there are. */
export const OTHER_BINS = `(SELECT group_concat(code, ', ') FROM (SELECT code FROM bins
    WHERE depot = p.depot AND active = 1 AND code <> '' AND id IS NOT p.bin ORDER BY code_key LIMIT 12))`;
export const BINS_TO_CHOOSE = `coalesce(
  (SELECT group_concat(coalesce(nullif(b.code, ''), '—'), ', ') FROM stock s JOIN bins b ON b.id = s.bin WHERE s.depot = p.depot
    AND s.item = p.item AND s.lot = p.lot AND s.serial = p.serial AND s.transfer = 0 AND s.balance > 0),
  ${OTHER_BINS})`;
