-- What the numbered migrations make, written by
-- build-aux/schema-picture; the program does not read it.

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

CREATE TABLE action_link (
	id INTEGER PRIMARY KEY,
	purpose TEXT NOT NULL CHECK (purpose IN ('answer', 'done', 'offer',
	    'unsubscribe')),
	person_id INTEGER NOT NULL REFERENCES person (id),
	activity_id INTEGER REFERENCES activity (id),
	offer_day TEXT CHECK (offer_day GLOB '????-??-??'),
	offer_minute INTEGER NOT NULL DEFAULT -1
	    CHECK (offer_minute BETWEEN -1 AND 1439),
	generation INTEGER NOT NULL CHECK (generation >= 1),
	token_hash TEXT NOT NULL UNIQUE,
	created_at INTEGER NOT NULL,
	CHECK ((purpose = 'unsubscribe') = (activity_id IS NULL)),
	CHECK ((purpose = 'offer') = (offer_day IS NOT NULL))
) STRICT;

CREATE UNIQUE INDEX action_link_once ON action_link (person_id, purpose,
	ifnull(activity_id, 0), ifnull(offer_day, ''), offer_minute);

CREATE TABLE "activity" (
	id INTEGER PRIMARY KEY,
	journey_id INTEGER NOT NULL REFERENCES journey (id),
	position INTEGER NOT NULL CHECK (position >= 0),
	step TEXT NOT NULL,
	state TEXT NOT NULL CHECK (state = 'planned' OR state = 'held'
	    OR state = 'done' OR state = 'skipped' OR state = 'cancelled'),
	responsible_id INTEGER NOT NULL REFERENCES person (id),
	planned TEXT NOT NULL CHECK (planned GLOB '????-??-??'),
	latest TEXT CHECK (latest GLOB '????-??-??'),
	due_rule TEXT NOT NULL CHECK (due_rule GLOB '????-??-??'),
	start_minute INTEGER NOT NULL CHECK (start_minute BETWEEN -1 AND 1439),
	end_minute INTEGER NOT NULL CHECK (end_minute BETWEEN -1 AND 1440),
	start_at INTEGER,
	end_at INTEGER,
	undisturbed INTEGER NOT NULL CHECK (undisturbed IN (0, 1)),
	flags INTEGER NOT NULL CHECK (flags BETWEEN 0 AND 4095),
	is_moved INTEGER NOT NULL DEFAULT 0 CHECK (is_moved IN (0, 1)),
	title TEXT NOT NULL DEFAULT '' CHECK (length(title) <= 200),
	goal TEXT NOT NULL DEFAULT '' CHECK (length(goal) <= 1000),
	seen_by TEXT NOT NULL DEFAULT '' CHECK (length(seen_by) <= 1000),
	uid TEXT NOT NULL UNIQUE,
	sequence INTEGER NOT NULL CHECK (sequence >= 0),
	changed_at INTEGER NOT NULL,
	derivation TEXT NOT NULL,
	noticed_id INTEGER NOT NULL DEFAULT 0,
	told_day TEXT CHECK (told_day GLOB '????-??-??'),
	told_minute INTEGER NOT NULL DEFAULT -1
	    CHECK (told_minute BETWEEN -1 AND 1439),
	late_told INTEGER NOT NULL DEFAULT 0 CHECK (late_told IN (0, 1)),
	settled_at INTEGER,
	settled_by TEXT NOT NULL DEFAULT '',
	note TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 2000), outcome TEXT NOT NULL DEFAULT ''
	CHECK (length(outcome) <= 20),
	UNIQUE (journey_id, step),
	CHECK ((start_minute = -1) = (start_at IS NULL)),
	CHECK ((start_minute = -1) = (end_minute = -1)),
	CHECK ((state = 'done' OR state = 'skipped' OR state = 'cancelled')
	    = (settled_at IS NOT NULL))
) STRICT;

CREATE INDEX activity_changed ON activity (journey_id)
	WHERE state IN ('planned', 'held') AND noticed_id <> 0
	AND (told_day IS NULL OR told_day <> planned
	    OR told_minute <> start_minute);

CREATE INDEX activity_journey ON activity (journey_id, position);

CREATE INDEX activity_open_day ON activity (planned, id)
	WHERE state IN ('planned', 'held');

CREATE INDEX activity_responsible ON activity (responsible_id, planned);

CREATE INDEX activity_unnoticed ON activity (journey_id)
	WHERE state IN ('planned', 'held') AND noticed_id = 0;

CREATE INDEX activity_withdrawn ON activity (journey_id)
	WHERE state IN ('skipped', 'cancelled') AND told_day IS NOT NULL;

