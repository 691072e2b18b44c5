-- Surveys that somebody is asked to answer, and what they answered.

-- One person is asked one survey of one activity once, whatever version of it
-- is the newest meanwhile: survey is its key, survey_id the version that the
-- person reads.  The link's token is an HMAC of id and generation.  Until
-- closes_on it can be answered, and what was answered be changed.  state is a
-- word of model/survey_request.h; reminders counts those that were mailed.
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
CREATE INDEX survey_request_journey ON survey_request (journey_id, id);
CREATE INDEX survey_request_person ON survey_request (person_id, id);
CREATE INDEX survey_request_open ON survey_request (closes_on)
	WHERE state = 'open';

-- A number of a scale, or the id of a choice; of several choices a row each.
CREATE TABLE survey_answer (
	request_id INTEGER NOT NULL REFERENCES survey_request (id),
	question TEXT NOT NULL CHECK (length(question) BETWEEN 1 AND 64),
	value TEXT NOT NULL CHECK (length(value) BETWEEN 1 AND 64),
	PRIMARY KEY (request_id, question, value)
) STRICT, WITHOUT ROWID;

-- What was written in one's own words stands apart, so that it can go while
-- the figures stay: it is deleted after expires_on.
CREATE TABLE survey_text (
	request_id INTEGER NOT NULL REFERENCES survey_request (id),
	question TEXT NOT NULL CHECK (length(question) BETWEEN 1 AND 64),
	text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 2000),
	expires_on TEXT NOT NULL CHECK (expires_on GLOB '????-??-??'),
	PRIMARY KEY (request_id, question)
) STRICT, WITHOUT ROWID;
CREATE INDEX survey_text_expires ON survey_text (expires_on);
