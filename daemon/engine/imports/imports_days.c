/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/core/calendars.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/imports/closing_days.h"
#include "engine/imports/imports_private.h"
#include "store/calendar_day_store.h"

#define OPEN "open"

static const struct imports_word classes[] = {
    {"lukket", "closed"},
    {"halv", "half"},
    {"mødefri", "no_meeting"},
    {"stille", "quiet"},
    {"åben", OPEN},
    {"fjern", OPEN},
    {"closed", "closed"},
    {"half", "half"},
    {"no_meeting", "no_meeting"},
    {"quiet", "quiet"},
    {OPEN, OPEN},
    {NULL, NULL},
};

struct span {
	struct date from;
	struct date until;
};

/* "date", or "from" with or without "until". */
static int
read_span(
    const struct imports_row *row, struct span *ret_span, struct error *err)
{
	struct date date = DATE_NONE;
	int status = imports_row_date(row, "date", &date, err);

	if (status == OB_OK)
		status = imports_row_date(row, "from", &ret_span->from, err);
	if (status == OB_OK)
		status = imports_row_date(row, "until", &ret_span->until, err);
	if (status != OB_OK)
		return status;
	if (!date_is_none(date) && !date_is_none(ret_span->from))
		return error_set_field(err, OB_EINVALID, "date",
		    "say either one day or from when, not both");
	if (date_is_none(ret_span->from))
		ret_span->from = date;
	if (date_is_none(ret_span->from))
		return error_set_field(
		    err, OB_EINVALID, "date", "this is missing");
	if (date_is_none(ret_span->until))
		ret_span->until = ret_span->from;
	if (date_before(ret_span->until, ret_span->from))
		return error_set_field(err, OB_EINVALID, "until",
		    "the last day lies before the first");
	if (ret_span->until.day - ret_span->from.day >= CLOSING_DAYS_MAX)
		return error_set_field(err, OB_EINVALID, "until",
		    "more than %d days in one row; split it", CLOSING_DAYS_MAX);
	return OB_OK;
}

/* One row's days on their way to the store. */
struct work {
	struct imports_row *row;
	struct span span;
	struct calendar_day wanted; /* borrows its texts */
	struct span *later;	    /* what later rows of the file say */
	size_t later_count;
	size_t new_count;
	size_t known_count;
};

/*
 * The days of a later row are left to it: it is the exception to this one, and
 * the same file again finds all as it is.
 */
static void
read_later(struct work *work)
{
	const struct imports_row *row = work->row;
	size_t count = json_array_size(row->rows);

	work->later = memory_alloc((count + 1) * sizeof(*work->later));
	for (size_t i = row->index + 1; i < count; i++) {
		const struct imports_row later = {
		    .fields = json_object_get(
			json_array_get(row->rows, i), "fields")};
		struct span *span = &work->later[work->later_count];
		const char *class = NULL;

		if (strcmp(imports_row_text(&later, "area"),
			work->wanted.area) == 0 &&
		    read_span(&later, span, NULL) == OB_OK &&
		    imports_row_word(&later, "class", classes, &class, NULL) ==
			OB_OK)
			work->later_count++;
	}
}

static bool
is_left_to_later(const struct work *work, struct date date)
{
	for (size_t i = 0; i < work->later_count; i++) {
		if (!date_before(date, work->later[i].from) &&
		    !date_before(work->later[i].until, date))
			return true;
	}
	return false;
}

static json_t *
day_view(const struct calendar_day *day)
{
	char text[DATE_TEXT_SIZE];

	return json_pack("{s:s, s:s, s:s, s:s}", "day",
	    date_format(day->day, text), "class", day->class, "area", day->area,
	    "text", day->title);
}

/* Once for all days that change alike. */
static void
note_class(struct imports_row *row, const char *before, const char *after)
{
	size_t count = json_array_size(row->changes);
	json_t *last =
	    count == 0 ? NULL : json_array_get(row->changes, count - 1);
	const char *noted = json_string_value(json_object_get(last, "before"));

	if (noted == NULL || strcmp(noted, before) != 0)
		imports_row_note(row, "class", before, after);
}

static int
take_back(
    struct work *work, const struct calendar_day *known, struct error *err)
{
	struct imports_row *row = work->row;
	int status = calendar_day_store_remove_day(
	    row->change->engine->store, known, err);

	if (status != OB_OK)
		return status;
	note_class(row, known->class, OPEN);
	return change_audit(row->change, "open-closing-day",
	    SUBJECT("calendar_day", 0), day_view(known), NULL, err);
}

