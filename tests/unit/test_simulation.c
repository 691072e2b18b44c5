/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/simulation/simulation.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/dossier/dossier_cache.h"
#include "engine/dossier/views.h"
#include "engine/journeys/journeys.h"
#include "engine/journeys/leaders.h"
#include "engine/outbox/outbox.h"
#include "engine/simulation/simulation_private.h"
#include "world.h"

#define FIRST_DAY "2027-02-01"
#define DAY_LEN 10

static int
begin(void **state)
{
	struct world *world = memory_alloc(sizeof(*world));
	struct error err = ERROR_INIT;

	*state = world;
	if (world_open(world, "", "2026-10-01T09:00", &err) != OB_OK)
		fail_msg("%s", err.text);
	return 0;
}

static int
end(void **state)
{
	world_close(*state);
	free(*state);
	return 0;
}

static json_t *
finish(struct simulation *simulation)
{
	struct error err = ERROR_INIT;
	bool is_done = false;
	json_t *result;

	while (!is_done) {
		if (simulation_run(simulation, 50, &is_done, &err) != OB_OK)
			fail_msg("%s", err.text);
	}
	result = simulation_result(simulation);
	simulation_free(simulation);
	return result;
}

static struct simulation *
start(void **state, const struct simulation_request *request)
{
	const struct world *world = *state;
	struct simulation *simulation = NULL;
	struct error err = ERROR_INIT;

	if (simulation_start(world->engine, request, NULL, &simulation, &err) !=
	    OB_OK)
		fail_msg("%s", err.text);
	return simulation;
}

static json_t *
simulate(void **state, int64_t leaders, bool nobody_acts)
{
	return finish(
	    start(state, &(struct simulation_request){.first_day = FIRST_DAY,
			     .leaders = leaders,
			     .nobody_acts = nobody_acts}));
}

static const char *
text_of(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));

	return text == NULL ? "" : text;
}

static int
compare_lines(const void *left, const void *right)
{
	return strcmp(*(char *const *)left, *(char *const *)right);
}

static char *
line_of(const json_t *item, const char *const *keys)
{
	struct strbuf text = STRBUF_INIT;

	for (size_t i = 0; keys[i] != NULL; i++)
		strbuf_add_format(&text, "%s ", text_of(item, keys[i]));
	strbuf_add_char(&text, '\n');
	return strbuf_detach(&text);
}

/*
 * A list as the texts of some keys: what may be compared between runs.  The
 * entries of one instant stand in the order of their ids, which are drawn.
 */
static char *
digest_of(const json_t *result, const char *list, const char *const *keys)
{
	const json_t *items = json_object_get(result, list);
	size_t count = json_array_size(items);
	char **lines = memory_alloc((count + 1) * sizeof(*lines));
	struct strbuf text = STRBUF_INIT;

	for (size_t i = 0; i < count; i++)
		lines[i] = line_of(json_array_get(items, i), keys);
	qsort(lines, count, sizeof(*lines), compare_lines);
	for (size_t i = 0; i < count; i++) {
		strbuf_add_str(&text, lines[i]);
		free(lines[i]);
	}
	free(lines);
	return strbuf_detach(&text);
}

static const char *const activity_keys[] = {
    "step", "planned", "start", "state", "settled", NULL};
static const char *const mail_keys[] = {"at", "to", "kind", "subject", NULL};
static const char *const entry_keys[] = {
    "person", "start", "end", "summary", NULL};

static void
assert_same(const json_t *one, const json_t *two, const char *list,
    const char *const *keys)
{
	cleanup_(memory_free_ptr) char *left = digest_of(one, list, keys);
	cleanup_(memory_free_ptr) char *right = digest_of(two, list, keys);

	assert_true(left[0] != '\0');
	assert_string_equal(left, right);
}

static void
test_everybody_who_is_on_time_finishes_the_journey(void **state)
{
	json_t *result = simulate(state, 1, false);
	const json_t *activities = json_object_get(result, "activities");
	size_t index;
	json_t *activity;

	assert_true(json_array_size(activities) > 40);
	json_array_foreach(activities, index, activity)
	{
		if (strcmp(text_of(activity, "state"), "done") != 0)
			fail_msg("'%s' is %s", text_of(activity, "step"),
			    text_of(activity, "state"));
	}
	json_decref(result);
}

