-- What a coordinator looks at often: a filter of the board under a name, the
-- query as it stands in the board's address.  They go with the account.
CREATE TABLE saved_filter (
	id INTEGER PRIMARY KEY,
	person_id INTEGER NOT NULL REFERENCES person (id),
	name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
	name_key TEXT NOT NULL CHECK (length(name_key) BETWEEN 1 AND 400),
	query TEXT NOT NULL CHECK (length(query) BETWEEN 1 AND 4000),
	saved_at INTEGER NOT NULL,
	UNIQUE (person_id, name_key)
) STRICT;
