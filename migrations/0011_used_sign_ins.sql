-- The nonces of the sign-ins that began a session on the accounting page, each as its SHA-256: the same return from
-- the provider begins none a second time, whatever the provider says. Swept once no token with it can be good.
CREATE TABLE used_sign_ins (
  nonce_hash TEXT PRIMARY KEY,
  expires_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
