/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/imports/calendar_import.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "engine/activities/calendar_review.h"
#include "engine/core/calendars.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "store/calendar_day_store.h"
#include "store/journey_store.h"

#define TEXT_CHARS 200

int
calendar_import_check_class(const char *class, struct error *err)
{
	static const char *const classes[] = {
	    "closed", "half", "no_meeting", "quiet"};

	for (size_t i = 0; i < ARRAY_LEN(classes); i++) {
		if (strcmp(classes[i], class) == 0)
			return OB_OK;
	}
	return error_refuse(err, OB_EINVALID, "class", "days_class",
	    "'%.40s' is no class of days; write closed, half, no_meeting or "
	    "quiet",
	    class);
}

static int
check_request(const struct calendar_import *request, struct error *err)
{
	int status =
	    utf8_check_line("source", request->source, TEXT_CHARS, err);

	if (status == OB_OK && request->area != NULL &&
	    request->area[0] != '\0')
		status =
		    utf8_check_line("area", request->area, TEXT_CHARS, err);
	if (status == OB_OK)
		status = calendar_import_check_class(request->class, err);
	if (status != OB_OK)
		return status;
	if (!json_is_array(request->days) ||
	    json_array_size(request->days) == 0)
		return error_set_field(err, OB_EINVALID, "days",
		    "there are no days; give a list of {\"day\",\"title\"}");
	if (json_array_size(request->days) > CALENDAR_IMPORT_DAYS)
		return error_set_field(err, OB_ELIMIT, "days",
		    "there are more than %d days", CALENDAR_IMPORT_DAYS);
	return OB_OK;
}

static int
read_day(const json_t *item, struct calendar_day *day, struct error *err)
{
	const char *text = json_string_value(json_object_get(item, "day"));
	const json_t *title = json_object_get(item, "title");
	int status;

	if (text == NULL)
		return error_set_field(err, OB_EINVALID, "days",
		    "a day is missing; write {\"day\":\"2027-05-07\",\"title\":"
		    "\"...\"}");
	status = date_parse(text, &day->day, err);
	if (status != OB_OK)
		return error_name_field(err, "days");
	if (title != NULL && !json_is_string(title))
		return error_set_field(err, OB_EINVALID, "days",
		    "the title of %s is no text", text);
	day->title =
	    memory_strdup(title == NULL ? "" : json_string_value(title));
	if (day->title[0] == '\0')
		return OB_OK;
	return utf8_check_line("days", day->title, TEXT_CHARS, err);
}

/* The days before and after, each in the order of dates. */
struct exchange_of_days {
	struct calendar_day *before;
	size_t before_count;
	struct calendar_day *after;
	size_t after_count;
};

static void
exchange_release(struct exchange_of_days *days)
{
	calendar_day_store_free(days->before, days->before_count);
	calendar_day_store_free(days->after, days->after_count);
}

static int
read_days(const struct calendar_import *request, struct exchange_of_days *days,
    struct error *err)
{
	size_t count = json_array_size(request->days);
	const char *area = request->area == NULL ? "" : request->area;
	int status = OB_OK;

	days->after = memory_alloc(count * sizeof(days->after[0]));
	for (size_t i = 0; status == OB_OK && i < count; i++) {
		struct calendar_day *day = &days->after[days->after_count++];

		day->area = memory_strdup(area);
		day->class = memory_strdup(request->class);
		day->source = memory_strdup(request->source);
		status = read_day(json_array_get(request->days, i), day, err);
	}
	return status;
}

static bool
has_day(const struct calendar_day *days, size_t count,
    const struct calendar_day *wanted)
{
	for (size_t i = 0; i < count; i++) {
		if (days[i].day.day == wanted->day.day &&
		    strcmp(days[i].class, wanted->class) == 0)
			return true;
	}
	return false;
}

/* The days of one list that the other does not have. */
static json_t *
list_missing(const struct calendar_day *days, size_t count,
    const struct calendar_day *others, size_t other_count)
{
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++) {
		char text[DATE_TEXT_SIZE];

		if (!has_day(others, other_count, &days[i]))
			(void)json_array_append_new(
			    list, json_pack("{s:s, s:s}", "day",
				      date_format(days[i].day, text), "title",
				      days[i].title));
	}
	return list;
}

