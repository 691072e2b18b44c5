-- That an exit talk was held, by whom, and why somebody leaves, in coded words
-- that the program knows.  What was noted besides stands apart, because it is
-- deleted on its day.
CREATE TABLE exit_interview (
	journey_id INTEGER PRIMARY KEY REFERENCES journey (id),
	held_on TEXT NOT NULL CHECK (held_on GLOB '????-??-??'),
	interviewer_id INTEGER NOT NULL REFERENCES person (id),
	recorded_at INTEGER NOT NULL
) STRICT;

CREATE INDEX exit_interview_held ON exit_interview (held_on);
CREATE INDEX exit_interview_interviewer ON exit_interview (interviewer_id);

CREATE TABLE exit_reason (
	journey_id INTEGER NOT NULL REFERENCES exit_interview (journey_id),
	reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 40),
	is_main INTEGER NOT NULL CHECK (is_main IN (0, 1)),
	PRIMARY KEY (journey_id, reason)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX exit_reason_main ON exit_reason (journey_id)
	WHERE is_main = 1;

CREATE TABLE exit_note (
	journey_id INTEGER PRIMARY KEY REFERENCES exit_interview (journey_id),
	text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 4000),
	expires_on TEXT NOT NULL CHECK (expires_on GLOB '????-??-??')
) STRICT;

CREATE INDEX exit_note_expires ON exit_note (expires_on);

-- What is done about what was learnt in half a year.
CREATE TABLE follow_up (
	id INTEGER PRIMARY KEY,
	period TEXT NOT NULL CHECK (period GLOB '[0-9][0-9][0-9][0-9]H[12]'),
	title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
	owner_id INTEGER NOT NULL REFERENCES person (id),
	due TEXT NOT NULL CHECK (due GLOB '????-??-??'),
	added_at INTEGER NOT NULL,
	done_at INTEGER
) STRICT;

CREATE INDEX follow_up_period ON follow_up (period, due, id);
CREATE INDEX follow_up_owner ON follow_up (owner_id);
