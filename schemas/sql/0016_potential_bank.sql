-- Graduates of a pre-leader course who want to be asked when a job as a leader
-- is free.  A row is a consent: it goes on its day, or as soon as it is
-- withdrawn, and nothing else tells that it was there.
CREATE TABLE potential (
	person_id INTEGER PRIMARY KEY REFERENCES person (id),
	journey_id INTEGER NOT NULL REFERENCES journey (id),
	consented_at INTEGER NOT NULL,
	expires_on TEXT NOT NULL CHECK (expires_on GLOB '????-??-??'),
	reminded_on TEXT CHECK (reminded_on GLOB '????-??-??')
) STRICT;

CREATE INDEX potential_expires ON potential (expires_on);