int
calendar_import_knows_area(struct engine *engine, const char *area,
    bool *ret_is_known, struct error *err)
{
	const struct settings *settings = engine->settings;
	struct journey *journeys = NULL;
	size_t count = 0;
	bool is_known = area[0] == '\0';
	int status =
	    journey_store_list(engine->store, NULL, &journeys, &count, err);

	if (status != OB_OK)
		return status;
	for (size_t i = 0; i < count && !is_known; i++)
		is_known = strcmp(journeys[i].area, area) == 0;
	journey_store_free(journeys, count);
	for (size_t i = 0; i < settings->calendar.area_count && !is_known; i++)
		is_known = strcmp(settings->calendar.areas[i].name, area) == 0;
	*ret_is_known = is_known;
	return OB_OK;
}

static int
describe(struct engine *engine, const struct calendar_import *request,
    const struct exchange_of_days *days, json_t **ret_view, struct error *err)
{
	const char *area = request->area == NULL ? "" : request->area;
	bool is_known = false;
	json_t *added;
	json_t *removed;
	int status = calendar_import_knows_area(engine, area, &is_known, err);

	if (status != OB_OK)
		return status;
	added = list_missing(
	    days->after, days->after_count, days->before, days->before_count);
	removed = list_missing(
	    days->before, days->before_count, days->after, days->after_count);
	*ret_view = json_pack("{s:s, s:s, s:s, s:b, s:i, s:o, s:o, s:b}",
	    "source", request->source, "area", area, "class", request->class,
	    "known_area", is_known, "unchanged",
	    (int)(days->before_count - json_array_size(removed)), "added",
	    added, "removed", removed, "confirmed", request->confirm);
	return OB_OK;
}

static int
store_days(struct change *change, const struct calendar_import *request,
    const struct exchange_of_days *days, const json_t *view, struct error *err)
{
	struct store *store = change->engine->store;
	const char *area = request->area == NULL ? "" : request->area;
	int status =
	    calendar_day_store_remove(store, area, request->source, err);

	for (size_t i = 0; status == OB_OK && i < days->after_count; i++)
		status = calendar_day_store_put(store, &days->after[i], err);
	if (status != OB_OK)
		return status;
	return change_audit(change, "import-closing-days",
	    SUBJECT("calendar_day", 0),
	    json_pack("{s:O}", "removed", json_object_get(view, "removed")),
	    json_pack("{s:s, s:s, s:s, s:O}", "source", request->source, "area",
		area, "class", request->class, "added",
		json_object_get(view, "added")),
	    err);
}

/* The days that the source gave the area before, and what changes. */
static int
compare(struct engine *engine, const struct calendar_import *request,
    struct exchange_of_days *days, json_t **ret_view, struct error *err)
{
	int status = calendar_day_store_list_source(engine->store,
	    request->area == NULL ? "" : request->area, request->source,
	    &days->before, &days->before_count, err);

	if (status == OB_OK)
		status = describe(engine, request, days, ret_view, err);
	return status;
}

/* Keeps the days, and leaves where they stand the activities on them. */
static int
keep_days(struct engine *engine, const char *actor,
    const struct calendar_import *request, const struct exchange_of_days *days,
    const json_t *view, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	int status = change_begin(&change, engine, actor, err);

	if (status == OB_OK)
		status = store_days(&change, request, days, view, err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	return status;
}

/*
 * What the days come to is tried with the calendars that they make; kept as a
 * whole only on confirmation.
 */
static int
try_days(struct change *change, const struct calendar_import *request,
    json_t *view, struct error *err)
{
	int status = calendar_review_move(change, view, err);

	if (status == OB_OK && request->confirm && !request->dry_run)
		return change_commit(change, err);
	change_release(change);
	return status;
}

int
calendar_import_run(struct engine *engine, const char *actor,
    const struct calendar_import *request, json_t **ret_view, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(exchange_release) struct exchange_of_days days = {
	    .before = NULL};
	json_auto_t *view = NULL;
	struct calendars *before = NULL;
	int status = check_request(request, err);

	if (status == OB_OK)
		status = read_days(request, &days, err);
	if (status == OB_OK)
		status = change_begin(&change, engine, actor, err);
	if (status == OB_OK)
		status = compare(engine, request, &days, &view, err);
	if (status == OB_OK)
		status = store_days(&change, request, &days, view, err);
	if (status == OB_OK)
		status = calendars_renew(engine, &before, err);
	if (status != OB_OK)
		return status;
	status = try_days(&change, request, view, err);
	if (status == OB_OK && !request->dry_run && !request->confirm)
		status = keep_days(engine, actor, request, &days, view, err);
	if (status != OB_OK || request->dry_run)
		calendars_restore(engine, before);
	else
		calendars_free(before);
	if (status == OB_OK)
		*ret_view = TAKE_PTR(view);
	return status;
}
