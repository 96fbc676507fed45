-- Teams at work, second counts, found serials, spot counts and the undoing of a count.

-- A spot count (Q20) is typed and confirmed in one batch: it has a reason and no zips, and covers its lines alone.
ALTER TABLE counts ADD COLUMN spot INTEGER NOT NULL DEFAULT 0 CHECK (spot IN (0, 1));
ALTER TABLE counts ADD COLUMN reason TEXT NOT NULL DEFAULT '';

-- Where the ledger held a serial that was found here (Q10), written down by the confirming batch.
ALTER TABLE count_lines ADD COLUMN elsewhere INTEGER REFERENCES stock (id);
CREATE INDEX count_lines_added ON count_lines (count) WHERE added = 1;

-- Every request asks for the blind counts that run: there are few, or none (Q22).
CREATE INDEX counts_running_blind ON counts (depot) WHERE blind = 1 AND state IN ('open', 'closed');

-- What emergency exits took out of which lines while a count ran (Q12): quantities below zero.
CREATE TABLE count_emergencies (
  count INTEGER NOT NULL REFERENCES counts (sequence),
  stock INTEGER NOT NULL REFERENCES stock (id),
  document INTEGER NOT NULL REFERENCES documents (sequence),
  quantity INTEGER NOT NULL CONSTRAINT E_QUANTITY CHECK (quantity < 0),
  PRIMARY KEY (count, stock, document)
) STRICT, WITHOUT ROWID;
INSERT INTO count_emergencies (count, stock, document, quantity)
  SELECT c.sequence, m.stock, d.sequence, sum(m.quantity)
  FROM documents d JOIN movements m ON m.document = d.sequence
  JOIN count_lines k ON k.stock = m.stock JOIN counts c ON c.sequence = k.count
  WHERE d.emergency IS NOT NULL AND m.quantity < 0 AND m.sequence > c.position
    AND d.posted_at <= coalesce(c.confirmed_at, c.cancelled_at, '9999')
  GROUP BY c.sequence, m.stock, d.sequence;
CREATE TRIGGER count_emergencies_stay BEFORE DELETE ON count_emergencies BEGIN SELECT RAISE(ABORT, 'E_APPEND_ONLY'); END;
CREATE TRIGGER count_emergencies_never_change BEFORE UPDATE ON count_emergencies BEGIN SELECT RAISE(ABORT, 'E_APPEND_ONLY'); END;

-- The undoing of a confirmed count (Q4): asked for by one person, approved by another. A request that was
-- refused is gone from here; the journal keeps it.
CREATE TABLE count_reversals (
  count INTEGER PRIMARY KEY REFERENCES counts (sequence),
  reason TEXT NOT NULL,
  asked_by INTEGER NOT NULL REFERENCES people (id),
  asked_at TEXT NOT NULL,
  approved_by INTEGER REFERENCES people (id) CONSTRAINT E_COUNT_SAME_PERSON CHECK (approved_by <> asked_by),
  approved_at TEXT,
  document INTEGER REFERENCES documents (sequence)
) STRICT;
CREATE TRIGGER count_reversal_approved_stays BEFORE DELETE ON count_reversals WHEN OLD.approved_by IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'E_APPEND_ONLY');
END;

-- A figure that the ledger cannot take: the serial stands elsewhere and does not leave there by this very
-- adjustment, or it moved on a day after the count's. It stays as found, and posts nothing.
CREATE VIEW count_found_elsewhere (count, stock, elsewhere) AS
  SELECT k.count, k.stock, o.id
  FROM count_lines k JOIN counts c ON c.sequence = k.count
  JOIN stock s ON s.id = k.stock JOIN stock o ON o.item = s.item AND o.serial = s.serial
  WHERE s.serial <> '' AND s.balance = 0 AND (
    (o.balance > 0 AND NOT EXISTS (
      SELECT 1 FROM count_lines l WHERE l.count = k.count AND l.stock = o.id
        AND coalesce(l.arbitrated, l.second, l.first, CASE l.blank WHEN 'zero' THEN 0 ELSE 1 END) = 0))
    OR EXISTS (SELECT 1 FROM movements m WHERE m.sequence = o.last_movement AND m.date > c.date));

-- What a count line comes to: expected is the balance, which only emergency exits have moved since the
-- opening (of a cancelled count, what it was when it ended); retained is the figure that counts in the end,
-- NULL where a blank is still undecided. Confirmation writes all of it down, and from then on it is read from the line.
DROP VIEW count_results;
CREATE VIEW count_results (count, stock, expected, retained, has_figure, elsewhere) AS
  SELECT count, stock, expected,
    coalesce(kept, CASE WHEN elsewhere IS NOT NULL THEN 0 ELSE figure END, CASE blank WHEN 'zero' THEN 0 WHEN 'keep' THEN expected END),
    figure IS NOT NULL, elsewhere
  FROM (
    SELECT k.count, k.stock, k.retained AS kept, k.blank, coalesce(k.arbitrated, k.second, k.first) AS figure,
      coalesce(k.expected, CASE c.state WHEN 'cancelled' THEN k.theoretical + coalesce((
        SELECT sum(e.quantity) FROM count_emergencies e WHERE e.count = k.count AND e.stock = k.stock), 0) ELSE s.balance END) AS expected,
      CASE WHEN k.retained IS NOT NULL THEN k.elsewhere
        WHEN k.serial <> '' AND coalesce(k.arbitrated, k.second, k.first) > 0 THEN (
          SELECT min(f.elsewhere) FROM count_found_elsewhere f WHERE f.count = k.count AND f.stock = k.stock) END AS elsewhere
    FROM counts c CROSS JOIN count_lines k ON k.count = c.sequence JOIN stock s ON s.id = k.stock);
