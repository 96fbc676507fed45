-- A blank has no counter: whoever counted it may count it a second time, or confirm. What was erased, or voided by an
-- emergency exit, used to keep whose figure it had been. Finished counts stay as they were sealed.
UPDATE count_lines SET first_by = NULL, first_at = NULL
  WHERE first IS NULL AND first_by IS NOT NULL
    AND count IN (SELECT sequence FROM counts WHERE state IN ('open', 'closed'));
UPDATE count_lines SET second_by = NULL, second_at = NULL
  WHERE second IS NULL AND second_by IS NOT NULL
    AND count IN (SELECT sequence FROM counts WHERE state IN ('open', 'closed'));
