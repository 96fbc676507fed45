-- The ledger. Documents and movements are only ever added (invariant 1); a balance moves only by the
-- movement that the stock row names (2); no balance is negative on any day (3); a serial stands once (4).
-- Quantities are integer thousandths of the item's unit, costs integer ten-thousandths of the currency.

-- One row per command, first in its batch: idempotency, the record of who did what, the order sealed later (9).
CREATE TABLE journal (
  sequence INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  person INTEGER NOT NULL REFERENCES people (id),
  at TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  request_hash TEXT NOT NULL,
  answer TEXT NOT NULL DEFAULT ''
) STRICT;

-- The key of a stock line is never NULL: lot 0 = none, serial '' = none, transfer 0 = outside transit.
-- Goods in transit stand on (destination, bin 0, item, lot, serial, transfer).
CREATE TABLE stock (
  id INTEGER PRIMARY KEY,
  depot INTEGER NOT NULL REFERENCES depots (id),
  item INTEGER NOT NULL REFERENCES items (id),
  lot INTEGER NOT NULL,
  serial TEXT NOT NULL,
  bin INTEGER NOT NULL,
  transfer INTEGER NOT NULL,
  serial_shown TEXT NOT NULL,
  balance INTEGER NOT NULL DEFAULT 0 CONSTRAINT E_STOCK_NEGATIVE CHECK (balance >= 0),
  last_movement INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT E_SERIAL_QUANTITY CHECK (serial = '' OR balance IN (0, 1000)),
  CONSTRAINT E_TRANSIT_HAS_NO_BIN CHECK ((transfer = 0) = (bin <> 0)),
  UNIQUE (depot, item, lot, serial, bin, transfer)
) STRICT;
CREATE UNIQUE INDEX serial_stands_once ON stock (item, serial) WHERE serial <> '' AND balance > 0;
CREATE INDEX stock_of_item ON stock (item, serial);
CREATE INDEX stock_of_serial ON stock (serial) WHERE serial <> '';
-- What stands in a depot, apart from what was ever on its way to it. A movement writes neither index, but for
-- goods in transit: those received long ago are kept for ever and read by no one.
CREATE INDEX stock_in_place ON stock (depot, item, lot, bin) WHERE transfer = 0;
CREATE INDEX stock_on_its_way ON stock (transfer) WHERE transfer <> 0 AND balance > 0;