CREATE TABLE activity_left (
	activity_id INTEGER NOT NULL REFERENCES activity (id),
	person_id INTEGER NOT NULL REFERENCES person (id),
	left_at INTEGER NOT NULL,
	PRIMARY KEY (activity_id, person_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX activity_left_person ON activity_left (person_id);

CREATE TABLE activity_participant (
	activity_id INTEGER NOT NULL REFERENCES activity (id),
	ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
	person_id INTEGER NOT NULL REFERENCES person (id),
	PRIMARY KEY (activity_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE INDEX activity_participant_person
	ON activity_participant (person_id, activity_id);

CREATE TABLE answer_count (
	measure TEXT NOT NULL,
	year INTEGER NOT NULL,
	quarter INTEGER NOT NULL,
	kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 20),
	subject TEXT NOT NULL CHECK (length(subject) BETWEEN 1 AND 65),
	choice TEXT NOT NULL CHECK (length(choice) <= 64),
	people INTEGER NOT NULL CHECK (people >= 0),
	PRIMARY KEY (measure, year, quarter, kind, subject, choice),
	FOREIGN KEY (measure, year, quarter)
	    REFERENCES measure_quarter (measure, year, quarter)
) STRICT, WITHOUT ROWID;

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

CREATE INDEX audit_actor ON audit (actor, id);

CREATE INDEX audit_entity ON audit (entity, entity_id, id);

CREATE TABLE audit_value (
	audit_id INTEGER PRIMARY KEY REFERENCES audit (id),
	salt TEXT NOT NULL CHECK (length(salt) = 32),
	before TEXT NOT NULL,
	after TEXT NOT NULL
) STRICT;

CREATE TABLE bottleneck_step (
	year INTEGER NOT NULL REFERENCES bottleneck_year (year),
	step TEXT NOT NULL,
	role TEXT NOT NULL,
	title_da TEXT NOT NULL,
	title_en TEXT NOT NULL,
	is_conditional INTEGER NOT NULL CHECK (is_conditional IN (0, 1)),
	missed INTEGER NOT NULL,
	skipped INTEGER NOT NULL CHECK (skipped BETWEEN 0 AND missed),
	days INTEGER NOT NULL CHECK (days >= -1),
	PRIMARY KEY (year, step, role)
) STRICT, WITHOUT ROWID;

CREATE TABLE bottleneck_year (
	year INTEGER PRIMARY KEY CHECK (year BETWEEN 1900 AND 2199),
	counted_at INTEGER NOT NULL
) STRICT;

CREATE INDEX bottleneck_year_counted ON bottleneck_year (counted_at);

CREATE TABLE calendar_day (
	area TEXT NOT NULL,
	day TEXT NOT NULL CHECK (day GLOB '????-??-??'),
	class TEXT NOT NULL CHECK (class IN ('closed', 'half', 'no_meeting',
	    'quiet')),
	source TEXT NOT NULL CHECK (length(source) <= 200),
	title TEXT NOT NULL CHECK (length(title) <= 200),
	PRIMARY KEY (area, day, class, source)
) STRICT, WITHOUT ROWID;

CREATE INDEX calendar_day_source ON calendar_day (source, area);

CREATE TABLE call (
	id INTEGER PRIMARY KEY,
	journey_id INTEGER NOT NULL REFERENCES journey (id),
	held_at INTEGER NOT NULL,
	minutes INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 600),
	logged_at INTEGER NOT NULL,
	actor TEXT NOT NULL,
	UNIQUE (journey_id, held_at)
) STRICT;

CREATE TABLE cohort_answer (
	survey TEXT NOT NULL,
	journey_id INTEGER NOT NULL,
	kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 20),
	subject TEXT NOT NULL CHECK (length(subject) BETWEEN 1 AND 65),
	choice TEXT NOT NULL CHECK (length(choice) <= 64),
	people INTEGER NOT NULL CHECK (people >= 0),
	PRIMARY KEY (survey, journey_id, kind, subject, choice),
	FOREIGN KEY (survey, journey_id)
	    REFERENCES cohort_survey (survey, journey_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE cohort_survey (
	survey TEXT NOT NULL CHECK (length(survey) BETWEEN 1 AND 64),
	journey_id INTEGER NOT NULL REFERENCES journey (id),
	asked INTEGER NOT NULL,
	answered INTEGER NOT NULL CHECK (answered BETWEEN 0 AND asked),
	counted_at INTEGER NOT NULL,
	PRIMARY KEY (survey, journey_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX cohort_survey_counted ON cohort_survey (counted_at);

CREATE TABLE event (
	key TEXT NOT NULL,
	day TEXT NOT NULL CHECK (day GLOB '????-??-??'),
	title_da TEXT NOT NULL,
	title_en TEXT NOT NULL,
	start_minute INTEGER NOT NULL CHECK (start_minute BETWEEN -1 AND 1439),
	minutes INTEGER NOT NULL CHECK (minutes BETWEEN 0 AND 1440),
	role TEXT NOT NULL,
	only_if TEXT NOT NULL,
	is_gone INTEGER NOT NULL DEFAULT 0 CHECK (is_gone IN (0, 1)), uid TEXT NOT NULL DEFAULT '', sequence INTEGER NOT NULL DEFAULT 0
	CHECK (sequence >= 0), changed_at INTEGER NOT NULL DEFAULT 1767225600,
	PRIMARY KEY (key, day)
) STRICT, WITHOUT ROWID;

CREATE INDEX event_day ON event (day);

CREATE UNIQUE INDEX event_uid ON event (uid);

CREATE TABLE exit_began (
	period TEXT NOT NULL REFERENCES exit_half_year (period),
	year INTEGER NOT NULL,
	talks INTEGER NOT NULL CHECK (talks >= 1),
	PRIMARY KEY (period, year)
) STRICT, WITHOUT ROWID;

CREATE TABLE exit_half_year (
	period TEXT PRIMARY KEY
	    CHECK (period GLOB '[0-9][0-9][0-9][0-9]H[12]'),
	talks INTEGER NOT NULL CHECK (talks >= 0),
	counted_at INTEGER NOT NULL
) STRICT;

CREATE INDEX exit_half_year_counted ON exit_half_year (counted_at);

CREATE TABLE exit_interview (
	journey_id INTEGER PRIMARY KEY REFERENCES journey (id),
	held_on TEXT NOT NULL CHECK (held_on GLOB '????-??-??'),
	interviewer_id INTEGER NOT NULL REFERENCES person (id),
	recorded_at INTEGER NOT NULL
) STRICT;

CREATE INDEX exit_interview_held ON exit_interview (held_on);

CREATE INDEX exit_interview_interviewer ON exit_interview (interviewer_id);

CREATE TABLE exit_note (
	journey_id INTEGER PRIMARY KEY REFERENCES exit_interview (journey_id),
	text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 4000),
	expires_on TEXT NOT NULL CHECK (expires_on GLOB '????-??-??')
) STRICT;

CREATE INDEX exit_note_expires ON exit_note (expires_on);

CREATE TABLE exit_reason (
	journey_id INTEGER NOT NULL REFERENCES exit_interview (journey_id),
	reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 40),
	is_main INTEGER NOT NULL CHECK (is_main IN (0, 1)),
	PRIMARY KEY (journey_id, reason)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX exit_reason_main ON exit_reason (journey_id)
	WHERE is_main = 1;

CREATE TABLE exit_reason_count (
	period TEXT NOT NULL REFERENCES exit_half_year (period),
	reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 40),
	talks INTEGER NOT NULL CHECK (talks >= 1),
	as_main INTEGER NOT NULL CHECK (as_main BETWEEN 0 AND talks),
	PRIMARY KEY (period, reason)
) STRICT, WITHOUT ROWID;

CREATE TABLE exit_survey (
	survey TEXT NOT NULL CHECK (length(survey) BETWEEN 1 AND 64),
	period TEXT NOT NULL
	    CHECK (period GLOB '[0-9][0-9][0-9][0-9]H[12]'),
	is_of_talks INTEGER NOT NULL CHECK (is_of_talks IN (0, 1)),
	asked INTEGER NOT NULL CHECK (asked >= 0),
	answered INTEGER NOT NULL CHECK (answered BETWEEN 0 AND asked),
	counted_at INTEGER NOT NULL,
	PRIMARY KEY (survey, period)
) STRICT, WITHOUT ROWID;

CREATE INDEX exit_survey_counted ON exit_survey (counted_at);

CREATE INDEX exit_survey_period ON exit_survey (period, survey);

CREATE TABLE exit_survey_answer (
	survey TEXT NOT NULL,
	period TEXT NOT NULL,
	kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 20),
	subject TEXT NOT NULL CHECK (length(subject) BETWEEN 1 AND 65),
	choice TEXT NOT NULL CHECK (length(choice) <= 64),
	people INTEGER NOT NULL CHECK (people >= 0),
	PRIMARY KEY (survey, period, kind, subject, choice),
	FOREIGN KEY (survey, period) REFERENCES exit_survey (survey, period)
) STRICT, WITHOUT ROWID;

CREATE TABLE external_key (
	kind TEXT NOT NULL,
	key TEXT NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
	entity_id INTEGER NOT NULL,
	PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX external_key_entity ON external_key (kind, entity_id);

CREATE TABLE "feed" (
	id INTEGER PRIMARY KEY,
	purpose TEXT NOT NULL CHECK (purpose IN ('journey', 'person',
	    'coordinator', 'network')),
	journey_id INTEGER REFERENCES journey (id),
	person_id INTEGER NOT NULL REFERENCES person (id),
	role TEXT NOT NULL,
	generation INTEGER NOT NULL CHECK (generation >= 1),
	token_hash TEXT NOT NULL UNIQUE,
	content_hash TEXT NOT NULL DEFAULT '',
	content_changed_at INTEGER NOT NULL DEFAULT 0,
	tasks_hash TEXT NOT NULL DEFAULT '',
	tasks_changed_at INTEGER NOT NULL DEFAULT 0,
	alarm_minutes INTEGER NOT NULL DEFAULT -1
	    CHECK (alarm_minutes BETWEEN -1 AND 40320),
	last_fetched_at INTEGER,
	last_agent TEXT NOT NULL DEFAULT '',
	last_status INTEGER NOT NULL DEFAULT 0,
	fetches INTEGER NOT NULL DEFAULT 0 CHECK (fetches >= 0),
	fetches_unchanged INTEGER NOT NULL DEFAULT 0
	    CHECK (fetches_unchanged BETWEEN 0 AND fetches),
	revoked_at INTEGER, network_id INTEGER REFERENCES network (id),
	CHECK ((purpose = 'journey') = (journey_id IS NOT NULL))
) STRICT;

CREATE UNIQUE INDEX feed_journey ON feed (journey_id, person_id)
	WHERE purpose = 'journey';

CREATE UNIQUE INDEX feed_network ON feed (network_id, person_id)
	WHERE network_id IS NOT NULL;

CREATE UNIQUE INDEX feed_person ON feed (purpose, person_id)
	WHERE purpose <> 'journey' AND network_id IS NULL;

CREATE TABLE "feed_revoked" (
	token_hash TEXT PRIMARY KEY,
	feed_id INTEGER NOT NULL REFERENCES "feed" (id),
	revoked_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE figure (
	year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2199),
	quarter INTEGER NOT NULL CHECK (quarter BETWEEN 1 AND 4),
	figure TEXT NOT NULL CHECK (length(figure) BETWEEN 1 AND 40),
	area TEXT NOT NULL CHECK (length(area) <= 200),
	permille INTEGER NOT NULL CHECK (permille BETWEEN 0 AND 1000),
	employees INTEGER NOT NULL CHECK (employees >= 0), -- 0: not said
	PRIMARY KEY (year, quarter, figure, area)
) STRICT, WITHOUT ROWID;

CREATE TABLE follow_up (
	id INTEGER PRIMARY KEY,
	period TEXT NOT NULL CHECK (period GLOB '[0-9][0-9][0-9][0-9]H[12]'),
	title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
	owner_id INTEGER NOT NULL REFERENCES person (id),
	due TEXT NOT NULL CHECK (due GLOB '????-??-??'),
	added_at INTEGER NOT NULL,
	done_at INTEGER
) STRICT;

CREATE INDEX follow_up_owner ON follow_up (owner_id);

CREATE INDEX follow_up_period ON follow_up (period, due, id);

CREATE TABLE handbook_ask (
	name TEXT PRIMARY KEY,
	since TEXT NOT NULL CHECK (since GLOB '????-??-??'),
	asked INTEGER NOT NULL CHECK (asked >= 0),
	asked_on TEXT CHECK (asked_on GLOB '????-??-??'),
	CHECK ((asked = 0) = (asked_on IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE handbook_confirmation (
	name TEXT PRIMARY KEY,
	confirmed_at INTEGER NOT NULL,
	person_id INTEGER NOT NULL REFERENCES person (id),
	base TEXT NOT NULL DEFAULT '' CHECK (length(base) IN (0, 64))
) STRICT, WITHOUT ROWID;

CREATE TABLE "handbook_entry" (
	name TEXT PRIMARY KEY,
	function TEXT NOT NULL,
	area TEXT NOT NULL CHECK (length(area) <= 200),
	workplace TEXT NOT NULL CHECK (length(workplace) <= 200),
	is_filed INTEGER NOT NULL CHECK (is_filed IN (0, 1)),
	title_da TEXT NOT NULL,
	title_en TEXT NOT NULL,
	contact_name TEXT NOT NULL,
	contact_email TEXT NOT NULL,
	deputy_name TEXT NOT NULL,
	deputy_email TEXT NOT NULL,
	phone TEXT NOT NULL,
	mail TEXT NOT NULL,
	members TEXT NOT NULL DEFAULT '',
	helps_with_da TEXT NOT NULL,
	helps_with_en TEXT NOT NULL,
	UNIQUE (function, area, workplace),
	CHECK ((area = '' AND workplace = '') = (name = function))
) STRICT, WITHOUT ROWID;

CREATE TABLE handbook_told (
	mail_id INTEGER NOT NULL REFERENCES mail (id),
	name TEXT NOT NULL,
	PRIMARY KEY (mail_id, name)
) STRICT, WITHOUT ROWID;

CREATE INDEX handbook_told_name ON handbook_told (name);

CREATE TABLE instance_value (
	name TEXT PRIMARY KEY,
	value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE invitation (
	id INTEGER PRIMARY KEY,
	journey_id INTEGER NOT NULL REFERENCES journey (id),
	activity_id INTEGER NOT NULL REFERENCES activity (id),
	person_id INTEGER NOT NULL REFERENCES person (id),
	address TEXT NOT NULL CHECK (length(address) <= 254),
	method TEXT NOT NULL CHECK (method IN ('request', 'cancel')),
	sequence INTEGER NOT NULL CHECK (sequence >= 0),
	told_day TEXT NOT NULL CHECK (told_day GLOB '????-??-??'),
	told_start INTEGER NOT NULL CHECK (told_start BETWEEN 0 AND 1439),
	told_end INTEGER NOT NULL CHECK (told_end BETWEEN 0 AND 1440),
	told_at INTEGER NOT NULL,
	mail_id INTEGER REFERENCES mail (id),
	partstat TEXT NOT NULL DEFAULT 'needs-action'
	    CHECK (partstat IN ('needs-action', 'accepted', 'declined',
	    'tentative', 'delegated')),
	answered_at INTEGER,
	answer_stamp INTEGER,
	answer_sequence INTEGER NOT NULL DEFAULT 0,
	answer_by TEXT NOT NULL DEFAULT ''
	    CHECK (answer_by IN ('', 'mail', 'link', 'page', 'hand')),
	answer_verified INTEGER NOT NULL DEFAULT 0
	    CHECK (answer_verified IN (0, 1)),
	comment TEXT NOT NULL DEFAULT '' CHECK (length(comment) <= 1000),
	was_answered INTEGER NOT NULL DEFAULT 0 CHECK (was_answered IN (0, 1)),
	UNIQUE (activity_id, person_id)
) STRICT;

CREATE INDEX invitation_journey ON invitation (journey_id, told_day);

CREATE INDEX invitation_mail ON invitation (mail_id)
	WHERE mail_id IS NOT NULL;

CREATE INDEX invitation_person ON invitation (person_id, activity_id);

CREATE TABLE job_description (
	journey_id INTEGER PRIMARY KEY REFERENCES journey (id),
	text TEXT NOT NULL CHECK (length(text) <= 10000),
	challenges TEXT NOT NULL CHECK (length(challenges) BETWEEN 1 AND 10000),
	version INTEGER NOT NULL CHECK (version >= 1),
	writer_id INTEGER REFERENCES person (id),
	written_at INTEGER NOT NULL
, advertisement_url TEXT NOT NULL
	DEFAULT '' CHECK (length(advertisement_url) <= 2000), role_url TEXT NOT NULL
	DEFAULT '' CHECK (length(role_url) <= 2000)) STRICT;

CREATE TABLE "journey" (
	id INTEGER PRIMARY KEY,
	leader_id INTEGER NOT NULL REFERENCES person (id),
	programme_id INTEGER NOT NULL REFERENCES programme (id),
	kind TEXT NOT NULL CHECK (kind IN ('onboarding', 'exit', 'cohort')),
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
	level TEXT NOT NULL DEFAULT '' CHECK (length(level) <= 200),
	addresses INTEGER NOT NULL DEFAULT 1
	    CHECK (addresses BETWEEN 1 AND 1000),
	employees INTEGER NOT NULL DEFAULT 0
	    CHECK (employees BETWEEN 0 AND 100000),
	created_at INTEGER NOT NULL,
	work_address_asked INTEGER NOT NULL DEFAULT 0
	    CHECK (work_address_asked IN (0, 1)),
	last_day TEXT CHECK (last_day GLOB '????-??-??'),
	ended_why TEXT NOT NULL DEFAULT '' CHECK (length(ended_why) <= 2000), professional_groups INTEGER NOT NULL DEFAULT 0
    CHECK (professional_groups BETWEEN 0 AND 100),
	CHECK (accepted <= first_day AND first_day <= end_day)
) STRICT;

CREATE INDEX journey_cohort ON journey (id) WHERE kind = 'cohort';

CREATE UNIQUE INDEX journey_once ON journey (leader_id, kind, first_day)
	WHERE state <> 'cancelled' AND kind <> 'cohort';

CREATE INDEX journey_state ON journey (state);

CREATE TABLE journey_pause (
	id INTEGER PRIMARY KEY,
	journey_id INTEGER NOT NULL REFERENCES journey (id),
	from_day TEXT NOT NULL CHECK (from_day GLOB '????-??-??'),
	until_day TEXT NOT NULL CHECK (until_day GLOB '????-??-??'),
	CHECK (from_day <= until_day)
) STRICT;

CREATE INDEX journey_pause_journey ON journey_pause (journey_id, from_day);

CREATE TABLE journey_role (
	journey_id INTEGER NOT NULL REFERENCES journey (id),
	role TEXT NOT NULL,
	person_id INTEGER NOT NULL REFERENCES person (id),
	is_fallback INTEGER NOT NULL CHECK (is_fallback IN (0, 1)),
	PRIMARY KEY (journey_id, role)
) STRICT, WITHOUT ROWID;

CREATE INDEX journey_role_person ON journey_role (person_id);

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
, urgent INTEGER NOT NULL DEFAULT 0
	CHECK (urgent IN (0, 1)), priority INTEGER NOT NULL DEFAULT 1
	CHECK (priority BETWEEN 0 AND 2)) STRICT;

CREATE INDEX mail_activity ON mail (activity_id)
	WHERE activity_id IS NOT NULL;

CREATE INDEX mail_day ON mail (person_id, sent_at) WHERE sent_at IS NOT NULL;

CREATE INDEX mail_due ON mail (next_attempt_at, id)
	WHERE (state = 'queued' OR state = 'deferred' OR state = 'ambiguous');

CREATE INDEX mail_ends ON mail (not_after) WHERE not_after IS NOT NULL
	AND state IN ('queued', 'deferred', 'ambiguous', 'held');

CREATE INDEX mail_journey ON mail (journey_id, state)
	WHERE journey_id IS NOT NULL;

CREATE INDEX mail_person ON mail (person_id, kind, id);

CREATE INDEX mail_sending ON mail (id) WHERE state = 'sending';

CREATE INDEX mail_settled ON mail (sent_at) WHERE bytes IS NOT NULL;

CREATE INDEX mail_sign_in ON mail (id) WHERE kind = 'sign-in'
	AND bytes IS NOT NULL;

CREATE INDEX mail_turn ON mail ((attempts > 0), urgent DESC, priority,
	next_attempt_at, id)
	WHERE (state = 'queued' OR state = 'deferred' OR state = 'ambiguous');

CREATE TABLE mail_attempt (
	id INTEGER PRIMARY KEY,
	mail_id INTEGER NOT NULL REFERENCES mail (id),
	at INTEGER NOT NULL,
	outcome TEXT NOT NULL,
	reply TEXT NOT NULL
) STRICT;

CREATE INDEX mail_attempt_at ON mail_attempt (at);

CREATE INDEX mail_attempt_mail ON mail_attempt (mail_id, id);

CREATE TABLE measure_count (
	measure TEXT NOT NULL,
	year INTEGER NOT NULL,
	quarter INTEGER NOT NULL,
	area TEXT NOT NULL CHECK (length(area) <= 200),
	part INTEGER NOT NULL CHECK (part BETWEEN 0 AND whole),
	whole INTEGER NOT NULL,
	PRIMARY KEY (measure, year, quarter, area),
	FOREIGN KEY (measure, year, quarter)
	    REFERENCES measure_quarter (measure, year, quarter)
) STRICT, WITHOUT ROWID;

CREATE TABLE measure_mark (
	measure TEXT NOT NULL,
	area TEXT NOT NULL CHECK (length(area) <= 200),
	purpose TEXT NOT NULL CHECK (length(purpose) <= 20),
	permille INTEGER NOT NULL CHECK (permille BETWEEN 0 AND 1000),
	year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2199),
	source TEXT NOT NULL CHECK (length(source) <= 500),
	PRIMARY KEY (measure, area, purpose)
) STRICT, WITHOUT ROWID;

CREATE TABLE measure_quarter (
	measure TEXT NOT NULL,
	year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2199),
	quarter INTEGER NOT NULL CHECK (quarter BETWEEN 1 AND 4),
	counted_at INTEGER NOT NULL,
	PRIMARY KEY (measure, year, quarter)
) STRICT, WITHOUT ROWID;

CREATE INDEX measure_quarter_counted ON measure_quarter (counted_at);

CREATE TABLE measure_version (
	measure TEXT NOT NULL,
	year INTEGER NOT NULL,
	quarter INTEGER NOT NULL,
	area TEXT NOT NULL CHECK (length(area) <= 200),
	programme TEXT NOT NULL,
	version INTEGER NOT NULL CHECK (version >= 1),
	is_pilot INTEGER NOT NULL CHECK (is_pilot IN (0, 1)),
	PRIMARY KEY (measure, year, quarter, area, programme, version),
	FOREIGN KEY (measure, year, quarter)
	    REFERENCES measure_quarter (measure, year, quarter)
) STRICT, WITHOUT ROWID;

CREATE TABLE mentor_relation (
	id INTEGER PRIMARY KEY,
	journey_id INTEGER NOT NULL REFERENCES journey (id),
	person_id INTEGER NOT NULL REFERENCES person (id),
	from_day TEXT NOT NULL CHECK (from_day GLOB '????-??-??'),
	until_day TEXT CHECK (until_day GLOB '????-??-??'),
	briefed_on TEXT CHECK (briefed_on GLOB '????-??-??'),
	closed_why TEXT NOT NULL DEFAULT '' CHECK (length(closed_why) <= 2000)
) STRICT;

CREATE INDEX mentor_relation_journey ON mentor_relation (journey_id, id);

CREATE UNIQUE INDEX mentor_relation_one ON mentor_relation (journey_id)
	WHERE until_day IS NULL;

CREATE INDEX mentor_relation_person ON mentor_relation (person_id)
	WHERE until_day IS NULL;

CREATE TABLE network (
	id INTEGER PRIMARY KEY,
	name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
	about TEXT NOT NULL CHECK (length(about) <= 1000),
	welcomes TEXT NOT NULL,
	area TEXT NOT NULL CHECK (length(area) <= 200),
	level TEXT NOT NULL CHECK (length(level) <= 200),
	contact_id INTEGER NOT NULL REFERENCES person (id),
	created_at INTEGER NOT NULL,
	closed_at INTEGER
) STRICT;

CREATE INDEX network_contact ON network (contact_id);

CREATE UNIQUE INDEX network_name ON network (name) WHERE closed_at IS NULL;

CREATE TABLE network_attendance (
	meeting_id INTEGER NOT NULL REFERENCES network_meeting (id),
	person_id INTEGER NOT NULL REFERENCES person (id),
	attended INTEGER NOT NULL CHECK (attended IN (0, 1)),
	PRIMARY KEY (meeting_id, person_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX network_attendance_person ON network_attendance (person_id);

CREATE TABLE network_meeting (
	id INTEGER PRIMARY KEY,
	network_id INTEGER NOT NULL REFERENCES network (id),
	day TEXT NOT NULL CHECK (day GLOB '????-??-??'),
	start_minute INTEGER NOT NULL CHECK (start_minute BETWEEN 0 AND 1439),
	minutes INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 1440),
	place TEXT NOT NULL CHECK (length(place) <= 500),
	uid TEXT NOT NULL UNIQUE,
	sequence INTEGER NOT NULL CHECK (sequence >= 0),
	changed_at INTEGER NOT NULL,
	cancelled_at INTEGER
) STRICT;

CREATE INDEX network_meeting_day ON network_meeting (network_id, day);

CREATE TABLE network_member (
	id INTEGER PRIMARY KEY,
	network_id INTEGER NOT NULL REFERENCES network (id),
	person_id INTEGER NOT NULL REFERENCES person (id),
	from_day TEXT NOT NULL CHECK (from_day GLOB '????-??-??'),
	until_day TEXT CHECK (until_day GLOB '????-??-??'),
	CHECK (until_day IS NULL OR from_day <= until_day),
	UNIQUE (network_id, person_id, from_day)
) STRICT;

CREATE INDEX network_member_person ON network_member (person_id);

CREATE TABLE network_told (
	meeting_id INTEGER NOT NULL REFERENCES network_meeting (id),
	person_id INTEGER NOT NULL REFERENCES person (id),
	sequence INTEGER NOT NULL CHECK (sequence >= 0),
	mail_id INTEGER REFERENCES mail (id),
	PRIMARY KEY (meeting_id, person_id, sequence)
) STRICT, WITHOUT ROWID;

CREATE INDEX network_told_mail ON network_told (mail_id)
	WHERE mail_id IS NOT NULL;

CREATE TABLE nomination (
	id INTEGER PRIMARY KEY,
	journey_id INTEGER NOT NULL REFERENCES journey (id),
	person_id INTEGER NOT NULL REFERENCES person (id),
	manager_id INTEGER NOT NULL REFERENCES person (id),
	nominated_on TEXT NOT NULL CHECK (nominated_on GLOB '????-??-??'),
	terms TEXT NOT NULL,
	person_accepted_at INTEGER,
	manager_accepted_at INTEGER,
	withdrawn_at INTEGER,
	withdrawn_why TEXT NOT NULL DEFAULT ''
	    CHECK (length(withdrawn_why) <= 2000), consent_asked_on TEXT
    CHECK (consent_asked_on GLOB '????-??-??'),
	UNIQUE (journey_id, person_id)
) STRICT;

CREATE INDEX nomination_consent_asked
	ON nomination (consent_asked_on, journey_id);

CREATE INDEX nomination_manager ON nomination (manager_id);

CREATE INDEX nomination_person ON nomination (person_id);

CREATE TABLE openid_identity (
	id INTEGER PRIMARY KEY,
	account_id INTEGER NOT NULL REFERENCES account (id),
	issuer TEXT NOT NULL CHECK (length(issuer) BETWEEN 1 AND 2000),
	subject TEXT NOT NULL CHECK (length(subject) BETWEEN 1 AND 255),
	linked_at INTEGER NOT NULL,
	UNIQUE (issuer, subject),
	UNIQUE (account_id, issuer)
) STRICT;

CREATE TABLE openid_sign_in (
	id INTEGER PRIMARY KEY,
	state_hash TEXT NOT NULL UNIQUE CHECK (length(state_hash) = 64),
	browser_hash TEXT NOT NULL CHECK (length(browser_hash) = 64),
	next_path TEXT NOT NULL DEFAULT '' CHECK (length(next_path) <= 200),
	created_at INTEGER NOT NULL,
	ends_at INTEGER NOT NULL
) STRICT;

CREATE INDEX openid_sign_in_ends ON openid_sign_in (ends_at);

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

CREATE INDEX page_of_person ON page (person_id);

CREATE UNIQUE INDEX page_person ON page (person_id) WHERE kind = 'person';

CREATE TABLE person (
	id INTEGER PRIMARY KEY,
	name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
	language TEXT NOT NULL CHECK (language IN ('da', 'en')),
	phone TEXT NOT NULL DEFAULT '' CHECK (length(phone) <= 40),
	created_at INTEGER NOT NULL
, zone TEXT NOT NULL DEFAULT '', manager_id INTEGER REFERENCES person (id), away_from TEXT
	CHECK (away_from GLOB '????-??-??'), away_until TEXT
	CHECK (away_until GLOB '????-??-??'), stand_in_id INTEGER REFERENCES person (id), is_group INTEGER NOT NULL DEFAULT 0
	CHECK (is_group IN (0, 1)), channel TEXT NOT NULL DEFAULT ''
	CHECK (channel IN ('', 'invitation', 'feed')), digest TEXT NOT NULL DEFAULT 'daily'
	CHECK (digest IN ('daily', 'weekly'))) STRICT;

CREATE INDEX person_away ON person (away_from)
	WHERE stand_in_id IS NOT NULL AND away_from IS NOT NULL;

CREATE TABLE person_address (
	address_key TEXT PRIMARY KEY,
	person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
	kind TEXT NOT NULL CHECK (kind IN ('main', 'work')),
	address TEXT NOT NULL CHECK (length(address) BETWEEN 3 AND 254), bad_since INTEGER, bad_why TEXT NOT NULL DEFAULT ''
	CHECK (length(bad_why) <= 500),
	UNIQUE (person_id, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE person_member (
	group_id INTEGER NOT NULL REFERENCES person (id),
	person_id INTEGER NOT NULL REFERENCES person (id),
	PRIMARY KEY (group_id, person_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX person_member_person ON person_member (person_id);

CREATE TABLE potential (
	person_id INTEGER PRIMARY KEY REFERENCES person (id),
	journey_id INTEGER NOT NULL REFERENCES journey (id),
	consented_at INTEGER NOT NULL,
	expires_on TEXT NOT NULL CHECK (expires_on GLOB '????-??-??'),
	reminded_on TEXT CHECK (reminded_on GLOB '????-??-??')
) STRICT;

CREATE INDEX potential_expires ON potential (expires_on);

CREATE TABLE programme (
	id INTEGER PRIMARY KEY,
	key TEXT NOT NULL,
	version INTEGER NOT NULL CHECK (version >= 1),
	title_da TEXT NOT NULL,
	title_en TEXT NOT NULL,
	content_hash TEXT NOT NULL CHECK (length(content_hash) = 64),
	imported_at INTEGER NOT NULL, kind TEXT NOT NULL DEFAULT 'onboarding'
	CHECK (kind IN ('onboarding', 'exit', 'cohort')), area TEXT NOT NULL DEFAULT '', workplace TEXT NOT NULL DEFAULT '', overlay TEXT NOT NULL DEFAULT '', base_version INTEGER NOT NULL DEFAULT 0, withdrawn_at INTEGER,
	UNIQUE (key, version)
) STRICT;

CREATE INDEX programme_scope ON programme (key, area, workplace, version);

CREATE TABLE programme_decision (
	programme_id INTEGER PRIMARY KEY REFERENCES programme (id),
	decided_on TEXT NOT NULL CHECK (decided_on GLOB '????-??-??'),
	decided_by TEXT NOT NULL CHECK (length(decided_by) BETWEEN 1 AND 200),
	reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
	recorded_by TEXT NOT NULL,
	recorded_at INTEGER NOT NULL
) STRICT;

CREATE TABLE programme_overlay (
	overlay TEXT PRIMARY KEY,
	key TEXT NOT NULL,
	area TEXT NOT NULL,
	workplace TEXT NOT NULL,
	source TEXT NOT NULL,
	imported_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX programme_overlay_key ON programme_overlay (key);

CREATE TABLE programme_phase (
	programme_id INTEGER NOT NULL REFERENCES programme (id),
	phase INTEGER NOT NULL CHECK (phase BETWEEN 0 AND 99),
	title_da TEXT NOT NULL,
	title_en TEXT NOT NULL,
	PRIMARY KEY (programme_id, phase)
) STRICT, WITHOUT ROWID;

CREATE TABLE "programme_step" (
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
	window INTEGER NOT NULL DEFAULT -1,
	repeat TEXT NOT NULL DEFAULT '',
	minutes INTEGER NOT NULL CHECK (minutes BETWEEN 0 AND 1440),
	undisturbed INTEGER NOT NULL CHECK (undisturbed IN (0, 1)),
	only_if TEXT NOT NULL,
	optional INTEGER NOT NULL CHECK (optional IN (0, 1)),
	reminders TEXT NOT NULL DEFAULT '',
	mail_to TEXT,
	pack INTEGER NOT NULL CHECK (pack IN (0, 1)),
	contact INTEGER NOT NULL CHECK (contact IN (0, 1)),
	guide_da TEXT,
	guide_en TEXT,
	PRIMARY KEY (programme_id, position),
	UNIQUE (programme_id, step)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE programme_step_topic (
	programme_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
	topic TEXT NOT NULL CHECK (length(topic) BETWEEN 1 AND 64),
	text_da TEXT NOT NULL CHECK (length(text_da) <= 200),
	text_en TEXT NOT NULL CHECK (length(text_en) <= 200),
	PRIMARY KEY (programme_id, position, ordinal),
	FOREIGN KEY (programme_id, position)
	    REFERENCES programme_step (programme_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE rate_limit (
	subject TEXT PRIMARY KEY CHECK (length(subject) <= 80),
	since INTEGER NOT NULL,
	count INTEGER NOT NULL CHECK (count >= 0)
) STRICT, WITHOUT ROWID;

CREATE INDEX rate_limit_since ON rate_limit (since);

CREATE TABLE received_mail (
	id INTEGER PRIMARY KEY,
	digest TEXT NOT NULL UNIQUE CHECK (length(digest) = 64),
	received_at INTEGER NOT NULL,
	kind TEXT NOT NULL CHECK (kind IN ('reply', 'counter', 'refresh',
	    'bounce', 'automatic', 'unreadable', 'other')),
	sender TEXT NOT NULL CHECK (length(sender) <= 254),
	activity_id INTEGER REFERENCES activity (id),
	person_id INTEGER REFERENCES person (id),
	mail_id INTEGER REFERENCES mail (id),
	partstat TEXT NOT NULL DEFAULT '' CHECK (length(partstat) <= 20),
	sequence INTEGER NOT NULL DEFAULT 0,
	stamp INTEGER,
	proposed_start INTEGER,
	proposed_end INTEGER,
	comment TEXT NOT NULL DEFAULT '' CHECK (length(comment) <= 1000),
	is_verified INTEGER NOT NULL DEFAULT 0 CHECK (is_verified IN (0, 1)),
	outcome TEXT NOT NULL CHECK (outcome IN ('applied', 'repeated',
	    'outdated', 'ignored', 'review', 'settled')),
	reason TEXT NOT NULL CHECK (length(reason) <= 60),
	settled_at INTEGER,
	settled_by TEXT NOT NULL DEFAULT '',
	CHECK ((outcome = 'settled') = (settled_at IS NOT NULL))
) STRICT;

CREATE INDEX received_mail_activity ON received_mail (activity_id)
	WHERE activity_id IS NOT NULL;

CREATE INDEX received_mail_review ON received_mail (id)
	WHERE outcome = 'review';

CREATE TABLE recovery_code (
	id INTEGER PRIMARY KEY,
	account_id INTEGER NOT NULL REFERENCES account (id),
	code_hash TEXT NOT NULL CHECK (length(code_hash) = 32),
	used_at INTEGER,
	UNIQUE (account_id, code_hash)
) STRICT;

CREATE TABLE remark (
	id INTEGER PRIMARY KEY,
	activity_id INTEGER NOT NULL REFERENCES activity (id),
	kind TEXT NOT NULL CHECK (kind IN ('comment', 'cannot')),
	person_id INTEGER NOT NULL REFERENCES person (id),
	owner_id INTEGER NOT NULL REFERENCES person (id),
	text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 500),
	said_at INTEGER NOT NULL,
	ended_at INTEGER,
	CHECK (kind = 'cannot' OR ended_at IS NULL)
) STRICT;

CREATE INDEX remark_activity ON remark (activity_id, id);

CREATE UNIQUE INDEX remark_cannot ON remark (activity_id, owner_id)
	WHERE kind = 'cannot' AND ended_at IS NULL;

CREATE INDEX remark_person ON remark (person_id, id);

CREATE TABLE reminder (
	activity_id INTEGER NOT NULL REFERENCES activity (id),
	rung TEXT NOT NULL,
	planned TEXT NOT NULL CHECK (planned GLOB '????-??-??'),
	person_id INTEGER NOT NULL REFERENCES person (id),
	told_on TEXT NOT NULL CHECK (told_on GLOB '????-??-??'),
	outcome TEXT NOT NULL CHECK (outcome = 'sent'
	    OR outcome = 'merged' OR outcome = 'dropped'),
	mail_id INTEGER REFERENCES mail (id),
	PRIMARY KEY (activity_id, rung, planned, person_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX reminder_mail ON reminder (mail_id) WHERE mail_id IS NOT NULL;

CREATE TABLE report_text (
	year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2199),
	heading TEXT NOT NULL CHECK (length(heading) BETWEEN 1 AND 40),
	text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 4000),
	PRIMARY KEY (year, heading)
) STRICT, WITHOUT ROWID;

CREATE TABLE saved_filter (
	id INTEGER PRIMARY KEY,
	person_id INTEGER NOT NULL REFERENCES person (id),
	name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
	name_key TEXT NOT NULL CHECK (length(name_key) BETWEEN 1 AND 400),
	query TEXT NOT NULL CHECK (length(query) BETWEEN 1 AND 4000),
	saved_at INTEGER NOT NULL,
	UNIQUE (person_id, name_key)
) STRICT;

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
, is_openid INTEGER NOT NULL DEFAULT 0
	CHECK (is_openid IN (0, 1))) STRICT;

CREATE INDEX session_account ON session (account_id, id);

CREATE INDEX session_ends ON session (ends_at);

CREATE INDEX session_seen ON session (seen_at);

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

CREATE INDEX sign_in_link_account ON sign_in_link (account_id)
	WHERE account_id IS NOT NULL;

CREATE INDEX sign_in_link_asked ON sign_in_link (id) WHERE state = 'asked';

CREATE INDEX sign_in_link_browser ON sign_in_link (browser_hash, id);

CREATE INDEX sign_in_link_ends ON sign_in_link (ends_at);

CREATE TABLE survey (
	id INTEGER PRIMARY KEY,
	key TEXT NOT NULL CHECK (length(key) BETWEEN 1 AND 64),
	version INTEGER NOT NULL CHECK (version >= 1),
	title_da TEXT NOT NULL,
	title_en TEXT NOT NULL,
	purpose_da TEXT NOT NULL,
	purpose_en TEXT NOT NULL,
	intro_da TEXT NOT NULL,
	intro_en TEXT NOT NULL,
	answered_by TEXT NOT NULL CHECK (length(answered_by) > 0),
	minutes INTEGER NOT NULL CHECK (minutes >= 1),
	red_manager INTEGER NOT NULL CHECK (red_manager IN (0, 1)),
	red_coordinator INTEGER NOT NULL CHECK (red_coordinator IN (0, 1)),
	content_hash TEXT NOT NULL CHECK (length(content_hash) = 64),
	imported_at INTEGER NOT NULL,
	withdrawn_at INTEGER,
	UNIQUE (key, version)
) STRICT;

CREATE TABLE survey_answer (
	request_id INTEGER NOT NULL REFERENCES survey_request (id),
	question TEXT NOT NULL CHECK (length(question) BETWEEN 1 AND 64),
	value TEXT NOT NULL CHECK (length(value) BETWEEN 1 AND 64),
	PRIMARY KEY (request_id, question, value)
) STRICT, WITHOUT ROWID;

CREATE TABLE survey_choice (
	survey_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
	choice TEXT NOT NULL CHECK (length(choice) BETWEEN 1 AND 64),
	text_da TEXT NOT NULL,
	text_en TEXT NOT NULL,
	is_red INTEGER NOT NULL CHECK (is_red IN (0, 1)),
	PRIMARY KEY (survey_id, position, ordinal),
	UNIQUE (survey_id, position, choice),
	FOREIGN KEY (survey_id, position)
	    REFERENCES survey_question (survey_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE survey_question (
	survey_id INTEGER NOT NULL REFERENCES survey (id),
	position INTEGER NOT NULL CHECK (position >= 0),
	question TEXT NOT NULL CHECK (length(question) BETWEEN 1 AND 64),
	kind TEXT NOT NULL CHECK (length(kind) > 0),
	dimension TEXT NOT NULL,
	text_da TEXT NOT NULL,
	text_en TEXT NOT NULL,
	help_da TEXT,
	help_en TEXT,
	low_da TEXT,
	low_en TEXT,
	high_da TEXT,
	high_en TEXT,
	red_at_most INTEGER NOT NULL CHECK (red_at_most >= 0),
	is_several INTEGER NOT NULL CHECK (is_several IN (0, 1)),
	is_required INTEGER NOT NULL CHECK (is_required IN (0, 1)),
	only_if TEXT NOT NULL,
	PRIMARY KEY (survey_id, position),
	UNIQUE (survey_id, question)
) STRICT, WITHOUT ROWID;

CREATE TABLE survey_request (
	id INTEGER PRIMARY KEY,
	survey_id INTEGER NOT NULL REFERENCES survey (id),
	survey TEXT NOT NULL CHECK (length(survey) BETWEEN 1 AND 64),
	activity_id INTEGER NOT NULL REFERENCES activity (id),
	journey_id INTEGER NOT NULL REFERENCES journey (id),
	person_id INTEGER NOT NULL REFERENCES person (id),
	generation INTEGER NOT NULL CHECK (generation >= 1),
	token_hash TEXT NOT NULL UNIQUE,
	state TEXT NOT NULL CHECK (length(state) BETWEEN 1 AND 20),
	asked_at INTEGER NOT NULL,
	answered_at INTEGER,
	closes_on TEXT NOT NULL CHECK (closes_on GLOB '????-??-??'),
	reminders INTEGER NOT NULL DEFAULT 0 CHECK (reminders >= 0),
	UNIQUE (activity_id, survey, person_id)
) STRICT;

CREATE INDEX survey_request_answered ON survey_request (survey, answered_at);

CREATE INDEX survey_request_journey ON survey_request (journey_id, id);

CREATE INDEX survey_request_open ON survey_request (closes_on)
	WHERE state = 'open';

CREATE INDEX survey_request_person ON survey_request (person_id, id);

CREATE TABLE survey_step (
	survey_id INTEGER NOT NULL REFERENCES survey (id),
	ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
	programme TEXT NOT NULL,
	step TEXT NOT NULL,
	PRIMARY KEY (survey_id, ordinal),
	UNIQUE (programme, step, survey_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE survey_text (
	request_id INTEGER NOT NULL REFERENCES survey_request (id),
	question TEXT NOT NULL CHECK (length(question) BETWEEN 1 AND 64),
	text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 2000),
	expires_on TEXT NOT NULL CHECK (expires_on GLOB '????-??-??'),
	PRIMARY KEY (request_id, question)
) STRICT, WITHOUT ROWID;

CREATE INDEX survey_text_expires ON survey_text (expires_on);

CREATE TABLE talk (
	activity_id INTEGER PRIMARY KEY REFERENCES activity (id),
	held_on TEXT NOT NULL CHECK (held_on GLOB '????-??-??'),
	minutes INTEGER NOT NULL CHECK (minutes BETWEEN 0 AND 600),
	undisturbed TEXT NOT NULL CHECK (length(undisturbed) <= 10),
	recorded_by TEXT NOT NULL,
	recorded_at INTEGER NOT NULL
) STRICT;

CREATE INDEX talk_held ON talk (held_on);

CREATE TABLE talk_topic (
	activity_id INTEGER NOT NULL REFERENCES talk (activity_id),
	topic TEXT NOT NULL CHECK (length(topic) BETWEEN 1 AND 64),
	PRIMARY KEY (activity_id, topic)
) STRICT, WITHOUT ROWID;

CREATE TABLE totp (
	account_id INTEGER PRIMARY KEY REFERENCES account (id),
	generation INTEGER NOT NULL CHECK (generation >= 1),
	confirmed_at INTEGER,
	last_step INTEGER NOT NULL DEFAULT 0
) STRICT;
