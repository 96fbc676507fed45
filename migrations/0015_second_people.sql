-- An approval holds up to the value of the gaps that it saw, without their signs, in the smallest unit of the currency:
-- averages may move afterwards (B3). NULL: given before this was kept; it is asked for again.
ALTER TABLE count_approvals ADD COLUMN value INTEGER;

-- Who confirms did not count, where the organisation asks for it (Q5). Whoever is of a team may have typed on its sheet,
-- sent by another's panel (Q21): who leaves it after figures were sent of its lines is still one of the counters.
ALTER TABLE count_team_members ADD COLUMN joined_at TEXT;
-- Of a running count it is not known any more: since its opening.
UPDATE count_team_members SET joined_at = (SELECT opened_at FROM counts WHERE sequence = count_team_members.count);
CREATE TABLE count_former_members (
  count INTEGER NOT NULL REFERENCES counts (sequence),
  person INTEGER NOT NULL REFERENCES people (id),
  PRIMARY KEY (count, person)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER count_former_members_stay BEFORE DELETE ON count_former_members BEGIN SELECT RAISE(ABORT, 'E_APPEND_ONLY'); END;
