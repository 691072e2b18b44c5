/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/hr/hr_preview.h"

#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/core/phrases.h"
#include "model/role.h"
#include "text/catalogue.h"

#define MINUTES_OF_HOUR 60
#define TIME_AT 11 /* of "HH:MM" in an instant's text */

/* A list of a dry run, and the members that say when. */
struct source {
	const char *name;
	const char *from;
	const char *from_time;
	const char *to;
	const char *to_time;
	const char *otherwise; /* for "to" */
};

static const struct source sources[] = {
    {"impossible", "from", "from_time", "planned", NULL, "to"},
    {"conflicts", "from", "from_time", "to", "to_time", NULL},
    {"moved", "from", "from_time", "to", "to_time", NULL},
    {"added", NULL, NULL, "planned", NULL, NULL},
    {"cancelled", NULL, NULL, "planned", NULL, NULL},
    {"dropped_pauses", "from", NULL, "to", NULL, NULL},
    {"activities", NULL, NULL, "planned", "start", NULL},
};

static const char *
member(const json_t *row, const char *name)
{
	return name == NULL ? NULL
			    : json_string_value(json_object_get(row, name));
}

/* "08:30" or an instant's text; -1 for none. */
static int
minute_of(const char *text)
{
	int minute = -1;

	if (text != NULL && strlen(text) > TIME_AT) {
		char clock[6] = "";

		memcpy(clock, text + TIME_AT, 5);
		return instant_parse_clock(clock, &minute, NULL) == OB_OK
			   ? minute
			   : -1;
	}
	if (text != NULL && instant_parse_clock(text, &minute, NULL) != OB_OK)
		minute = -1;
	return minute;
}

/* "" for a day that is not told.  Owned. */
static char *
moment(const struct hr_scope *scope, const char *day, const char *time)
{
	struct date date = DATE_NONE;

	if (day == NULL || date_parse(day, &date, NULL) != OB_OK)
		return memory_strdup("");
	return phrases_moment(scope->language, date, minute_of(time));
}

static json_t *
row_view(const struct hr_scope *scope, const struct source *source,
    const json_t *row)
{
	cleanup_(memory_free_ptr) char *from = moment(
	    scope, member(row, source->from), member(row, source->from_time));
	const char *day = member(row, source->to);
	cleanup_(memory_free_ptr) char *to =
	    moment(scope, day == NULL ? member(row, source->otherwise) : day,
		member(row, source->to_time));
	const char *title = member(row, "title");
	const char *leader = member(row, "leader_name");

	return json_pack("{s:s, s:s, s:s, s:b, s:s}", "title",
	    title == NULL ? "" : title, "leader", leader == NULL ? "" : leader,
	    "from", from, "has_from", (int)(from[0] != '\0'), "to", to);
}

/* column: the key of what its first column is called.  Takes the rows. */
static void
add_rows(const struct catalogue *words, const char *kind, const char *column,
    json_t *rows, json_t *lists)
{
	cleanup_(memory_free_ptr) char *key =
	    memory_printf("hr_preview.%s", kind);

	(void)json_array_append_new(
	    lists, json_pack("{s:s, s:s, s:s, s:I, s:b, s:o}", "kind", kind,
		       "title", catalogue_get(words, key), "column",
		       catalogue_get(words, column), "count",
		       (json_int_t)json_array_size(rows), "is_warning",
		       (int)(strcmp(kind, "impossible") == 0), "rows", rows));
}

static void
add_list(const struct engine *engine, const struct hr_scope *scope,
    const struct source *source, const json_t *list, json_t *lists)
{
	json_t *rows = json_array();
	const json_t *row;
	size_t i;

	json_array_foreach((json_t *)(uintptr_t)list, i, row)
	{
		(void)json_array_append_new(rows, row_view(scope, source, row));
	}
	add_rows(engine->catalogues[scope->language], source->name,
	    "hr_column.activity", rows, lists);
}

/* Whose a function's contact was and will be, where both are people. */
static void
add_contacts(const struct engine *engine, const struct hr_scope *scope,
    const json_t *contacts, json_t *lists)
{
	const struct catalogue *words = engine->catalogues[scope->language];
	json_t *rows = json_array();
	const json_t *row;
	size_t i;

	json_array_foreach((json_t *)(uintptr_t)contacts, i, row)
	{
		cleanup_(memory_free_ptr) char *key =
		    memory_printf("role.function.%s",
			member(row, "role") + strlen(ROLE_FUNCTION_PREFIX));

		(void)json_array_append_new(
		    rows, json_pack("{s:s, s:s, s:s, s:b, s:s}", "title",
			      catalogue_get(words, key), "leader",
			      member(row, "leader_name"), "from",
			      member(row, "from_name"), "has_from", 1, "to",
			      member(row, "to_name")));
	}
	add_rows(words, "contacts", "hr_column.function", rows, lists);
}

/* How two versions differ, line by line, where a journey changes its version.
 */
static json_t *
differences_view(const json_t *view)
{
	const char *text =
	    json_object_get(view, "differences") == NULL
		? NULL
		: json_string_value(json_object_get(view, "text"));
	json_t *list = json_array();

	while (text != NULL && text[0] != '\0') {
		size_t len = strcspn(text, "\n");

		if (len > 0)
			(void)json_array_append_new(
			    list, json_stringn(text, len));
		text += text[len] == '\n' ? len + 1 : len;
	}
	return list;
}

json_t *
hr_preview_view(const struct engine *engine, const struct hr_scope *scope,
    const json_t *view)
{
	json_t *lists = json_array();
	json_t *differences = differences_view(view);
	json_t *entry = json_object_get(view, "entry");
	const json_t *contacts = json_object_get(view, "contacts");
	size_t unchanged = json_array_size(json_object_get(view, "unchanged"));

	if (json_array_size(contacts) > 0)
		add_contacts(engine, scope, contacts, lists);
	for (size_t i = 0; i < ARRAY_LEN(sources); i++) {
		const json_t *list = json_object_get(view, sources[i].name);

		if (json_array_size(list) > 0)
			add_list(engine, scope, &sources[i], list, lists);
	}
	return json_pack("{s:b, s:O*, s:b, s:o, s:b, s:b, s:I, s:o}",
	    "has_entry", (int)(entry != NULL), "entry", entry,
	    "has_differences", (int)(json_array_size(differences) > 0),
	    "differences", differences, "has_changes",
	    (int)(json_array_size(lists) > 0), "has_unchanged",
	    (int)json_is_array(json_object_get(view, "unchanged")), "unchanged",
	    (json_int_t)unchanged, "lists", lists);
}
