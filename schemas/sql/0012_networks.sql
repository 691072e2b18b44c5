-- Leader networks: who is in one, when it meets, who came.  What was said at a
-- meeting is nobody's to keep.

-- welcomes, area and level say whom a leader's page offers it to; "" is any.
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

CREATE UNIQUE INDEX network_name ON network (name) WHERE closed_at IS NULL;
CREATE INDEX network_contact ON network (contact_id);

-- until_day is the first day on which the person is no member any more.
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

CREATE TABLE network_attendance (
	meeting_id INTEGER NOT NULL REFERENCES network_meeting (id),
	person_id INTEGER NOT NULL REFERENCES person (id),
	attended INTEGER NOT NULL CHECK (attended IN (0, 1)),
	PRIMARY KEY (meeting_id, person_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX network_attendance_person ON network_attendance (person_id);

-- Which sequences of a meeting a person was told of, and by which mail; none
-- where the person did it.
CREATE TABLE network_told (
	meeting_id INTEGER NOT NULL REFERENCES network_meeting (id),
	person_id INTEGER NOT NULL REFERENCES person (id),
	sequence INTEGER NOT NULL CHECK (sequence >= 0),
	mail_id INTEGER REFERENCES mail (id),
	PRIMARY KEY (meeting_id, person_id, sequence)
) STRICT, WITHOUT ROWID;

CREATE INDEX network_told_mail ON network_told (mail_id)
	WHERE mail_id IS NOT NULL;

-- A calendar of purpose "network" is of one network, or of all annual
-- network meetings where it names none.
ALTER TABLE feed ADD COLUMN network_id INTEGER REFERENCES network (id);

DROP INDEX feed_person;
CREATE UNIQUE INDEX feed_person ON feed (purpose, person_id)
	WHERE purpose <> 'journey' AND network_id IS NULL;
CREATE UNIQUE INDEX feed_network ON feed (network_id, person_id)
	WHERE network_id IS NOT NULL;
