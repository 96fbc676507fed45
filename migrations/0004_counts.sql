-- Counts: a scope frozen at opening, its lines with their own copy of what a zip prints (invariants 6 to 10).

CREATE TABLE counts (
  sequence INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  depot INTEGER NOT NULL REFERENCES depots (id),
  kind TEXT NOT NULL CONSTRAINT E_KIND CHECK (kind IN ('article', 'part', 'all')),
  date TEXT NOT NULL,
  state TEXT NOT NULL CONSTRAINT E_COUNT_STATE
    CHECK (state IN ('open', 'closed', 'confirmed', 'cancelled', 'reversed')),
  version INTEGER NOT NULL DEFAULT 1,
  blind INTEGER NOT NULL CHECK (blind IN (0, 1)),
  rounds INTEGER NOT NULL CHECK (rounds IN (1, 2)),
  tolerance_quantity INTEGER,
  -- Hundredths of a percent.
  tolerance_percent INTEGER,
  tolerance_value INTEGER,
  instructions TEXT NOT NULL DEFAULT '',
  -- The scope as asked for, and which of its three lists narrow it.
  scope TEXT NOT NULL DEFAULT '{}',
  by_bins INTEGER NOT NULL CHECK (by_bins IN (0, 1)),
  by_items INTEGER NOT NULL CHECK (by_items IN (0, 1)),
  by_lots INTEGER NOT NULL CHECK (by_lots IN (0, 1)),
  -- The ledger position at opening: the last movement's sequence.
  position INTEGER NOT NULL,
  responsible INTEGER REFERENCES people (id),
  opened_by INTEGER NOT NULL REFERENCES people (id),
  opened_at TEXT NOT NULL,
  closed_by INTEGER REFERENCES people (id),
  closed_at TEXT,
  confirmed_by INTEGER REFERENCES people (id),
  confirmed_at TEXT,
  -- The civil date of confirmation: the wall's far side (Q16).
  confirmed_on TEXT,
  cancelled_by INTEGER REFERENCES people (id),
  cancelled_at TEXT,
  reversed_by INTEGER REFERENCES people (id),
  reversed_at TEXT,
  adjustment INTEGER REFERENCES documents (sequence),
  -- How many lines, and how many with a figure, once nothing changes them any more.
  final_lines INTEGER,
  final_counted INTEGER
) STRICT;
CREATE INDEX counts_of_depot ON counts (depot, state, confirmed_on);

CREATE TABLE count_bins (
  count INTEGER NOT NULL REFERENCES counts (sequence),
  bin INTEGER NOT NULL REFERENCES bins (id),
  PRIMARY KEY (count, bin)
) STRICT, WITHOUT ROWID;
CREATE TABLE count_items (
  count INTEGER NOT NULL REFERENCES counts (sequence),
  item INTEGER NOT NULL REFERENCES items (id),
  PRIMARY KEY (count, item)
) STRICT, WITHOUT ROWID;
-- Lot 0 stands for «no lot».
CREATE TABLE count_lots (
  count INTEGER NOT NULL REFERENCES counts (sequence),
  lot INTEGER NOT NULL,
  PRIMARY KEY (count, lot)
) STRICT, WITHOUT ROWID;

-- One row per stock line. From `bin` to `theoretical` a copy taken at opening, which nothing rewrites.
CREATE TABLE count_lines (
  count INTEGER NOT NULL REFERENCES counts (sequence),
  stock INTEGER NOT NULL REFERENCES stock (id),
  -- The order of the sheet and of the zips: bin, code, lot, serial.
  position INTEGER NOT NULL,
  bin TEXT NOT NULL,
  item TEXT NOT NULL,
  label TEXT NOT NULL,
  kind TEXT NOT NULL,
  unit TEXT NOT NULL,
  decimals INTEGER NOT NULL,
  item_group TEXT NOT NULL,
  supplier TEXT NOT NULL,
  lot TEXT NOT NULL,
  expiry TEXT,
  serial TEXT NOT NULL,
  unit_cost INTEGER NOT NULL,
  theoretical INTEGER NOT NULL,
  -- 1: added by Ajouter réf. (Q19).
  added INTEGER NOT NULL DEFAULT 0 CHECK (added IN (0, 1)),
  -- NULL is «not counted», never zero (7). A version rises with each write of its round.
  first INTEGER CONSTRAINT E_COUNTED CHECK (first >= 0),
  first_by INTEGER REFERENCES people (id),
  first_at TEXT,
  first_version INTEGER NOT NULL DEFAULT 0,
  second INTEGER CONSTRAINT E_COUNTED CHECK (second >= 0),
  second_by INTEGER REFERENCES people (id),
  second_at TEXT,
  second_version INTEGER NOT NULL DEFAULT 0,
  second_due INTEGER NOT NULL DEFAULT 0 CHECK (second_due IN (0, 1)),
  arbitrated INTEGER CONSTRAINT E_COUNTED CHECK (arbitrated >= 0),
  arbitrated_by INTEGER REFERENCES people (id),
  arbitration_reason TEXT,
  gap_reason TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  -- What closing decided for a line without a figure.
  blank TEXT CONSTRAINT E_BLANK CHECK (blank IN ('keep', 'zero')),
  -- Fixed when the count is confirmed.
  expected INTEGER,
  retained INTEGER,
  -- The average at confirmation, which the adjustment takes.
  final_cost INTEGER,
  PRIMARY KEY (count, stock)
) STRICT, WITHOUT ROWID;
CREATE INDEX count_lines_in_order ON count_lines (count, position);

