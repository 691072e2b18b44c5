/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/hr/hr_board.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/hr/hr_choices.h"
#include "engine/hr/hr_few.h"
#include "engine/hr/hr_filter.h"
#include "engine/hr/hr_journeys.h"
#include "model/disclosure.h"
#include "text/catalogue.h"
#include "text/dates_text.h"

/* A board on its way into JSON. */
struct board {
	struct engine *engine;
	const struct hr_scope *scope;
	struct hr_filter filter;
	struct hr_journeys journeys;
	const struct hr_journey **shown; /* those that pass, by phase */
	size_t shown_count;
};

static void
board_release(struct board *board)
{
	hr_filter_release(&board->filter);
	hr_journeys_release(&board->journeys);
	free(board->shown);
}

static const char *
word(const struct board *board, const char *key)
{
	return catalogue_get(
	    board->engine->catalogues[board->scope->language], key);
}

/* Onboarding before exit; then by phase; as the rows stand else. */
static int
compare_places(const void *a, const void *b)
{
	const struct hr_journey *first = *(const struct hr_journey *const *)a;
	const struct hr_journey *second = *(const struct hr_journey *const *)b;
	int kinds = strcmp(second->row->kind, first->row->kind);

	if (kinds != 0)
		return kinds;
	if (first->phase->id != second->phase->id)
		return first->phase->id - second->phase->id;
	return (first > second) - (first < second);
}

static void
choose_shown(struct board *board)
{
	const struct hr_journeys *journeys = &board->journeys;

	board->shown =
	    memory_alloc((journeys->count + 1) * sizeof(struct hr_journey *));
	for (size_t i = 0; i < journeys->count; i++) {
		if (hr_filter_passes(&board->filter, &journeys->items[i]))
			board->shown[board->shown_count++] =
			    &journeys->items[i];
	}
	qsort((void *)board->shown, board->shown_count, sizeof(*board->shown),
	    compare_places);
}

static json_t *
flags_view(const struct board *board, const struct hr_journey *journey)
{
	json_t *list = json_array();

	for (size_t i = 0; i < HR_FLAG_COUNT; i++) {
		const char *name = hr_journeys_flag_name((enum hr_flag)i);
		cleanup_(memory_free_ptr) char *key =
		    memory_printf("hr_flag.%s", name);

		if ((journey->flags & (1U << i)) != 0)
			(void)json_array_append_new(
			    list, json_pack("{s:s, s:s, s:b}", "name", name,
				      "text", word(board, key), "is_urgent",
				      i == HR_FLAG_OVERDUE));
	}
	return list;
}

static json_t *
journey_view(const struct board *board, const struct hr_journey *journey)
{
	const struct board_journey *row = journey->row;
	cleanup_(memory_free_ptr) char *url =
	    memory_printf("/hr/leaders/%" PRId64, row->id);
	cleanup_(memory_free_ptr) char *state_key =
	    memory_printf("journey_state.%s", row->state);
	char iso[DATE_TEXT_SIZE];
	char day[DATES_TEXT_SIZE];

	return json_pack(
	    "{s:I, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:b, s:s, s:s, s:s, s:s, "
	    "s:s, s:i, s:i, s:i, s:i, s:b, s:b, s:o}",
	    "id", (json_int_t)row->id, "url", url, "leader", row->leader,
	    "title", row->title, "workplace", row->workplace, "area", row->area,
	    "first_day_iso", date_format(row->first_day, iso), "first_day",
	    dates_text_day(board->scope->language, row->first_day, day),
	    "is_exit", (int)hr_journeys_is_exit(journey), "state", row->state,
	    "state_text", word(board, state_key), "manager", row->manager,
	    "mentor", row->mentor, "phase",
	    journey->phase->title.in[board->scope->language], "done",
	    journey->done, "open", journey->open, "overdue", journey->overdue,
	    "steps", journey->done + journey->open, "has_overdue",
	    (int)(journey->overdue > 0), "has_flags",
	    (int)(journey->flags != 0), "flags", flags_view(board, journey));
}

