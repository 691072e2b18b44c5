/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/instant.h"
#include "base/memory.h"
#include "engine/activities/activities.h"
#include "engine/activities/events.h"
#include "engine/cohorts/cohorts.h"
#include "engine/cohorts/nominations.h"
#include "engine/core/core.h"
#include "engine/feeds/feeds.h"
#include "engine/journeys/journeys.h"
#include "engine/journeys/leaders.h"
#include "engine/pages/pages.h"
#include "engine/programmes/terms.h"
#include "model/nomination.h"
#include "store/activity_store.h"
#include "store/nomination_store.h"
#include "world_case.h"

#define ACTOR "test"

static int
set_up(void **state)
{
	return world_case_open(
	    state, "cohorts: {least: 2, most: 200}\n", "2027-01-04T10:00");
}

static int64_t
add_cohort(struct world *world)
{
	const struct cohort_request request = {
	    .name = "Hold 1", .start = "2027-04-05"};
	struct error err = ERROR_INIT;
	json_t *view = NULL;
	int64_t id;

	world_case_check(
	    cohorts_add(world->engine, ACTOR, &request, &view, &err), &err);
	id = json_integer_value(
	    json_object_get(json_object_get(view, "cohort"), "id"));
	json_decref(view);
	return id;
}

/* What is refused is told on pages by the error's key. */
static int
try_to_add(struct world *world, const char *name, const char *start,
    const char *area, struct error *err)
{
	const struct cohort_request request = {
	    .name = name, .start = start, .area = area};
	json_auto_t *view = NULL;

	return cohorts_add(world->engine, ACTOR, &request, &view, err);
}

static void
test_a_cohort_is_opened_once(void **state)
{
	struct world *world = *state;
	int64_t cohort = add_cohort(world);
	struct error err = ERROR_INIT;

	assert_int_equal(
	    try_to_add(world, "Hold 1", "2027-04-05", NULL, &err), OB_EEXISTS);
	assert_string_equal(err.field, "name");
	assert_string_equal(err.key, "cohort_twice");
	assert_int_equal(
	    try_to_add(world, "Hold 1", "2027-04-12", NULL, &err), OB_OK);
	assert_int_equal(
	    try_to_add(world, "Hold 2", "2027-04-05", NULL, &err), OB_OK);
	assert_int_equal(
	    try_to_add(world, "Hold 1", "2027-04-05", "Skole", &err), OB_OK);
	{
		json_auto_t *view = NULL;

		world_case_check(journeys_cancel(world->engine, ACTOR, cohort,
				     "For few", &view, &err),
		    &err);
	}
	assert_int_equal(
	    try_to_add(world, "Hold 1", "2027-04-05", NULL, &err), OB_OK);
}

static void
nominate(struct world *world, int64_t cohort, int number)
{
	cleanup_(memory_free_ptr) char *email =
	    memory_printf("p%d@example.org", number);
	const struct nomination_request request = {.name = "Per Person",
	    .email = email,
	    .manager = "Mette <mette@example.org>"};
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	world_case_check(nominations_add(world->engine, ACTOR, cohort, &request,
			     &view, &err),
	    &err);
	json_decref(view);
}

static int
accept_by(struct world *world, int64_t cohort, int number, const char *by)
{
	cleanup_(memory_free_ptr) char *email =
	    memory_printf("p%d@example.org", number);
	const struct nomination_answer answer = {.email = email, .by = by};
	struct error err = ERROR_INIT;
	json_t *view = NULL;
	int status = nominations_accept(
	    world->engine, ACTOR, cohort, &answer, &view, &err);

	json_decref(view);
	return status;
}

static json_t *
show(struct world *world, int64_t cohort)
{
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	world_case_check(
	    cohorts_show(world->engine, cohort, &view, &err), &err);
	return view;
}

static void
find_nomination(struct world *world, int64_t cohort, struct nomination *found)
{
	struct nomination *rows = NULL;
	size_t count = 0;

	assert_int_equal(nomination_store_list_journey(
			     world->store, cohort, &rows, &count, NULL),
	    OB_OK);
	assert_int_equal(count, 1);
	*found = rows[0];
	free(rows);
}

/* Another text of the terms, as after an edit of the file. */
static int
give_other_terms(
    void *arg, const char *path, struct strbuf *ret_bytes, struct error *err)
{
	(void)arg;
	(void)err;
	strbuf_add_format(ret_bytes, "## Something else\n\n%s\n", path);
	return OB_OK;
}

static void
test_the_digest_of_the_accepted_text_is_kept(void **state)
{
	struct world *world = *state;
	int64_t cohort = add_cohort(world);
	cleanup_(nomination_store_release) struct nomination row = {0};
	char digest[DIGEST_HEX_SIZE];

	nominate(world, cohort, 1);
	assert_int_equal(
	    terms_digest(world->engine, "foer-leder", digest, NULL), OB_OK);
	assert_int_equal(accept_by(world, cohort, 1, "manager"), OB_OK);
	find_nomination(world, cohort, &row);
	assert_string_equal(row.terms, digest);
	assert_true(row.manager_accepted_at == clock_now(&world->clock));
	assert_true(row.person_accepted_at == INSTANT_NONE);
}

