-- Each night what is new is checked, each week everything: when a check last read all of it (the civil date of that
-- night, and the instant), how far it has read since, and what its next reading goes on from.
ALTER TABLE nightly_checks ADD COLUMN whole_day TEXT NOT NULL DEFAULT '';
ALTER TABLE nightly_checks ADD COLUMN whole_at TEXT;
-- JSON: the last movement, document and journal row that it has read.
ALTER TABLE nightly_checks ADD COLUMN reached TEXT;
-- JSON: the costs of each item at that place; how far the reading of the chain of seals has come.
ALTER TABLE nightly_checks ADD COLUMN kept TEXT;
-- Half a reading of the chain as it was kept before goes on from nowhere.
DELETE FROM nightly_checks WHERE name = 'SEAL';
