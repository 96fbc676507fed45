-- An approval holds up to the value of the gaps that it saw, without their signs, in the smallest unit of the currency:
-- averages may move afterwards (B3). NULL: given before this was kept; it is asked for again.
ALTER TABLE count_approvals ADD COLUMN value INTEGER;
