-- How many professional groups a leader leads; 0 when nobody has said.
ALTER TABLE journey ADD COLUMN professional_groups INTEGER NOT NULL DEFAULT 0
    CHECK (professional_groups BETWEEN 0 AND 100);
