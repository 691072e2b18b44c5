/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "engine/hr/hr_board.h"
#include "engine/hr/hr_lists.h"
#include "engine/hr/hr_needs.h"
#include "engine/hr/hr_overdue.h"
#include "engine/hr/hr_refusal.h"
#include "engine/hr/hr_search.h"
#include "engine/journeys/leaders.h"
#include "store/calendar_day_store.h"
#include "text/catalogue.h"
#include "world.h"

/* All journeys at once: filters, pages, areas, and figures without names. */
#define ACTOR "uid:0"

static const struct hr_scope everywhere = {.area = "", .language = LANGUAGE_DA};

static void
add_leader(struct world *world, int number, const char *area)
{
	cleanup_(memory_free_ptr) char *name =
	    memory_printf("Leder Nummer%03d", number);
	cleanup_(memory_free_ptr) char *email =
	    memory_printf("l%d@example.org", number);
	const struct leader_request request = {.name = name,
	    .email = email,
	    .first_day = "2026-12-07",
	    .area = area,
	    .workplace = "Ærøskolen",
	    .manager = number % 2 == 0 ? "Mette Madsen <mette@example.org>"
				       : "Ole Olsen <ole@example.org>"};
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	if (leaders_add(world->engine, ACTOR, &request, &view, &err) != OB_OK)
		fail_msg("%s", err.text);
	json_decref(view);
}

/* Three leaders in two areas. */
static int
set_up(void **state)
{
	struct world *world = memory_alloc(sizeof(*world));
	struct error err = ERROR_INIT;
	int status = world_open(world, "", "2026-10-01T10:00", &err);

	*state = world;
	if (status != OB_OK) {
		print_error("%s\n", err.text);
		return -1;
	}
	add_leader(world, 1, "Skole");
	add_leader(world, 2, "Skole");
	add_leader(world, 3, "Omsorg");
	return 0;
}

static int
tear_down(void **state)
{
	world_close(*state);
	free(*state);
	return 0;
}

static json_t *
board_of(struct world *world, const struct hr_scope *scope,
    const struct hr_board_filter *filter)
{
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	if (hr_board_view(world->engine, scope, filter, &view, &err) != OB_OK)
		fail_msg("%s", err.text);
	return view;
}

static json_int_t
number_of(const json_t *view, const char *name)
{
	return json_integer_value(json_object_get(view, name));
}

static json_int_t
total_of(struct world *world, const struct hr_board_filter *filter)
{
	json_auto_t *view = board_of(world, &everywhere, filter);

	return number_of(view, "total");
}

static void
test_each_filter_leaves_out_what_does_not_fit(void **state)
{
	const struct {
		struct hr_board_filter filter;
		int total;
	} cases[] = {
	    {{.area = NULL}, 3},
	    {{.area = ""}, 3},
	    {{.area = "Skole"}, 2},
	    {{.area = "skole"}, 0},
	    {{.state = "active"}, 3},
	    {{.state = "ended"}, 0},
	    {{.kind = "onboarding"}, 3},
	    {{.kind = "exit"}, 0},
	    {{.phase = "0"}, 3},
	    {{.phase = "4"}, 0},
	    {{.flag = "no-mentor"}, 3},
	    {{.flag = "paused"}, 0},
	    {{.text = "nummer002"}, 1},
	    {{.text = "aeroe 003"}, 1},
	    {{.text = "olsen"}, 2},
	    {{.text = "  "}, 3},
	    {{.area = "Skole", .text = "olsen"}, 1},
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		json_int_t total = total_of(*state, &cases[i].filter);

		if (total != cases[i].total)
			fail_msg("case %zu: %lld", i, (long long)total);
	}
}

static void
test_the_managers_that_are_offered_can_be_asked_for(void **state)
{
	static const struct hr_board_filter any = {.area = NULL};
	json_auto_t *view = board_of(*state, &everywhere, &any);
	const json_t *managers = json_object_get(view, "managers");
	json_int_t sum = 0;
	size_t i;
	const json_t *choice;

	assert_int_equal(json_array_size(managers), 2);
	json_array_foreach((json_t *)(uintptr_t)managers, i, choice)
	{
		const struct hr_board_filter filter = {
		    .manager =
			json_string_value(json_object_get(choice, "value"))};

		assert_true(total_of(*state, &filter) > 0);
		sum += total_of(*state, &filter);
	}
	assert_int_equal(sum, 3);
}

