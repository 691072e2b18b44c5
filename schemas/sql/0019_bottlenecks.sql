-- At which steps leaders were kept waiting: counted once, when a year is final,
-- so that nobody can learn of a single person from what was shown before and
-- after a step was done.  No row is about a person; what of them may be shown
-- is decided when they are read.
CREATE TABLE bottleneck_year (
	year INTEGER PRIMARY KEY CHECK (year BETWEEN 1900 AND 2199),
	counted_at INTEGER NOT NULL
) STRICT;

CREATE INDEX bottleneck_year_counted ON bottleneck_year (counted_at);

-- Of how many leaders a step was late or skipped, of how many of them it was
-- skipped and never late, and the median of the workdays that it was late by,
-- -1 where it never was.  The title is that of the newest version then.
CREATE TABLE bottleneck_step (
	year INTEGER NOT NULL REFERENCES bottleneck_year (year),
	step TEXT NOT NULL,
	role TEXT NOT NULL,
	title_da TEXT NOT NULL,
	title_en TEXT NOT NULL,
	is_conditional INTEGER NOT NULL CHECK (is_conditional IN (0, 1)),
	missed INTEGER NOT NULL,
	skipped INTEGER NOT NULL CHECK (skipped BETWEEN 0 AND missed),
	days INTEGER NOT NULL CHECK (days >= -1),
	PRIMARY KEY (year, step, role)
) STRICT, WITHOUT ROWID;
