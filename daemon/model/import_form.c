/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/import_form.h"

#include <string.h>

#include "base/memory.h"
#include "base/strbuf.h"

#define KEYS                                                                   \
	{                                                                      \
		"key", "nøgle",                                                \
		    "medarbejdernummer|medarbejdernr|tjenestenummer|id"        \
	}
#define END                                                                    \
	{                                                                      \
		NULL, NULL, NULL                                               \
	}

static const struct import_field leader_fields[] = {
    KEYS,
    {"name", "navn", "leder|ny leder|fulde navn"},
    {"email", "e-mail", "mail|mailadresse|privat e-mail|e-mailadresse"},
    {"first_day", "første arbejdsdag",
	"første dag|startdato|tiltrædelse|tiltrædelsesdato"},
    {"accepted", "ja-dato", "sagde ja|accepteret|accepteret den"},
    {"manager", "nærmeste leder", ""},
    {"manager_email", "nærmeste leders e-mail", "nærmeste leders mail"},
    {"mentor", "mentor", ""},
    {"mentor_email", "mentors e-mail", "mentors mail"},
    {"coordinator", "koordinator", "hr-koordinator"},
    {"coordinator_email", "koordinators e-mail",
	"koordinatorens e-mail|koordinators mail"},
    {"hiring_leader", "ansættende leder", ""},
    {"hiring_leader_email", "ansættende leders e-mail",
	"ansættende leders mail"},
    {"work_email", "arbejdsmail", "arbejds-e-mail|arbejdsadresse"},
    {"phone", "telefon", "tlf|telefonnummer|mobil"},
    {"title", "titel", "stilling|stillingsbetegnelse"},
    {"area", "område", "forvaltning"},
    {"workplace", "arbejdsplads", "arbejdssted|enhed"},
    {"recruitment", "rekruttering", ""},
    {"level", "niveau", "ledelsesniveau"},
    {"addresses", "adresser", "antal adresser"},
    {"employees", "ansatte", "antal ansatte|antal medarbejdere"},
    {"professional_groups", "faggrupper", "antal faggrupper"},
    {"programme", "forløb", "program"},
    {"language", "sprog", ""},
    END,
};

static const struct import_field people_fields[] = {
    KEYS,
    {"name", "navn", "fulde navn"},
    {"email", "e-mail", "mail|mailadresse|e-mailadresse"},
    {"work_email", "arbejdsmail", "arbejds-e-mail|arbejdsadresse"},
    {"phone", "telefon", "tlf|telefonnummer|mobil"},
    {"language", "sprog", ""},
    {"zone", "tidszone", "time zone"},
    {"manager", "leder", "leders e-mail|nærmeste leder|nærmeste leders e-mail"},
    END,
};

static const struct import_field handbook_fields[] = {
    {"function", "funktion", ""},
    {"area", "område", "forvaltning"},
    {"workplace", "arbejdsplads", "arbejdssted|enhed"},
    {"title", "overskrift", "titel"},
    {"title_en", "overskrift på engelsk", "titel på engelsk"},
    {"contact", "kontakt", "kontaktperson"},
    {"contact_email", "kontakts e-mail",
	"kontaktens e-mail|kontaktpersons e-mail|kontakts mail"},
    {"deputy", "stedfortræder", ""},
    {"deputy_email", "stedfortræders e-mail",
	"stedfortræderens e-mail|stedfortræders mail"},
    {"phone", "telefon", "tlf|telefonnummer"},
    {"mail", "mail", "e-mail|email|fælles postkasse|fællespostkasse"},
    {"helps_with", "hjælper med", ""},
    {"helps_with_en", "hjælper med på engelsk", ""},
    END,
};

static const struct import_field day_fields[] = {
    {"date", "dato", "dag"},
    {"from", "fra", "fra dato|fra og med"},
    {"until", "til", "til dato|til og med"},
    {"class", "klasse", "slags|art"},
    {"area", "område", "forvaltning"},
    {"text", "tekst", "navn|anledning"},
    END,
};

