-- On which day somebody who was in a course was asked whether to stand in the
-- potential bank: each is asked once for a course, and the page where it is
-- answered stays open for some time from then on.
ALTER TABLE nomination ADD COLUMN consent_asked_on TEXT
    CHECK (consent_asked_on GLOB '????-??-??');

CREATE INDEX nomination_consent_asked
	ON nomination (consent_asked_on, journey_id);
