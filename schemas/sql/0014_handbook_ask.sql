-- An entry of the handbook that nobody has confirmed for long: from which day
-- that is counted, how often somebody was asked to look at it, and when last.
CREATE TABLE handbook_ask (
	function TEXT PRIMARY KEY,
	since TEXT NOT NULL CHECK (since GLOB '????-??-??'),
	asked INTEGER NOT NULL CHECK (asked >= 0),
	asked_on TEXT CHECK (asked_on GLOB '????-??-??'),
	CHECK ((asked = 0) = (asked_on IS NULL))
) STRICT, WITHOUT ROWID;
