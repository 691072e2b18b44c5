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

-- That a call or meeting was held, never what was said.  minutes 0: nobody
-- has said how long it took.  undisturbed: whether the time was, '' as long as
-- nobody has said so.  recorded_by: the actor who told of it last.
CREATE TABLE talk (
	activity_id INTEGER PRIMARY KEY REFERENCES activity (id),
	held_on TEXT NOT NULL CHECK (held_on GLOB '????-??-??'),
	minutes INTEGER NOT NULL CHECK (minutes BETWEEN 0 AND 600),
	undisturbed TEXT NOT NULL CHECK (length(undisturbed) <= 10),
	recorded_by TEXT NOT NULL,
	recorded_at INTEGER NOT NULL
) STRICT;
CREATE INDEX talk_held ON talk (held_on);

CREATE TABLE talk_topic (
	activity_id INTEGER NOT NULL REFERENCES talk (activity_id),
	topic TEXT NOT NULL CHECK (length(topic) BETWEEN 1 AND 64),
	PRIMARY KEY (activity_id, topic)
) STRICT, WITHOUT ROWID;

-- Those that were held before, on the day in UTC: nobody talks at midnight.
-- Annual events and first tasks stand after the programme's steps, and are no
-- talks.
INSERT INTO talk (activity_id, held_on, minutes, undisturbed, recorded_by,
    recorded_at)
SELECT a.id, date(a.settled_at, 'unixepoch'), 0, '', a.settled_by,
    a.settled_at
FROM activity a
JOIN journey j ON j.id = a.journey_id
JOIN programme_step s ON s.programme_id = j.programme_id
    AND s.position = a.position
WHERE a.state = 'done' AND (s.kind = 'call' OR s.kind = 'meeting');

-- What became of a first task, said at the talk about the first result: a word
-- of the model, '' as long as nothing was said.
ALTER TABLE activity ADD COLUMN outcome TEXT NOT NULL DEFAULT ''
	CHECK (length(outcome) <= 20);
