-- What a talk is to be about, by the programme.  ordinal: the order in its
-- step.
CREATE TABLE programme_step_topic (
	programme_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
	topic TEXT NOT NULL CHECK (length(topic) BETWEEN 1 AND 64),
	text_da TEXT NOT NULL CHECK (length(text_da) <= 200),
	text_en TEXT NOT NULL CHECK (length(text_en) <= 200),
	PRIMARY KEY (programme_id, position, ordinal),
	FOREIGN KEY (programme_id, position)
	    REFERENCES programme_step (programme_id, position)
) STRICT, WITHOUT ROWID;