static void
test_a_filter_that_cannot_be_read_is_named(void **state)
{
	struct world *world = *state;

	const struct {
		struct hr_board_filter filter;
		const char *field;
	} cases[] = {
	    {{.state = "sleeping"}, "state"},
	    {{.kind = "cohort"}, "kind"},
	    {{.flag = "nothing"}, "flag"},
	    {{.phase = "one"}, "phase"},
	    {{.phase = "-1"}, "phase"},
	    {{.phase = "1000"}, "phase"},
	    {{.manager = "1x"}, "manager"},
	    {{.page = "0"}, "page"},
	    {{.page = "99999999999999999999"}, "page"},
	    {{.text = "a\nb"}, "text"},
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct error err = ERROR_INIT;
		json_t *view = NULL;

		assert_int_equal(hr_board_view(world->engine, &everywhere,
				     &cases[i].filter, &view, &err),
		    OB_EINVALID);
		assert_string_equal(err.field, cases[i].field);
		assert_null(view);
	}
}

/* Of the area "Skole" and who has to do with it alone. */
static void
assert_names_no_other(const json_t *view)
{
	char *dump = json_dumps(view, 0);

	assert_null(strstr(dump, "Nummer001"));
	assert_null(strstr(dump, "Nummer002"));
	assert_null(strstr(dump, "Mette"));
	free(dump);
}

static void
test_a_coordinator_of_an_area_sees_nothing_of_the_others(void **state)
{
	static const struct hr_board_filter any = {.area = NULL};
	static const struct hr_board_filter other = {.area = "Skole"};
	static const struct hr_scope scope = {
	    .area = "Omsorg", .language = LANGUAGE_DA};
	struct world *world = *state;
	json_auto_t *board = board_of(world, &scope, &any);
	json_auto_t *others = board_of(world, &scope, &other);
	json_auto_t *needs = NULL;
	json_auto_t *hits = NULL;
	json_auto_t *overdue = NULL;

	assert_int_equal(number_of(board, "total"), 1);
	assert_int_equal(number_of(others, "total"), 0);
	assert_int_equal(
	    number_of(json_object_get(board, "counts"), "journeys"), 1);
	assert_int_equal(
	    hr_needs_view(world->engine, &scope, &needs, NULL), OB_OK);
	assert_int_equal(
	    hr_search_view(world->engine, &scope, "e", &hits, NULL), OB_OK);
	assert_int_equal(
	    hr_overdue_view(world->engine, &scope, NULL, &overdue, NULL),
	    OB_OK);
	assert_names_no_other(board);
	assert_names_no_other(others);
	assert_names_no_other(needs);
	assert_names_no_other(hits);
	assert_names_no_other(overdue);
}

static const char *
text_of(const json_t *view, const char *name)
{
	return json_string_value(json_object_get(view, name));
}

static json_t *
figures_of(struct world *world)
{
	json_t *view = NULL;

	assert_int_equal(
	    hr_board_figures(world->engine, &everywhere, &view, NULL), OB_OK);
	return view;
}

static void
test_figures_name_nobody(void **state)
{
	static const char *const names[] = {
	    "Leder", "Mette", "example.org", "skolen"};
	json_auto_t *view = NULL;
	const json_t *areas;
	char *dump;

	for (int i = 4; i <= 9; i++)
		add_leader(*state, i, "Skole");
	view = figures_of(*state);
	dump = json_dumps(view, 0);
	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		assert_null(strstr(dump, names[i]));
	free(dump);
	assert_int_equal(
	    number_of(json_object_get(view, "counts"), "journeys"), 9);
	assert_int_equal(
	    number_of(
		json_array_get(json_object_get(view, "phases"), 0), "count"),
	    9);
	/* What the one area leaves of all is the other. */
	areas = json_object_get(view, "areas");
	assert_int_equal(json_array_size(areas), 2);
	for (size_t i = 0; i < 2; i++)
		assert_string_equal(
		    text_of(json_array_get(areas, i), "count"), "skjult");
}

