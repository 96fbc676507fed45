-- What is kept in stock, and whom it comes from and goes to.
-- `search` is the text without accents and case that a search looks through with instr().

CREATE TABLE suppliers (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL,
  code_key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  search TEXT NOT NULL,
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE services (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL,
  code_key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  search TEXT NOT NULL,
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  version INTEGER NOT NULL DEFAULT 1
) STRICT;

-- Reference and name stand here alone, so that they can be erased; documents hold the id, zips the mask (Q7).
CREATE TABLE patients (
  id INTEGER PRIMARY KEY,
  reference TEXT NOT NULL,
  reference_key TEXT NOT NULL UNIQUE,
  name TEXT,
  search TEXT NOT NULL,
  mask TEXT NOT NULL UNIQUE,
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE items (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL,
  code_key TEXT NOT NULL UNIQUE,
  label TEXT NOT NULL,
  search TEXT NOT NULL,
  kind TEXT NOT NULL CONSTRAINT E_KIND CHECK (kind IN ('article', 'part')),
  item_group TEXT NOT NULL DEFAULT '',
  supplier INTEGER REFERENCES suppliers (id),
  unit TEXT NOT NULL,
  decimals INTEGER NOT NULL CONSTRAINT E_DECIMALS CHECK (decimals BETWEEN 0 AND 3),
  stock_managed INTEGER NOT NULL CHECK (stock_managed IN (0, 1)),
  lot_tracking TEXT NOT NULL CONSTRAINT E_TRACKING CHECK (lot_tracking IN ('none', 'optional', 'required')),
  serial_tracking TEXT NOT NULL CONSTRAINT E_TRACKING CHECK (serial_tracking IN ('none', 'optional', 'required')),
  expiry_tracking INTEGER NOT NULL CHECK (expiry_tracking IN (0, 1)),
  -- Ten-thousandths of the currency.
  reference_price INTEGER CONSTRAINT E_PRICE CHECK (reference_price >= 0),
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX items_of_supplier ON items (supplier) WHERE supplier IS NOT NULL;

-- GTIN, CIP, own barcodes, each with the quantity (thousandths) it stands for (Q18).
CREATE TABLE item_codes (
  code_key TEXT PRIMARY KEY,
  code TEXT NOT NULL,
  item INTEGER NOT NULL REFERENCES items (id),
  quantity INTEGER NOT NULL CONSTRAINT E_QUANTITY CHECK (quantity > 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX item_codes_of_item ON item_codes (item);

CREATE TABLE levels (
  item INTEGER NOT NULL REFERENCES items (id),
  depot INTEGER NOT NULL REFERENCES depots (id),
  alert INTEGER,
  security INTEGER,
  maximum INTEGER,
  PRIMARY KEY (item, depot)
) STRICT, WITHOUT ROWID;

CREATE TABLE lots (
  id INTEGER PRIMARY KEY CHECK (id > 0),
  item INTEGER NOT NULL REFERENCES items (id),
  number TEXT NOT NULL,
  number_key TEXT NOT NULL CHECK (number_key <> ''),
  expiry TEXT,
  blocked INTEGER NOT NULL DEFAULT 0 CHECK (blocked IN (0, 1)),
  block_reason TEXT,
  UNIQUE (item, number_key)
) STRICT;

CREATE TABLE invoices (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL,
  number_key TEXT NOT NULL UNIQUE,
  patient INTEGER NOT NULL REFERENCES patients (id)
) STRICT;
CREATE INDEX invoices_of_patient ON invoices (patient);

CREATE TABLE invoice_lines (
  invoice INTEGER NOT NULL REFERENCES invoices (id),
  line INTEGER NOT NULL,
  item INTEGER NOT NULL REFERENCES items (id),
  quantity INTEGER NOT NULL CONSTRAINT E_QUANTITY CHECK (quantity > 0),
  -- A back order closed with a reason (Q14, Reliquats).
  closed_reason TEXT,
  PRIMARY KEY (invoice, line)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER item_code_stays BEFORE UPDATE OF code_key ON items WHEN NEW.code_key <> OLD.code_key
BEGIN
  SELECT RAISE(ABORT, 'E_CODE_STAYS');
END;
CREATE TRIGGER items_stay BEFORE DELETE ON items BEGIN SELECT RAISE(ABORT, 'E_CODE_STAYS'); END;
CREATE TRIGGER lots_stay BEFORE DELETE ON lots BEGIN SELECT RAISE(ABORT, 'E_CODE_STAYS'); END;
CREATE TRIGGER suppliers_stay BEFORE DELETE ON suppliers BEGIN SELECT RAISE(ABORT, 'E_CODE_STAYS'); END;
CREATE TRIGGER services_stay BEFORE DELETE ON services BEGIN SELECT RAISE(ABORT, 'E_CODE_STAYS'); END;
CREATE TRIGGER patients_stay BEFORE DELETE ON patients BEGIN SELECT RAISE(ABORT, 'E_CODE_STAYS'); END;
