-- Where the advertisement of the job and the description of its role are, so
-- that they can be compared with the honest description; '' for what has none.
ALTER TABLE job_description ADD COLUMN advertisement_url TEXT NOT NULL
	DEFAULT '' CHECK (length(advertisement_url) <= 2000);
ALTER TABLE job_description ADD COLUMN role_url TEXT NOT NULL
	DEFAULT '' CHECK (length(role_url) <= 2000);
