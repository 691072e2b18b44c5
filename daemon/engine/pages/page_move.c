/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/pages/page_move.h"

#include <stdio.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "base/zone.h"
#include "engine/activities/activities.h"
#include "engine/activities/first_tasks.h"
#include "engine/core/core.h"
#include "engine/dossier/course.h"
#include "engine/pages/page_verbs.h"
#include "engine/planning/planning.h"
#include "text/dates_text.h"

#define DAYS_OFFERED 3
#define DAYS_SEARCHED 62 /* to either side */

/* Where it is to go, by the instance's clock. */
struct target {
	struct date day;
	int minute; /* -1: find one */
};

static bool
is_given(const char *text)
{
	return text != NULL && text[0] != '\0';
}

static int
read_target(
    const struct page_move *move, struct target *ret_target, struct error *err)
{
	struct target target = {.minute = -1};
	struct local_time local;
	int minute = 0;
	int status =
	    date_parse(is_given(move->day) ? move->day : "", &target.day, err);

	if (status == OB_OK && is_given(move->time)) {
		status = instant_parse_clock(move->time, &minute, err);
		if (status != OB_OK)
			return error_name_field(err, "time");
		local = zone_to_local(move->dossier->engine->zone,
		    zone_to_utc(move->reader->zone, target.day, minute * 60));
		target.day = local.date;
		target.minute = local.second / 60;
	}
	if (status != OB_OK)
		return error_name_field(err, "day");
	*ret_target = target;
	return OB_OK;
}

/* The last day to which the reader may move it; DATE_NONE: any. */
static struct date
bound_of(const struct page_move *move)
{
	return page_verbs_coordinates(
		   move->dossier, move->reader->acting, move->reader->person_id)
		   ? DATE_NONE
		   : move->activity->latest;
}

static bool
is_beyond(const struct page_move *move, struct date day)
{
	struct date bound = bound_of(move);

	return !date_is_none(bound) && date_before(bound, day);
}

int
page_move_read(const struct page_move *move,
    char ret_to[static PAGE_MOVE_TEXT_SIZE], struct error *err)
{
	struct target target = {.day = DATE_NONE};
	char day[DATE_TEXT_SIZE];
	int status = read_target(move, &target, err);

	if (status != OB_OK)
		return status;
	if (is_beyond(move, target.day))
		return error_set_field(err, OB_ECONFLICT, "day",
		    "%s comes after the step's latest day; the coordinator "
		    "can move it there",
		    date_format(target.day, day));
	(void)date_format(target.day, day);
	if (target.minute < 0)
		(void)snprintf(ret_to, PAGE_MOVE_TEXT_SIZE, "%s", day);
	else
		(void)snprintf(ret_to, PAGE_MOVE_TEXT_SIZE, "%sT%02d:%02d", day,
		    target.minute / 60, target.minute % 60);
	return OB_OK;
}

/* What comes first and is planned later than that. */
static const struct activity *
find_earlier(const struct page_move *move, struct date day)
{
	const struct step *step = dossier_step(move->dossier, move->activity);

	for (size_t i = 0; i < step->require_count; i++) {
		const struct activity *required =
		    dossier_activity(move->dossier, step->requires[i]);

		if (required != NULL &&
		    activity_is_open(dossier_state(required)) &&
		    date_before(day, required->planned))
			return required;
	}
	return NULL;
}

static bool
is_paused(const struct dossier *dossier, struct date day)
{
	for (size_t i = 0; i < dossier->pause_count; i++) {
		if (!date_before(day, dossier->pauses[i].from_day) &&
		    !date_before(dossier->pauses[i].until_day, day))
			return true;
	}
	return false;
}

static bool
is_past(const struct engine *engine, const struct target *target)
{
	return date_before(target->day, core_today(engine)) ||
	       (target->minute >= 0 && core_instant(engine, target->day,
					   target->minute) < core_now(engine));
}

