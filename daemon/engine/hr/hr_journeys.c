/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/hr/hr_journeys.h"

#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "engine/core/calendars.h"
#include "engine/core/core.h"
#include "engine/hr/hr_titles.h"
#include "engine/programmes/programmes.h"
#include "model/activity.h"

static const char *const flag_names[HR_FLAG_COUNT] = {
    [HR_FLAG_OVERDUE] = "overdue",
    [HR_FLAG_NO_MANAGER] = "no-manager",
    [HR_FLAG_NO_MENTOR] = "no-mentor",
    [HR_FLAG_NO_CALL] = "no-call",
    [HR_FLAG_BAD_ADDRESS] = "bad-address",
    [HR_FLAG_NO_WORK_ADDRESS] = "no-work-address",
    [HR_FLAG_DECLINED] = "declined",
    [HR_FLAG_CANNOT] = "cannot",
    [HR_FLAG_PAUSED] = "paused",
};

const char *
hr_journeys_flag_name(enum hr_flag flag)
{
	return flag_names[flag];
}

int
hr_journeys_find_flag(const char *name)
{
	for (size_t i = 0; i < HR_FLAG_COUNT; i++) {
		if (strcmp(flag_names[i], name) == 0)
			return (int)i;
	}
	return -1;
}

static int
compare_ids(const void *a, const void *b)
{
	const struct hr_journey *const *first = a;
	const struct hr_journey *const *second = b;

	return ((*first)->row->id > (*second)->row->id) -
	       ((*first)->row->id < (*second)->row->id);
}

/* The journeys by id, for those who look one up; owned. */
static struct hr_journey **
index_ids(struct hr_journeys *journeys)
{
	struct hr_journey **index =
	    memory_alloc((journeys->count + 1) * sizeof(*index));

	for (size_t i = 0; i < journeys->count; i++)
		index[i] = &journeys->items[i];
	qsort(index, journeys->count, sizeof(*index), compare_ids);
	return index;
}

/* NULL for a journey that is not among them. */
static struct hr_journey *
find(struct hr_journey **index, size_t count, int64_t id)
{
	const struct board_journey row = {.id = id};
	const struct hr_journey key = {.row = &row};
	const struct hr_journey *wanted = &key;
	struct hr_journey **found =
	    bsearch(&wanted, index, count, sizeof(*index), compare_ids);

	return found == NULL ? NULL : *found;
}

static void
raise(struct hr_journey *journey, enum hr_flag flag, bool is_raised)
{
	if (is_raised)
		journey->flags |= 1U << flag;
}

static bool
is_running(const struct board_journey *row)
{
	return strcmp(row->state, "planned") == 0 ||
	       strcmp(row->state, "active") == 0 ||
	       strcmp(row->state, "paused") == 0;
}

static bool
is_called(const struct engine *engine, const struct board_journey *row)
{
	return row->is_called ||
	       (row->called_at != INSTANT_NONE &&
		   row->called_at < core_instant(engine, row->first_day, 0));
}

static void
raise_flags(const struct engine *engine, struct hr_journey *journey)
{
	const struct board_journey *row = journey->row;
	struct date today = core_today(engine);
	bool is_onboarding =
	    strcmp(row->kind, programme_kind_name(PROGRAMME_ONBOARDING)) == 0;
	bool is_here = !date_before(today, row->first_day);

	if (!is_running(row))
		return;
	raise(journey, HR_FLAG_NO_MANAGER, row->manager[0] == '\0');
	raise(journey, HR_FLAG_DECLINED, row->declined > 0);
	raise(journey, HR_FLAG_PAUSED, strcmp(row->state, "paused") == 0);
	if (!is_onboarding)
		return;
	raise(journey, HR_FLAG_NO_MENTOR, row->mentor[0] == '\0');
	raise(journey, HR_FLAG_NO_CALL,
	    !is_called(engine, row) && !date_before(row->first_day, today));
	raise(journey, HR_FLAG_NO_WORK_ADDRESS,
	    !row->has_work_address && (row->work_address_asked || is_here));
}

static int
load_rows(struct engine *engine, const struct board_scope *scope,
    struct hr_journeys *journeys, struct error *err)
{
	int status = board_store_list(
	    engine->store, scope, &journeys->rows, &journeys->count, err);

	journeys->items =
	    memory_alloc((journeys->count + 1) * sizeof(*journeys->items));
	for (size_t i = 0; status == OB_OK && i < journeys->count; i++) {
		struct hr_journey *journey = &journeys->items[i];

		journey->row = &journeys->rows[i];
		raise_flags(engine, journey);
	}
	return status;
}

/* Flags that the store finds for all journeys at once. */
static int
add_concerns(struct engine *engine, const struct board_scope *scope,
    struct hr_journey **index, size_t count, struct error *err)
{
	static const struct {
		enum hr_flag flag;
		int (*list)(struct store *, const struct board_scope *,
		    struct board_concern **, size_t *, struct error *);
	} sources[] = {
	    {HR_FLAG_BAD_ADDRESS, board_store_list_unreached},
	    {HR_FLAG_CANNOT, board_store_list_reported},
	};

