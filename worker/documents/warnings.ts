/** Goods that somebody will use: of what is lost or sent back nobody asks whether it was the first to expire. */
const GOES_ON = `(SELECT type FROM head) NOT IN ('loss', 'return-supplier')`;

/**
 * What a posted document warns of (never refuses): goods that expire within 30 days, a depot below its
 * alert level, another lot that expires first. Taken before anything moves, and kept with the journal
 * row, so that a retry gives the first answer. SQL over the CTEs of `linesAs`, one JSON array.
 */
export const WARNINGS = `
  (SELECT coalesce(json_group_array(json(warning)), '[]') FROM (
    SELECT json_object('line', line, 'code', 'EXPIRES_SOON', 'item', code, 'lot', lot_shown, 'expiry', lot_expiry)
      AS warning FROM placed WHERE lot_expiry BETWEEN date AND date(date, '+30 days') AND ${GOES_ON}
    UNION ALL
    SELECT json_object('line', w.line, 'code', 'BELOW_ALERT', 'item', w.code, 'alert', v.alert / 1000.0,
        'left', (w.total - w.leaving) / 1000.0)
      -- A subquery for each item: as a join the planner reads the whole depot.
      FROM (SELECT min(p.line) AS line, p.item, p.code, p.depot, sum(p.quantity) AS leaving, (
          SELECT sum(s.balance) FROM stock s WHERE s.depot = p.depot AND s.item = p.item AND s.transfer = 0) AS total
        FROM placed p GROUP BY p.item) w
      CROSS JOIN levels v ON v.item = w.item AND v.depot = w.depot WHERE w.total - w.leaving < v.alert
    UNION ALL
    SELECT json_object('line', p.line, 'code', 'NOT_FIRST_EXPIRED', 'item', p.code, 'lot', p.lot_shown,
        'first', (SELECT l.number FROM stock s JOIN lots l ON l.id = s.lot JOIN bins q ON q.id = s.bin AND q.quarantine = 0
          WHERE s.depot = p.depot AND s.item = p.item AND s.transfer = 0 AND s.balance > 0 AND l.blocked = 0
            AND l.expiry >= p.date AND l.expiry < coalesce(p.lot_expiry, '9999')
            AND NOT EXISTS (SELECT 1 FROM placed o WHERE o.stock = s.id AND o.quantity >= s.balance)
          ORDER BY l.expiry LIMIT 1)) AS w
      FROM placed p WHERE ${GOES_ON} AND EXISTS (SELECT 1 FROM stock s JOIN lots l ON l.id = s.lot JOIN bins q ON q.id = s.bin AND q.quarantine = 0
          WHERE s.depot = p.depot AND s.item = p.item AND s.transfer = 0 AND s.balance > 0 AND l.blocked = 0
            AND l.expiry >= p.date AND l.expiry < coalesce(p.lot_expiry, '9999')
            AND NOT EXISTS (SELECT 1 FROM placed o WHERE o.stock = s.id AND o.quantity >= s.balance))
  ))`;
