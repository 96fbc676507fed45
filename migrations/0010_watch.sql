-- What each night's check of the books found: one row for each check, and where the seal's check has come to.
CREATE TABLE nightly_checks (
  name TEXT PRIMARY KEY,
  -- The civil date, in the organisation's time zone, of the night it was last finished.
  day TEXT NOT NULL,
  at TEXT NOT NULL,
  faults INTEGER NOT NULL CHECK (faults >= 0),
  -- JSON: the first faults, as the check tells them.
  told TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Whoever leaves may be erased (Q7): the row stays, for documents point at it, under a word that says nothing. A
-- command about people names an address, outside the seal; that word takes its place, and nothing else may change.
CREATE TRIGGER erased_person_renews_the_key AFTER UPDATE OF email_key ON people
WHEN NEW.email_key <> OLD.email_key
BEGIN
  UPDATE personal_key SET key = hex(randomblob(32));
END;
DROP TRIGGER journal_never_changes;
CREATE TRIGGER journal_never_changes BEFORE UPDATE ON journal
WHEN OLD.action <> 'people.put' OR NEW.subject NOT GLOB 'efface-*' OR OLD.subject GLOB 'efface-*'
  OR (NEW.sequence, NEW.id, NEW.person, NEW.at, NEW.action, NEW.request_hash, NEW.answer)
    IS NOT (OLD.sequence, OLD.id, OLD.person, OLD.at, OLD.action, OLD.request_hash, OLD.answer)
BEGIN
  SELECT RAISE(ABORT, 'E_APPEND_ONLY');
END;