/* A text that the row does not say stays. */
static int
replace_day(
    struct work *work, const struct calendar_day *known, struct error *err)
{
	struct imports_row *row = work->row;
	struct store *store = row->change->engine->store;
	const char *text = imports_row_option(row, "text");
	struct calendar_day day = work->wanted;
	int status;

	if (text == NULL)
		day.title = known->title;
	if (strcmp(known->class, day.class) == 0 &&
	    strcmp(known->title, day.title) == 0)
		return OB_OK;
	note_class(row, known->class, day.class);
	imports_row_note(row, "text", known->title, day.title);
	status = calendar_day_store_remove_day(store, known, err);
	if (status == OB_OK)
		status = calendar_day_store_put(store, &day, err);
	if (status != OB_OK)
		return status;
	return change_audit(row->change, "import-closing-day",
	    SUBJECT("calendar_day", 0), day_view(known), day_view(&day), err);
}

static int
add_day(struct work *work, struct error *err)
{
	struct imports_row *row = work->row;
	char day[DATE_TEXT_SIZE];
	int status = calendar_day_store_put(
	    row->change->engine->store, &work->wanted, err);

	if (status != OB_OK)
		return status;
	work->new_count++;
	imports_row_note(row, "date", "", date_format(work->wanted.day, day));
	return change_audit(row->change, "import-closing-day",
	    SUBJECT("calendar_day", 0), NULL, day_view(&work->wanted), err);
}

static int
do_day(struct work *work, struct error *err)
{
	cleanup_(calendar_day_store_release) struct calendar_day known = {0};
	bool opens = strcmp(work->wanted.class, OPEN) == 0;
	int status = calendar_day_store_find(
	    work->row->change->engine->store, &work->wanted, &known, err);

	if (status == OB_ENOTFOUND)
		return opens ? OB_OK : add_day(work, err);
	if (status != OB_OK)
		return status;
	work->known_count++;
	return opens ? take_back(work, &known, err)
		     : replace_day(work, &known, err);
}

/* Who wants days open that no table closed is told that others closed them. */
static int
check_opened(const struct work *work, struct error *err)
{
	const struct engine *engine = work->row->change->engine;
	const struct workday_calendar *calendar =
	    calendars_of(engine, work->wanted.area);

	if (strcmp(work->wanted.class, OPEN) != 0 || work->known_count > 0)
		return OB_OK;
	for (struct date date = work->span.from;
	     !date_before(work->span.until, date);
	     date = date_add_days(date, 1)) {
		if ((workday_flags(calendar, date) & DAY_CLOSED) == 0)
			return OB_OK;
	}
	return error_set_field(err, OB_EINVALID, "class",
	    "no table closed this for %s: the configuration, a calendar file "
	    "or "
	    "the whole municipality's days do; change it there",
	    work->wanted.area[0] == '\0' ? "everybody" : work->wanted.area);
}

static int
do_days(struct work *work, struct error *err)
{
	size_t count = 0;
	int status = OB_OK;

	for (struct date date = work->span.from;
	     status == OB_OK && !date_before(work->span.until, date);
	     date = date_add_days(date, 1)) {
		if (is_left_to_later(work, date))
			continue;
		count++;
		work->wanted.day = date;
		status = do_day(work, err);
	}
	work->row->is_added = count > 0 && work->new_count == count;
	return status == OB_OK && count > 0 ? check_opened(work, err) : status;
}

static int
put_days(struct imports_row *row, const struct span *span, const char *class,
    struct error *err)
{
	cleanup_(memory_free_ptr) char *area =
	    memory_strdup(imports_row_text(row, "area"));
	cleanup_(memory_free_ptr) char *title =
	    memory_strdup(imports_row_text(row, "text"));
	cleanup_(memory_free_ptr) char *class_text = memory_strdup(class);
	char source[] = CLOSING_DAYS_SOURCE;
	struct work work = {
	    .row = row,
	    .span = *span,
	    .wanted = {.area = area,
		.class = class_text,
		.title = title,
		.source = source},
	};
	int status;

	read_later(&work);
	status = do_days(&work, err);
	free(work.later);
	return status;
}

int
imports_days_row(struct imports_row *row, struct error *err)
{
	struct span span = {DATE_NONE, DATE_NONE};
	const char *class = NULL;
	int status = read_span(row, &span, err);

	if (status == OB_OK)
		status = imports_row_word(row, "class", classes, &class, err);
	if (status == OB_OK)
		status = imports_row_check_line(row, "area", err);
	if (status == OB_OK)
		status = imports_row_check_line(row, "text", err);
	if (status != OB_OK)
		return status;
	return put_days(row, &span, class == NULL ? "closed" : class, err);
}