-- Quantity and weighted average cost of each item over the whole organisation, transit included.
CREATE TABLE costs (
  item INTEGER PRIMARY KEY REFERENCES items (id),
  quantity INTEGER NOT NULL DEFAULT 0 CONSTRAINT E_STOCK_NEGATIVE CHECK (quantity >= 0),
  -- NULL until something entered.
  average INTEGER CONSTRAINT E_COST CHECK (average >= 0),
  last_movement INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE documents (
  sequence INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  journal INTEGER NOT NULL REFERENCES journal (sequence),
  type TEXT NOT NULL,
  depot INTEGER NOT NULL REFERENCES depots (id),
  year INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  number TEXT NOT NULL,
  date TEXT NOT NULL CONSTRAINT E_DATE CHECK (date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  posted_at TEXT NOT NULL,
  person INTEGER NOT NULL REFERENCES people (id),
  patient INTEGER REFERENCES patients (id),
  service INTEGER REFERENCES services (id),
  supplier INTEGER REFERENCES suppliers (id),
  destination INTEGER REFERENCES depots (id),
  invoice INTEGER REFERENCES invoices (id),
  description TEXT NOT NULL DEFAULT '',
  linked_document TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT '',
  -- The document that this one undoes, mends, receives from or takes back from.
  reverses INTEGER UNIQUE REFERENCES documents (sequence),
  rectifies INTEGER REFERENCES documents (sequence),
  source INTEGER REFERENCES documents (sequence),
  count INTEGER,
  emergency TEXT,
  not_counted INTEGER NOT NULL DEFAULT 0 CHECK (not_counted IN (0, 1)),
  undelivered TEXT NOT NULL DEFAULT '[]',
  -- Rises without a gap for each depot, type and year, and is never used twice (12).
  UNIQUE (depot, type, year, ordinal)
) STRICT;
CREATE INDEX documents_of_invoice ON documents (invoice) WHERE invoice IS NOT NULL;
CREATE INDEX documents_of_patient ON documents (patient) WHERE patient IS NOT NULL;
CREATE INDEX documents_of_source ON documents (source) WHERE source IS NOT NULL;
CREATE INDEX documents_that_rectify ON documents (rectifies) WHERE rectifies IS NOT NULL;

CREATE TABLE movements (
  sequence INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents (sequence),
  line INTEGER NOT NULL CHECK (line > 0),
  stock INTEGER NOT NULL REFERENCES stock (id),
  item INTEGER NOT NULL REFERENCES items (id),
  date TEXT NOT NULL,
  quantity INTEGER NOT NULL CONSTRAINT E_QUANTITY CHECK (quantity <> 0),
  -- The stock line's balance after this movement, in the order of posting.
  balance INTEGER NOT NULL CONSTRAINT E_STOCK_NEGATIVE CHECK (balance >= 0),
  unit_cost INTEGER NOT NULL CONSTRAINT E_COST CHECK (unit_cost >= 0),
  -- The item's average cost after this movement.
  average INTEGER NOT NULL CONSTRAINT E_COST CHECK (average >= 0)
) STRICT;
CREATE INDEX movements_of_stock ON movements (stock, date, sequence);
CREATE INDEX movements_of_document ON movements (document, line);

-- The one door into the ledger. A row put here finds or makes its stock line, takes its cost, and
-- becomes a movement; unit_cost NULL means «at the present average».
CREATE VIEW posting (document, line, depot, bin, item, lot, serial, serial_shown, transfer, date, quantity, unit_cost)
AS SELECT 0, 0, 0, 0, 0, 0, '', '', 0, '', 0, 0 WHERE 0;

CREATE TRIGGER posting_moves INSTEAD OF INSERT ON posting
BEGIN
  INSERT INTO stock (depot, item, lot, serial, bin, transfer, serial_shown)
    SELECT NEW.depot, NEW.item, NEW.lot, NEW.serial, NEW.bin, NEW.transfer,
      -- A serial is shown as it was first written, wherever it comes back.
      coalesce((SELECT serial_shown FROM stock WHERE item = NEW.item AND serial = NEW.serial ORDER BY id LIMIT 1),
        NEW.serial_shown)
    WHERE NEW.quantity > 0 AND NOT EXISTS (
      SELECT 1 FROM stock WHERE depot = NEW.depot AND item = NEW.item AND lot = NEW.lot
        AND serial = NEW.serial AND bin = NEW.bin AND transfer = NEW.transfer);
  INSERT INTO costs (item) SELECT NEW.item
    WHERE NEW.quantity > 0 AND NOT EXISTS (SELECT 1 FROM costs WHERE item = NEW.item);
  -- Without a stock line to take from, the next INSERT would add nothing and say nothing.
  INSERT INTO guard SELECT 'E_STOCK_NEGATIVE', EXISTS (
    SELECT 1 FROM stock WHERE depot = NEW.depot AND item = NEW.item AND lot = NEW.lot
      AND serial = NEW.serial AND bin = NEW.bin AND transfer = NEW.transfer);
  -- Beyond 64 bits SQLite would turn the product into a float and say nothing.
  INSERT INTO guard SELECT 'E_VALUE_TOO_LARGE', EXISTS (
    SELECT 1 FROM costs WHERE item = NEW.item
      AND CAST(quantity AS REAL) * coalesce(average, 0)
        + abs(CAST(NEW.quantity AS REAL) * coalesce(NEW.unit_cost, average, 0)) < 4e18);
  INSERT INTO movements (sequence, document, line, stock, item, date, quantity, balance, unit_cost, average)
    SELECT (SELECT coalesce(max(sequence), 0) + 1 FROM movements),
           NEW.document, NEW.line, s.id, NEW.item, NEW.date, NEW.quantity, s.balance + NEW.quantity,
           coalesce(NEW.unit_cost, c.average),
           -- new = (Q·W + q·c) / (Q + q), rounded half up; what leaves at the average leaves the average alone.
           CASE
             WHEN NEW.unit_cost IS NULL THEN c.average
             WHEN c.quantity + NEW.quantity <= 0 THEN coalesce(c.average, NEW.unit_cost)
             WHEN c.average IS NULL OR c.quantity = 0 THEN NEW.unit_cost
             ELSE (2 * (c.quantity * c.average + NEW.quantity * NEW.unit_cost) + c.quantity + NEW.quantity)
                  / (2 * (c.quantity + NEW.quantity))
           END
    FROM stock s JOIN costs c ON c.item = NEW.item
    WHERE s.depot = NEW.depot AND s.item = NEW.item AND s.lot = NEW.lot
      AND s.serial = NEW.serial AND s.bin = NEW.bin AND s.transfer = NEW.transfer;
END;

-- A movement moves its balance and its item's average, whoever inserts it.
CREATE TRIGGER movement_moves AFTER INSERT ON movements
BEGIN
  UPDATE stock SET balance = NEW.balance, last_movement = NEW.sequence WHERE id = NEW.stock;
  UPDATE costs SET quantity = quantity + NEW.quantity, average = NEW.average, last_movement = NEW.sequence
    WHERE item = NEW.item;
END;

CREATE TRIGGER movement_fits BEFORE INSERT ON movements
BEGIN
  -- Holds off INSERT OR REPLACE too, which fires no delete trigger.
  SELECT RAISE(ABORT, 'E_APPEND_ONLY') WHERE NEW.sequence BETWEEN 0 AND (SELECT max(sequence) FROM movements);
  SELECT RAISE(ABORT, 'E_MOVEMENT_FITS') WHERE NOT EXISTS (
    SELECT 1 FROM stock s JOIN documents d ON d.sequence = NEW.document
    WHERE s.id = NEW.stock AND s.item = NEW.item AND d.date = NEW.date);
END;

-- Never negative on a later day either: the balance before each later movement bears this one as well.
CREATE TRIGGER movement_never_negative BEFORE INSERT ON movements
WHEN NEW.quantity < 0 AND EXISTS (SELECT 1 FROM movements m WHERE m.stock = NEW.stock AND m.date > NEW.date)
BEGIN
  SELECT RAISE(ABORT, 'E_STOCK_NEGATIVE') WHERE NEW.quantity + (
    SELECT min(s.balance - later.total) FROM stock s, (
      SELECT sum(m.quantity) OVER (ORDER BY m.date DESC, m.sequence DESC) AS total
      FROM movements m WHERE m.stock = NEW.stock AND m.date > NEW.date) later
    WHERE s.id = NEW.stock) < 0;
END;

-- A movement of a serial is never dated before that serial's last movement, wherever it was.
CREATE TRIGGER movement_serial_date BEFORE INSERT ON movements
WHEN (SELECT serial FROM stock WHERE id = NEW.stock) <> ''
BEGIN
  SELECT RAISE(ABORT, 'E_SERIAL_DATE') FROM stock here
    JOIN stock s ON s.item = here.item AND s.serial = here.serial
    JOIN movements m ON m.sequence = s.last_movement
    WHERE here.id = NEW.stock AND m.date > NEW.date;
END;

CREATE TRIGGER stock_begins_empty BEFORE INSERT ON stock
BEGIN
  SELECT RAISE(ABORT, 'E_BALANCE') WHERE NEW.balance <> 0 OR NEW.last_movement <> 0;
  -- INSERT OR REPLACE would put an empty row in the place of a full one, and fire no delete trigger.
  SELECT RAISE(ABORT, 'E_APPEND_ONLY') WHERE EXISTS (SELECT 1 FROM stock WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM stock WHERE depot = NEW.depot AND item = NEW.item AND lot = NEW.lot
      AND serial = NEW.serial AND bin = NEW.bin AND transfer = NEW.transfer);
  SELECT RAISE(ABORT, 'E_STOCK_KEY') WHERE
    (NEW.bin <> 0 AND NOT EXISTS (SELECT 1 FROM bins WHERE id = NEW.bin AND depot = NEW.depot))
    OR (NEW.lot <> 0 AND NOT EXISTS (SELECT 1 FROM lots WHERE id = NEW.lot AND item = NEW.item));
END;

CREATE TRIGGER stock_moves_only_by_movement BEFORE UPDATE ON stock
BEGIN
  SELECT RAISE(ABORT, 'E_BALANCE') WHERE NOT EXISTS (
    SELECT 1 FROM movements m
    WHERE m.sequence = NEW.last_movement AND m.stock = OLD.id AND m.sequence > OLD.last_movement
      AND NEW.balance = OLD.balance + m.quantity);
  SELECT RAISE(ABORT, 'E_STOCK_KEY') WHERE (NEW.id, NEW.depot, NEW.item, NEW.lot, NEW.serial, NEW.bin, NEW.transfer)
    IS NOT (OLD.id, OLD.depot, OLD.item, OLD.lot, OLD.serial, OLD.bin, OLD.transfer);
END;

CREATE TRIGGER costs_move_only_by_movement BEFORE UPDATE ON costs
BEGIN
  SELECT RAISE(ABORT, 'E_BALANCE') WHERE NOT EXISTS (
    SELECT 1 FROM movements m
    WHERE m.sequence = NEW.last_movement AND m.item = OLD.item AND NEW.item = OLD.item
      AND m.sequence > OLD.last_movement
      AND NEW.quantity = OLD.quantity + m.quantity AND NEW.average = m.average);
END;
CREATE TRIGGER costs_begin_empty BEFORE INSERT ON costs
WHEN NEW.quantity <> 0 OR NEW.average IS NOT NULL OR NEW.last_movement <> 0
  OR EXISTS (SELECT 1 FROM costs WHERE item = NEW.item)
BEGIN
  SELECT RAISE(ABORT, 'E_BALANCE');
END;

-- Numbers follow one another, also for whoever writes SQL by hand.
CREATE TRIGGER document_number_follows BEFORE INSERT ON documents
BEGIN
  -- A sequence that is not given reads as -1 here.
  SELECT RAISE(ABORT, 'E_APPEND_ONLY') WHERE NEW.sequence BETWEEN 0 AND (SELECT max(sequence) FROM documents)
    OR EXISTS (SELECT 1 FROM documents WHERE id = NEW.id OR reverses = NEW.reverses);
  SELECT RAISE(ABORT, 'E_NUMBER') WHERE NEW.year <> CAST(substr(NEW.date, 1, 4) AS INTEGER)
    OR NEW.ordinal <> 1 + coalesce((
      SELECT max(ordinal) FROM documents WHERE depot = NEW.depot AND type = NEW.type AND year = NEW.year), 0);
END;

CREATE TRIGGER journal_is_appended BEFORE INSERT ON journal
BEGIN
  SELECT RAISE(ABORT, 'E_ID_USED') WHERE EXISTS (SELECT 1 FROM journal WHERE id = NEW.id);
  SELECT RAISE(ABORT, 'E_APPEND_ONLY') WHERE NEW.sequence BETWEEN 0 AND (SELECT max(sequence) FROM journal);
END;
CREATE TRIGGER journal_never_changes BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'E_APPEND_ONLY'); END;
CREATE TRIGGER journal_never_shrinks BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'E_APPEND_ONLY'); END;
CREATE TRIGGER documents_never_change BEFORE UPDATE ON documents BEGIN SELECT RAISE(ABORT, 'E_APPEND_ONLY'); END;
CREATE TRIGGER documents_never_shrink BEFORE DELETE ON documents BEGIN SELECT RAISE(ABORT, 'E_APPEND_ONLY'); END;
CREATE TRIGGER movements_never_change BEFORE UPDATE ON movements BEGIN SELECT RAISE(ABORT, 'E_APPEND_ONLY'); END;
CREATE TRIGGER movements_never_shrink BEFORE DELETE ON movements BEGIN SELECT RAISE(ABORT, 'E_APPEND_ONLY'); END;
CREATE TRIGGER stock_never_shrinks BEFORE DELETE ON stock BEGIN SELECT RAISE(ABORT, 'E_APPEND_ONLY'); END;
CREATE TRIGGER costs_never_shrink BEFORE DELETE ON costs BEGIN SELECT RAISE(ABORT, 'E_APPEND_ONLY'); END;
