-- Who works here and where. Row ids never leave the Worker; codes are compared by their folded key.

-- A precondition inside a batch: INSERT INTO guard SELECT 'E_…', <condition>. It writes no row, and
-- ends the whole batch where the condition is not true (NULL included).
CREATE VIEW guard (code, ok) AS SELECT NULL, NULL WHERE 0;
CREATE TRIGGER guard_raises INSTEAD OF INSERT ON guard WHEN NEW.ok IS NOT 1
BEGIN
  SELECT RAISE(ABORT, NEW.code);
END;

CREATE TABLE settings (
  id INTEGER PRIMARY KEY CONSTRAINT E_SETTINGS_ONE_ROW CHECK (id = 1),
  name TEXT NOT NULL,
  currency TEXT NOT NULL CONSTRAINT E_CURRENCY CHECK (length(currency) = 3),
  currency_decimals INTEGER NOT NULL CONSTRAINT E_CURRENCY_DECIMALS CHECK (currency_decimals BETWEEN 0 AND 4),
  time_zone TEXT NOT NULL,
  language TEXT NOT NULL CONSTRAINT E_LANGUAGE CHECK (language IN ('fr', 'en')),
  -- Gestan's three switches (G5 to G8).
  lots INTEGER NOT NULL CHECK (lots IN (0, 1)),
  stock_managed INTEGER NOT NULL CHECK (stock_managed IN (0, 1)),
  serials INTEGER NOT NULL CHECK (serials IN (0, 1)),
  clerk_days_back INTEGER NOT NULL CHECK (clerk_days_back >= 0),
  closed_through TEXT,
  confirmer_did_not_count INTEGER NOT NULL CHECK (confirmer_did_not_count IN (0, 1)),
  -- In the currency's smallest unit; NULL: no second approval.
  approval_above INTEGER,
  version INTEGER NOT NULL
) STRICT;
INSERT INTO settings VALUES (1, 'Mon organisation', 'EUR', 2, 'Europe/Paris', 'fr', 1, 1, 1, 3, NULL, 0, NULL, 1);
CREATE TRIGGER settings_stay BEFORE DELETE ON settings BEGIN SELECT RAISE(ABORT, 'E_SETTINGS_STAY'); END;

CREATE TABLE people (
  id INTEGER PRIMARY KEY,
  email TEXT NOT NULL,
  email_key TEXT NOT NULL UNIQUE,
  -- The stable key of the account, bound at the first sign-in.
  sub TEXT UNIQUE,
  name TEXT NOT NULL,
  admin INTEGER NOT NULL DEFAULT 0 CHECK (admin IN (0, 1)),
  accountant INTEGER NOT NULL DEFAULT 0 CHECK (accountant IN (0, 1)),
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE depots (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL,
  code_key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  search TEXT NOT NULL,
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  -- 0: may send to every other depot; 1: only to those in depot_destinations.
  limits_destinations INTEGER NOT NULL DEFAULT 0 CHECK (limits_destinations IN (0, 1)),
  invoice_required INTEGER NOT NULL DEFAULT 0 CHECK (invoice_required IN (0, 1)),
  known_patients_only INTEGER NOT NULL DEFAULT 0 CHECK (known_patients_only IN (0, 1)),
  takes_expired INTEGER NOT NULL DEFAULT 0 CHECK (takes_expired IN (0, 1)),
  counts_whole_depot INTEGER NOT NULL DEFAULT 0 CHECK (counts_whole_depot IN (0, 1)),
  loss_limit INTEGER,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE depot_types (
  depot INTEGER NOT NULL REFERENCES depots (id),
  type TEXT NOT NULL,
  PRIMARY KEY (depot, type)
) STRICT, WITHOUT ROWID;

CREATE TABLE depot_destinations (
  depot INTEGER NOT NULL REFERENCES depots (id),
  destination INTEGER NOT NULL REFERENCES depots (id),
  PRIMARY KEY (depot, destination)
) STRICT, WITHOUT ROWID;

-- A person is clerk or manager of the depots given; admin and accountant are organisation-wide.
CREATE TABLE rights (
  person INTEGER NOT NULL REFERENCES people (id),
  depot INTEGER NOT NULL REFERENCES depots (id),
  role TEXT NOT NULL CONSTRAINT E_ROLE CHECK (role IN ('clerk', 'manager')),
  emergency_exit INTEGER NOT NULL DEFAULT 0 CHECK (emergency_exit IN (0, 1)),
  PRIMARY KEY (person, depot)
) STRICT, WITHOUT ROWID;

CREATE TABLE bins (
  id INTEGER PRIMARY KEY,
  depot INTEGER NOT NULL REFERENCES depots (id),
  code TEXT NOT NULL,
  code_key TEXT NOT NULL,
  name TEXT NOT NULL DEFAULT '',
  search TEXT NOT NULL DEFAULT '',
  quarantine INTEGER NOT NULL DEFAULT 0 CHECK (quarantine IN (0, 1)),
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  version INTEGER NOT NULL DEFAULT 1,
  UNIQUE (depot, code_key)
) STRICT;

-- Each depot has one unnamed bin.
CREATE TRIGGER depot_has_unnamed_bin AFTER INSERT ON depots
BEGIN
  INSERT INTO bins (depot, code, code_key) VALUES (NEW.id, '', '');
END;
CREATE TRIGGER depot_code_stays BEFORE UPDATE OF code_key ON depots WHEN NEW.code_key <> OLD.code_key
BEGIN
  SELECT RAISE(ABORT, 'E_CODE_STAYS');
END;
CREATE TRIGGER depots_stay BEFORE DELETE ON depots BEGIN SELECT RAISE(ABORT, 'E_CODE_STAYS'); END;
CREATE TRIGGER bins_stay BEFORE DELETE ON bins BEGIN SELECT RAISE(ABORT, 'E_CODE_STAYS'); END;
CREATE TRIGGER people_stay BEFORE DELETE ON people BEGIN SELECT RAISE(ABORT, 'E_PEOPLE_STAY'); END;