static void
test_the_days_are_those_of_a_real_leader(void **state)
{
	struct world *world = *state;
	json_t *result = finish(
	    start(state, &(struct simulation_request){.accepted = "2026-10-01",
			     .first_day = "2026-12-07"}));
	const struct leader_request request = {
	    .name = "Ana Lund",
	    .email = "ana@home.example",
	    .work_email = "ana@example.org",
	    .first_day = "2026-12-07",
	    .manager = "Mette Manager <mette@example.org>",
	    .mentor = "Jens Mentor <jens@example.org>",
	    .dry_run = true,
	};
	static const char *const keys[] = {"step", "planned", "latest", NULL};
	json_t *view = NULL;

	assert_int_equal(
	    leaders_add(world->engine, "test", &request, &view, NULL), OB_OK);
	assert_same(result, view, "activities", keys);
	json_decref(view);
	json_decref(result);
}

static void
test_nothing_of_it_is_kept(void **state)
{
	struct world *world = *state;
	json_t *counts = NULL;
	const char *key;
	json_t *value;
	int64_t leaders = -1;

	json_decref(simulate(state, 3, false));
	assert_int_equal(leaders_count(world->engine, &leaders, NULL), OB_OK);
	assert_int_equal(leaders, 0);
	assert_int_equal(outbox_counts(world->engine, &counts, NULL), OB_OK);
	json_object_foreach(counts, key, value)
	{
		assert_int_equal(json_integer_value(value), 0);
	}
	json_decref(counts);
}

static void
test_two_runs_are_alike(void **state)
{
	json_t *one = simulate(state, 4, false);
	json_t *two = simulate(state, 4, false);

	assert_same(one, two, "activities", activity_keys);
	assert_same(one, two, "mail", mail_keys);
	assert_same(one, two, "entries", entry_keys);
	json_decref(one);
	json_decref(two);
}

/* One of each kind of programme, and of one where nobody acts. */
static const struct simulation_request all_kinds[] = {
    {.first_day = FIRST_DAY, .leaders = 4},
    {.first_day = FIRST_DAY, .leaders = 4, .nobody_acts = true},
    {.programme = "fratraedelse", .last_day = "2027-03-31", .leaders = 3},
    {.programme = "foer-leder", .start = "2027-04-05", .participants = 3},
};

/* What is kept between passes is what would be read again. */
static void
test_keeping_dossiers_changes_nothing(void **state)
{
	for (size_t i = 0; i < ARRAY_LEN(all_kinds); i++) {
		struct simulation *plain = start(state, &all_kinds[i]);
		json_t *kept = finish(start(state, &all_kinds[i]));
		json_t *read;

		dossier_cache_free(plain->engine->dossiers);
		plain->engine->dossiers = NULL;
		read = finish(plain);
		assert_same(kept, read, "activities", activity_keys);
		assert_same(kept, read, "mail", mail_keys);
		assert_same(kept, read, "entries", entry_keys);
		json_decref(kept);
		json_decref(read);
	}
}

/* A journey as its dossier shows it. */
static char *
text_of_dossier(const struct dossier *dossier)
{
	struct strbuf text = STRBUF_INIT;
	json_t *view = json_pack("{s:o, s:o}", "leader", views_leader(dossier),
	    "activities", views_activities(dossier));
	char *dump = json_dumps(view, JSON_INDENT(1) | JSON_SORT_KEYS);

	strbuf_add_str(&text, dump);
	for (size_t i = 0; i < dossier->activity_count; i++) {
		const struct activity *activity = &dossier->activities[i];

		strbuf_add_format(&text, "%s %d %d %s %s %d %d\n",
		    activity->step, activity->sequence, activity->read_sequence,
		    activity->derivation, activity->note, activity->told_minute,
		    (int)activity->told_day.day);
	}
	free(dump);
	json_decref(view);
	return strbuf_detach(&text);
}

static void
assert_kept_is_stored(struct engine *engine, int64_t journey_id)
{
	cleanup_(dossier_cache_give) struct dossier kept = {0};
	cleanup_(dossier_release) struct dossier stored = {0};
	cleanup_(memory_free_ptr) char *kept_text = NULL;
	cleanup_(memory_free_ptr) char *stored_text = NULL;

	assert_int_equal(
	    dossier_cache_take(engine, journey_id, &kept, NULL), OB_OK);
	assert_int_equal(
	    dossier_load(engine, journey_id, &stored, NULL), OB_OK);
	kept_text = text_of_dossier(&kept);
	stored_text = text_of_dossier(&stored);
	assert_string_equal(kept_text, stored_text);
}

static void
check_what_is_kept(struct simulation *simulation)
{
	struct error err = ERROR_INIT;
	bool is_done = false;

	while (!is_done) {
		if (simulation_run(simulation, 5, &is_done, &err) != OB_OK)
			fail_msg("%s", err.text);
		for (size_t i = 0; i < simulation->added; i++)
			assert_kept_is_stored(
			    simulation->engine, simulation->journeys[i].id);
	}
	simulation_free(simulation);
}

static void
test_a_dossier_that_is_kept_shows_what_is_stored(void **state)
{
	for (size_t i = 0; i < ARRAY_LEN(all_kinds); i++)
		check_what_is_kept(start(state, &all_kinds[i]));
}

