/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/hr/hr_overdue.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/hr/hr_choices.h"
#include "engine/hr/hr_titles.h"
#include "text/dates_text.h"

/* Whose it is, and where their activities stand in the list by owner. */
struct owner {
	const char *name;
	size_t from;
	size_t count;
};

/* What is overdue, by owner and then by day. */
struct overdue {
	struct board_activity *due; /* open, planned today or before */
	size_t due_count;
	const struct board_activity **activities;
	size_t count;
	struct owner *owners;
	size_t owner_count;
};

static void
overdue_release(struct overdue *overdue)
{
	board_store_free_activities(overdue->due, overdue->due_count);
	free(overdue->activities);
	free(overdue->owners);
}

/* They stand in one array, in the order of their days. */
static int
compare_owners(const void *a, const void *b)
{
	const struct board_activity *first =
	    *(const struct board_activity *const *)a;
	const struct board_activity *second =
	    *(const struct board_activity *const *)b;

	if (first->owner_id != second->owner_id)
		return (first->owner_id > second->owner_id) -
		       (first->owner_id < second->owner_id);
	return (first > second) - (first < second);
}

static int
compare_counts(const void *a, const void *b)
{
	const struct owner *first = a;
	const struct owner *second = b;

	if (first->count != second->count)
		return (first->count < second->count) -
		       (first->count > second->count);
	return (first->from > second->from) - (first->from < second->from);
}

static void
group(struct overdue *overdue)
{
	overdue->owners =
	    memory_alloc((overdue->count + 1) * sizeof(*overdue->owners));
	for (size_t i = 0; i < overdue->count; i++) {
		const struct board_activity *activity = overdue->activities[i];

		if (i == 0 ||
		    overdue->activities[i - 1]->owner_id != activity->owner_id)
			overdue->owners[overdue->owner_count++] =
			    (struct owner){.name = activity->owner, .from = i};
		overdue->owners[overdue->owner_count - 1].count++;
	}
	qsort(overdue->owners, overdue->owner_count, sizeof(*overdue->owners),
	    compare_counts);
}

static int
gather(struct engine *engine, const struct hr_scope *scope,
    struct overdue *overdue, struct error *err)
{
	struct board_scope board = hr_scope_board(engine, scope);
	int status = board_store_list_open(engine->store, &board, board.today,
	    &overdue->due, &overdue->due_count, err);

	if (status != OB_OK)
		return status;
	overdue->activities = memory_alloc(
	    (overdue->due_count + 1) * sizeof(struct board_activity *));
	for (size_t i = 0; i < overdue->due_count; i++) {
		if (hr_journeys_is_overdue(engine, &overdue->due[i]))
			overdue->activities[overdue->count++] =
			    &overdue->due[i];
	}
	qsort((void *)overdue->activities, overdue->count,
	    sizeof(*overdue->activities), compare_owners);
	group(overdue);
	return OB_OK;
}

int
hr_overdue_activity(struct engine *engine, const struct hr_scope *scope,
    const struct board_activity *activity, json_t **ret_view, struct error *err)
{
	const struct hr_titles_step step = {
	    .programme_id = activity->programme_id,
	    .position = activity->position,
	    .step = activity->step,
	    .title = activity->title};
	cleanup_(memory_free_ptr) char *title = NULL;
	cleanup_(memory_free_ptr) char *url =
	    memory_printf("/hr/leaders/%" PRId64 "#activity-%" PRId64,
		activity->journey_id, activity->id);
	char iso[DATE_TEXT_SIZE];
	char day[DATES_TEXT_SIZE];
	int late = core_today(engine).day - activity->planned.day;
	int status = hr_titles_of(engine, &step, scope->language, &title, err);

	if (status != OB_OK)
		return status;
	*ret_view = json_pack("{s:I, s:s, s:s, s:s, s:s, s:s, s:s, s:i, s:b}",
	    "id", (json_int_t)activity->id, "title", title, "leader",
	    activity->leader, "owner", activity->owner, "url", url, "planned",
	    dates_text_day(scope->language, activity->planned, day),
	    "planned_iso", date_format(activity->planned, iso), "days_late",
	    late, "is_escalated", (int)activity->is_escalated);
	return OB_OK;
}

static int
owner_view(struct engine *engine, const struct hr_scope *scope,
    const struct overdue *overdue, const struct owner *owner, json_t *list,
    struct error *err)
{
	json_t *activities = json_array();
	size_t shown =
	    owner->count < HR_OVERDUE_ROWS ? owner->count : HR_OVERDUE_ROWS;
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < shown; i++) {
		json_t *view = NULL;

		status = hr_overdue_activity(engine, scope,
		    overdue->activities[owner->from + i], &view, err);
		if (status == OB_OK)
			(void)json_array_append_new(activities, view);
	}
	if (status != OB_OK) {
		json_decref(activities);
		return status;
	}
	(void)json_array_append_new(
	    list, json_pack("{s:s, s:I, s:b, s:o}", "name", owner->name,
		      "count", (json_int_t)owner->count, "has_more",
		      (int)(shown < owner->count), "activities", activities));
	return OB_OK;
}

int
hr_overdue_view(struct engine *engine, const struct hr_scope *scope,
    const char *page, json_t **ret_view, struct error *err)
{
	cleanup_(overdue_release) struct overdue overdue = {0};
	json_auto_t *list = json_array();
	size_t number = 1;
	size_t from;
	int status = hr_scope_read_page(page, &number, err);

	if (status == OB_OK)
		status = gather(engine, scope, &overdue, err);
	if (status != OB_OK)
		return status;
	from = (number - 1) * HR_PAGE_ROWS;
	for (size_t i = from; status == OB_OK && i < overdue.owner_count &&
			      i < from + HR_PAGE_ROWS;
	     i++)
		status = owner_view(
		    engine, scope, &overdue, &overdue.owners[i], list, err);
	if (status != OB_OK)
		return status;
	*ret_view = json_pack("{s:b, s:I, s:O, s:o}", "has_owners",
	    (int)(overdue.owner_count > 0), "total", (json_int_t)overdue.count,
	    "owners", list, "pages",
	    hr_choices_pages(number, overdue.owner_count));
	return OB_OK;
}
