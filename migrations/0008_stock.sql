-- What is printed bears the organisation's address (lines of text) and its logo (a data: URL of a PNG or
-- JPEG; '' where there is none).
ALTER TABLE settings ADD COLUMN address TEXT NOT NULL DEFAULT '';
ALTER TABLE settings ADD COLUMN logo TEXT NOT NULL DEFAULT ''
  CONSTRAINT E_LOGO CHECK (logo = '' OR logo GLOB 'data:image/png;base64,*' OR logo GLOB 'data:image/jpeg;base64,*');

-- Lots in the order in which they expire: what the alert list walks through.
CREATE INDEX lots_by_expiry ON lots (expiry) WHERE expiry IS NOT NULL;
