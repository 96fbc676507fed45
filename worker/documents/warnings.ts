/**
 * What a posted document warns of (never refuses): goods that expire within 30 days, a depot below its
 * alert level, another lot that expires first. Taken before anything moves, and kept with the journal
 * row, so that a retry gives the first answer. SQL over the CTEs of `linesAs`, one JSON array.
 */
export const WARNINGS = `
  (SELECT coalesce(json_group_array(json(warning)), '[]') FROM (
    SELECT json_object('line', line, 'code', 'EXPIRES_SOON', 'item', code, 'lot', lot_shown, 'expiry', lot_expiry)
      AS warning FROM placed WHERE lot_expiry BETWEEN date AND date(date, '+30 days')
    UNION ALL
    SELECT json_object('line', min(p.line), 'code', 'BELOW_ALERT', 'item', p.code, 'alert', v.alert / 1000.0,
        'left', (there.total - sum(p.quantity)) / 1000.0)
      FROM placed p JOIN levels v ON v.item = p.item AND v.depot = p.depot
      JOIN (SELECT s.item, sum(s.balance) AS total FROM (SELECT DISTINCT depot, item FROM placed) q
        JOIN stock s ON s.depot = q.depot AND s.item = q.item WHERE s.transfer = 0 GROUP BY s.item) there ON there.item = p.item
      GROUP BY p.item HAVING there.total - sum(p.quantity) < v.alert
    UNION ALL
    SELECT json_object('line', p.line, 'code', 'NOT_FIRST_EXPIRED', 'item', p.code, 'lot', p.lot_shown,
        'first', (SELECT l.number FROM stock s JOIN lots l ON l.id = s.lot
          WHERE s.depot = p.depot AND s.item = p.item AND s.transfer = 0 AND s.balance > 0 AND l.blocked = 0
            AND l.expiry >= p.date AND l.expiry < coalesce(p.lot_expiry, '9999') ORDER BY l.expiry LIMIT 1)) AS w
      FROM placed p WHERE EXISTS (SELECT 1 FROM stock s JOIN lots l ON l.id = s.lot
          WHERE s.depot = p.depot AND s.item = p.item AND s.transfer = 0 AND s.balance > 0 AND l.blocked = 0
            AND l.expiry >= p.date AND l.expiry < coalesce(p.lot_expiry, '9999')
            AND NOT EXISTS (SELECT 1 FROM placed o WHERE o.stock = s.id AND o.quantity >= s.balance))
  ))`;
