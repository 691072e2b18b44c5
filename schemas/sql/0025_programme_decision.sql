-- Who decided a version of a programme, when and why: what a steering group has
-- to answer for.  One for each version, also for one that was withdrawn; what
-- was noted before it is in the audit.
CREATE TABLE programme_decision (
	programme_id INTEGER PRIMARY KEY REFERENCES programme (id),
	decided_on TEXT NOT NULL CHECK (decided_on GLOB '????-??-??'),
	decided_by TEXT NOT NULL CHECK (length(decided_by) BETWEEN 1 AND 200),
	reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
	recorded_by TEXT NOT NULL,
	recorded_at INTEGER NOT NULL
) STRICT;
