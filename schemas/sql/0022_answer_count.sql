-- What was answered to a survey by those whom a measure counts as having
-- answered, kept with the quarter of that measure.  It holds no person; what
-- of it may be shown is decided when it is read.  kind is a word of
-- model/answer_count.h, subject a dimension or a question, choice '' or the id
-- of one.
CREATE TABLE answer_count (
	measure TEXT NOT NULL,
	year INTEGER NOT NULL,
	quarter INTEGER NOT NULL,
	kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 20),
	subject TEXT NOT NULL CHECK (length(subject) BETWEEN 1 AND 65),
	choice TEXT NOT NULL CHECK (length(choice) <= 64),
	people INTEGER NOT NULL CHECK (people >= 0),
	PRIMARY KEY (measure, year, quarter, kind, subject, choice),
	FOREIGN KEY (measure, year, quarter)
	    REFERENCES measure_quarter (measure, year, quarter)
) STRICT, WITHOUT ROWID;