	int status = OB_OK;

	for (size_t k = 0; status == OB_OK && k < ARRAY_LEN(sources); k++) {
		struct board_concern *rows = NULL;
		size_t row_count = 0;

		status = sources[k].list(
		    engine->store, scope, &rows, &row_count, err);
		for (size_t i = 0; status == OB_OK && i < row_count; i++) {
			struct hr_journey *journey =
			    find(index, count, rows[i].journey_id);

			if (journey != NULL)
				raise(journey, sources[k].flag, true);
		}
		free(rows);
	}
	return status;
}

bool
hr_journeys_is_overdue(
    const struct engine *engine, const struct board_activity *activity)
{
	/* The words that the table's CHECK allows; both are open. */
	enum activity_state state = strcmp(activity->state, "held") == 0
					? ACTIVITY_HELD
					: ACTIVITY_PLANNED;

	return activity_is_overdue(calendars_of(engine, activity->area), state,
	    activity->planned, activity->latest, core_today(engine));
}

/* A journey while its activities are counted. */
struct tally {
	struct hr_journey *journey;
	const struct programme *programme;
	const struct workday_calendar *calendar;
	struct date today;
	int phase; /* the last one that has begun; -1: none */
};

static void
count_mark(struct tally *tally, const struct board_mark *mark)
{
	struct hr_journey *journey = tally->journey;
	enum activity_state state = (enum activity_state)mark->state;
	bool has_begun = !date_before(tally->today, mark->planned);

	journey->done += state == ACTIVITY_DONE;
	journey->open += activity_is_open(state);
	if (has_begun && activity_is_overdue(tally->calendar, state,
			     mark->planned, mark->latest, tally->today))
		journey->overdue++;
	/* What no step of the version stands for belongs to no phase here. */
	if (has_begun && state != ACTIVITY_CANCELLED &&
	    (size_t)mark->position < tally->programme->step_count &&
	    tally->programme->steps[mark->position].phase > tally->phase)
		tally->phase = tally->programme->steps[mark->position].phase;
}

static int
begin_tally(struct engine *engine, struct hr_journey *journey,
    struct tally *ret_tally, struct error *err)
{
	*ret_tally = (struct tally){.journey = journey,
	    .calendar = calendars_of(engine, journey->row->area),
	    .today = core_today(engine),
	    .phase = -1};
	return programmes_get(
	    engine, journey->row->programme_id, &ret_tally->programme, err);
}

static int
end_tally(struct engine *engine, struct tally *tally, struct error *err)
{
	raise(tally->journey, HR_FLAG_OVERDUE, tally->journey->overdue > 0);
	return hr_titles_of_phase(engine, tally->journey->row->programme_id,
	    tally->phase, &tally->journey->phase, err);
}

/* As they were read: by journey, in the order of the ids. */
struct marks {
	struct board_mark *items;
	size_t count;
};

static int
count_marks(struct engine *engine, struct hr_journey *const *index,
    size_t count, const struct marks *marks, struct error *err)
{
	size_t at = 0;
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		int64_t id = index[i]->row->id;
		struct tally tally;

		status = begin_tally(engine, index[i], &tally, err);
		while (at < marks->count && marks->items[at].journey_id < id)
			at++;
		while (status == OB_OK && at < marks->count &&
		       marks->items[at].journey_id == id)
			count_mark(&tally, &marks->items[at++]);
		if (status == OB_OK)
			status = end_tally(engine, &tally, err);
	}
	return status;
}

static int
add_counts(struct engine *engine, const struct board_scope *scope,
    struct hr_journey **index, size_t count, struct error *err)
{
	struct marks marks = {.items = NULL};
	int status = board_store_list_marks(
	    engine->store, scope, &marks.items, &marks.count, err);

	if (status == OB_OK)
		status = count_marks(engine, index, count, &marks, err);
	free(marks.items);
	return status;
}

int
hr_journeys_load(struct engine *engine, const struct hr_scope *scope,
    const char *state, struct hr_journeys *ret_journeys, struct error *err)
{
	cleanup_(hr_journeys_release) struct hr_journeys journeys = {0};
	cleanup_(memory_free_ptr) struct hr_journey **index = NULL;
	struct board_scope board = hr_scope_board(engine, scope);
	int status;

	board.state = state;
	status = load_rows(engine, &board, &journeys, err);
	if (status == OB_OK) {
		index = index_ids(&journeys);
		status =
		    add_concerns(engine, &board, index, journeys.count, err);
	}
	if (status == OB_OK)
		status = add_counts(engine, &board, index, journeys.count, err);
	if (status != OB_OK)
		return status;
	*ret_journeys = journeys;
	journeys = (struct hr_journeys){0};
	return OB_OK;
}

bool
hr_journeys_is_exit(const struct hr_journey *journey)
{
	return strcmp(journey->row->kind,
		   programme_kind_name(PROGRAMME_EXIT)) == 0;
}

void
hr_journeys_release(struct hr_journeys *journeys)
{
	free(journeys->items);
	board_store_free(journeys->rows, journeys->count);
	*journeys = (struct hr_journeys){0};
}
