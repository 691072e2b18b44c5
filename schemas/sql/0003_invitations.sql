-- Invitations and their answers, mail that comes in, links that act, feeds of
-- more than one journey, and a queue that knows what is more urgent.

-- channel: how meetings reach the person: as invitations, or in the calendar
-- subscription alone; '' is the instance's own choice.  digest: whoever turns
-- the daily reminders off gets them once a week.
ALTER TABLE person ADD COLUMN channel TEXT NOT NULL DEFAULT ''
	CHECK (channel IN ('', 'invitation', 'feed'));
ALTER TABLE person ADD COLUMN digest TEXT NOT NULL DEFAULT 'daily'
	CHECK (digest IN ('daily', 'weekly'));

-- A mail server has said for good that nothing arrives here.
ALTER TABLE person_address ADD COLUMN bad_since INTEGER;
ALTER TABLE person_address ADD COLUMN bad_why TEXT NOT NULL DEFAULT ''
	CHECK (length(bad_why) <= 500);

-- One person's invitation to one activity (of journey_id, so that those that
-- are still to come are found at once): what was told last (method,
-- sequence, to which address, by which mail) and what came back.  partstat is
-- RFC 5545's, in lower case, and counts for answer_sequence; stamp is the
-- DTSTAMP of the answer that counts.  Once answered, the meeting lies in the
-- person's own calendar, so their feed leaves it out from then on.
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
CREATE INDEX invitation_person ON invitation (person_id, activity_id);
CREATE INDEX invitation_mail ON invitation (mail_id)
	WHERE mail_id IS NOT NULL;

-- A link in a mail that does one thing for one person: a page asks first, a
-- POST acts.  offer_day and offer_minute: the free time that an offer names.
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

-- What came in by mail, as facts: answers, proposals, bounces.  digest is of
-- the fact, so that the same mail twice is one.  What the program may not
-- decide alone waits in review until somebody settles it.
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
CREATE INDEX received_mail_review ON received_mail (id)
	WHERE outcome = 'review';
CREATE INDEX received_mail_activity ON received_mail (activity_id)
	WHERE activity_id IS NOT NULL;

-- priority: 0 invitations and changes, 1 all else, 2 digests.
ALTER TABLE mail ADD COLUMN priority INTEGER NOT NULL DEFAULT 1
	CHECK (priority BETWEEN 0 AND 2);
UPDATE mail SET priority = CASE kind WHEN 'change' THEN 0 WHEN 'digest' THEN 2
	ELSE 1 END;
DROP INDEX mail_due;
CREATE INDEX mail_due ON mail (next_attempt_at, id)
	WHERE (state = 'queued' OR state = 'deferred' OR state = 'ambiguous');
-- Whose turn it is: of new mail and of the backlog, each in its order.
CREATE INDEX mail_turn ON mail ((attempts > 0), urgent DESC, priority,
	next_attempt_at, id)
	WHERE (state = 'queued' OR state = 'deferred' OR state = 'ambiguous');
CREATE INDEX mail_attempt_at ON mail_attempt (at);
-- A digest that somebody holds back ends with its day like any other.
DROP INDEX mail_ends;
CREATE INDEX mail_ends ON mail (not_after) WHERE not_after IS NOT NULL
	AND state IN ('queued', 'deferred', 'ambiguous', 'held');

-- purpose: what the calendar shows: one journey's activities of the person,
-- those of all journeys, everything that a coordinator follows, or the
-- meetings of the leader network.  alarm_minutes: an alarm that long before
-- each meeting, for who has asked for it.  content_* is what was served last,
-- tasks_* the same with tasks as tasks.
CREATE TABLE feed_new (
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
	revoked_at INTEGER,
	CHECK ((purpose = 'journey') = (journey_id IS NOT NULL))
) STRICT;
INSERT INTO feed_new (id, purpose, journey_id, person_id, role, generation,
    token_hash, content_hash, content_changed_at, last_fetched_at, last_agent)
SELECT id, 'journey', journey_id, person_id, role, generation, token_hash,
    content_hash, content_changed_at, last_fetched_at, last_agent FROM feed;
CREATE TABLE feed_revoked_new (
	token_hash TEXT PRIMARY KEY,
	feed_id INTEGER NOT NULL REFERENCES feed_new (id),
	revoked_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO feed_revoked_new SELECT token_hash, feed_id, revoked_at
FROM feed_revoked;
DROP TABLE feed_revoked;
DROP TABLE feed;
ALTER TABLE feed_new RENAME TO feed;
ALTER TABLE feed_revoked_new RENAME TO feed_revoked;
CREATE UNIQUE INDEX feed_journey ON feed (journey_id, person_id)
	WHERE purpose = 'journey';
CREATE UNIQUE INDEX feed_person ON feed (purpose, person_id)
	WHERE purpose <> 'journey';

-- All of a person's links are made anew at once.
CREATE INDEX page_of_person ON page (person_id);

-- Of the calendar entry that an event's day is for who has it once, not once
-- for each leader; what was there before counts as of 1 January 2026.
ALTER TABLE event ADD COLUMN uid TEXT NOT NULL DEFAULT '';
ALTER TABLE event ADD COLUMN sequence INTEGER NOT NULL DEFAULT 0
	CHECK (sequence >= 0);
ALTER TABLE event ADD COLUMN changed_at INTEGER NOT NULL DEFAULT 1767225600;
UPDATE event SET uid = lower(hex(randomblob(16)));
CREATE UNIQUE INDEX event_uid ON event (uid);
