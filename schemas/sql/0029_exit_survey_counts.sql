-- What leaders who leave answered to a survey, by the half year in which it
-- could be answered at last: counted once, when that is final, so that what is
-- deleted after that changes no figure.  No row is about a person; what of them
-- may be shown is decided when they are read.  is_of_talks: only those with
-- whom an exit talk was held are counted, because the others are few.
CREATE TABLE exit_survey (
	survey TEXT NOT NULL CHECK (length(survey) BETWEEN 1 AND 64),
	period TEXT NOT NULL
	    CHECK (period GLOB '[0-9][0-9][0-9][0-9]H[12]'),
	is_of_talks INTEGER NOT NULL CHECK (is_of_talks IN (0, 1)),
	asked INTEGER NOT NULL CHECK (asked >= 0),
	answered INTEGER NOT NULL CHECK (answered BETWEEN 0 AND asked),
	counted_at INTEGER NOT NULL,
	PRIMARY KEY (survey, period)
) STRICT, WITHOUT ROWID;

CREATE INDEX exit_survey_counted ON exit_survey (counted_at);
CREATE INDEX exit_survey_period ON exit_survey (period, survey);

-- kind is a word of model/answer_count.h, subject a dimension or a question,
-- choice '' or the id of one.
CREATE TABLE exit_survey_answer (
	survey TEXT NOT NULL,
	period TEXT NOT NULL,
	kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 20),
	subject TEXT NOT NULL CHECK (length(subject) BETWEEN 1 AND 65),
	choice TEXT NOT NULL CHECK (length(choice) <= 64),
	people INTEGER NOT NULL CHECK (people >= 0),
	PRIMARY KEY (survey, period, kind, subject, choice),
	FOREIGN KEY (survey, period) REFERENCES exit_survey (survey, period)
) STRICT, WITHOUT ROWID;