static void
test_a_changed_text_is_to_be_accepted_by_both(void **state)
{
	struct world *world = *state;
	int64_t cohort = add_cohort(world);
	cleanup_(nomination_store_release) struct nomination row = {0};

	nominate(world, cohort, 1);
	assert_int_equal(accept_by(world, cohort, 1, "manager"), OB_OK);
	clock_set(&world->clock, clock_now(&world->clock) + 60);
	world->engine->source = give_other_terms;
	assert_int_equal(accept_by(world, cohort, 1, "participant"), OB_OK);
	find_nomination(world, cohort, &row);
	assert_true(row.manager_accepted_at == INSTANT_NONE);
	assert_false(nomination_takes_part(&row));
	assert_int_equal(accept_by(world, cohort, 1, "manager"), OB_OK);
	nomination_store_release(&row);
	find_nomination(world, cohort, &row);
	assert_true(nomination_takes_part(&row));
}

static char *
page_token(struct world *world, int64_t cohort, const char *email)
{
	json_t *view = show(world, cohort);
	char *token = NULL;
	json_t *page;
	size_t i;

	json_array_foreach(json_object_get(view, "pages"), i, page)
	{
		if (token == NULL &&
		    strcmp(json_string_value(json_object_get(
			       json_object_get(page, "person"), "email")),
			email) == 0)
			token = memory_strdup(
			    strrchr(
				json_string_value(json_object_get(page, "url")),
				'/') +
			    1);
	}
	json_decref(view);
	assert_non_null(token);
	return token;
}

static void
test_a_form_with_a_foreign_csrf_is_denied(void **state)
{
	struct world *world = *state;
	int64_t cohort = add_cohort(world);
	cleanup_(nomination_store_release) struct nomination row = {0};
	struct nomination_form form = {.accepts = true};

	nominate(world, cohort, 1);
	find_nomination(world, cohort, &row);
	form.id = row.id;
	{
		cleanup_(memory_free_ptr) char *token =
		    page_token(world, cohort, "p1@example.org");

		assert_int_equal(pages_answer_nomination(world->engine, token,
				     "not-this-page", &form, NULL),
		    OB_EDENIED);
	}
}

static void
test_an_old_form_is_not_taken_for_a_new_text(void **state)
{
	struct world *world = *state;
	int64_t cohort = add_cohort(world);
	struct nomination_form form = {.accepts = true};
	struct error err = ERROR_INIT;
	json_t *page = NULL;
	const json_t *item;

	nominate(world, cohort, 1);
	{
		cleanup_(memory_free_ptr) char *token =
		    page_token(world, cohort, "p1@example.org");
		cleanup_(nomination_store_release) struct nomination row = {0};

		world_case_check(
		    pages_view(world->engine, PAGE_PERSON, token, &page, &err),
		    &err);
		item = json_array_get(json_object_get(page, "nominations"), 0);
		form.terms = json_string_value(json_object_get(item, "terms"));
		find_nomination(world, cohort, &row);
		form.id = row.id;
		world->engine->source = give_other_terms;
		assert_int_equal(
		    pages_answer_nomination(world->engine, token,
			json_string_value(json_object_get(page, "csrf")), &form,
			&err),
		    OB_ECONFLICT);
		assert_string_equal(err.field, "terms");
	}
	json_decref(page);
}

static void
test_nobody_answers_for_somebody_else(void **state)
{
	struct world *world = *state;
	int64_t cohort = add_cohort(world);
	cleanup_(nomination_store_release) struct nomination row = {0};
	const struct nomination_form form = {
	    .id = 1, .person_id = 1, .accepts = true};

	nominate(world, cohort, 1);
	find_nomination(world, cohort, &row);
	assert_int_not_equal(row.person_id, 1);
	assert_int_not_equal(row.manager_id, 1);
	assert_int_equal(nominations_answer(world->engine, ACTOR, &form, NULL),
	    OB_ENOTFOUND);
}

static void
test_a_session_holds_more_than_a_hundred(void **state)
{
	struct world *world = *state;
	int64_t cohort = add_cohort(world);
	json_t *view;
	json_t *activity;
	size_t i;

	for (int n = 1; n <= 110; n++) {
		nominate(world, cohort, n);
		assert_int_equal(
		    accept_by(world, cohort, n, "participant"), OB_OK);
		assert_int_equal(accept_by(world, cohort, n, "manager"), OB_OK);
	}
	view = show(world, cohort);
	json_array_foreach(json_object_get(view, "activities"), i, activity)
	{
		if (strcmp(json_string_value(json_object_get(activity, "step")),
			"modul-1") == 0)
			assert_int_equal(json_array_size(json_object_get(
					     activity, "participants")),
			    111);
	}
	json_decref(view);
}

