-- Who is signed in on the accounting page. The cookie holds a secret, the table only its SHA-256: whoever reads
-- the database can sign in as nobody.
CREATE TABLE sessions (
  key_hash TEXT PRIMARY KEY,
  sub TEXT NOT NULL,
  email TEXT NOT NULL,
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_that_expire ON sessions (expires_at);
