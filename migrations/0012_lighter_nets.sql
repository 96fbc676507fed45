-- The same nets, lighter: a count of 100,000 lines passes them line by line.

-- What a count line copied at its opening is never rewritten (7, 10): a statement that so much as names such a
-- column is refused, and one that saves figures need not compare them all.
DROP TRIGGER count_line_keeps_its_copy;
CREATE TRIGGER count_line_keeps_its_copy BEFORE UPDATE OF count, stock, position, bin, item, label, kind, unit, decimals,
  item_group, supplier, lot, expiry, serial, unit_cost, theoretical, added ON count_lines
BEGIN
  SELECT RAISE(ABORT, 'E_COUNT_FROZEN');
END;
-- Figures change only while the count is open.
CREATE TRIGGER count_line_figures_stay BEFORE UPDATE ON count_lines
BEGIN
  SELECT RAISE(ABORT, 'E_COUNT_NOT_OPEN') FROM counts c WHERE c.sequence = OLD.count AND (
    c.state NOT IN ('open', 'closed')
    OR (c.state = 'closed' AND (NEW.first, NEW.second) IS NOT (OLD.first, OLD.second)));
END;

-- Whoever moves an item's quantity or average: their product stays within 64 bits (see posting_moves).
CREATE TRIGGER value_is_exact BEFORE UPDATE ON costs WHEN CAST(NEW.quantity AS REAL) * coalesce(NEW.average, 0) >= 4e18
BEGIN
  SELECT RAISE(ABORT, 'E_VALUE_TOO_LARGE');
END;

-- A count line with what it comes to, in one row: whoever asks for its result reads it once. Expected, retained and
-- elsewhere stand for the columns of that name, as 0006_counting tells.
DROP VIEW count_results;
CREATE VIEW count_results (count, stock, position, bin, item, label, kind, unit, decimals, item_group, supplier, lot,
  expiry, serial, unit_cost, theoretical, added, first, first_by, first_at, first_version, second, second_by, second_at,
  second_version, second_due, arbitrated, arbitrated_by, arbitration_reason, gap_reason, note, blank, final_cost,
  expected, retained, has_figure, elsewhere)
AS SELECT count, stock, position, bin, item, label, kind, unit, decimals, item_group, supplier, lot,
  expiry, serial, unit_cost, theoretical, added, first, first_by, first_at, first_version, second, second_by, second_at,
  second_version, second_due, arbitrated, arbitrated_by, arbitration_reason, gap_reason, note, blank, final_cost,
  expects,
  coalesce(retained, CASE WHEN stands IS NOT NULL THEN 0 ELSE figure END, CASE blank WHEN 'zero' THEN 0 WHEN 'keep' THEN expects END),
  figure IS NOT NULL, stands
FROM (
  SELECT k.*, coalesce(k.arbitrated, k.second, k.first) AS figure,
    coalesce(k.expected, CASE c.state WHEN 'cancelled' THEN k.theoretical + coalesce((
      SELECT sum(e.quantity) FROM count_emergencies e WHERE e.count = k.count AND e.stock = k.stock), 0) ELSE s.balance END) AS expects,
    CASE WHEN k.retained IS NOT NULL THEN k.elsewhere
      WHEN k.serial <> '' AND coalesce(k.arbitrated, k.second, k.first) > 0 THEN (
        SELECT min(f.elsewhere) FROM count_found_elsewhere f WHERE f.count = k.count AND f.stock = k.stock) END AS stands
  FROM count_lines k CROSS JOIN counts c ON c.sequence = k.count JOIN stock s ON s.id = k.stock);
