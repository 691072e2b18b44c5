-- The first schema.  Instants are UTC seconds, dates ISO text (local civil
-- days), minutes count from local midnight, booleans are 0 or 1.

-- A human being who takes part in a journey, or a coordinator.  Known by mail
-- address: naming the same address again means the same person.
CREATE TABLE person (
	id INTEGER PRIMARY KEY,
	name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
	language TEXT NOT NULL CHECK (language IN ('da', 'en')),
	phone TEXT NOT NULL DEFAULT '' CHECK (length(phone) <= 40),
	created_at INTEGER NOT NULL
) STRICT;

-- A person's addresses.  'main' is the one first given (a new leader's private
-- one); 'work' is used from the first day on.  The key is the address in
-- lower case with an ASCII domain; no two persons share one.
CREATE TABLE person_address (
	address_key TEXT PRIMARY KEY,
	person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
	kind TEXT NOT NULL CHECK (kind IN ('main', 'work')),
	address TEXT NOT NULL CHECK (length(address) BETWEEN 3 AND 254),
	UNIQUE (person_id, kind)
) STRICT, WITHOUT ROWID;

-- One numbered, immutable version of a programme.  A changed import is a new
-- row; a journey stays on the version it began with.
CREATE TABLE programme (
	id INTEGER PRIMARY KEY,
	key TEXT NOT NULL,
	version INTEGER NOT NULL CHECK (version >= 1),
	title_da TEXT NOT NULL,
	title_en TEXT NOT NULL,
	content_hash TEXT NOT NULL CHECK (length(content_hash) = 64),
	imported_at INTEGER NOT NULL,
	UNIQUE (key, version)
) STRICT;

CREATE TABLE programme_phase (
	programme_id INTEGER NOT NULL REFERENCES programme (id),
	phase INTEGER NOT NULL CHECK (phase BETWEEN 0 AND 99),
	title_da TEXT NOT NULL,
	title_en TEXT NOT NULL,
	PRIMARY KEY (programme_id, phase)
) STRICT, WITHOUT ROWID;

-- A step; position is its place in the file, a proven topological order.
-- due and latest are written as in the file (onboard-programme(5)).
CREATE TABLE programme_step (
	programme_id INTEGER NOT NULL REFERENCES programme (id),
	position INTEGER NOT NULL CHECK (position >= 0),
	step TEXT NOT NULL,
	phase INTEGER NOT NULL,
	title_da TEXT NOT NULL,
	title_en TEXT NOT NULL,
	kind TEXT NOT NULL CHECK (kind IN ('call', 'meeting', 'task',
	    'document', 'mail', 'survey', 'gate')),
	role TEXT NOT NULL,
	due TEXT NOT NULL,
	latest TEXT NOT NULL,
	minutes INTEGER NOT NULL CHECK (minutes BETWEEN 0 AND 1440),
	undisturbed INTEGER NOT NULL CHECK (undisturbed IN (0, 1)),
	only_if TEXT NOT NULL CHECK (only_if IN ('', 'recruitment=internal',
	    'recruitment=external')),
	optional INTEGER NOT NULL CHECK (optional IN (0, 1)),
	mail_to TEXT,
	pack INTEGER NOT NULL CHECK (pack IN (0, 1)),
	contact INTEGER NOT NULL CHECK (contact IN (0, 1)),
	guide_da TEXT,
	guide_en TEXT,
	PRIMARY KEY (programme_id, position),
	UNIQUE (programme_id, step)
) STRICT, WITHOUT ROWID;

-- Roles that take part in a step, and the steps that it requires, in order.
CREATE TABLE programme_step_list (
	programme_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	list TEXT NOT NULL CHECK (list IN ('participant', 'requires')),
	ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
	value TEXT NOT NULL,
	PRIMARY KEY (programme_id, position, list, ordinal),
	FOREIGN KEY (programme_id, position)
	    REFERENCES programme_step (programme_id, position)
) STRICT, WITHOUT ROWID;

