-- The seal (B10): what the books say, chained by hashes after the fact, in the order of the journal.
-- One link seals one command: its journal row, its documents and their movements. A long command is sealed in
-- parts, a count's lines in blocks, and each stored zip by a link of its own. A link covers what lies between the
-- link before it and itself, so that no row is left out and none fits twice.

CREATE TABLE seals (
  sequence INTEGER PRIMARY KEY,
  -- How the content was written when it was sealed.
  format INTEGER NOT NULL,
  kind TEXT NOT NULL CONSTRAINT E_SEAL_KIND CHECK (kind IN ('command', 'opening', 'result', 'snapshot')),
  -- Up to where the books are sealed: the last journal row, document and movement (the ledger position).
  journal INTEGER NOT NULL,
  document INTEGER NOT NULL,
  movement INTEGER NOT NULL,
  -- The count whose lines or zip this link seals, and its last line sealed.
  count INTEGER REFERENCES counts (sequence),
  line INTEGER,
  moment TEXT CHECK (moment IN ('before', 'after')),
  -- 0: more of the same command follows.
  complete INTEGER NOT NULL CHECK (complete IN (0, 1)),
  -- SHA-256 of the content alone, and of the link before with it.
  content TEXT NOT NULL,
  hash TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE INDEX seals_of_counts ON seals (count) WHERE count IS NOT NULL;

-- Two who seal at once: the second finds its place taken, and reads again.
CREATE TRIGGER seal_follows BEFORE INSERT ON seals
BEGIN
  SELECT RAISE(ABORT, 'E_SEAL_FOLLOWS') WHERE NEW.sequence IS NOT (
    SELECT coalesce(max(sequence), 0) + 1 FROM seals);
  SELECT RAISE(ABORT, 'E_SEAL_FOLLOWS') FROM seals last WHERE last.sequence = NEW.sequence - 1
    AND (NEW.journal < last.journal OR NEW.document < last.document OR NEW.movement < last.movement);
END;
CREATE TRIGGER seals_never_change BEFORE UPDATE ON seals BEGIN SELECT RAISE(ABORT, 'E_APPEND_ONLY'); END;
CREATE TRIGGER seals_never_shrink BEFORE DELETE ON seals BEGIN SELECT RAISE(ABORT, 'E_APPEND_ONLY'); END;

-- The link that sealed the stored zip. What is still to make, and still to seal, is found without looking at the rest.
ALTER TABLE snapshots ADD COLUMN sealed INTEGER REFERENCES seals (sequence);
CREATE INDEX snapshots_to_make ON snapshots (count) WHERE sha256 IS NULL;
CREATE INDEX snapshots_to_seal ON snapshots (count) WHERE sha256 IS NOT NULL AND sealed IS NULL;
CREATE TRIGGER snapshot_is_sealed_once BEFORE UPDATE OF sealed ON snapshots
BEGIN
  SELECT RAISE(ABORT, 'E_APPEND_ONLY') WHERE OLD.sealed IS NOT NULL AND NEW.sealed IS NOT OLD.sealed;
END;
