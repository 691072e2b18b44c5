-- Which versions of a programme the leaders followed who were counted of a
-- quarter in an area, as it was when they were counted: journeys that are
-- migrated later change nothing that was told.  An overlay counts as the
-- version that it is laid over; a pilot is a version for one area or workplace
-- alone.  Of what was counted before this, nothing is known.
CREATE TABLE measure_version (
	measure TEXT NOT NULL,
	year INTEGER NOT NULL,
	quarter INTEGER NOT NULL,
	area TEXT NOT NULL CHECK (length(area) <= 200),
	programme TEXT NOT NULL,
	version INTEGER NOT NULL CHECK (version >= 1),
	is_pilot INTEGER NOT NULL CHECK (is_pilot IN (0, 1)),
	PRIMARY KEY (measure, year, quarter, area, programme, version),
	FOREIGN KEY (measure, year, quarter)
	    REFERENCES measure_quarter (measure, year, quarter)
) STRICT, WITHOUT ROWID;
