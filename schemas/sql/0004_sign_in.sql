-- Who signs in, with which browsers, and what keeps others from trying.

-- One for each person that signs in.  area: the coordinator's; '' is all.
-- Whoever is disabled stays, so that the configuration does not bring them
-- back.
CREATE TABLE account (
	id INTEGER PRIMARY KEY,
	person_id INTEGER NOT NULL UNIQUE REFERENCES person (id),
	role TEXT NOT NULL CHECK (role IN ('coordinator', 'director',
	    'administrator')),
	area TEXT NOT NULL DEFAULT '' CHECK (length(area) <= 200),
	state TEXT NOT NULL CHECK (state IN ('active', 'disabled')),
	created_at INTEGER NOT NULL,
	signed_in_at INTEGER,
	CHECK (area = '' OR role = 'coordinator')
) STRICT;

-- The authenticator: its secret is an HMAC of the account, the generation and
-- the key that never lies here.  last_step: the newest time step whose code
-- was used, so that none is used twice.  confirmed_at: a first code was right.
CREATE TABLE totp (
	account_id INTEGER PRIMARY KEY REFERENCES account (id),
	generation INTEGER NOT NULL CHECK (generation >= 1),
	confirmed_at INTEGER,
	last_step INTEGER NOT NULL DEFAULT 0
) STRICT;

-- For who has lost the authenticator; each works once.
CREATE TABLE recovery_code (
	id INTEGER PRIMARY KEY,
	account_id INTEGER NOT NULL REFERENCES account (id),
	code_hash TEXT NOT NULL CHECK (length(code_hash) = 32),
	used_at INTEGER,
	UNIQUE (account_id, code_hash)
) STRICT;

-- One browser's way in, from the asking to the button behind the mail's link.
-- Unknown addresses have a row, too, so that asking takes the same for all;
-- it goes with its time.  token_hash comes with the mail.  state: asked; sent,
-- or limited: asked for too often; used.
CREATE TABLE sign_in_link (
	id INTEGER PRIMARY KEY,
	address_key TEXT NOT NULL CHECK (length(address_key) <= 254),
	browser_hash TEXT NOT NULL CHECK (length(browser_hash) = 64),
	token_hash TEXT UNIQUE CHECK (length(token_hash) = 64),
	account_id INTEGER REFERENCES account (id),
	state TEXT NOT NULL CHECK (state IN ('asked', 'limited', 'sent',
	    'unknown', 'used')),
	next_path TEXT NOT NULL DEFAULT '' CHECK (length(next_path) <= 200),
	tries INTEGER NOT NULL DEFAULT 0 CHECK (tries >= 0),
	created_at INTEGER NOT NULL,
	ends_at INTEGER NOT NULL,
	mail_id INTEGER REFERENCES mail (id)
) STRICT;
CREATE INDEX sign_in_link_browser ON sign_in_link (browser_hash, id);
CREATE INDEX sign_in_link_asked ON sign_in_link (id) WHERE state = 'asked';
CREATE INDEX sign_in_link_ends ON sign_in_link (ends_at);
CREATE INDEX sign_in_link_account ON sign_in_link (account_id)
	WHERE account_id IS NOT NULL;

-- Letters that hold such a link are cleared as soon as they have left.
CREATE INDEX mail_sign_in ON mail (id) WHERE kind = 'sign-in'
	AND bytes IS NOT NULL;

-- A browser that has come at least half the way in.  stage: the code is to
-- come, an authenticator is to be set up, or all is done.  tries: wrong codes.
CREATE TABLE session (
	id INTEGER PRIMARY KEY,
	account_id INTEGER NOT NULL REFERENCES account (id),
	token_hash TEXT NOT NULL UNIQUE CHECK (length(token_hash) = 64),
	stage TEXT NOT NULL CHECK (stage IN ('code', 'enrol', 'full')),
	address TEXT NOT NULL CHECK (length(address) <= 48),
	agent TEXT NOT NULL CHECK (length(agent) <= 200),
	next_path TEXT NOT NULL DEFAULT '' CHECK (length(next_path) <= 200),
	tries INTEGER NOT NULL DEFAULT 0 CHECK (tries >= 0),
	created_at INTEGER NOT NULL,
	seen_at INTEGER NOT NULL,
	ends_at INTEGER NOT NULL
) STRICT;
CREATE INDEX session_account ON session (account_id, id);
CREATE INDEX session_ends ON session (ends_at);
CREATE INDEX session_seen ON session (seen_at);

-- How often within a window; the subject is an HMAC of an address.
CREATE TABLE rate_limit (
	subject TEXT PRIMARY KEY CHECK (length(subject) <= 80),
	since INTEGER NOT NULL,
	count INTEGER NOT NULL CHECK (count >= 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX rate_limit_since ON rate_limit (since);