CREATE TABLE count_teams (
  count INTEGER NOT NULL REFERENCES counts (sequence),
  team INTEGER NOT NULL CHECK (team > 0),
  name TEXT NOT NULL,
  PRIMARY KEY (count, team)
) STRICT, WITHOUT ROWID;
CREATE TABLE count_team_members (
  count INTEGER NOT NULL,
  team INTEGER NOT NULL,
  person INTEGER NOT NULL REFERENCES people (id),
  PRIMARY KEY (count, team, person),
  FOREIGN KEY (count, team) REFERENCES count_teams (count, team)
) STRICT, WITHOUT ROWID;
CREATE TABLE count_team_bins (
  count INTEGER NOT NULL,
  team INTEGER NOT NULL,
  bin INTEGER NOT NULL REFERENCES bins (id),
  PRIMARY KEY (count, bin),
  FOREIGN KEY (count, team) REFERENCES count_teams (count, team)
) STRICT, WITHOUT ROWID;

-- A second person's nod to a count of a given version (B3), and a manager's to an emergency exit (Q12).
CREATE TABLE count_approvals (
  count INTEGER NOT NULL REFERENCES counts (sequence),
  version INTEGER NOT NULL,
  person INTEGER NOT NULL REFERENCES people (id),
  at TEXT NOT NULL,
  PRIMARY KEY (count, version, person)
) STRICT, WITHOUT ROWID;
CREATE TABLE count_acknowledgements (
  count INTEGER NOT NULL REFERENCES counts (sequence),
  document INTEGER NOT NULL REFERENCES documents (sequence),
  person INTEGER NOT NULL REFERENCES people (id),
  at TEXT NOT NULL,
  PRIMARY KEY (count, document)
) STRICT, WITHOUT ROWID;

-- `facts` is all that a zip prints beside the lines, stored by the batch that opens or confirms; the
-- hash is that of the stored bytes and is set once (10).
CREATE TABLE snapshots (
  count INTEGER NOT NULL REFERENCES counts (sequence),
  moment TEXT NOT NULL CONSTRAINT E_MOMENT CHECK (moment IN ('before', 'after')),
  facts TEXT NOT NULL,
  sha256 TEXT,
  bytes INTEGER,
  stored_at TEXT,
  PRIMARY KEY (count, moment)
) STRICT, WITHOUT ROWID;

-- The one predicate of freeze, wall and opening: which count covers which stock line. Transit belongs to
-- none; a line born later that fits belongs to it; a line added by Ajouter réf. belongs to it too.
CREATE VIEW count_covers (count, state, date, confirmed_on, stock) AS
  SELECT c.sequence, c.state, c.date, c.confirmed_on, s.id
  FROM stock s
  JOIN counts c ON c.depot = s.depot
  JOIN items i ON i.id = s.item
  WHERE s.transfer = 0 AND (
    ((c.kind = 'all' OR c.kind = i.kind)
      AND (c.by_bins = 0 OR EXISTS (SELECT 1 FROM count_bins b WHERE b.count = c.sequence AND b.bin = s.bin))
      AND (c.by_items = 0 OR EXISTS (SELECT 1 FROM count_items n WHERE n.count = c.sequence AND n.item = s.item))
      AND (c.by_lots = 0 OR EXISTS (SELECT 1 FROM count_lots l WHERE l.count = c.sequence AND l.lot = s.lot)))
    OR EXISTS (SELECT 1 FROM count_lines k WHERE k.count = c.sequence AND k.stock = s.id));

-- What a count line comes to: expected is the balance, which only emergency exits have moved since the
-- opening; retained is the figure that counts in the end, NULL where a blank is still undecided.
-- Confirmation writes both down, and from then on they are read from the line.
CREATE VIEW count_results (count, stock, expected, retained, has_figure) AS
  SELECT k.count, k.stock, coalesce(k.expected, s.balance),
    coalesce(k.retained, k.arbitrated, k.second, k.first,
      CASE k.blank WHEN 'zero' THEN 0 WHEN 'keep' THEN s.balance END),
    coalesce(k.arbitrated, k.second, k.first) IS NOT NULL
  FROM count_lines k JOIN stock s ON s.id = k.stock;

