-- Nets drawn closer: scopes, adjustments, references whose unit changed, and what no hash may give away; and the
-- order in which an item's card is read.

-- The scope of a count is fixed by the command that opens it (6): its lists are added by that batch, before the
-- facts of the before snapshot, and never changed.
CREATE TRIGGER count_bins_join_at_opening BEFORE INSERT ON count_bins
BEGIN
  SELECT RAISE(ABORT, 'E_COUNT_FROZEN') WHERE NOT EXISTS (SELECT 1 FROM counts_being_opened o WHERE o.count = NEW.count);
END;
CREATE TRIGGER count_items_join_at_opening BEFORE INSERT ON count_items
BEGIN
  SELECT RAISE(ABORT, 'E_COUNT_FROZEN') WHERE NOT EXISTS (SELECT 1 FROM counts_being_opened o WHERE o.count = NEW.count);
END;
CREATE TRIGGER count_lots_join_at_opening BEFORE INSERT ON count_lots
BEGIN
  SELECT RAISE(ABORT, 'E_COUNT_FROZEN') WHERE NOT EXISTS (SELECT 1 FROM counts_being_opened o WHERE o.count = NEW.count);
END;
CREATE VIEW counts_being_opened (count) AS
  SELECT c.sequence FROM counts c
  WHERE c.opened_at = (SELECT j.at FROM journal j ORDER BY j.sequence DESC LIMIT 1)
    AND NOT EXISTS (SELECT 1 FROM snapshots s WHERE s.count = c.sequence);
CREATE TRIGGER count_bins_never_change BEFORE UPDATE ON count_bins BEGIN SELECT RAISE(ABORT, 'E_COUNT_FROZEN'); END;
CREATE TRIGGER count_items_never_change BEFORE UPDATE ON count_items BEGIN SELECT RAISE(ABORT, 'E_COUNT_FROZEN'); END;
CREATE TRIGGER count_lots_never_change BEFORE UPDATE ON count_lots BEGIN SELECT RAISE(ABORT, 'E_COUNT_FROZEN'); END;
CREATE TRIGGER count_bins_stay BEFORE DELETE ON count_bins BEGIN SELECT RAISE(ABORT, 'E_COUNT_FROZEN'); END;
CREATE TRIGGER count_items_stay BEFORE DELETE ON count_items BEGIN SELECT RAISE(ABORT, 'E_COUNT_FROZEN'); END;
CREATE TRIGGER count_lots_stay BEFORE DELETE ON count_lots BEGIN SELECT RAISE(ABORT, 'E_COUNT_FROZEN'); END;

-- One confirm, one adjustment (8), whoever writes the row; and no document of another type passes the freeze by
-- calling itself a count's own. The trigger holds off INSERT OR REPLACE, which the index would let replace.
CREATE UNIQUE INDEX one_adjustment_per_count ON documents (count) WHERE type = 'count-adjustment';
CREATE TRIGGER document_of_a_count BEFORE INSERT ON documents WHEN NEW.count IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'E_DOCUMENT_OF_COUNT') WHERE NEW.type NOT IN ('count-adjustment', 'reversal');
  SELECT RAISE(ABORT, 'E_ONE_ADJUSTMENT') FROM documents
    WHERE NEW.type = 'count-adjustment' AND type = 'count-adjustment' AND count = NEW.count;
END;
CREATE TRIGGER adjustment_has_its_count BEFORE INSERT ON documents WHEN NEW.type = 'count-adjustment' AND NEW.count IS NULL
BEGIN
  SELECT RAISE(ABORT, 'E_DOCUMENT_OF_COUNT');
END;

-- The command that last gave the item another unit, at zero stock (Q8): what moved before it was another
-- quantity, and neither comes back nor is taken back by a reversal.
ALTER TABLE items ADD COLUMN unit_changed_by INTEGER REFERENCES journal (sequence);
CREATE TRIGGER item_unit_changes AFTER UPDATE OF unit ON items WHEN NEW.unit <> OLD.unit
BEGIN
  UPDATE items SET unit_changed_by = (SELECT max(sequence) FROM journal) WHERE id = NEW.id;
END;

-- What a command says of patients enters its hash by a digest under this key (Q7, 9). When a patient is erased,
-- the key is made anew: no digest made before can be tried against a list of references any more.
CREATE TABLE personal_key (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  key TEXT NOT NULL CHECK (length(key) = 64)
) STRICT;
INSERT INTO personal_key VALUES (1, hex(randomblob(32)));
CREATE TRIGGER personal_key_stays BEFORE DELETE ON personal_key BEGIN SELECT RAISE(ABORT, 'E_SETTINGS_STAY'); END;
CREATE TRIGGER erased_patient_renews_the_key AFTER UPDATE OF reference_key ON patients
WHEN NEW.reference_key <> OLD.reference_key
BEGIN
  UPDATE personal_key SET key = hex(randomblob(32));
END;

-- The order (date, sequence) of an item's movements over all its stock lines: its card reads a page from the page
-- before, and the average at a date is that of one row.
CREATE INDEX movements_of_item ON movements (item, date, sequence);

-- Which documents deliver an invoice: as their last rectification says, else as they were posted (Q6).
CREATE VIEW invoice_documents (invoice, document) AS
  SELECT d.invoice, coalesce(d.rectifies, d.sequence) FROM documents d
  WHERE d.invoice IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM documents x WHERE x.rectifies = coalesce(d.rectifies, d.sequence) AND x.sequence > d.sequence);

-- Beyond 2^53 thousandths a quantity would reach the Worker rounded (D1 gives numbers of JavaScript).
CREATE TRIGGER quantity_is_exact BEFORE UPDATE OF quantity ON costs WHEN NEW.quantity > 9007199254740991
BEGIN
  SELECT RAISE(ABORT, 'E_VALUE_TOO_LARGE');
END;
