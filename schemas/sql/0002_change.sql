-- Journeys that change: pauses, conditions, versions for an area, more kinds
-- of programmes, recurring and added activities, the mentor relation, stand-ins
-- and what was reminded of.

-- kind: which anchors the programme's dates count from.  area and workplace:
-- whom the version is for ('' is everybody); overlay: the overlay that made it
-- from a version of the municipality's own programme.  Once withdrawn, a
-- version is for those journeys only that have begun on it.
ALTER TABLE programme ADD COLUMN kind TEXT NOT NULL DEFAULT 'onboarding'
	CHECK (kind IN ('onboarding', 'exit', 'cohort'));
ALTER TABLE programme ADD COLUMN area TEXT NOT NULL DEFAULT '';
ALTER TABLE programme ADD COLUMN workplace TEXT NOT NULL DEFAULT '';
ALTER TABLE programme ADD COLUMN overlay TEXT NOT NULL DEFAULT '';
ALTER TABLE programme ADD COLUMN base_version INTEGER NOT NULL DEFAULT 0;
ALTER TABLE programme ADD COLUMN withdrawn_at INTEGER;
CREATE INDEX programme_scope ON programme (key, area, workplace, version);

-- The overlays, as they were given, with the guides of the steps that they add:
-- a new version of the base is laid under each of them again.
CREATE TABLE programme_overlay (
	overlay TEXT PRIMARY KEY,
	key TEXT NOT NULL,
	area TEXT NOT NULL,
	workplace TEXT NOT NULL,
	source TEXT NOT NULL,
	imported_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX programme_overlay_key ON programme_overlay (key);

-- repeat, reminders and only_if are written as in the file; window is the
-- number of workdays from due to latest, -1 when latest was given.
CREATE TABLE programme_step_new (
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
INSERT INTO programme_step_new (programme_id, position, step, phase, title_da,
    title_en, kind, role, due, latest, minutes, undisturbed, only_if, optional,
    mail_to, pack, contact, guide_da, guide_en)
SELECT programme_id, position, step, phase, title_da, title_en, kind, role, due,
    latest, minutes, undisturbed, only_if, optional, mail_to, pack, contact,
    guide_da, guide_en FROM programme_step;
DROP TABLE programme_step;
ALTER TABLE programme_step_new RENAME TO programme_step;

-- zone '' is the instance's.  manager_id: to whom the person reports.  While
-- the person is away (both days included) the stand-in acts.  A group acts
-- through its members: the first who does something has done it.
ALTER TABLE person ADD COLUMN zone TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN manager_id INTEGER REFERENCES person (id);
ALTER TABLE person ADD COLUMN away_from TEXT
	CHECK (away_from GLOB '????-??-??');
ALTER TABLE person ADD COLUMN away_until TEXT
	CHECK (away_until GLOB '????-??-??');
ALTER TABLE person ADD COLUMN stand_in_id INTEGER REFERENCES person (id);
ALTER TABLE person ADD COLUMN is_group INTEGER NOT NULL DEFAULT 0
	CHECK (is_group IN (0, 1));

CREATE TABLE person_member (
	group_id INTEGER NOT NULL REFERENCES person (id),
	person_id INTEGER NOT NULL REFERENCES person (id),
	PRIMARY KEY (group_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_member_person ON person_member (person_id);
CREATE INDEX person_away ON person (away_from)
	WHERE stand_in_id IS NOT NULL AND away_from IS NOT NULL;

-- members: those who own the function together, "Name <address>", one a line.
ALTER TABLE handbook_entry ADD COLUMN members TEXT NOT NULL DEFAULT '';

-- What another system calls a row: the same key again means the same row.
CREATE TABLE external_key (
	kind TEXT NOT NULL,
	key TEXT NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
	entity_id INTEGER NOT NULL,
	PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX external_key_entity ON external_key (kind, entity_id);

-- kind as the programme's.  For an exit, accepted is the day of notice and
-- first_day the last working day; for a cohort, the day it was opened and the
-- day it begins, its title is the cohort's name and the leader is who runs it.
CREATE TABLE journey_new (
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
	ended_why TEXT NOT NULL DEFAULT '' CHECK (length(ended_why) <= 2000),
	CHECK (accepted <= first_day AND first_day <= end_day)
) STRICT;
INSERT INTO journey_new (id, leader_id, programme_id, kind, state, accepted,
    first_day, end_day, recruitment, title, area, workplace, created_at,
    work_address_asked)
SELECT id, leader_id, programme_id, 'onboarding', state, accepted, first_day,
    end_day, recruitment, title, area, workplace, created_at,
    work_address_asked FROM journey;
DROP TABLE journey;
ALTER TABLE journey_new RENAME TO journey;
CREATE UNIQUE INDEX journey_once ON journey (leader_id, kind, first_day)
	WHERE state <> 'cancelled' AND kind <> 'cohort';
CREATE INDEX journey_state ON journey (state);

-- Leave or illness, both days included: what lies on or after from_day comes
-- so many days later.
CREATE TABLE journey_pause (
	id INTEGER PRIMARY KEY,
	journey_id INTEGER NOT NULL REFERENCES journey (id),
	from_day TEXT NOT NULL CHECK (from_day GLOB '????-??-??'),
	until_day TEXT NOT NULL CHECK (until_day GLOB '????-??-??'),
	CHECK (from_day <= until_day)
) STRICT;
CREATE INDEX journey_pause_journey ON journey_pause (journey_id, from_day);

-- step: of the programme, "STEP.N" for the Nth occurrence of a recurring one,
-- "first-task.N" for a task that was added with its own title, goal and how it
-- is seen to be reached, "event.KEY.DATE" for an annual event.  position is
-- the step's, the recurring step's, or a place after all of them.  told_day
-- and told_minute: what those concerned were told last.
CREATE TABLE activity_new (
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
	note TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 2000),
	UNIQUE (journey_id, step),
	CHECK ((start_minute = -1) = (start_at IS NULL)),
	CHECK ((start_minute = -1) = (end_minute = -1)),
	CHECK ((state = 'done' OR state = 'skipped' OR state = 'cancelled')
	    = (settled_at IS NOT NULL))
) STRICT;
INSERT INTO activity_new (id, journey_id, position, step, state, responsible_id,
    planned, latest, due_rule, start_minute, end_minute, start_at, end_at,
    undisturbed, flags, is_moved, uid, sequence, changed_at, derivation,
    noticed_id, told_day, told_minute, late_told, settled_at, settled_by, note)
SELECT a.id, a.journey_id, a.position, a.step, a.state, a.responsible_id,
    a.planned, a.latest, a.due_rule, a.start_minute, a.end_minute, a.start_at,
    a.end_at, s.undisturbed, a.flags, a.is_moved, a.uid, a.sequence,
    a.changed_at, a.derivation, a.noticed_id,
    iif(a.noticed_id = 0, NULL, a.planned), a.start_minute, a.late_told,
    a.settled_at, a.settled_by, a.note
FROM activity a JOIN journey j ON j.id = a.journey_id
JOIN programme_step s ON s.programme_id = j.programme_id
    AND s.position = a.position;

-- What of an activity's ladder was worked through: a rung is of the day that
-- the activity was planned on and of the person it was for.  outcome: sent
-- (with its mail), merged into a later rung, or dropped as too late (with a
-- mail that showed it in its overview nevertheless).  "late-start" and
-- "changed-SEQUENCE DAY MINUTE" (what was told before) stand here, too, so
-- that a digest that never left can be made up for.
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
INSERT INTO reminder (activity_id, rung, planned, person_id, told_on, outcome)
SELECT id, 'overdue', overdue_told, responsible_id, overdue_told, 'sent'
FROM activity WHERE overdue_told IS NOT NULL;
INSERT INTO reminder (activity_id, rung, planned, person_id, told_on, outcome)
SELECT a.id, 'coordinator', a.escalated_told, r.person_id, a.escalated_told,
    'sent'
FROM activity a JOIN journey_role r ON r.journey_id = a.journey_id
    AND r.role = 'coordinator' WHERE a.escalated_told IS NOT NULL;

DROP TABLE activity;
ALTER TABLE activity_new RENAME TO activity;
CREATE INDEX activity_open_day ON activity (planned, id)
	WHERE state IN ('planned', 'held');
CREATE INDEX activity_responsible ON activity (responsible_id, planned);
CREATE INDEX activity_journey ON activity (journey_id, position);
-- Those whom a morning's round looks at beside the days around it: nobody was
-- told of them, they changed since, or they were withdrawn after it.
CREATE INDEX activity_unnoticed ON activity (journey_id)
	WHERE state IN ('planned', 'held') AND noticed_id = 0;
CREATE INDEX activity_changed ON activity (journey_id)
	WHERE state IN ('planned', 'held') AND noticed_id <> 0
	AND (told_day IS NULL OR told_day <> planned
	    OR told_minute <> start_minute);
CREATE INDEX activity_withdrawn ON activity (journey_id)
	WHERE state IN ('skipped', 'cancelled') AND told_day IS NOT NULL;

-- What left a person's calendar because somebody else took over: it stays there
-- as cancelled for a while.
CREATE TABLE activity_left (
	activity_id INTEGER NOT NULL REFERENCES activity (id),
	person_id INTEGER NOT NULL REFERENCES person (id),
	left_at INTEGER NOT NULL,
	PRIMARY KEY (activity_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX activity_left_person ON activity_left (person_id);

-- Somebody's time as mentor of one leader.  The talks that were held are the
-- journey's activities; briefed_on is the day the mentor was prepared.
CREATE TABLE mentor_relation (
	id INTEGER PRIMARY KEY,
	journey_id INTEGER NOT NULL REFERENCES journey (id),
	person_id INTEGER NOT NULL REFERENCES person (id),
	from_day TEXT NOT NULL CHECK (from_day GLOB '????-??-??'),
	until_day TEXT CHECK (until_day GLOB '????-??-??'),
	briefed_on TEXT CHECK (briefed_on GLOB '????-??-??'),
	closed_why TEXT NOT NULL DEFAULT '' CHECK (length(closed_why) <= 2000)
) STRICT;
CREATE UNIQUE INDEX mentor_relation_one ON mentor_relation (journey_id)
	WHERE until_day IS NULL;
CREATE INDEX mentor_relation_journey ON mentor_relation (journey_id, id);
CREATE INDEX mentor_relation_person ON mentor_relation (person_id)
	WHERE until_day IS NULL;
INSERT INTO mentor_relation (journey_id, person_id, from_day, briefed_on)
SELECT r.journey_id, r.person_id, date(j.created_at, 'unixepoch'),
    (SELECT date(a.settled_at, 'unixepoch') FROM activity a
	WHERE a.journey_id = j.id AND a.step = 'mentor-klaed'
	AND a.state = 'done')
FROM journey_role r JOIN journey j ON j.id = r.journey_id
WHERE r.role = 'mentor' AND r.is_fallback = 0
AND j.state NOT IN ('ended', 'cancelled');

-- Who was nominated for a cohort, and that both have accepted what it asks of
-- them.  terms is the digest of the text that was accepted.
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
	    CHECK (length(withdrawn_why) <= 2000),
	UNIQUE (journey_id, person_id)
) STRICT;
CREATE INDEX nomination_person ON nomination (person_id);
CREATE INDEX nomination_manager ON nomination (manager_id);

-- Fixed events of the year: each attaches itself to the journeys that only_if
-- is true of.  start_minute -1: the whole day.  One that is_gone is kept for
-- the activities that it was.
CREATE TABLE event (
	key TEXT NOT NULL,
	day TEXT NOT NULL CHECK (day GLOB '????-??-??'),
	title_da TEXT NOT NULL,
	title_en TEXT NOT NULL,
	start_minute INTEGER NOT NULL CHECK (start_minute BETWEEN -1 AND 1439),
	minutes INTEGER NOT NULL CHECK (minutes BETWEEN 0 AND 1440),
	role TEXT NOT NULL,
	only_if TEXT NOT NULL,
	is_gone INTEGER NOT NULL DEFAULT 0 CHECK (is_gone IN (0, 1)),
	PRIMARY KEY (key, day)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_day ON event (day);

-- Days of the municipality's calendar (area '') or of one area's, beside
-- those of the configuration; source says which file brought them, and a file
-- that comes again replaces its own.
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

-- urgent: a change less than 48 hours ahead, which goes at any hour.
ALTER TABLE mail ADD COLUMN urgent INTEGER NOT NULL DEFAULT 0
	CHECK (urgent IN (0, 1));
-- A list of more than two in the condition of an index costs a table of its
-- own for each row that is written, alternatives cost nothing.
DROP INDEX mail_due;
CREATE INDEX mail_due ON mail (next_attempt_at, id)
	WHERE (state = 'queued' OR state = 'deferred' OR state = 'ambiguous');
CREATE INDEX mail_journey ON mail (journey_id, state)
	WHERE journey_id IS NOT NULL;
CREATE INDEX mail_ends ON mail (not_after) WHERE not_after IS NOT NULL
	AND (state = 'queued' OR state = 'deferred' OR state = 'ambiguous');
CREATE INDEX mail_day ON mail (person_id, sent_at) WHERE sent_at IS NOT NULL;
