-- In which years those began with whom the talks of half a year were held, as
-- far as their beginning is known: counted and kept with the talks.  What of
-- them may be shown is decided when they are read.
CREATE TABLE exit_began (
	period TEXT NOT NULL REFERENCES exit_half_year (period),
	year INTEGER NOT NULL,
	talks INTEGER NOT NULL CHECK (talks >= 1),
	PRIMARY KEY (period, year)
) STRICT, WITHOUT ROWID;

-- Of half years that are kept already, by the talks that there are of them.
INSERT INTO exit_began (period, year, talks)
SELECT period, CAST(substr(first_day, 1, 4) AS INTEGER), count(*) FROM (
	SELECT h.period, (SELECT max(o.first_day) FROM journey o
	    WHERE o.leader_id = x.leader_id AND o.kind = 'onboarding'
	    AND o.state <> 'cancelled' AND o.first_day <= i.held_on) AS first_day
	FROM exit_half_year h
	JOIN exit_interview i ON i.recorded_at < h.counted_at
	    AND h.period = substr(i.held_on, 1, 4) ||
	    CASE WHEN substr(i.held_on, 6, 2) < '07' THEN 'H1' ELSE 'H2' END
	JOIN journey x ON x.id = i.journey_id)
WHERE first_day IS NOT NULL GROUP BY 1, 2;
