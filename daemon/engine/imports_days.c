/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/change.h"
#include "engine/core.h"
#include "engine/imports_private.h"
#include "store/calendar_day_store.h"

#define SOURCE "import"
#define DAYS_MAX 366 /* of one row */

static const struct imports_word classes[] = {
    {"lukket", "closed"},
    {"halv", "half"},
    {"mødefri", "no_meeting"},
    {"stille", "quiet"},
    {"closed", "closed"},
    {"half", "half"},
    {"no_meeting", "no_meeting"},
    {"quiet", "quiet"},
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
	if (ret_span->until.day - ret_span->from.day >= DAYS_MAX)
		return error_set_field(err, OB_EINVALID, "until",
		    "more than %d days in one row; split it", DAYS_MAX);
	return OB_OK;
}

static int
audit_day(struct imports_row *row, const char *day, const char *before,
    const struct calendar_day *after, struct error *err)
{
	return change_audit(row->change, "import-closing-day",
	    SUBJECT("calendar_day", 0),
	    before == NULL ? NULL : json_pack("{s:s}", "text", before),
	    json_pack("{s:s, s:s, s:s, s:s}", "day", day, "class", after->class,
		"area", after->area, "text", after->title),
	    err);
}

/* Where a day of the municipality's calendar is stored. */
static int
put_day(struct imports_row *row, struct calendar_day *wanted, bool *ret_is_new,
    struct error *err)
{
	struct store *store = row->change->engine->store;
	cleanup_(calendar_day_store_release) struct calendar_day known = {0};
	const char *text = imports_row_option(row, "text");
	char day[DATE_TEXT_SIZE];
	int status = calendar_day_store_find(store, wanted, &known, err);

	(void)date_format(wanted->day, day);
	*ret_is_new = status == OB_ENOTFOUND;
	if (*ret_is_new) {
		imports_row_note(row, "date", "", day);
	} else if (status != OB_OK || text == NULL ||
		   strcmp(known.title, text) == 0) {
		return status;
	} else {
		imports_row_note(row, "text", known.title, text);
	}
	status = calendar_day_store_put(store, wanted, err);
	if (status != OB_OK)
		return status;
	return audit_day(
	    row, day, *ret_is_new ? NULL : known.title, wanted, err);
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
	char source[] = SOURCE;
	struct calendar_day wanted = {.area = area,
	    .class = class_text,
	    .title = title,
	    .source = source};
	bool all_new = true;
	int status = OB_OK;

	for (wanted.day = span->from;
	     status == OB_OK && wanted.day.day <= span->until.day;
	     wanted.day = date_add_days(wanted.day, 1)) {
		bool is_new = false;

		status = put_day(row, &wanted, &is_new, err);
		all_new = all_new && is_new;
	}
	row->is_added = all_new;
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
