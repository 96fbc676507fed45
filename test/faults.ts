/**
 * The books checked by plain SQL that shares nothing with the code under test: each row is a fault.
 * Movements are the only source; balances, costs, numbers and serials are recomputed from them.
 */
export const FAULTS: Record<string, string> = {
  'a balance is not the sum of its movements': `
    SELECT s.id FROM stock s LEFT JOIN movements m ON m.stock = s.id
    GROUP BY s.id HAVING s.balance <> coalesce(sum(m.quantity), 0)`,
  'a stock line is negative at some point of (date, sequence)': `
    SELECT stock FROM (SELECT stock, sum(quantity) OVER (PARTITION BY stock ORDER BY date, sequence) AS running
      FROM movements) WHERE running < 0`,
  'a serial stands twice': `
    SELECT item FROM stock WHERE serial <> '' GROUP BY item, serial HAVING sum(balance > 0) > 1 OR max(balance) > 1000`,
  'a serial moves before its last movement': `
    SELECT a.sequence FROM movements a JOIN stock x ON x.id = a.stock JOIN stock y ON y.item = x.item AND y.serial = x.serial
    JOIN movements b ON b.stock = y.id AND b.sequence > a.sequence AND b.date < a.date WHERE x.serial <> ''`,
  'numbers have a gap': `
    SELECT depot FROM documents GROUP BY depot, type, year
    HAVING min(ordinal) <> 1 OR max(ordinal) <> count(*) OR count(DISTINCT number) <> count(*)`,
  'an item weighs something else than its movements': `
    SELECT c.item FROM costs c JOIN movements m ON m.item = c.item GROUP BY c.item HAVING c.quantity <> sum(m.quantity)`,
  'goods in transit have a bin': `SELECT id FROM stock WHERE (transfer = 0) = (bin = 0)`,
  'a document has no journal row': `
    SELECT d.sequence FROM documents d LEFT JOIN journal j ON j.sequence = d.journal WHERE j.sequence IS NULL`,
  'an adjustment is not exactly the gaps of its count': `
    SELECT k.count FROM counts c JOIN count_lines k ON k.count = c.sequence
    LEFT JOIN movements m ON m.document = c.adjustment AND m.stock = k.stock
    WHERE c.state = 'confirmed' AND coalesce(m.quantity, 0) <> k.retained - k.expected`,
  'a count has two adjustments': `
    SELECT count FROM documents WHERE type = 'count-adjustment' GROUP BY count HAVING count(*) > 1`,
};
