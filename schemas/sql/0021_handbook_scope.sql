-- A function has entries in the handbook for areas and workplaces beside the
-- central one.  name is what links and confirmations know an entry by: of the
-- central one the function's, so all that there is keeps its name.  is_filed: the
-- handbook's file has it; what a table brought for a place stays when another
-- file takes the place of the last one.
CREATE TABLE handbook_entry_of_place (
	name TEXT PRIMARY KEY,
	function TEXT NOT NULL,
	area TEXT NOT NULL CHECK (length(area) <= 200),
	workplace TEXT NOT NULL CHECK (length(workplace) <= 200),
	is_filed INTEGER NOT NULL CHECK (is_filed IN (0, 1)),
	title_da TEXT NOT NULL,
	title_en TEXT NOT NULL,
	contact_name TEXT NOT NULL,
	contact_email TEXT NOT NULL,
	deputy_name TEXT NOT NULL,
	deputy_email TEXT NOT NULL,
	phone TEXT NOT NULL,
	mail TEXT NOT NULL,
	members TEXT NOT NULL DEFAULT '',
	helps_with_da TEXT NOT NULL,
	helps_with_en TEXT NOT NULL,
	UNIQUE (function, area, workplace),
	CHECK ((area = '' AND workplace = '') = (name = function))
) STRICT, WITHOUT ROWID;

INSERT INTO handbook_entry_of_place (name, function, area, workplace, is_filed,
    title_da, title_en, contact_name, contact_email, deputy_name, deputy_email,
    phone, mail, members, helps_with_da, helps_with_en)
SELECT function, function, '', '', 1, title_da, title_en, contact_name,
    contact_email, deputy_name, deputy_email, phone, mail, members,
    helps_with_da, helps_with_en
FROM handbook_entry;

DROP TABLE handbook_entry;
ALTER TABLE handbook_entry_of_place RENAME TO handbook_entry;

ALTER TABLE handbook_confirmation RENAME COLUMN function TO name;
ALTER TABLE handbook_ask RENAME COLUMN function TO name;

-- Which entries a mail asks about: one that is never sent has asked nobody.
CREATE TABLE handbook_told (
	mail_id INTEGER NOT NULL REFERENCES mail (id),
	name TEXT NOT NULL,
	PRIMARY KEY (mail_id, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX handbook_told_name ON handbook_told (name);