static bool
are_together(const struct hr_journey *a, const struct hr_journey *b)
{
	return strcmp(a->row->kind, b->row->kind) == 0 &&
	       a->phase->id == b->phase->id;
}

/* How many there are of a phase, also on other pages. */
static int
count_phase(const struct board *board, const struct hr_journey *like)
{
	int count = 0;

	for (size_t i = 0; i < board->shown_count; i++)
		count += are_together(board->shown[i], like);
	return count;
}

static json_t *
phase_view(const struct board *board, const struct hr_journey *first)
{
	return json_pack("{s:s, s:b, s:i, s:s, s:i, s:[]}", "kind",
	    first->row->kind, "is_exit", (int)hr_journeys_is_exit(first),
	    "phase", first->phase->id, "title",
	    first->phase->title.in[board->scope->language], "count",
	    count_phase(board, first), "journeys");
}

static json_t *
phases_view(const struct board *board)
{
	size_t from = (board->filter.page - 1) * HR_PAGE_ROWS;
	json_t *phases = json_array();
	json_t *phase = NULL;

	for (size_t i = from; i < board->shown_count && i < from + HR_PAGE_ROWS;
	     i++) {
		const struct hr_journey *journey = board->shown[i];

		if (phase == NULL ||
		    !are_together(board->shown[i - 1], journey)) {
			phase = phase_view(board, journey);
			(void)json_array_append_new(phases, phase);
		}
		(void)json_array_append_new(json_object_get(phase, "journeys"),
		    journey_view(board, journey));
	}
	return phases;
}

static json_t *
counts_view(const struct board *board)
{
	const struct hr_journeys *journeys = &board->journeys;
	int open = 0;
	int overdue = 0;
	int flagged = 0;
	int paused = 0;

	for (size_t i = 0; i < journeys->count; i++) {
		const struct hr_journey *journey = &journeys->items[i];

		open += journey->open;
		overdue += journey->overdue;
		flagged += journey->flags != 0;
		paused += (journey->flags & (1U << HR_FLAG_PAUSED)) != 0;
	}
	return json_pack("{s:i, s:i, s:i, s:i, s:i}", "journeys",
	    (int)journeys->count, "open", open, "overdue", overdue, "flagged",
	    flagged, "paused", paused);
}

static int
load(struct board *board, const struct hr_board_filter *filter,
    struct error *err)
{
	int status = hr_filter_read(filter, &board->filter, err);

	if (status == OB_OK)
		status = hr_journeys_load(board->engine, board->scope,
		    board->filter.state, &board->journeys, err);
	if (status == OB_OK)
		choose_shown(board);
	return status;
}

static json_t *
today_view(const struct board *board)
{
	struct date today = core_today(board->engine);
	char iso[DATE_TEXT_SIZE];
	char text[DATES_TEXT_SIZE];

	return json_pack("{s:s, s:s}", "today_iso", date_format(today, iso),
	    "today", dates_text_long(board->scope->language, today, text));
}

int
hr_board_view(struct engine *engine, const struct hr_scope *scope,
    const struct hr_board_filter *filter, json_t **ret_view, struct error *err)
{
	cleanup_(board_release) struct board board = {
	    .engine = engine, .scope = scope};
	const struct hr_choices_source source = {
	    .engine = engine, .scope = scope, .filter = &board.filter};
	json_t *view;
	int status = load(&board, filter, err);

	if (status != OB_OK)
		return status;
	view = today_view(&board);
	status = hr_choices_add(&source, &board.journeys, view, err);
	if (status != OB_OK) {
		json_decref(view);
		return status;
	}
	(void)json_object_set_new(view, "counts", counts_view(&board));
	(void)json_object_set_new(view, "phases", phases_view(&board));
	(void)json_object_set_new(
	    view, "total", json_integer((json_int_t)board.shown_count));
	(void)json_object_set_new(
	    view, "has_journeys", json_boolean(board.shown_count > 0));
	(void)json_object_set_new(
	    view, "is_filtered", json_boolean(hr_filter_is_set(&board.filter)));
	(void)json_object_set_new(
	    view, "filter", hr_filter_view(&board.filter));
	(void)json_object_set_new(view, "pages",
	    hr_choices_pages(board.filter.page, board.shown_count));
	*ret_view = view;
	return OB_OK;
}

