/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/imports/closing_days.h"

#include <string.h>

#include "base/date.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "engine/activities/calendar_review.h"
#include "engine/core/calendars.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/imports/calendar_import.h"
#include "store/calendar_day_store.h"

#define TITLE_CHARS 200

/* A period on its way through one change. */
struct period {
	const struct closing_days *days;
	struct date from;
	struct date until;
	json_t *before; /* days as they were, of those that change */
	size_t count;	/* that change */
};

/* Writes the period's days. */
typedef int period_fn(
    struct change *change, struct period *period, struct error *err);

static int
read_day(const char *field, const char *text, struct date *ret_day,
    struct error *err)
{
	if (text == NULL)
		return error_refuse(
		    err, OB_EINVALID, field, "missing", "this is missing");
	return date_parse(text, ret_day, err) == OB_OK
		   ? OB_OK
		   : error_name_field(err, field);
}

static int
read_period(
    const struct closing_days *days, struct period *period, struct error *err)
{
	int status = read_day("from", days->from, &period->from, err);

	period->until = period->from;
	if (status == OB_OK && days->until != NULL)
		status = read_day("until", days->until, &period->until, err);
	if (status != OB_OK)
		return status;
	if (date_before(period->until, period->from))
		return error_refuse(err, OB_EINVALID, "until", "days_backwards",
		    "the last day lies before the first");
	if (period->until.day - period->from.day >= CLOSING_DAYS_MAX)
		return error_refuse(err, OB_EINVALID, "until", "days_many",
		    "this is more than %d days; split it", CLOSING_DAYS_MAX);
	return calendar_import_check_class(days->class, err);
}

static int
check_area(struct engine *engine, const char *area, struct error *err)
{
	bool is_known = false;
	int status = calendar_import_knows_area(engine, area, &is_known, err);

	if (status == OB_OK && !is_known)
		return error_refuse(err, OB_EINVALID, "area", "days_area",
		    "neither a leader nor the configuration has the area "
		    "'%.100s'",
		    area);
	return status;
}

static void
note_before(struct period *period, const struct calendar_day *day)
{
	char text[DATE_TEXT_SIZE];

	(void)json_array_append_new(period->before,
	    json_pack("{s:s, s:s, s:s, s:s}", "day",
		date_format(day->day, text), "class", day->class, "text",
		day->title, "source", day->source));
}

static int
add_day(struct change *change, struct period *period,
    const struct calendar_day *wanted, struct error *err)
{
	cleanup_(calendar_day_store_release) struct calendar_day known = {0};
	struct store *store = change->engine->store;
	int status = calendar_day_store_find(store, wanted, &known, err);

	if (status != OB_OK && status != OB_ENOTFOUND)
		return status;
	if (status == OB_OK) {
		if (strcmp(known.class, wanted->class) == 0 &&
		    strcmp(known.title, wanted->title) == 0)
			return OB_OK;
		note_before(period, &known);
		status = calendar_day_store_remove_day(store, &known, err);
		if (status != OB_OK)
			return status;
	}
	period->count++;
	return calendar_day_store_put(store, wanted, err);
}

static int
add_days(struct change *change, struct period *period, struct error *err)
{
	const struct closing_days *days = period->days;
	struct calendar_day wanted = {
	    .area = (char *)(uintptr_t)days->area,
	    .class = (char *)(uintptr_t)days->class,
	    .title = (char *)(uintptr_t)days->title,
	    .source = (char *)(uintptr_t)CLOSING_DAYS_SOURCE,
	};
	int status = OB_OK;

	for (wanted.day = period->from;
	     status == OB_OK && !date_before(period->until, wanted.day);
	     wanted.day = date_add_days(wanted.day, 1))
		status = add_day(change, period, &wanted, err);
	return status;
}

static bool
is_in(const struct period *period, const struct calendar_day *day)
{
	return strcmp(day->area, period->days->area) == 0 &&
	       strcmp(day->class, period->days->class) == 0 &&
	       !date_before(day->day, period->from) &&
	       !date_before(period->until, day->day);
}

static int
remove_days(struct change *change, struct period *period, struct error *err)
{
	struct store *store = change->engine->store;
	struct calendar_day *all = NULL;
	size_t count = 0;
	int status = calendar_day_store_list(store, &all, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		if (!is_in(period, &all[i]))
			continue;
		note_before(period, &all[i]);
		period->count++;
		status = calendar_day_store_remove_one(store, &all[i], err);
	}
	calendar_day_store_free(all, count);
	if (status == OB_OK && period->count == 0)
		return error_refuse(err, OB_EINVALID, "from", "days_none",
		    "no such days are stored then; the configuration's own "
		    "are changed there");
	return status;
}

static int
audit(struct change *change, const struct period *period, bool is_added,
    struct error *err)
{
	const struct closing_days *days = period->days;
	char from[DATE_TEXT_SIZE];
	char until[DATE_TEXT_SIZE];

	return change_audit(change,
	    is_added ? "add-closing-days" : "remove-closing-days",
	    SUBJECT("calendar_day", 0),
	    json_pack("{s:O}", "days", period->before),
	    json_pack("{s:s, s:s, s:s, s:s, s:s*}", "area", days->area, "class",
		days->class, "from", date_format(period->from, from), "until",
		date_format(period->until, until), "text",
		is_added ? days->title : NULL),
	    err);
}

/* Tried with the calendars that the days make, which stay if they do. */
static int
review(struct change *change, const struct period *period, json_t *view,
    struct error *err)
{
	struct engine *engine = change->engine;
	struct calendars *before = NULL;
	int status = calendars_renew(engine, &before, err);

	if (status != OB_OK)
		return status;
	status =
	    calendar_review_move_area(change, period->days->area, view, err);
	if (status == OB_OK && !period->days->dry_run)
		status = change_commit(change, err);
	if (status != OB_OK || period->days->dry_run)
		calendars_restore(engine, before);
	else
		calendars_free(before);
	return status;
}

static int
run(struct engine *engine, const char *actor, struct period *period,
    period_fn *store, json_t **ret_view, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	json_auto_t *view = json_object();
	int status = read_period(period->days, period, err);

	if (status == OB_OK)
		status = check_area(engine, period->days->area, err);
	if (status == OB_OK)
		status = change_begin(&change, engine, actor, err);
	if (status == OB_OK)
		status = store(&change, period, err);
	if (status == OB_OK)
		status = audit(&change, period, store == add_days, err);
	if (status == OB_OK)
		status = review(&change, period, view, err);
	if (status != OB_OK)
		return status;
	(void)json_object_set_new(
	    view, "days", json_integer((json_int_t)period->count));
	*ret_view = TAKE_PTR(view);
	return OB_OK;
}

int
closing_days_add(struct engine *engine, const char *actor,
    const struct closing_days *days, json_t **ret_view, struct error *err)
{
	json_auto_t *before = json_array();
	struct period period = {.days = days, .before = before};
	int status = utf8_check_line("text", days->title, TITLE_CHARS, err);

	if (status != OB_OK)
		return status;
	return run(engine, actor, &period, add_days, ret_view, err);
}

int
closing_days_remove(struct engine *engine, const char *actor,
    const struct closing_days *days, json_t **ret_view, struct error *err)
{
	json_auto_t *before = json_array();
	struct period period = {.days = days, .before = before};

	return run(engine, actor, &period, remove_days, ret_view, err);
}