static void
test_mails_come_in_order_and_one_digest_a_person_and_day(void **state)
{
	json_t *result = simulate(state, 6, true);
	const json_t *mails = json_object_get(result, "mail");

	assert_true(json_array_size(mails) > 100);
	for (size_t i = 1; i < json_array_size(mails); i++) {
		const json_t *one = json_array_get(mails, i);
		const char *at = text_of(one, "at");

		assert_true(strcmp(text_of(json_array_get(mails, i - 1), "at"),
				at) <= 0);
		if (strcmp(text_of(one, "kind"), "digest") != 0)
			continue;
		for (size_t k = i; k-- > 0;) {
			const json_t *two = json_array_get(mails, k);

			if (strncmp(text_of(two, "at"), at, DAY_LEN) != 0)
				break;
			if (strcmp(text_of(two, "kind"), "digest") == 0 &&
			    strcmp(text_of(two, "to"), text_of(one, "to")) == 0)
				fail_msg("two digests to %s at %s",
				    text_of(one, "to"), at);
		}
	}
	json_decref(result);
}

static void
test_what_nobody_does_stays_undone(void **state)
{
	json_t *result = simulate(state, 1, true);
	const json_t *states = json_object_get(
	    json_object_get(json_object_get(result, "summary"), "activities"),
	    "states");

	assert_true(json_integer_value(json_object_get(states, "held")) > 0);
	/* Adding the leader and the mails that go by themselves are done. */
	assert_true(json_integer_value(json_object_get(states, "done")) < 10);
	json_decref(result);
}

static json_int_t
sum(const json_t *counts)
{
	json_int_t total = 0;
	const char *key;
	json_t *value;

	json_object_foreach((json_t *)(uintptr_t)counts, key, value)
	{
		total += json_integer_value(value);
	}
	return total;
}

static void
test_the_summary_counts_what_is_listed(void **state)
{
	json_t *result = simulate(state, 5, false);
	const json_t *summary = json_object_get(result, "summary");
	const json_t *mail = json_object_get(summary, "mail");
	const json_t *activities = json_object_get(summary, "activities");
	size_t mails = json_array_size(json_object_get(result, "mail"));
	size_t steps = json_array_size(json_object_get(result, "activities"));

	assert_int_equal(sum(json_object_get(mail, "kinds")), mails);
	assert_int_equal(
	    json_integer_value(json_object_get(mail, "total")), mails);
	assert_int_equal(sum(json_object_get(activities, "states")), steps);
	assert_int_equal(
	    json_integer_value(json_object_get(summary, "entries")),
	    json_array_size(json_object_get(result, "entries")));
	json_decref(result);
}

/* Each meeting stands in the calendar of the person who calls it. */
static void
test_each_activity_stands_in_a_calendar(void **state)
{
	json_t *result = simulate(state, 1, false);
	const json_t *activities = json_object_get(result, "activities");
	const json_t *entries = json_object_get(result, "entries");
	size_t missing = 0;

	for (size_t i = 0; i < json_array_size(activities); i++) {
		const json_t *activity = json_array_get(activities, i);
		const char *title = text_of(activity, "title");
		bool is_found = false;

		if (strcmp(text_of(activity, "role"), "leader") != 0)
			continue;
		for (size_t k = 0; k < json_array_size(entries); k++) {
			const json_t *entry = json_array_get(entries, k);

			is_found =
			    is_found ||
			    (strcmp(text_of(entry, "summary"), title) == 0 &&
				strncmp(text_of(entry, "start"),
				    text_of(activity, "planned"),
				    DAY_LEN) == 0);
		}
		missing += is_found ? 0 : 1;
	}
	assert_int_equal(missing, 0);
	json_decref(result);
}

/* As cohorts.least asks, and everybody who is nominated takes part. */
static void
test_a_cohort_is_as_full_as_it_must_be(void **state)
{
	json_t *result = finish(
	    start(state, &(struct simulation_request){.programme = "foer-leder",
			     .start = "2027-04-05"}));
	const json_t *entries = json_object_get(result, "entries");
	size_t last = 0;

	assert_int_equal(
	    json_integer_value(json_object_get(
		json_object_get(result, "simulation"), "participants")),
	    15);
	for (size_t i = 0; i < json_array_size(entries); i++)
		last += strcmp(text_of(json_array_get(entries, i), "person"),
			    "Deltager15 Olsen") == 0
			    ? 1
			    : 0;
	assert_int_equal(last, 4);
	json_decref(result);
}

