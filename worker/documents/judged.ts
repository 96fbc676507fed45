import type { DocumentRules } from './types.ts';

/**
 * The CTE `judged` after those of `linesAs`: each line with what the rules look at. The same stock line
 * on several lines is judged by its sum, goods that come back by theirs in whichever bins; what is available on a past day is the least balance from
 * that day on (invariant 3).
 */
export function judgedAs(rules: DocumentRules): string {
  const isOut = rules.direction !== 'in';
  // A freeze or a wall stands at both ends of a move; goods on their way belong to no count.
  const ends = rules.direction === 'move' ? 'p.stock, p.to_stock' : 'p.stock';
  return `,
  judged AS MATERIALIZED (
    SELECT p.*, h.type, h.emergency, h.not_counted, h.accept_cost, h.accept_expiry,
      sum(p.quantity) OVER (PARTITION BY p.item, p.lot, p.serial${isOut ? ', p.bin' : ''}) AS wanted,
      sum(p.quantity) OVER (PARTITION BY p.item) AS entering,
      count(*) OVER (PARTITION BY p.item, nullif(p.serial, '')) AS same_serial,
      EXISTS (SELECT 1 FROM stock s WHERE s.item = p.item AND s.serial = p.serial AND s.balance > 0
        AND p.serial <> '') AS in_stock,
      (SELECT max(m.date) FROM stock s JOIN movements m ON m.sequence = s.last_movement
        WHERE s.item = p.item AND s.serial = p.serial AND p.serial <> '') AS serial_last,
      (SELECT f.count FROM count_covers f WHERE f.stock IN (${ends}) AND f.state IN ('open', 'closed') LIMIT 1) AS frozen_by,
      CASE WHEN h.date < h.today THEN (
        SELECT f.count FROM count_covers f
        WHERE f.stock IN (${ends}) AND f.state = 'confirmed' AND h.date <= f.confirmed_on
          AND NOT EXISTS (SELECT 1 FROM count_lines k
            WHERE k.count = f.count AND k.stock = f.stock AND k.blank = 'keep')
        ORDER BY f.date DESC LIMIT 1) END AS wall,
      ${isOut ? OUT_COLUMNS : 'NULL AS first_date, NULL AS available, 0 AS takes_expired'},
      CASE h.manages WHEN 0 THEN (SELECT f.count FROM count_covers f JOIN counts c ON c.sequence = f.count AND c.blind = 1
        WHERE f.stock = p.stock AND f.state IN ('open', 'closed') LIMIT 1) END AS hidden_by,
      ${rules.returns ? OUT_STILL : 'NULL'} AS out_still
    FROM ${rules.direction === 'move' ? MOVE_SOURCE : 'placed p'} CROSS JOIN head h
    ${rules.party === 'depot' ? 'LEFT JOIN depots t ON t.code_key = h.party' : ''}
  )`.replace('TAKES_EXPIRED', rules.party === 'depot' ? 'coalesce(t.takes_expired, 0)' : '0');
}

const OUT_COLUMNS = `
      CASE WHEN h.date < h.today THEN (
        SELECT min(m.date) FROM movements m WHERE m.stock = p.stock) END AS first_date,
      min(p.balance, CASE WHEN h.date < h.today THEN coalesce((
        SELECT min(p.balance - later.total) FROM (
          SELECT sum(m.quantity) OVER (ORDER BY m.date DESC, m.sequence DESC) AS total
          FROM movements m WHERE m.stock = p.stock AND m.date > h.date) later), p.balance)
        ELSE p.balance END) AS available,
      TAKES_EXPIRED AS takes_expired`;

/** What the named exit took out of the line's goods, less what returns not undone since have brought back. */
export const OUT_STILL = `(SELECT CASE WHEN EXISTS (SELECT 1 FROM documents WHERE reverses = g.sequence) THEN 0 ELSE (
          SELECT coalesce(-sum(m.quantity), 0) FROM documents d JOIN movements m ON m.document = d.sequence
          JOIN stock s ON s.id = m.stock
          WHERE (d.sequence = g.sequence OR (d.source = g.sequence AND NOT EXISTS (
              SELECT 1 FROM documents r WHERE r.reverses = d.sequence)))
            AND s.item = p.item AND s.lot = p.lot AND s.serial = p.serial) END FROM gone g)`;

/** A bin move touches two stock lines; the one goods move to may not exist yet. */
const MOVE_SOURCE = `(SELECT p.*, g.id AS to_stock FROM placed p
      LEFT JOIN stock g ON g.depot = p.depot AND g.item = p.item AND g.lot = p.lot
        AND g.serial = p.serial AND g.bin = p.target AND g.transfer = 0) p`;