-- Who, for each central function, helps with what.  Replaced as a whole when
-- the handbook file changes.
CREATE TABLE handbook_entry (
	function TEXT PRIMARY KEY,
	title_da TEXT NOT NULL,
	title_en TEXT NOT NULL,
	contact_name TEXT NOT NULL,
	contact_email TEXT NOT NULL,
	deputy_name TEXT NOT NULL,
	deputy_email TEXT NOT NULL,
	phone TEXT NOT NULL,
	mail TEXT NOT NULL,
	helps_with_da TEXT NOT NULL,
	helps_with_en TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One leader's run of one programme version.  first_day is the day that was
-- given; end_day is six months after the first workday on or after it.
CREATE TABLE journey (
	id INTEGER PRIMARY KEY,
	leader_id INTEGER NOT NULL REFERENCES person (id),
	programme_id INTEGER NOT NULL REFERENCES programme (id),
	state TEXT NOT NULL CHECK (state IN ('planned', 'active', 'paused',
	    'ended', 'cancelled')),
	accepted TEXT NOT NULL CHECK (accepted GLOB '????-??-??'),
	first_day TEXT NOT NULL CHECK (first_day GLOB '????-??-??'),
	end_day TEXT NOT NULL CHECK (end_day GLOB '????-??-??'),
	recruitment TEXT NOT NULL CHECK (recruitment IN ('internal',
	    'external')),
	title TEXT NOT NULL CHECK (length(title) <= 200),
	area TEXT NOT NULL CHECK (length(area) <= 200),
	workplace TEXT NOT NULL CHECK (length(workplace) <= 200),
	created_at INTEGER NOT NULL,
	work_address_asked INTEGER NOT NULL DEFAULT 0
	    CHECK (work_address_asked IN (0, 1)),
	CHECK (accepted < first_day AND first_day < end_day)
) STRICT;
CREATE UNIQUE INDEX journey_once ON journey (leader_id, first_day)
	WHERE state <> 'cancelled';
CREATE INDEX journey_open ON journey (state)
	WHERE state IN ('planned', 'active');

-- Who holds each role in a journey.  is_fallback: nobody was named, so the
-- coordinator stands in until somebody is.
CREATE TABLE journey_role (
	journey_id INTEGER NOT NULL REFERENCES journey (id),
	role TEXT NOT NULL,
	person_id INTEGER NOT NULL REFERENCES person (id),
	is_fallback INTEGER NOT NULL CHECK (is_fallback IN (0, 1)),
	PRIMARY KEY (journey_id, role)
) STRICT, WITHOUT ROWID;
CREATE INDEX journey_role_person ON journey_role (person_id);

-- A step in a journey.  planned is a civil day; a timed activity (call,
-- meeting) has local minutes too, and start_at/end_at derived from them.
-- uid, sequence and changed_at belong to its calendar entry.
CREATE TABLE activity (
	id INTEGER PRIMARY KEY,
	journey_id INTEGER NOT NULL REFERENCES journey (id),
	position INTEGER NOT NULL CHECK (position >= 0),
	step TEXT NOT NULL,
	state TEXT NOT NULL CHECK (state IN ('planned', 'held', 'done',
	    'skipped', 'cancelled')),
	responsible_id INTEGER NOT NULL REFERENCES person (id),
	planned TEXT NOT NULL CHECK (planned GLOB '????-??-??'),
	latest TEXT CHECK (latest GLOB '????-??-??'),
	due_rule TEXT NOT NULL CHECK (due_rule GLOB '????-??-??'),
	start_minute INTEGER NOT NULL CHECK (start_minute BETWEEN -1 AND 1439),
	end_minute INTEGER NOT NULL CHECK (end_minute BETWEEN -1 AND 1440),
	start_at INTEGER,
	end_at INTEGER,
	flags INTEGER NOT NULL CHECK (flags BETWEEN 0 AND 63),
	is_moved INTEGER NOT NULL DEFAULT 0 CHECK (is_moved IN (0, 1)),
	uid TEXT NOT NULL UNIQUE,
	sequence INTEGER NOT NULL CHECK (sequence >= 0),
	changed_at INTEGER NOT NULL,
	derivation TEXT NOT NULL,
	noticed_id INTEGER NOT NULL DEFAULT 0,
	overdue_told TEXT,
	escalated_told TEXT,
	late_told INTEGER NOT NULL DEFAULT 0 CHECK (late_told IN (0, 1)),
	settled_at INTEGER,
	settled_by TEXT NOT NULL DEFAULT '',
	note TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 2000),
	UNIQUE (journey_id, step),
	CHECK ((start_minute = -1) = (start_at IS NULL)),
	CHECK ((start_minute = -1) = (end_minute = -1)),
	CHECK ((state IN ('done', 'skipped', 'cancelled'))
	    = (settled_at IS NOT NULL))
) STRICT;
CREATE INDEX activity_open_day ON activity (planned, id)
	WHERE state IN ('planned', 'held');
CREATE INDEX activity_responsible ON activity (responsible_id, planned);