static const struct import_field figure_fields[] = {
    {"year", "år", "årstal"},
    {"quarter", "kvartal", ""},
    {"area", "område", "forvaltning"},
    {"figure", "nøgletal", "tal"},
    {"percent", "procent", "pct|værdi"},
    {"employees", "ansatte", "antal ansatte|antal medarbejdere"},
    END,
};

static const struct {
	const char *name;
	const struct import_field *fields;
	const char *markers;
} kinds[IMPORT_KIND_COUNT] = {
    [IMPORT_LEADERS] = {"leaders", leader_fields, "first_day"},
    [IMPORT_PEOPLE] = {"people", people_fields, "email"},
    [IMPORT_HANDBOOK] = {"handbook", handbook_fields, "function"},
    [IMPORT_CLOSING_DAYS] = {"closing_days", day_fields, "date|from|class"},
    [IMPORT_FIGURES] = {"figures", figure_fields, "figure|percent"},
};

/* Danish has no others than these outside ASCII; é stands in names. */
static void
add_folded(struct strbuf *out, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)text[i];
		bool is_latin = i > 0 && (unsigned char)text[i - 1] == 0xC3;

		if (c >= 'A' && c <= 'Z')
			strbuf_add_char(out, (char)(c - 'A' + 'a'));
		else if (is_latin && c >= 0x80 && c <= 0x9E && c != 0x97)
			strbuf_add_char(out, (char)(c + 0x20));
		else if (c > ' ')
			strbuf_add_char(out, (char)c);
	}
}

static char *
fold(const char *text, size_t len)
{
	struct strbuf out = STRBUF_INIT;
	size_t start = 0;

	for (size_t i = 0; i <= len; i++) {
		if (i < len && strchr("-_.:'*/", text[i]) == NULL)
			continue;
		add_folded(&out, text + start, i - start);
		start = i + 1;
	}
	return strbuf_detach(&out);
}

/* Whether one of "one|another" folds to the text. */
static bool
list_has(const char *list, const char *folded)
{
	while (list[0] != '\0') {
		size_t len = strcspn(list, "|");
		cleanup_(memory_free_ptr) char *item = fold(list, len);

		if (strcmp(item, folded) == 0)
			return true;
		list += len + (list[len] == '|' ? 1 : 0);
	}
	return false;
}

const char *
import_form_kind_name(enum import_kind kind)
{
	return kinds[kind].name;
}

bool
import_form_find_kind(const char *name, enum import_kind *ret_kind)
{
	for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
		if (strcmp(kinds[i].name, name) == 0) {
			*ret_kind = (enum import_kind)i;
			return true;
		}
	}
	return false;
}

const struct import_field *
import_form_fields(enum import_kind kind)
{
	return kinds[kind].fields;
}

const struct import_field *
import_form_find(enum import_kind kind, const char *name)
{
	const struct import_field *field = kinds[kind].fields;

	for (; field->name != NULL; field++) {
		if (strcmp(field->name, name) == 0)
			return field;
	}
	return NULL;
}

const struct import_field *
import_form_find_heading(enum import_kind kind, const char *heading)
{
	cleanup_(memory_free_ptr) char *folded = fold(heading, strlen(heading));
	const struct import_field *field = kinds[kind].fields;

	for (; field->name != NULL; field++) {
		if (list_has(field->name, folded) ||
		    list_has(field->heading, folded) ||
		    list_has(field->synonyms, folded))
			return field;
	}
	return NULL;
}

bool
import_form_is_marker(enum import_kind kind, const char *heading)
{
	const struct import_field *field =
	    import_form_find_heading(kind, heading);
	cleanup_(memory_free_ptr) char *name = NULL;

	if (field == NULL)
		return false;
	name = fold(field->name, strlen(field->name));
	return list_has(kinds[kind].markers, name);
}
