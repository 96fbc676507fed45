import { type Finding, number, PLACE, PLACED, units } from './checks.ts';

/**
 * What is asked each night where the whole is another question: of the rows after a place (`?1` movement, `?2`
 * document), of which all before was right. A balance is held against what its last movement says, on every stock
 * line: what people act upon is checked each night, however old its movements are; those themselves each week.
 * `NOT INDEXED` keeps to the order of the ledger: to group by goods SQLite would read an index of all of it.
 */
export const SINCE: Partial<Record<Finding, string>> = {
  BALANCE: `
    SELECT ${PLACE}, ${units('coalesce(m.balance, 0)')} AS expected, ${units('s.balance')} AS found
    FROM stock s LEFT JOIN movements m ON m.sequence = s.last_movement AND m.stock = s.id
    ${PLACED} WHERE s.balance <> coalesce(m.balance, 0)`,
  BALANCE_AFTER: `
    SELECT ${PLACE}, m.sequence AS movement, o.number AS document, ${units('m.before + m.quantity')} AS expected,
      ${units('m.balance')} AS found
    FROM (SELECT sequence, document, stock, balance, quantity,
        lag(balance) OVER (PARTITION BY stock ORDER BY sequence) AS before FROM movements NOT INDEXED WHERE sequence > ?1) m
    LEFT JOIN stock s ON s.id = m.stock ${PLACED} LEFT JOIN documents o ON o.sequence = m.document
    WHERE m.balance <> m.before + m.quantity ORDER BY m.sequence`,
  LAST_MOVEMENT: `
    SELECT ${PLACE}, m.last AS expected, s.last_movement AS found
    FROM (SELECT stock, max(sequence) AS last FROM movements NOT INDEXED WHERE sequence > ?1 GROUP BY stock) m
    CROSS JOIN stock s ON s.id = m.stock ${PLACED} WHERE s.last_movement <> m.last`,
  COST_LAST: `
    SELECT i.code AS item, m.last AS expected, c.last_movement AS found
    FROM (SELECT item, max(sequence) AS last FROM movements NOT INDEXED WHERE sequence > ?1 GROUP BY item) m
    CROSS JOIN costs c ON c.item = m.item LEFT JOIN items i ON i.id = c.item WHERE c.last_movement <> m.last`,
  // From the day of the first new movement of each line on, backwards from what it holds now.
  NEGATIVE: `
    SELECT ${PLACE}, m.date, o.number AS document, ${units('min(m.running)')} AS found
    FROM (SELECT m.sequence, m.document, m.stock, m.date,
        n.balance - sum(m.quantity) OVER (PARTITION BY m.stock ORDER BY m.date DESC, m.sequence DESC) + m.quantity AS running
      FROM (SELECT stock, min(date) AS day FROM movements NOT INDEXED WHERE sequence > ?1 GROUP BY stock) f
      CROSS JOIN stock n ON n.id = f.stock CROSS JOIN movements m ON m.stock = f.stock AND m.date >= f.day) m
    LEFT JOIN stock s ON s.id = m.stock ${PLACED} LEFT JOIN documents o ON o.sequence = m.document
    WHERE m.running < 0 GROUP BY m.stock`,
  SERIAL_TWICE: `
    SELECT i.code AS item, max(s.serial_shown) AS serial, count(*) AS found,
      group_concat(d.code || coalesce(' / ' || nullif(b.code, ''), ''), ', ') AS places
    FROM stock s LEFT JOIN items i ON i.id = s.item LEFT JOIN depots d ON d.id = s.depot LEFT JOIN bins b ON b.id = s.bin
    WHERE s.serial <> '' AND s.balance > 0 GROUP BY s.item, s.serial HAVING count(*) > 1`,
  SERIAL_QUANTITY: `
    SELECT ${PLACE}, ${units('s.balance')} AS found FROM stock s ${PLACED}
    WHERE s.serial <> '' AND s.balance > 0 AND s.balance <> 1000`,
  SERIAL_DATE: `
    SELECT i.code AS item, m.serial_shown AS serial, m.date, m.last, o.number AS document
    FROM (SELECT s.item, s.serial_shown, m.document, m.date,
        lag(m.date) OVER (PARTITION BY s.item, s.serial ORDER BY m.sequence) AS last
      FROM (SELECT DISTINCT t.item, t.serial FROM movements n JOIN stock t ON t.id = n.stock
        WHERE n.sequence > ?1 AND t.serial <> '') f
      CROSS JOIN stock s ON s.item = f.item AND s.serial = f.serial CROSS JOIN movements m ON m.stock = s.id) m
    LEFT JOIN items i ON i.id = m.item LEFT JOIN documents o ON o.sequence = m.document WHERE m.date < m.last`,
  TRANSIT_STRAY: `
    SELECT ${PLACE}, o.number AS document
    FROM movements m CROSS JOIN stock s ON s.id = m.stock LEFT JOIN documents o ON o.sequence = m.document
    LEFT JOIN documents u ON u.sequence = o.reverses ${PLACED}
    WHERE m.sequence > ?1 AND s.transfer <> 0 AND (t.type IS NOT 'transfer' OR t.destination IS NOT s.depot OR s.bin <> 0
      OR s.transfer NOT IN (o.sequence, coalesce(o.source, 0), coalesce(u.sequence, 0), coalesce(u.source, 0)))`,
  // No ordinal without the one before it.
  NUMBER_MISSING: `
    SELECT ${number('o.ordinal - 1')} AS expected, o.number AS found, min(o.ordinal)
    FROM documents o NOT INDEXED CROSS JOIN depots p ON p.id = o.depot
    WHERE o.sequence > ?2 AND o.ordinal > 1 AND NOT EXISTS (SELECT 1 FROM documents e
      WHERE e.depot = o.depot AND e.type = o.type AND e.year = o.year AND e.ordinal = o.ordinal - 1)
    GROUP BY o.depot, o.type, o.year`,
};