static void
test_figures_of_few_are_hidden(void **state)
{
	json_auto_t *view = figures_of(*state);
	const json_t *counts = json_object_get(view, "counts");
	const json_t *phase =
	    json_array_get(json_object_get(view, "phases"), 0);

	assert_true(json_is_false(json_object_get(view, "has_journeys")));
	assert_string_equal(text_of(counts, "journeys"), "skjult");
	assert_string_equal(text_of(counts, "open"), "skjult");
	assert_string_equal(text_of(phase, "overdue"), "skjult");
}

/* How many rows a page shows. */
static size_t
rows_of(const json_t *board)
{
	size_t count = 0;
	size_t i;
	const json_t *phase;

	json_array_foreach(json_object_get(board, "phases"), i, phase)
	{
		count += json_array_size(json_object_get(phase, "journeys"));
	}
	return count;
}

static void
test_a_long_board_has_pages(void **state)
{
	struct world *world = *state;

	const struct {
		const char *page;
		size_t rows;
		int previous;
		int next;
	} cases[] = {
	    {NULL, HR_PAGE_ROWS, 0, 2},
	    {"1", HR_PAGE_ROWS, 0, 2},
	    {"2", 3, 1, 0},
	    {"3", 0, 2, 0},
	};

	for (int i = 4; i <= HR_PAGE_ROWS + 3; i++)
		add_leader(world, i, "Skole");
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const struct hr_board_filter filter = {.page = cases[i].page};
		json_auto_t *view = board_of(world, &everywhere, &filter);
		const json_t *pages = json_object_get(view, "pages");

		assert_int_equal(number_of(view, "total"), HR_PAGE_ROWS + 3);
		assert_int_equal(rows_of(view), cases[i].rows);
		assert_int_equal(
		    number_of(pages, "previous"), cases[i].previous);
		assert_int_equal(number_of(pages, "next"), cases[i].next);
	}
}

static void
test_the_filter_comes_back_as_a_query(void **state)
{
	const struct hr_board_filter filter = {
	    .area = "Børn & unge", .text = "x=y", .page = "1"};
	json_auto_t *view = board_of(*state, &everywhere, &filter);

	assert_string_equal(json_string_value(json_object_get(
				json_object_get(view, "filter"), "query")),
	    "area=B%C3%B8rn%20%26%20unge&text=x%3Dy");
	assert_true(json_is_true(json_object_get(view, "is_filtered")));
}

static void
test_a_search_for_nothing_asks_for_nothing(void **state)
{
	struct world *world = *state;
	const char *const texts[] = {NULL, "", "   "};

	for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
		json_auto_t *view = NULL;

		assert_int_equal(hr_search_view(world->engine, &everywhere,
				     texts[i], &view, NULL),
		    OB_OK);
		assert_false(json_is_true(json_object_get(view, "is_asked")));
		assert_false(json_is_true(json_object_get(view, "has_hits")));
	}
}

static void
test_what_is_looked_for_may_be_so_long(void **state)
{
	struct world *world = *state;
	struct error err = ERROR_INIT;
	char text[HR_TEXT_MAX + 2];
	json_t *view = NULL;

	memset(text, 'x', sizeof(text));
	text[HR_TEXT_MAX + 1] = '\0';
	assert_int_equal(
	    hr_search_view(world->engine, &everywhere, text, &view, &err),
	    OB_EINVALID);
	assert_string_equal(err.field, "text");
}

static const struct hr_scope in_english = {.area = "", .language = LANGUAGE_EN};

/* Each text of a refusal can be told, whatever stands in its arguments. */
static void
check_refusals(struct world *world, const struct hr_scope *scope)
{
	const struct catalogue *words =
	    engine_catalogue(world->engine, scope->language);
	size_t refusals = 0;

	for (size_t i = 0; i < catalogue_count(words); i++) {
		const char *key = catalogue_key_at(words, i);
		cleanup_(memory_free_ptr) char *text = NULL;
		struct error err = ERROR_INIT;

		if (strncmp(key, "refusal.", strlen("refusal.")) != 0)
			continue;
		refusals++;
		(void)error_refuse(&err, OB_EINVALID, "",
		    key + strlen("refusal."), "%s%s%s%s", "2026-12-07",
		    "2026-10-01T08:00+02:00", "velkomstopkald", "\xc3");
		text = hr_refusal_text(world->engine, scope, 1, &err);
		if (text == NULL || strstr(text, "{{") != NULL)
			fail_msg("%s: %s", key, text);
	}
	assert_true(refusals > 50);
}

