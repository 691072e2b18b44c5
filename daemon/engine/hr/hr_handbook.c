/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/hr/hr_handbook.h"

#include <string.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "engine/core/core.h"
#include "engine/digests/handbook_round.h"
#include "engine/programmes/handbook_care.h"
#include "engine/programmes/programme_digest.h"
#include "store/handbook_ask_store.h"
#include "store/handbook_store.h"
#include "text/catalogue.h"
#include "text/dates_text.h"
#include "text/markdown.h"

/* Texts begin at level 2, and stand below a heading of level 3. */
#define HEADING_SHIFT 2

bool
hr_handbook_may_edit(
    const struct hr_scope *scope, const struct handbook_entry *entry)
{
	return scope->area[0] == '\0' ||
	       handbook_is_in_area(entry, scope->area);
}

int
hr_handbook_entry(struct engine *engine, const struct hr_scope *scope,
    const char *name, json_t **ret_values, struct error *err)
{
	cleanup_(handbook_free_ptr) struct handbook *handbook = NULL;
	const struct handbook_entry *entry;
	char digest[DIGEST_HEX_SIZE];
	cleanup_(memory_free_ptr) char *title = NULL;
	json_t *values;
	int status = handbook_store_load(engine->store, &handbook, err);

	if (status != OB_OK)
		return status;
	entry = handbook_find(handbook, name);
	if (entry != NULL && !hr_handbook_may_edit(scope, entry))
		return error_set(err, OB_EDENIED,
		    "this entry of the handbook is not of '%.100s' alone",
		    scope->area);
	if (entry == NULL)
		return error_set(err, OB_ENOTFOUND,
		    "the handbook has no entry '%.60s'", name);
	title = handbook_title(entry, scope->language);
	programme_digest_entry(entry, digest);
	values = handbook_care_entry(entry);
	(void)json_object_set_new(values, "shown", json_string(digest));
	(void)json_object_set_new(values, "title", json_string(title));
	(void)json_object_set_new(values, "may_lack_contact",
	    json_boolean(handbook_correction_may_lack_contact(entry)));
	*ret_values = values;
	return OB_OK;
}

/* One that a correction may change, called as its field. */
struct part {
	const char *name;
	const char *label; /* its key in the catalogue */
	bool is_text;	   /* Markdown */
};

static const struct part parts[] = {
    {"contact_name", "hr_field.contact_name", false},
    {"contact_email", "hr_field.contact_email", false},
    {"deputy_name", "hr_field.deputy_name", false},
    {"deputy_email", "hr_field.deputy_email", false},
    {"phone", "hr_field.phone", false},
    {"mail", "hr_field.mail", false},
    {"helps_da", "hr_field.helps_da", true},
    {"helps_en", "hr_field.helps_en", true},
};

static int
add_text(const char *title, const char *before, const char *after, json_t *list,
    struct error *err)
{
	cleanup_(strbuf_release) struct strbuf old = STRBUF_INIT;
	cleanup_(strbuf_release) struct strbuf new = STRBUF_INIT;
	int status =
	    markdown_to_html(before, strlen(before), HEADING_SHIFT, &old, err);

	if (status == OB_OK)
		status = markdown_to_html(
		    after, strlen(after), HEADING_SHIFT, &new, err);
	if (status == OB_OK)
		(void)json_array_append_new(
		    list, json_pack("{s:s, s:s, s:s}", "title", title,
			      "before_html", old.buf, "after_html", new.buf));
	return status;
}

static const char *
member(const json_t *correction, const char *side, const char *name)
{
	return json_string_value(
	    json_object_get(json_object_get(correction, side), name));
}

int
hr_handbook_difference(const struct engine *engine,
    const struct hr_scope *scope, const json_t *correction,
    json_t **ret_difference, struct error *err)
{
	const struct catalogue *words = engine->catalogues[scope->language];
	json_auto_t *lines = json_array();
	json_auto_t *texts = json_array();
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < ARRAY_LEN(parts); i++) {
		const char *before =
		    member(correction, "before", parts[i].name);
		const char *after = member(correction, "after", parts[i].name);
		const char *title = catalogue_get(words, parts[i].label);

		if (strcmp(before, after) == 0)
			continue;
		if (parts[i].is_text)
			status = add_text(title, before, after, texts, err);
		else
			(void)json_array_append_new(
			    lines, json_pack("{s:s, s:s, s:s}", "title", title,
				       "from", before, "to", after));
	}
	if (status == OB_OK)
		*ret_difference = json_pack("{s:b, s:b, s:O, s:O}",
		    "has_changes",
		    (int)(json_array_size(lines) + json_array_size(texts) > 0),
		    "has_lines", (int)(json_array_size(lines) > 0), "lines",
		    lines, "texts", texts);
	return status;
}

static json_t *
unconfirmed(const struct hr_scope *scope, const struct handbook_entry *entry,
    const struct handbook_ask *ask)
{
	cleanup_(memory_free_ptr) char *url =
	    memory_printf("/hr/handbook/%s/edit-entry", entry->name);
	cleanup_(memory_free_ptr) char *title =
	    handbook_title(entry, scope->language);
	char day[DATES_TEXT_SIZE];

	return json_pack("{s:s, s:s, s:s}", "title", title, "when",
	    dates_text_day(scope->language, ask->asked_on, day), "url", url);
}

int
hr_handbook_unconfirmed(struct engine *engine, const struct hr_scope *scope,
    json_t **ret_items, struct error *err)
{
	cleanup_(handbook_free_ptr) struct handbook *handbook = NULL;
	cleanup_(handbook_ask_store_release) struct handbook_asks asks = {
	    .count = 0};
	int status = handbook_store_load(engine->store, &handbook, err);
	json_t *items;

	if (status == OB_OK)
		status = handbook_ask_store_list(engine->store, &asks, err);
	if (status != OB_OK)
		return status;
	items = json_array();
	for (size_t i = 0; i < handbook->count; i++) {
		const struct handbook_entry *entry = &handbook->entries[i];
		const struct handbook_ask *ask =
		    handbook_ask_store_find(&asks, entry->name);

		if (ask != NULL && ask->asked > HANDBOOK_ROUND_ASKS &&
		    hr_handbook_may_edit(scope, entry))
			(void)json_array_append_new(
			    items, unconfirmed(scope, entry, ask));
	}
	*ret_items = items;
	return OB_OK;
}