-- Who takes part in an activity beside the responsible person, in order.
CREATE TABLE activity_participant (
	activity_id INTEGER NOT NULL REFERENCES activity (id),
	ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
	person_id INTEGER NOT NULL REFERENCES person (id),
	PRIMARY KEY (activity_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX activity_participant_person
	ON activity_participant (person_id, activity_id);

-- That a welcome call was held: when and how long, never what was said.
CREATE TABLE call (
	id INTEGER PRIMARY KEY,
	journey_id INTEGER NOT NULL REFERENCES journey (id),
	held_at INTEGER NOT NULL,
	minutes INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 600),
	logged_at INTEGER NOT NULL,
	actor TEXT NOT NULL,
	UNIQUE (journey_id, held_at)
) STRICT;

-- The outbox.  The finished message is stored in the transaction of the
-- change that causes it; retries send the same bytes.  dedup_key makes each
-- mail unique for its cause.  bytes are cleared 30 days after it settled.
CREATE TABLE mail (
	id INTEGER PRIMARY KEY,
	dedup_key TEXT NOT NULL UNIQUE,
	kind TEXT NOT NULL,
	journey_id INTEGER REFERENCES journey (id),
	activity_id INTEGER REFERENCES activity (id),
	person_id INTEGER NOT NULL REFERENCES person (id),
	to_address TEXT NOT NULL,
	subject TEXT NOT NULL,
	message_id TEXT NOT NULL UNIQUE,
	state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent',
	    'deferred', 'failed', 'cancelled', 'ambiguous', 'held')),
	attempts INTEGER NOT NULL DEFAULT 0,
	created_at INTEGER NOT NULL,
	next_attempt_at INTEGER NOT NULL,
	not_after INTEGER,
	sent_at INTEGER,
	last_reply TEXT NOT NULL DEFAULT '',
	bytes BLOB
) STRICT;
CREATE INDEX mail_due ON mail (next_attempt_at, id)
	WHERE state IN ('queued', 'deferred', 'ambiguous');
CREATE INDEX mail_sending ON mail (id) WHERE state = 'sending';
CREATE INDEX mail_activity ON mail (activity_id)
	WHERE activity_id IS NOT NULL;
CREATE INDEX mail_person ON mail (person_id, kind, id);
CREATE INDEX mail_settled ON mail (sent_at) WHERE bytes IS NOT NULL;

-- Each attempt to send, with the server's words.
CREATE TABLE mail_attempt (
	id INTEGER PRIMARY KEY,
	mail_id INTEGER NOT NULL REFERENCES mail (id),
	at INTEGER NOT NULL,
	outcome TEXT NOT NULL,
	reply TEXT NOT NULL
) STRICT;
CREATE INDEX mail_attempt_mail ON mail_attempt (mail_id, id);

-- A person's calendar subscription in one journey.  The token is made again
-- from the key file and the generation; only its hash is kept.
CREATE TABLE feed (
	id INTEGER PRIMARY KEY,
	journey_id INTEGER NOT NULL REFERENCES journey (id),
	person_id INTEGER NOT NULL REFERENCES person (id),
	role TEXT NOT NULL,
	generation INTEGER NOT NULL CHECK (generation >= 1),
	token_hash TEXT NOT NULL UNIQUE,
	content_hash TEXT NOT NULL DEFAULT '',
	content_changed_at INTEGER NOT NULL DEFAULT 0,
	last_fetched_at INTEGER,
	last_agent TEXT NOT NULL DEFAULT '',
	UNIQUE (journey_id, person_id)
) STRICT;

-- Hashes of feed tokens that were rotated away: they answer 410, not 404.
CREATE TABLE feed_revoked (
	token_hash TEXT PRIMARY KEY,
	feed_id INTEGER NOT NULL REFERENCES feed (id),
	revoked_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A personal page: a leader's (one for each journey) or a person's who is
-- responsible for something (one for all journeys).
CREATE TABLE page (
	id INTEGER PRIMARY KEY,
	kind TEXT NOT NULL CHECK (kind IN ('leader', 'person')),
	journey_id INTEGER REFERENCES journey (id),
	person_id INTEGER NOT NULL REFERENCES person (id),
	generation INTEGER NOT NULL CHECK (generation >= 1),
	token_hash TEXT NOT NULL UNIQUE,
	CHECK ((kind = 'leader') = (journey_id IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX page_leader ON page (journey_id) WHERE kind = 'leader';
CREATE UNIQUE INDEX page_person ON page (person_id) WHERE kind = 'person';

-- Who did what and when.  hash covers the row and the previous row's hash, so
-- that no row can be changed or taken out unseen.  Values are covered by a
-- salted hash only: audit_value may be erased without breaking the chain.
CREATE TABLE audit (
	id INTEGER PRIMARY KEY,
	at INTEGER NOT NULL,
	actor TEXT NOT NULL,
	verb TEXT NOT NULL,
	entity TEXT NOT NULL,
	entity_id INTEGER NOT NULL,
	value_hash TEXT NOT NULL CHECK (length(value_hash) = 64),
	previous_hash TEXT NOT NULL CHECK (length(previous_hash) = 64),
	hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64)
) STRICT;
CREATE INDEX audit_entity ON audit (entity, entity_id, id);

CREATE TABLE audit_value (
	audit_id INTEGER PRIMARY KEY REFERENCES audit (id),
	salt TEXT NOT NULL CHECK (length(salt) = 32),
	before TEXT NOT NULL,
	after TEXT NOT NULL
) STRICT;

-- Single values of this instance, as the day of the last digest.
CREATE TABLE instance_value (
	name TEXT PRIMARY KEY,
	value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
