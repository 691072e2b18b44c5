-- What the payroll system says of a quarter and an area, in tenths of a
-- percent; area '' is the whole municipality.  Of how many people it is serves
-- to decide what may be shown and is itself never shown.
CREATE TABLE figure (
	year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2199),
	quarter INTEGER NOT NULL CHECK (quarter BETWEEN 1 AND 4),
	figure TEXT NOT NULL CHECK (length(figure) BETWEEN 1 AND 40),
	area TEXT NOT NULL CHECK (length(area) <= 200),
	permille INTEGER NOT NULL CHECK (permille BETWEEN 0 AND 1000),
	employees INTEGER NOT NULL CHECK (employees >= 0), -- 0: not said
	PRIMARY KEY (year, quarter, figure, area)
) STRICT, WITHOUT ROWID;
