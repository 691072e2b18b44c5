/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/pages/page_timeline.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/dossier/course.h"
#include "engine/pages/page_activity.h"
#include "engine/pages/page_guide.h"
#include "text/catalogue.h"
#include "text/dates_text.h"

enum place { PLACE_PAST, PLACE_NOW, PLACE_AHEAD };

/* What the activities of a phase come to; cancelled ones do not count. */
struct sum {
	struct date first;
	struct date last;
	size_t all;
	size_t open;
	size_t done;
	enum place place;
};

static void
set(json_t *view, const char *name, json_t *value)
{
	(void)json_object_set_new(view, name, value);
}

static bool
is_given_up(const struct activity *activity)
{
	enum activity_state state = dossier_state(activity);

	return state == ACTIVITY_CANCELLED || state == ACTIVITY_SKIPPED;
}

static void
count(struct sum *sum, const struct activity *activity)
{
	enum activity_state state = dossier_state(activity);

	sum->first = sum->all == 0 ? activity->planned
				   : date_min(sum->first, activity->planned);
	sum->last = sum->all == 0 ? activity->planned
				  : date_max(sum->last, activity->planned);
	sum->all++;
	sum->open += activity_is_open(state) ? 1 : 0;
	sum->done += state == ACTIVITY_DONE ? 1 : 0;
}

static struct sum
sum_phase(
    const struct dossier *dossier, const struct page_reader *reader, int phase)
{
	struct sum sum = {.first = DATE_NONE, .last = DATE_NONE};

	for (size_t i = 0; i < dossier->activity_count; i++) {
		const struct activity *activity = &dossier->activities[i];

		if (dossier_step(dossier, activity)->phase == phase &&
		    page_activity_is_shown(reader, activity) &&
		    !is_given_up(activity))
			count(&sum, activity);
	}
	return sum;
}

static bool
has_begun(const struct sum *sum, struct date today)
{
	return sum->all > 0 && !date_before(today, sum->first);
}

/*
 * A phase is over when all of it is settled, or when its days have passed and
 * a later one has begun: what somebody forgot to mark does not hold it open.
 */
static enum place
place_of(const struct sum *sums, size_t n, size_t i, struct date today)
{
	bool is_followed = false;

	for (size_t k = i + 1; k < n; k++)
		is_followed = is_followed || has_begun(&sums[k], today);
	if (sums[i].all == 0)
		return is_followed ? PLACE_PAST : PLACE_AHEAD;
	if (!has_begun(&sums[i], today))
		return PLACE_AHEAD;
	if (sums[i].open == 0 ||
	    (is_followed && date_before(sums[i].last, today)))
		return PLACE_PAST;
	return PLACE_NOW;
}

int
page_timeline_activity(const struct dossier *dossier,
    const struct activity *activity, const struct page_reader *reader,
    json_t **ret_view, struct error *err)
{
	/* Of a step that recurs the first says what it is for. */
	bool is_told = is_given_up(activity) ||
		       course_template(dossier, activity->step) != NULL;
	cleanup_(memory_free_ptr) char *tail =
	    memory_printf("/activities/%" PRId64, activity->id);
	cleanup_(memory_free_ptr) char *url = page_reader_url(reader, tail);
	char week[DATES_TEXT_SIZE];
	json_t *view = page_activity_facts(dossier, activity, reader);
	int status = OB_OK;

	set(view, "has_purpose", json_false());
	set(view, "purpose_html", json_string(""));
	if (!is_told)
		status = page_guide_add_purpose(
		    dossier, activity, reader, view, err);
	if (status != OB_OK) {
		json_decref(view);
		return status;
	}
	set(view, "week",
	    json_string(
		dates_text_week(reader->language, activity->planned, week)));
	set(view, "url", json_string(url));
	*ret_view = view;
	return OB_OK;
}

static int
add_activities(const struct dossier *dossier, const struct page_reader *reader,
    int phase, json_t *view, struct error *err)
{
	json_t *list = json_array();
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < dossier->activity_count;
	     i++) {
		const struct activity *activity = &dossier->activities[i];
		json_t *item = NULL;

		if (dossier_step(dossier, activity)->phase != phase ||
		    !page_activity_is_shown(reader, activity))
			continue;
		status = page_timeline_activity(
		    dossier, activity, reader, &item, err);
		if (status == OB_OK)
			(void)json_array_append_new(list, item);
	}
	set(view, "activities", list);
	return status;
}