/* The first rule that the day breaks; the rest is that somebody is taken. */
static const char *
why_not(const struct page_move *move, const struct target *target)
{
	const struct dossier *dossier = move->dossier;
	const struct activity *activity = move->activity;

	if (is_past(dossier->engine, target))
		return "page.move_why.past";
	if (is_beyond(move, target->day))
		return "page.move_why.latest";
	if (planning_is_after_last_day(dossier, target->day))
		return "page.move_why.last_day";
	if (!workday_is(dossier->calendar, target->day))
		return "page.move_why.closed";
	if (is_paused(dossier, target->day))
		return "page.move_why.pause";
	if (course_is_first_task(activity->step) &&
	    first_tasks_check_day(dossier, "to", target->day, NULL) != OB_OK)
		return "page.move_why.first_month";
	if (find_earlier(move, target->day) != NULL)
		return "page.move_why.order";
	if (target->day.day == activity->planned.day &&
	    target->minute == activity->start_minute)
		return "page.move_why.same";
	return "page.move_why.busy";
}

/* It may stand on that day, at some time or other. */
static bool
may_be(const struct page_move *move, struct date day)
{
	const struct dossier *dossier = move->dossier;
	bool is_timed =
	    step_kind_is_timed(dossier_step(dossier, move->activity)->kind);
	struct error ignored = ERROR_INIT;

	return workday_is(dossier->calendar, day) && !is_beyond(move, day) &&
	       (!is_timed || (workday_flags(dossier->calendar, day) &
				 (DAY_QUIET | DAY_NO_MEETING)) == 0) &&
	       activities_may_move(
		   move->dossier, move->activity, day, -1, &ignored) == OB_OK;
}

static void
offer(const struct page_move *move, struct date day, json_t *days)
{
	char iso[DATE_TEXT_SIZE];
	char text[DATES_TEXT_SIZE];

	if (json_array_size(days) < DAYS_OFFERED && may_be(move, day))
		(void)json_array_append_new(days,
		    json_pack("{s:s, s:s}", "day", date_format(day, iso),
			"text",
			dates_text_long(move->reader->language, day, text)));
}

/* Nearest to the wish, or to the nearest day that the reader may choose. */
static json_t *
find_days(const struct page_move *move, struct date wish)
{
	json_t *days = json_array();
	struct date bound = bound_of(move);
	struct date middle = date_max(wish, core_today(move->dossier->engine));

	if (!date_is_none(bound))
		middle = date_min(middle, bound);
	offer(move, middle, days);
	for (int i = 1;
	     i <= DAYS_SEARCHED && json_array_size(days) < DAYS_OFFERED; i++) {
		offer(move, date_add_days(middle, i), days);
		offer(move, date_add_days(middle, -i), days);
	}
	return days;
}

static json_t *
words_of(const struct page_move *move, struct date day)
{
	const struct activity *earlier = find_earlier(move, day);
	enum language language = move->reader->language;
	char until[DATES_TEXT_SIZE];
	char planned[DATES_TEXT_SIZE];

	(void)dates_text_long(language, bound_of(move), until);
	(void)dates_text_long(
	    language, earlier == NULL ? DATE_NONE : earlier->planned, planned);
	return json_pack("{s:s, s:s, s:s}", "until", until, "what",
	    earlier == NULL
		? ""
		: dossier_step(move->dossier, earlier)->title.in[language],
	    "planned", planned);
}

int
page_move_explain(const struct page_move *move, json_t *view, struct error *err)
{
	struct target target = {
	    .day = core_today(move->dossier->engine), .minute = -1};
	const char *key = "page.move_why.unreadable";
	struct error ignored = ERROR_INIT;
	json_t *days;

	if (read_target(move, &target, &ignored) == OB_OK)
		key = why_not(move, &target);
	days = find_days(move, target.day);
	(void)json_object_set_new(
	    view, "has_days", json_boolean(json_array_size(days) > 0));
	(void)json_object_set_new(view, "days", days);
	return page_reader_say(move->reader, view, "move_error", key,
	    words_of(move, target.day), err);
}