/* A place of the board with nobody's name in it. */
static json_t *
figure_of_phase(const struct board *board, const struct hr_journey *first)
{
	int open = 0;
	int overdue = 0;

	for (size_t i = 0; i < board->shown_count; i++) {
		const struct hr_journey *journey = board->shown[i];

		if (!are_together(journey, first))
			continue;
		open += journey->open;
		overdue += journey->overdue;
	}
	return json_pack("{s:s, s:s, s:i, s:i, s:i, s:i}", "kind",
	    first->row->kind, "title",
	    first->phase->title.in[board->scope->language], "count",
	    count_phase(board, first), "people", count_phase(board, first),
	    "open", open, "overdue", overdue);
}

static json_t *
figures_by_phase(const struct board *board)
{
	json_t *list = json_array();

	for (size_t i = 0; i < board->shown_count; i++) {
		if (i == 0 ||
		    !are_together(board->shown[i - 1], board->shown[i]))
			(void)json_array_append_new(
			    list, figure_of_phase(board, board->shown[i]));
	}
	return list;
}

static json_t *
figures_by_flag(const struct board *board)
{
	json_t *list = json_array();

	for (size_t i = 0; i < HR_FLAG_COUNT; i++) {
		const char *name = hr_journeys_flag_name((enum hr_flag)i);
		cleanup_(memory_free_ptr) char *key =
		    memory_printf("hr_flag.%s", name);
		int count = 0;

		for (size_t k = 0; k < board->journeys.count; k++)
			count +=
			    (board->journeys.items[k].flags & (1U << i)) != 0;
		(void)json_array_append_new(
		    list, json_pack("{s:s, s:s, s:i}", "name", name, "text",
			      word(board, key), "count", count));
	}
	return list;
}

/* A leader who leaves has two journeys. */
static int
count_people(const struct board *board)
{
	int count = 0;

	for (size_t i = 0; i < board->journeys.count; i++)
		count += !hr_journeys_is_exit(&board->journeys.items[i]);
	return count;
}

/* Of all: by itself each number that counts people. */
static json_t *
figures_of_all(const struct board *board)
{
	static const char *const few[] = {"flagged", "paused"};
	const char *hidden = word(board, "measure_cell.hidden");
	json_t *counts = counts_view(board);

	(void)json_object_set_new(
	    counts, "people", json_integer(count_people(board)));
	for (size_t i = 0; i < ARRAY_LEN(few); i++) {
		if (json_integer_value(json_object_get(counts, few[i])) <
		    DISCLOSURE_GROUP)
			(void)json_object_set_new(
			    counts, few[i], json_string(hidden));
	}
	return counts;
}

static json_t *
figures_view(const struct board *board)
{
	const char *hidden = word(board, "measure_cell.hidden");
	json_t *view = today_view(board);
	json_t *counts = figures_of_all(board);
	json_t *phases = figures_by_phase(board);
	json_t *areas = hr_choices_area_figures(&board->journeys);
	json_t *flags = figures_by_flag(board);
	bool is_enough = hr_few_is_enough(counts);

	if (!is_enough)
		hr_few_hide(counts, hidden);
	hr_few_hide_parts(phases, hidden);
	hr_few_hide_parts(areas, hidden);
	hr_few_hide_counts(flags, hidden);
	(void)json_object_set_new(view, "counts", counts);
	(void)json_object_set_new(view, "phases", phases);
	(void)json_object_set_new(view, "areas", areas);
	(void)json_object_set_new(view, "flags", flags);
	(void)json_object_set_new(
	    view, "has_journeys", json_boolean(is_enough));
	return view;
}

int
hr_board_figures(struct engine *engine, const struct hr_scope *scope,
    json_t **ret_view, struct error *err)
{
	static const struct hr_board_filter all = {.area = NULL};
	cleanup_(board_release) struct board board = {
	    .engine = engine, .scope = scope};
	int status = load(&board, &all, err);

	if (status != OB_OK)
		return status;
	*ret_view = figures_view(&board);
	return OB_OK;
}