/* "7. december 2026 – 4. januar 2027", one day alone, or "". */
static char *
period_of(enum language language, const struct sum *sum)
{
	char first[DATES_TEXT_SIZE];
	char last[DATES_TEXT_SIZE];

	if (sum->all == 0)
		return memory_strdup("");
	(void)dates_text_day(language, sum->first, first);
	if (sum->first.day == sum->last.day)
		return memory_strdup(first);
	return memory_printf(
	    "%s – %s", first, dates_text_day(language, sum->last, last));
}

static int
add_place(const struct page_reader *reader, const struct sum *sum, json_t *view,
    struct error *err)
{
	static const char *const keys[] = {
	    [PLACE_PAST] = "page.phase_past",
	    [PLACE_NOW] = "page.phase_now",
	    [PLACE_AHEAD] = "page.phase_ahead",
	};
	cleanup_(memory_free_ptr) char *period =
	    period_of(reader->language, sum);

	set(view, "period", json_string(period));
	set(view, "is_past", json_boolean(sum->place == PLACE_PAST));
	set(view, "is_now", json_boolean(sum->place == PLACE_NOW));
	set(view, "is_ahead", json_boolean(sum->place == PLACE_AHEAD));
	set(view, "place",
	    json_string(catalogue_get(reader->catalogue, keys[sum->place])));
	if (sum->all == 0) {
		set(view, "progress", json_string(""));
		return OB_OK;
	}
	return page_reader_say(reader, view, "progress", "page.progress",
	    json_pack(
		"{s:i, s:i}", "done", (int)sum->done, "all", (int)sum->all),
	    err);
}

static int
add_phase(const struct dossier *dossier, const struct page_reader *reader,
    size_t i, const struct sum *sum, json_t *list, struct error *err)
{
	const struct phase *phase = &dossier->programme->phases[i];
	json_t *view = json_pack("{s:i, s:s, s:b, s:b}", "number", (int)i,
	    "title", phase->title.in[reader->language], "is_today_before", 0,
	    "is_today", 0);
	int status = add_place(reader, sum, view, err);

	if (status == OB_OK)
		status = add_activities(dossier, reader, phase->id, view, err);
	(void)json_array_append_new(list, view);
	return status;
}

/*
 * Today stands in the first phase that is under way; between two phases, before
 * the first that is ahead.
 */
static void
add_today(const struct page_reader *reader, struct date today,
    const struct sum *sums, json_t *phases, json_t *view)
{
	char text[DATES_TEXT_SIZE];
	size_t n = json_array_size(phases);
	size_t now = n;
	size_t ahead = n;

	for (size_t i = n; i-- > 0;) {
		if (sums[i].place == PLACE_NOW)
			now = i;
		if (sums[i].place == PLACE_AHEAD)
			ahead = i;
	}
	if (now < n)
		set(json_array_get(phases, now), "is_today", json_true());
	else if (ahead < n)
		set(json_array_get(phases, ahead), "is_today_before",
		    json_true());
	set(view, "is_today_after", json_boolean(now == n && ahead == n));
	set(view, "today",
	    json_string(dates_text_long(reader->language, today, text)));
}

int
page_timeline_add(const struct dossier *dossier,
    const struct page_reader *reader, json_t *view, struct error *err)
{
	const struct programme *programme = dossier->programme;
	struct date today = core_today(dossier->engine);
	cleanup_(memory_free_ptr) struct sum *sums =
	    memory_alloc((programme->phase_count + 1) * sizeof(*sums));
	struct sum whole = {0};
	json_t *phases = json_array();
	int status = OB_OK;

	for (size_t i = 0; i < programme->phase_count; i++) {
		sums[i] = sum_phase(dossier, reader, programme->phases[i].id);
		whole.all += sums[i].all;
		whole.done += sums[i].done;
	}
	for (size_t i = 0; status == OB_OK && i < programme->phase_count; i++) {
		sums[i].place =
		    place_of(sums, programme->phase_count, i, today);
		status = add_phase(dossier, reader, i, &sums[i], phases, err);
	}
	set(view, "phases", phases);
	if (status != OB_OK)
		return status;
	add_today(reader, today, sums, phases, view);
	return page_reader_say(reader, view, "progress", "page.progress",
	    json_pack(
		"{s:i, s:i}", "done", (int)whole.done, "all", (int)whole.all),
	    err);
}
