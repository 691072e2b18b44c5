-- What a cohort answered to a survey, counted once when its sessions are over
-- and nobody can answer any more: what is forgotten after that changes no
-- figure, and so tells of nobody.  No row is about a person; what of them may
-- be shown is decided when they are read.
CREATE TABLE cohort_survey (
	survey TEXT NOT NULL CHECK (length(survey) BETWEEN 1 AND 64),
	journey_id INTEGER NOT NULL REFERENCES journey (id),
	asked INTEGER NOT NULL,
	answered INTEGER NOT NULL CHECK (answered BETWEEN 0 AND asked),
	counted_at INTEGER NOT NULL,
	PRIMARY KEY (survey, journey_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX cohort_survey_counted ON cohort_survey (counted_at);

-- Of how many people; kind, subject and choice as in answer_count.
CREATE TABLE cohort_answer (
	survey TEXT NOT NULL,
	journey_id INTEGER NOT NULL,
	kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 20),
	subject TEXT NOT NULL CHECK (length(subject) BETWEEN 1 AND 65),
	choice TEXT NOT NULL CHECK (length(choice) <= 64),
	people INTEGER NOT NULL CHECK (people >= 0),
	PRIMARY KEY (survey, journey_id, kind, subject, choice),
	FOREIGN KEY (survey, journey_id)
	    REFERENCES cohort_survey (survey, journey_id)
) STRICT, WITHOUT ROWID;

-- Cohorts are few among journeys.
CREATE INDEX journey_cohort ON journey (id) WHERE kind = 'cohort';
