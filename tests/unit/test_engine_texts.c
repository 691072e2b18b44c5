/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/engine.h"

#include <ctype.h>
#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/strbuf.h"
#include "engine/activities/activities.h"
#include "engine/journeys/leaders.h"
#include "model/activity.h"
#include "model/plan.h"
#include "model/programme.h"
#include "model/role.h"
#include "text/catalogue.h"
#include "world_case.h"

#define FILE_MAX ((size_t)1024 * 1024)
#define KEY_MAX 80

static int
set_up(void **state)
{
	return world_case_open(state, "", "2026-10-01T10:00");
}

static void
expect_key(const struct world *world, const char *group, const char *name)
{
	cleanup_(memory_free_ptr) char *key =
	    memory_printf("%s%s", group, name);

	for (int i = 0; i < LANGUAGE_COUNT; i++) {
		if (!catalogue_has(
			engine_catalogue(world->engine, (enum language)i), key))
			fail_msg("'%s' has no text in '%s'", key,
			    language_code((enum language)i));
	}
}

static void
test_every_name_of_the_model_has_a_text(void **state)
{
	static const char *const names[] = {ROLE_LEADER, ROLE_MANAGER,
	    ROLE_HIRING_LEADER, ROLE_MENTOR, ROLE_COORDINATOR, ROLE_DIRECTOR,
	    ROLE_LOCAL_ADMIN, ROLE_NETWORK_LEAD, ROLE_SYSTEM,
	    ROLE_PARTICIPANTS};
	static const char *const days[] = {"weekend", "holiday", "closed",
	    "quiet", "no-meeting", "spread", "no-slot"};
	static const char *const rules[] = {"welcome-pack", "welcome-call",
	    "first-tasks", "mentor", "mentor-briefed", "mentor-load",
	    "reporting-line", "roles", "participants"};

	static const enum step_kind kinds[] = {STEP_CALL, STEP_MEETING,
	    STEP_TASK, STEP_DOCUMENT, STEP_MAIL, STEP_SURVEY, STEP_GATE};

	static const char *const derived[] = {"due", "behind", "overdue"};

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		expect_key(*state, "role.", names[i]);
	for (size_t i = 0; role_functions[i] != NULL; i++)
		expect_key(*state, "role.function.", role_functions[i]);
	for (unsigned i = 0; i < ACTIVITY_FLAG_COUNT; i++)
		expect_key(*state, "flag.", activity_flag_name(1U << i));
	for (int i = 0; i < PLAN_REASON_COUNT; i++)
		expect_key(
		    *state, "reason.", plan_reason_name((enum plan_reason)i));
	for (size_t i = 0; i < ARRAY_LEN(days); i++)
		expect_key(*state, "day.", days[i]);
	for (size_t i = 0; i < ARRAY_LEN(rules); i++)
		expect_key(*state, "rule_help.", rules[i]);
	for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
		expect_key(*state, "kind.", step_kind_name(kinds[i]));
	for (int i = ACTIVITY_PLANNED; i <= ACTIVITY_CANCELLED; i++)
		expect_key(*state, "state.",
		    activity_state_name((enum activity_state)i));
	for (size_t i = 0; i < ARRAY_LEN(derived); i++)
		expect_key(*state, "state.", derived[i]);
}

static void
note_difference(void *arg, const char *key, const char *text)
{
	(void)arg;
	print_error("%s: %s\n", key, text);
}

static void
test_both_languages_say_the_same(void **state)
{
	struct world *world = *state;

	assert_int_equal(
	    catalogue_compare(engine_catalogue(world->engine, LANGUAGE_DA),
		engine_catalogue(world->engine, LANGUAGE_EN), note_difference,
		NULL),
	    0);
}

/* nftw() hands on no argument of the caller's. */
static struct strbuf sources;

static int
add_source(
    const char *path, const struct stat *status, int kind, struct FTW *where)
{
	size_t len = strlen(path);

	(void)status;
	(void)where;
	if (kind == FTW_F && len > 2 && strcmp(path + len - 2, ".c") == 0) {
		cleanup_(strbuf_release) struct strbuf source = STRBUF_INIT;

		assert_int_equal(
		    file_read(path, FILE_MAX, &source, NULL), OB_OK);
		strbuf_add(&sources, source.buf, source.len);
	}
	return 0;
}