static void
test_each_refusal_has_a_text_in_both_languages(void **state)
{
	check_refusals(*state, &everywhere);
	check_refusals(*state, &in_english);
}

static void
test_a_refusal_is_told_as_people_say_it(void **state)
{
	struct world *world = *state;
	cleanup_(memory_free_ptr) char *danish = NULL;
	cleanup_(memory_free_ptr) char *english = NULL;
	cleanup_(memory_free_ptr) char *none = NULL;
	struct error err = ERROR_INIT;

	(void)error_refuse(&err, OB_ECONFLICT, "to", "comes_first", "%s %s",
	    "velkomstopkald", "2026-12-07");
	danish = hr_refusal_text(world->engine, &everywhere, 1, &err);
	english = hr_refusal_text(world->engine, &in_english, 1, &err);
	assert_string_equal(danish,
	    "»Velkomstopkald fra nærmeste leder (mindst ét)« kommer først og "
	    "ligger mandag den 7. december 2026. Flyt den først.");
	assert_non_null(strstr(english, "Monday 7 December 2026"));
	(void)error_set(&err, OB_EINVALID, "nameless");
	none = hr_refusal_text(world->engine, &everywhere, 1, &err);
	assert_null(none);
}

#define MANY_DAYS (2 * HR_LISTS_FILE_ROWS + 7)

static void
close_days(struct world *world)
{
	struct error err = ERROR_INIT;
	char empty[] = "";
	char class[] = "quiet";
	char titles[][4] = {"odd", "one"}; /* two in a row are two periods */
	struct calendar_day day = {.area = empty,
	    .day = date_from_civil(1950, 1, 1),
	    .class = class,
	    .source = class};

	assert_int_equal(store_begin(world->store, &err), OB_OK);
	for (int i = 0; i < MANY_DAYS; i++) {
		day.day = date_add_days(day.day, 1);
		day.title = titles[i % 2];
		if (calendar_day_store_put(world->store, &day, &err) != OB_OK)
			fail_msg("%s", err.text);
	}
	assert_int_equal(store_commit(world->store, &err), OB_OK);
}

/* How many rows a file has; 0 for one that is not there. */
static size_t
read_file(struct world *world, const char *page, const char *name)
{
	const struct hr_list_request request = {
	    .name = "days", .page = page, .is_file = true};
	json_auto_t *view = NULL;
	struct error err = ERROR_INIT;
	int status =
	    hr_lists_view(world->engine, &everywhere, &request, &view, &err);

	if (status == OB_ENOTFOUND)
		return 0;
	if (status != OB_OK)
		fail_msg("%s", err.text);
	assert_int_equal(json_array_size(json_object_get(view, "files")), 3);
	assert_string_equal(
	    json_string_value(json_object_get(view, "file")), name);
	return json_array_size(json_object_get(view, "rows"));
}

static void
test_a_long_list_is_whole_in_several_files(void **state)
{
	struct world *world = *state;

	close_days(world);
	assert_int_equal(
	    read_file(world, NULL, "days-1-of-3"), HR_LISTS_FILE_ROWS);
	assert_int_equal(
	    read_file(world, "2", "days-2-of-3"), HR_LISTS_FILE_ROWS);
	assert_int_equal(read_file(world, "3", "days-3-of-3"), 7);
	assert_int_equal(read_file(world, "4", ""), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(
		test_each_filter_leaves_out_what_does_not_fit, set_up,
		tear_down),
	    cmocka_unit_test_setup_teardown(
		test_the_managers_that_are_offered_can_be_asked_for, set_up,
		tear_down),
	    cmocka_unit_test_setup_teardown(
		test_a_filter_that_cannot_be_read_is_named, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(
		test_a_coordinator_of_an_area_sees_nothing_of_the_others,
		set_up, tear_down),
	    cmocka_unit_test_setup_teardown(
		test_figures_name_nobody, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(
		test_figures_of_few_are_hidden, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(
		test_a_long_board_has_pages, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(
		test_the_filter_comes_back_as_a_query, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(
		test_a_search_for_nothing_asks_for_nothing, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(
		test_what_is_looked_for_may_be_so_long, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(
		test_each_refusal_has_a_text_in_both_languages, set_up,
		tear_down),
	    cmocka_unit_test_setup_teardown(
		test_a_refusal_is_told_as_people_say_it, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(
		test_a_long_list_is_whole_in_several_files, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
