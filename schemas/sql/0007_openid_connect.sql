-- Who signs in by the municipality's own accounts (OpenID Connect).

-- A browser on its way to the provider and back.  The row goes when it comes
-- back, so that it comes back once; nonce and verifier are HMACs of id and
-- created_at with the key that never lies here.
CREATE TABLE openid_sign_in (
	id INTEGER PRIMARY KEY,
	state_hash TEXT NOT NULL UNIQUE CHECK (length(state_hash) = 64),
	browser_hash TEXT NOT NULL CHECK (length(browser_hash) = 64),
	next_path TEXT NOT NULL DEFAULT '' CHECK (length(next_path) <= 200),
	created_at INTEGER NOT NULL,
	ends_at INTEGER NOT NULL
) STRICT;
CREATE INDEX openid_sign_in_ends ON openid_sign_in (ends_at);

-- Whom a provider calls what: from the first sign-in on the pair of issuer and
-- subject alone says whose account it is.  One account has one subject of an
-- issuer, so that who is given somebody's old mail address does not become
-- them.
CREATE TABLE openid_identity (
	id INTEGER PRIMARY KEY,
	account_id INTEGER NOT NULL REFERENCES account (id),
	issuer TEXT NOT NULL CHECK (length(issuer) BETWEEN 1 AND 2000),
	subject TEXT NOT NULL CHECK (length(subject) BETWEEN 1 AND 255),
	linked_at INTEGER NOT NULL,
	UNIQUE (issuer, subject),
	UNIQUE (account_id, issuer)
) STRICT;

-- Whether the session began at the provider, and may end there, too.
ALTER TABLE session ADD COLUMN is_openid INTEGER NOT NULL DEFAULT 0
	CHECK (is_openid IN (0, 1));