/* An exit comes out as that of a leader of the same days. */
static void
test_the_days_are_those_of_a_real_exit(void **state)
{
	struct world *world = *state;
	json_t *result = finish(start(
	    state, &(struct simulation_request){.programme = "fratraedelse",
		       .notice = "2026-10-01",
		       .last_day = "2026-11-30"}));
	const struct leader_request request = {
	    .name = "Ana Lund",
	    .email = "ana@home.example",
	    .work_email = "ana@example.org",
	    .accepted = "2026-01-05",
	    .first_day = "2026-03-02",
	    .manager = "Mette Manager <mette@example.org>",
	    .mentor = "Jens Mentor <jens@example.org>",
	    .late = "done",
	};
	static const char *const keys[] = {"step", "planned", "latest", NULL};
	json_t *view = NULL;
	int64_t leader;

	assert_int_equal(
	    leaders_add(world->engine, "test", &request, &view, NULL), OB_OK);
	leader = json_integer_value(
	    json_object_get(json_object_get(view, "leader"), "id"));
	json_decref(view);
	assert_int_equal(journeys_end_employment(world->engine, "test", leader,
			     &(struct end_request){
				 .last_day = "2026-11-30", .dry_run = true},
			     &view, NULL),
	    OB_OK);
	assert_same(result, json_object_get(view, "exit"), "activities", keys);
	json_decref(view);
	json_decref(result);
}

static void
test_what_cannot_be_simulated_is_refused(void **state)
{
	static const struct {
		struct simulation_request request;
		const char *field;
	} cases[] = {
	    {{.first_day = NULL}, "first_day"},
	    {{.first_day = "1 February"}, "first_day"},
	    {{.first_day = FIRST_DAY, .accepted = "2027-02-02"}, "first_day"},
	    {{.first_day = FIRST_DAY, .accepted = "2024-01-01"}, "accepted"},
	    {{.first_day = FIRST_DAY, .leaders = -1}, "leaders"},
	    {{.first_day = FIRST_DAY, .leaders = 501}, "leaders"},
	    {{.first_day = FIRST_DAY, .recruitment = "both"}, "recruitment"},
	    {{.first_day = FIRST_DAY, .programme = "none"}, "programme"},
	    {{.first_day = FIRST_DAY, .version = 99}, "version"},
	    {{.first_day = FIRST_DAY, .last_day = FIRST_DAY}, "last_day"},
	    {{.first_day = FIRST_DAY, .participants = 3}, "participants"},
	    {{.programme = "fratraedelse"}, "last_day"},
	    {{.programme = "fratraedelse", .first_day = FIRST_DAY},
		"first_day"},
	    {{.programme = "fratraedelse",
		 .last_day = FIRST_DAY,
		 .notice = FIRST_DAY},
		"last_day"},
	    {{.programme = "fratraedelse",
		 .last_day = FIRST_DAY,
		 .notice = "2025-01-31"},
		"notice"},
	    {{.programme = "foer-leder"}, "start"},
	    {{.programme = "foer-leder", .start = FIRST_DAY, .leaders = 2},
		"leaders"},
	    {{.programme = "foer-leder",
		 .start = FIRST_DAY,
		 .recruitment = "internal"},
		"recruitment"},
	    {{.programme = "foer-leder", .start = FIRST_DAY, .workplace = "A"},
		"workplace"},
	    {{.programme = "foer-leder",
		 .start = FIRST_DAY,
		 .participants = 99},
		"participants"},
	    {{.programme = "foer-leder", .start = FIRST_DAY, .opened = "soon"},
		"opened"},
	};
	const struct world *world = *state;

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct simulation *simulation = NULL;
		struct error err = ERROR_INIT;

		assert_true(simulation_start(world->engine, &cases[i].request,
				NULL, &simulation, &err) < 0);
		assert_null(simulation);
		assert_string_equal(err.field, cases[i].field);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(
		test_everybody_who_is_on_time_finishes_the_journey),
	    cmocka_unit_test(test_the_days_are_those_of_a_real_leader),
	    cmocka_unit_test(test_nothing_of_it_is_kept),
	    cmocka_unit_test(test_two_runs_are_alike),
	    cmocka_unit_test(test_keeping_dossiers_changes_nothing),
	    cmocka_unit_test(test_a_dossier_that_is_kept_shows_what_is_stored),
	    cmocka_unit_test(
		test_mails_come_in_order_and_one_digest_a_person_and_day),
	    cmocka_unit_test(test_what_nobody_does_stays_undone),
	    cmocka_unit_test(test_the_summary_counts_what_is_listed),
	    cmocka_unit_test(test_each_activity_stands_in_a_calendar),
	    cmocka_unit_test(test_a_cohort_is_as_full_as_it_must_be),
	    cmocka_unit_test(test_the_days_are_those_of_a_real_exit),
	    cmocka_unit_test(test_what_cannot_be_simulated_is_refused),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