/* A whole key in quotes, as "feed.entry.latest", and no beginning of one. */
static bool
read_key(const char *at, const char *group, char key[KEY_MAX])
{
	size_t len = 0;

	if (strncmp(at, group, strlen(group)) != 0)
		return false;
	while (len < KEY_MAX - 1 &&
	       (islower((unsigned char)at[len]) ||
		   isdigit((unsigned char)at[len]) ||
		   (at[len] != '\0' && strchr("._-", at[len]) != NULL)))
		len++;
	memcpy(key, at, len);
	key[len] = '\0';
	return at[len] == '"' && at[len - 1] != '.';
}

static void
test_every_key_that_the_program_names_has_a_text(void **state)
{
	static const char *const groups[] = {"feed.entry.", "feed.name",
	    "feed.description", "feed.cancelled", "page.message.", "state.",
	    "role.", "flag.", "reason.", "kind.", "rule_help."};
	size_t count = 0;

	strbuf_init(&sources);
	assert_int_equal(
	    nftw(SOURCE_DIR "/daemon", add_source, 16, FTW_PHYS), 0);
	for (const char *at = sources.buf; (at = strchr(at, '"')) != NULL;) {
		char key[KEY_MAX];

		at++;
		for (size_t i = 0; i < ARRAY_LEN(groups); i++) {
			if (!read_key(at, groups[i], key))
				continue;
			expect_key(*state, "", key);
			count++;
		}
	}
	strbuf_release(&sources);
	assert_true(count >= 16);
}

static void
explain(struct world *world, const char *reference)
{
	json_t *view = NULL;
	json_t *reason;
	struct error err = ERROR_INIT;
	size_t i;

	if (activities_explain(world->engine, reference, &view, &err) != OB_OK)
		fail_msg("%s: %s", reference, err.text);
	json_array_foreach(json_object_get(view, "explanation"), i, reason)
	{
		const char *text =
		    json_string_value(json_object_get(reason, "text"));

		assert_non_null(text);
		if (text[0] == '\0' || strstr(text, "()") != NULL)
			fail_msg("%s: '%s'", reference, text);
	}
	assert_true(json_array_size(json_object_get(view, "explanation")) > 0);
	json_decref(view);
}

static void
test_every_activity_can_be_explained(void **state)
{
	struct world *world = *state;
	const struct leader_request request = {
	    .name = "Ana Lund",
	    .email = "ana@example.org",
	    .first_day = "2026-12-07",
	    .manager = "Mette Manager <mette@example.org>",
	};
	json_t *view = NULL;
	json_t *activity;
	size_t i;

	assert_int_equal(
	    leaders_add(world->engine, "test", &request, &view, NULL), OB_OK);
	json_array_foreach(json_object_get(view, "activities"), i, activity)
	{
		cleanup_(memory_free_ptr) char *reference =
		    memory_printf("1:%s",
			json_string_value(json_object_get(activity, "step")));

		explain(world, reference);
	}
	json_decref(view);
}

static void
test_a_move_without_a_reason_is_explained_without_brackets(void **state)
{
	struct world *world = *state;
	const struct leader_request request = {
	    .name = "Ana Lund",
	    .email = "ana@example.org",
	    .first_day = "2026-12-07",
	    .manager = "Mette Manager <mette@example.org>",
	};
	json_t *view = NULL;

	assert_int_equal(
	    leaders_add(world->engine, "test", &request, &view, NULL), OB_OK);
	json_decref(view);
	assert_int_equal(
	    activities_move(world->engine, "test",
		&(struct activity_request){
		    .reference = "1:it-bestil", .at = "2026-11-18"},
		&view, NULL),
	    OB_OK);
	json_decref(view);
	explain(world, "1:it-bestil");
}

#define TEST(name)                                                             \
	cmocka_unit_test_setup_teardown(name, set_up, world_case_tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(test_every_name_of_the_model_has_a_text),
	    TEST(test_both_languages_say_the_same),
	    TEST(test_every_key_that_the_program_names_has_a_text),
	    TEST(test_every_activity_can_be_explained),
	    TEST(test_a_move_without_a_reason_is_explained_without_brackets),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