static int64_t
add_leader(struct world *world, const char *email)
{
	const struct leader_request request = {.name = "Ana Lund",
	    .email = email,
	    .first_day = "2027-02-01",
	    .manager = "Mette <mette@example.org>"};
	struct error err = ERROR_INIT;
	json_t *view = NULL;
	int64_t id;

	world_case_check(
	    leaders_add(world->engine, ACTOR, &request, &view, &err), &err);
	id = json_integer_value(
	    json_object_get(json_object_get(view, "leader"), "id"));
	json_decref(view);
	return id;
}

static void
set_events(struct world *world, const char *lines)
{
	struct error err = ERROR_INIT;

	free(world->events);
	world->events = memory_strdup(lines);
	world_case_check(world_import_events(world, &err), &err);
}

static json_t *
show_activity(struct world *world, int64_t leader, const char *step)
{
	cleanup_(memory_free_ptr) char *reference =
	    memory_printf("%lld:%s", (long long)leader, step);
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	world_case_check(
	    activities_show(world->engine, reference, &view, &err), &err);
	return view;
}

static const char *
text_of(const json_t *view, const char *key)
{
	return json_string_value(
	    json_object_get(json_object_get(view, "activity"), key));
}

static void
test_a_meeting_gives_way_to_an_event(void **state)
{
	struct world *world = *state;
	int64_t leader = add_leader(world, "ana@example.org");
	json_t *before = show_activity(world, leader, "mentor-1");
	cleanup_(memory_free_ptr) char *lines = memory_printf(
	    "  - {id: d, title: {da: D, en: D}, dates: [\"%.10sT08:00\"], "
	    "minutes: 500, role: leader}\n",
	    text_of(before, "start"));
	json_t *after;

	set_events(world, lines);
	after = show_activity(world, leader, "mentor-1");
	assert_string_not_equal(
	    text_of(before, "start"), text_of(after, "start"));
	json_decref(before);
	json_decref(after);
}

static void
test_the_same_events_change_nothing(void **state)
{
	struct world *world = *state;
	const char *lines = "  - {id: d, title: {da: D, en: D}, dates: "
			    "[\"2027-03-11\"], role: leader}\n";
	int64_t leader = add_leader(world, "ana@example.org");
	cleanup_(activity_store_release) struct activity activity = {0};

	set_events(world, lines);
	set_events(world, lines);
	assert_int_equal(activity_store_find_step(world->store, leader,
			     "event.d.2027-03-11", &activity, NULL),
	    OB_OK);
	assert_int_equal(activity.sequence, 0);
}

static size_t
count_events(struct world *world)
{
	struct error err = ERROR_INIT;
	json_t *view = NULL;
	size_t count;

	world_case_check(events_list(world->engine, &view, &err), &err);
	count = json_array_size(json_object_get(view, "events"));
	json_decref(view);
	return count;
}

static void
test_a_new_year_brings_another_day(void **state)
{
	struct world *world = *state;
	struct error err = ERROR_INIT;
	int64_t at = 0;

	set_events(world,
	    "  - {id: d, title: {da: D, en: D}, yearly: "
	    "\"FREQ=YEARLY;BYMONTH=3;BYDAY=2TH\", role: leader}\n");
	assert_int_equal(count_events(world), 4);
	world_case_check(
	    world_instant(world, "2027-12-31T12:00", &at, &err), &err);
	world_case_check(world_jump(world, at, &err), &err);
	assert_int_equal(count_events(world), 3);
	world_case_check(
	    world_instant(world, "2028-01-01T12:00", &at, &err), &err);
	world_case_check(world_jump(world, at, &err), &err);
	assert_int_equal(count_events(world), 4);
}

static void
test_an_event_is_explained_by_the_year_s_calendar(void **state)
{
	struct world *world = *state;
	int64_t leader = add_leader(world, "ana@example.org");
	cleanup_(memory_free_ptr) char *reference =
	    memory_printf("%lld:event.d.2027-03-11", (long long)leader);
	struct error err = ERROR_INIT;
	json_t *view = NULL;
	char *text;

	set_events(world, "  - {id: d, title: {da: D, en: D}, dates: "
			  "[\"2027-03-11\"], role: leader}\n");
	world_case_check(
	    activities_explain(world->engine, reference, &view, &err), &err);
	text = json_dumps(view, 0);
	assert_non_null(strstr(text, "kalender"));
	free(text);
	json_decref(view);
}

int
main(void)
{
#define TEST(name)                                                             \
	cmocka_unit_test_setup_teardown(name, set_up, world_case_tear_down)
	const struct CMUnitTest tests[] = {
	    TEST(test_a_cohort_is_opened_once),
	    TEST(test_the_digest_of_the_accepted_text_is_kept),
	    TEST(test_a_changed_text_is_to_be_accepted_by_both),
	    TEST(test_a_form_with_a_foreign_csrf_is_denied),
	    TEST(test_an_old_form_is_not_taken_for_a_new_text),
	    TEST(test_nobody_answers_for_somebody_else),
	    TEST(test_a_session_holds_more_than_a_hundred),
	    TEST(test_a_meeting_gives_way_to_an_event),
	    TEST(test_the_same_events_change_nothing),
	    TEST(test_a_new_year_brings_another_day),
	    TEST(test_an_event_is_explained_by_the_year_s_calendar),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
