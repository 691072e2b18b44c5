-- One numbered, immutable version of a survey.  A changed file is a new row;
-- who was asked answers the version that they were asked.  withdrawn_at: the
-- configuration names it no more, and nobody is asked.
CREATE TABLE survey (
	id INTEGER PRIMARY KEY,
	key TEXT NOT NULL CHECK (length(key) BETWEEN 1 AND 64),
	version INTEGER NOT NULL CHECK (version >= 1),
	title_da TEXT NOT NULL,
	title_en TEXT NOT NULL,
	purpose_da TEXT NOT NULL,
	purpose_en TEXT NOT NULL,
	intro_da TEXT NOT NULL,
	intro_en TEXT NOT NULL,
	answered_by TEXT NOT NULL CHECK (length(answered_by) > 0),
	minutes INTEGER NOT NULL CHECK (minutes >= 1),
	red_manager INTEGER NOT NULL CHECK (red_manager IN (0, 1)),
	red_coordinator INTEGER NOT NULL CHECK (red_coordinator IN (0, 1)),
	content_hash TEXT NOT NULL CHECK (length(content_hash) = 64),
	imported_at INTEGER NOT NULL,
	withdrawn_at INTEGER,
	UNIQUE (key, version)
) STRICT;

-- The steps that send it, by names: a programme may come after its surveys.
CREATE TABLE survey_step (
	survey_id INTEGER NOT NULL REFERENCES survey (id),
	ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
	programme TEXT NOT NULL,
	step TEXT NOT NULL,
	PRIMARY KEY (survey_id, ordinal),
	UNIQUE (programme, step, survey_id)
) STRICT, WITHOUT ROWID;

-- A question; position is its place in the file.  only_if is written as in
-- the file (onboard-survey(5)); red_at_most 0 is never red.
CREATE TABLE survey_question (
	survey_id INTEGER NOT NULL REFERENCES survey (id),
	position INTEGER NOT NULL CHECK (position >= 0),
	question TEXT NOT NULL CHECK (length(question) BETWEEN 1 AND 64),
	kind TEXT NOT NULL CHECK (length(kind) > 0),
	dimension TEXT NOT NULL,
	text_da TEXT NOT NULL,
	text_en TEXT NOT NULL,
	help_da TEXT,
	help_en TEXT,
	low_da TEXT,
	low_en TEXT,
	high_da TEXT,
	high_en TEXT,
	red_at_most INTEGER NOT NULL CHECK (red_at_most >= 0),
	is_several INTEGER NOT NULL CHECK (is_several IN (0, 1)),
	is_required INTEGER NOT NULL CHECK (is_required IN (0, 1)),
	only_if TEXT NOT NULL,
	PRIMARY KEY (survey_id, position),
	UNIQUE (survey_id, question)
) STRICT, WITHOUT ROWID;

CREATE TABLE survey_choice (
	survey_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
	choice TEXT NOT NULL CHECK (length(choice) BETWEEN 1 AND 64),
	text_da TEXT NOT NULL,
	text_en TEXT NOT NULL,
	is_red INTEGER NOT NULL CHECK (is_red IN (0, 1)),
	PRIMARY KEY (survey_id, position, ordinal),
	UNIQUE (survey_id, position, choice),
	FOREIGN KEY (survey_id, position)
	    REFERENCES survey_question (survey_id, position)
) STRICT, WITHOUT ROWID;
