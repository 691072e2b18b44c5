-- What a municipality writes itself below a heading of a year's report.  A
-- heading without a row has the words that the program comes with.
CREATE TABLE report_text (
	year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2199),
	heading TEXT NOT NULL CHECK (length(heading) BETWEEN 1 AND 40),
	text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 4000),
	PRIMARY KEY (year, heading)
) STRICT, WITHOUT ROWID;
