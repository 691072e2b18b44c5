-- What those who have a part in an activity say of it on their own pages, and
-- how well the handbook is kept.

-- comment: for everybody on the activity.  cannot: its owner, or who acted for
-- the owner, says that it cannot be done; this holds as long as the activity is
-- the owner's and nobody has taken it back (ended_at).
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
CREATE INDEX remark_person ON remark (person_id, id);
CREATE UNIQUE INDEX remark_cannot ON remark (activity_id, owner_id)
	WHERE kind = 'cannot' AND ended_at IS NULL;

-- Who said last that an entry is right.  base is the SHA-256 of what the entry
-- said before it was corrected on a page, '' when it was not: a file of the
-- handbook that still says so does not undo the correction.
CREATE TABLE handbook_confirmation (
	function TEXT PRIMARY KEY,
	confirmed_at INTEGER NOT NULL,
	person_id INTEGER NOT NULL REFERENCES person (id),
	base TEXT NOT NULL DEFAULT '' CHECK (length(base) IN (0, 64))
) STRICT, WITHOUT ROWID;
