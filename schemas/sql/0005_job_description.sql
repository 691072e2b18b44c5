-- What the job is like, as whoever hires wrote it for the one who gets it: the
-- job as a whole and, never empty, what is hard about it.  Both are Markdown.
-- Earlier versions stand in the audit log.
CREATE TABLE job_description (
	journey_id INTEGER PRIMARY KEY REFERENCES journey (id),
	text TEXT NOT NULL CHECK (length(text) <= 10000),
	challenges TEXT NOT NULL CHECK (length(challenges) BETWEEN 1 AND 10000),
	version INTEGER NOT NULL CHECK (version >= 1),
	writer_id INTEGER REFERENCES person (id),
	written_at INTEGER NOT NULL
) STRICT;

-- Whoever did something may read that it was noted.
CREATE INDEX audit_actor ON audit (actor, id);
