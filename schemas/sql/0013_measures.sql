-- Figures by quarter and area.  What is counted of a quarter is kept from the
-- day on which it is final, so that nobody can learn of a single person from
-- what was shown before and after somebody was added.  The first two tables
-- hold no person; what of them may be shown is decided when they are read.
CREATE TABLE measure_quarter (
	measure TEXT NOT NULL,
	year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2199),
	quarter INTEGER NOT NULL CHECK (quarter BETWEEN 1 AND 4),
	counted_at INTEGER NOT NULL,
	PRIMARY KEY (measure, year, quarter)
) STRICT, WITHOUT ROWID;

CREATE INDEX measure_quarter_counted ON measure_quarter (counted_at);

CREATE TABLE measure_count (
	measure TEXT NOT NULL,
	year INTEGER NOT NULL,
	quarter INTEGER NOT NULL,
	area TEXT NOT NULL CHECK (length(area) <= 200),
	part INTEGER NOT NULL CHECK (part BETWEEN 0 AND whole),
	whole INTEGER NOT NULL,
	PRIMARY KEY (measure, year, quarter, area),
	FOREIGN KEY (measure, year, quarter)
	    REFERENCES measure_quarter (measure, year, quarter)
) STRICT, WITHOUT ROWID;

-- What a measure was before the system, and what it is to be, in tenths of a
-- percent; area '' is the whole municipality.
CREATE TABLE measure_mark (
	measure TEXT NOT NULL,
	area TEXT NOT NULL CHECK (length(area) <= 200),
	purpose TEXT NOT NULL CHECK (length(purpose) <= 20),
	permille INTEGER NOT NULL CHECK (permille BETWEEN 0 AND 1000),
	year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2199),
	source TEXT NOT NULL CHECK (length(source) <= 500),
	PRIMARY KEY (measure, area, purpose)
) STRICT, WITHOUT ROWID;