-- The freeze (6): nothing moves on a covered line but the count's own adjustment and an emergency exit.
CREATE TRIGGER movement_not_frozen BEFORE INSERT ON movements
BEGIN
  SELECT RAISE(ABORT, 'E_COUNT_OPEN') FROM documents d
    WHERE d.sequence = NEW.document AND d.emergency IS NULL
      AND EXISTS (SELECT 1 FROM count_covers f WHERE f.stock = NEW.stock
        AND f.state IN ('open', 'closed') AND f.count IS NOT d.count);
END;

CREATE TRIGGER count_moves_on BEFORE UPDATE ON counts
BEGIN
  SELECT RAISE(ABORT, 'E_COUNT_VERSION') WHERE NEW.version <> OLD.version + 1;
  SELECT RAISE(ABORT, 'E_COUNT_STATE') WHERE (OLD.state || '>' || NEW.state) NOT IN (
    'open>open', 'open>closed', 'closed>open', 'closed>closed', 'closed>confirmed',
    'open>cancelled', 'closed>cancelled', 'confirmed>reversed');
  SELECT RAISE(ABORT, 'E_COUNT_FROZEN')
    WHERE (NEW.id, NEW.depot, NEW.kind, NEW.date, NEW.scope, NEW.by_bins, NEW.by_items, NEW.by_lots,
           NEW.position, NEW.opened_by, NEW.opened_at)
      IS NOT (OLD.id, OLD.depot, OLD.kind, OLD.date, OLD.scope, OLD.by_bins, OLD.by_items, OLD.by_lots,
              OLD.position, OLD.opened_by, OLD.opened_at)
      -- One confirm, one adjustment (8).
      OR (OLD.adjustment IS NOT NULL AND NEW.adjustment IS NOT OLD.adjustment);
END;
CREATE TRIGGER counts_are_added BEFORE INSERT ON counts
BEGIN
  SELECT RAISE(ABORT, 'E_APPEND_ONLY') FROM counts WHERE id = NEW.id OR sequence = NEW.sequence;
END;
CREATE TRIGGER counts_stay BEFORE DELETE ON counts BEGIN SELECT RAISE(ABORT, 'E_APPEND_ONLY'); END;

-- Theoretical quantities and all that a zip prints are never rewritten (7, 10); figures only while open.
CREATE TRIGGER count_line_keeps_its_copy BEFORE UPDATE ON count_lines
BEGIN
  SELECT RAISE(ABORT, 'E_COUNT_FROZEN')
    WHERE (NEW.count, NEW.stock, NEW.position, NEW.bin, NEW.item, NEW.label, NEW.kind, NEW.unit, NEW.decimals,
           NEW.item_group, NEW.supplier, NEW.lot, NEW.expiry, NEW.serial, NEW.unit_cost, NEW.theoretical, NEW.added)
      IS NOT (OLD.count, OLD.stock, OLD.position, OLD.bin, OLD.item, OLD.label, OLD.kind, OLD.unit, OLD.decimals,
              OLD.item_group, OLD.supplier, OLD.lot, OLD.expiry, OLD.serial, OLD.unit_cost, OLD.theoretical, OLD.added);
  SELECT RAISE(ABORT, 'E_COUNT_NOT_OPEN') FROM counts c WHERE c.sequence = OLD.count AND (
    c.state NOT IN ('open', 'closed')
    OR (c.state = 'closed' AND (NEW.first, NEW.second) IS NOT (OLD.first, OLD.second)));
END;
CREATE TRIGGER count_lines_join_open_counts BEFORE INSERT ON count_lines
BEGIN
  SELECT RAISE(ABORT, 'E_COUNT_NOT_OPEN') FROM counts c WHERE c.sequence = NEW.count AND c.state <> 'open';
  SELECT RAISE(ABORT, 'E_APPEND_ONLY') FROM count_lines k WHERE k.count = NEW.count AND k.stock = NEW.stock;
END;
CREATE TRIGGER count_lines_stay BEFORE DELETE ON count_lines BEGIN SELECT RAISE(ABORT, 'E_APPEND_ONLY'); END;

CREATE TRIGGER snapshot_never_changes BEFORE UPDATE ON snapshots
BEGIN
  SELECT RAISE(ABORT, 'E_APPEND_ONLY') WHERE NEW.count <> OLD.count OR NEW.moment <> OLD.moment
    OR NEW.facts <> OLD.facts OR (OLD.sha256 IS NOT NULL AND NEW.sha256 IS NOT OLD.sha256)
    OR (OLD.bytes IS NOT NULL AND NEW.bytes IS NOT OLD.bytes);
END;
CREATE TRIGGER snapshots_are_added BEFORE INSERT ON snapshots
BEGIN
  SELECT RAISE(ABORT, 'E_APPEND_ONLY') FROM snapshots WHERE count = NEW.count AND moment = NEW.moment;
END;
CREATE TRIGGER snapshots_stay BEFORE DELETE ON snapshots BEGIN SELECT RAISE(ABORT, 'E_APPEND_ONLY'); END;
