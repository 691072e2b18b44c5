-- Why leaders left in half a year: counted once, when it is final, so that a
-- talk which is taken back after that changes no figure and tells of nobody.
-- No row is about a person; what of them may be shown is decided when they are
-- read.
CREATE TABLE exit_half_year (
	period TEXT PRIMARY KEY
	    CHECK (period GLOB '[0-9][0-9][0-9][0-9]H[12]'),
	talks INTEGER NOT NULL CHECK (talks >= 0),
	counted_at INTEGER NOT NULL
) STRICT;

CREATE INDEX exit_half_year_counted ON exit_half_year (counted_at);

-- In how many of the talks a reason was given, and in how many as the main one.
CREATE TABLE exit_reason_count (
	period TEXT NOT NULL REFERENCES exit_half_year (period),
	reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 40),
	talks INTEGER NOT NULL CHECK (talks >= 1),
	as_main INTEGER NOT NULL CHECK (as_main BETWEEN 0 AND talks),
	PRIMARY KEY (period, reason)
) STRICT, WITHOUT ROWID;
