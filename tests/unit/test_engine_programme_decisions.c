/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/programmes/programme_decisions.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "engine/core/change.h"
#include "engine/hr/hr_programmes.h"
#include "engine/programmes/programmes.h"
#include "formats/bundle.h"
#include "http/programme_intake.h"
#include "small_programme.h"
#include "world_case.h"

static void
import(struct world *world, const char *text, const char *area)
{
	struct bundle bundle = {
	    .name = memory_strdup("file.yaml"), .text = memory_strdup(text)};
	const struct programme_intake intake = {
	    .bundles = &bundle, .count = 1, .scope = {area, ""}};
	struct error err = ERROR_INIT;

	world_case_check(programme_intake_run(
			     world->engine, "test", &intake, NULL, NULL, &err),
	    &err);
	bundle_release(&bundle);
}

/* Two versions of one programme. */
static int
set_up(void **state)
{
	if (world_case_open(state, "", "2026-11-23T08:00") != 0)
		return -1;
	import(*state, PROGRAMME_SMALL, "");
	import(*state, PROGRAMME_SMALL PROGRAMME_MORE, "");
	return 0;
}

static const struct programme_decisions_request good = {.programme = "lille",
    .version = 2,
    .by = "styregruppen",
    .decided = "2026-11-03",
    .reason = "færre opgaver i første uge"};

static int
decide(struct world *world, const struct programme_decisions_request *request,
    struct error *err)
{
	json_t *view = NULL;
	int status = programme_decisions_set(
	    world->engine, "person:1", request, &view, err);

	json_decref(view);
	return status;
}

static void
decide_well(
    struct world *world, const struct programme_decisions_request *request)
{
	struct error err = ERROR_INIT;

	world_case_check(decide(world, request, &err), &err);
}

/* A member of the version's decision; "" where nothing is noted.  Owned. */
static char *
shown(struct world *world, int version, const char *member)
{
	const struct programme_scope everybody = {"", ""};
	const json_t *decision;
	json_t *view = NULL;
	char *text = NULL;

	assert_int_equal(programmes_show(world->engine, "lille", version,
			     &everybody, &view, NULL),
	    OB_OK);
	decision =
	    json_object_get(json_object_get(view, "programme"), "decision");
	assert_non_null(decision);
	text = memory_strdup(
	    json_is_null(decision)
		? ""
		: json_string_value(json_object_get(decision, member)));
	json_decref(view);
	return text;
}

static void
assert_shown(
    struct world *world, int version, const char *member, const char *want)
{
	cleanup_(memory_free_ptr) char *text = shown(world, version, member);

	assert_string_equal(text, want);
}

static void
assert_refused(struct world *world,
    const struct programme_decisions_request *request, const char *field,
    const char *key)
{
	struct error err = ERROR_INIT;

	assert_int_equal(decide(world, request, &err), OB_EINVALID);
	assert_string_equal(err.field, field);
	assert_string_equal(err.key, key);
	assert_int_equal(
	    world_case_ask(world, "SELECT count(*) FROM programme_decision"),
	    0);
}

static void
test_a_version_is_shown_with_its_own_decision(void **state)
{
	decide_well(*state, &good);
	assert_shown(*state, 2, "decided", "2026-11-03");
	assert_shown(*state, 2, "by", "styregruppen");
	assert_shown(*state, 2, "reason", "færre opgaver i første uge");
	assert_shown(*state, 2, "recorded_by", "person:1");
	assert_shown(*state, 2, "recorded", "2026-11-23T08:00:00+01:00");
	assert_shown(*state, 1, "by", "");
}

static void
test_a_decision_is_told_in_a_sentence(void **state)
{
	struct world *world = *state;
	const struct hr_scope danish = {.area = "", .language = LANGUAGE_DA};
	const struct hr_scope english = {.area = "", .language = LANGUAGE_EN};
	json_t *view = NULL;

	decide_well(world, &good);
	assert_int_equal(hr_programmes_version(
			     world->engine, &danish, "lille", "2", &view, NULL),
	    OB_OK);
	assert_string_equal(
	    json_string_value(json_object_get(view, "decision")),
	    "Besluttet 3. november 2026 af styregruppen: færre opgaver i "
	    "første uge");
	json_decref(view);
	assert_int_equal(hr_programmes_version(world->engine, &english, "lille",
			     "2", &view, NULL),
	    OB_OK);
	assert_string_equal(
	    json_string_value(json_object_get(view, "decision")),
	    "Decided on 3 November 2026 by styregruppen: færre opgaver i "
	    "første uge");
	json_decref(view);
	assert_int_equal(hr_programmes_version(
			     world->engine, &danish, "lille", "1", &view, NULL),
	    OB_OK);
	assert_true(json_is_false(json_object_get(view, "has_decision")));
	json_decref(view);
}

static void
test_a_decision_without_a_day_is_of_today(void **state)
{
	struct programme_decisions_request request = good;

	request.decided = NULL;
	decide_well(*state, &request);
	assert_shown(*state, 2, "decided", "2026-11-23");
}

static void
test_no_decision_is_of_a_day_to_come(void **state)
{
	struct programme_decisions_request request = good;

	request.decided = "2026-11-24";
	assert_refused(*state, &request, "decided", "not_yet");
	request.decided = "2026-11-31";
	assert_refused(*state, &request, "decided", "no_day");
	request.decided = "2026-11-23";
	decide_well(*state, &request);
}

static void
test_a_decision_says_who_and_why(void **state)
{
	static const char *const empty[] = {NULL, "", "  "};
	struct programme_decisions_request request = good;

	for (size_t i = 0; i < ARRAY_LEN(empty); i++) {
		request = good;
		request.reason = empty[i];
		assert_refused(*state, &request, "reason", "missing");
		request = good;
		request.by = empty[i];
		assert_refused(*state, &request, "by", "missing");
	}
	request = good;
	request.reason = "to\nlinjer";
	assert_refused(*state, &request, "reason", "bad_text");
}

/* So many characters of two bytes each. */
static char *
long_text(size_t count)
{
	char *text = memory_alloc(count * strlen("ø") + 1);

	for (size_t i = 0; i < count; i++)
		memcpy(text + i * strlen("ø"), "ø", strlen("ø"));
	return text;
}

static void
test_who_and_why_have_room_up_to_their_bounds(void **state)
{
	cleanup_(memory_free_ptr) char *by =
	    long_text(PROGRAMME_DECISIONS_BY_MAX);
	cleanup_(memory_free_ptr) char *by_more =
	    long_text(PROGRAMME_DECISIONS_BY_MAX + 1);
	cleanup_(memory_free_ptr) char *reason =
	    long_text(PROGRAMME_DECISIONS_REASON_MAX);
	cleanup_(memory_free_ptr) char *reason_more =
	    long_text(PROGRAMME_DECISIONS_REASON_MAX + 1);
	struct programme_decisions_request request = good;

	request.by = by_more;
	assert_refused(*state, &request, "by", "too_long");
	request.by = by;
	request.reason = reason_more;
	assert_refused(*state, &request, "reason", "too_long");
	request.reason = reason;
	decide_well(*state, &request);
	assert_shown(*state, 2, "reason", reason);
}

static void
test_a_version_that_is_not_there_is_refused_with_those_there_are(void **state)
{
	struct programme_decisions_request request = good;
	struct error err = ERROR_INIT;

	request.version = 3;
	assert_int_equal(decide(*state, &request, &err), OB_ENOTFOUND);
	assert_string_equal(err.field, "version");
	assert_string_equal(err.text,
	    "programme 'lille' has no version 3; it has versions 1 to 2");
	request.programme = "stor";
	assert_int_equal(decide(*state, &request, &err), OB_ENOTFOUND);
	assert_string_equal(err.field, "programme");
	assert_non_null(strstr(err.text, "there is no programme 'stor'"));
}

static void
test_a_new_decision_takes_the_place_of_the_one_before(void **state)
{
	struct world *world = *state;
	struct programme_decisions_request request = good;

	decide_well(world, &good);
	request.by = "direktionen";
	decide_well(world, &request);
	assert_shown(world, 2, "by", "direktionen");
	assert_int_equal(
	    world_case_ask(world, "SELECT count(*) FROM programme_decision"),
	    1);
	assert_int_equal(
	    world_case_ask(world,
		"SELECT count(*) FROM audit a JOIN audit_value v "
		"ON v.audit_id = a.id WHERE a.verb = 'set-programme-decision' "
		"AND a.entity = 'programme' AND a.actor = 'person:1' "
		"AND instr(v.before, 'styregruppen') > 0 "
		"AND instr(v.after, 'direktionen') > 0"),
	    1);
	assert_int_equal(change_verify_audit(world->engine, NULL), OB_OK);
}

static void
test_a_version_that_is_withdrawn_keeps_its_decision(void **state)
{
	struct world *world = *state;
	const struct programme_scope school = {"Skole", ""};
	struct programme_decisions_request request = good;
	struct error err = ERROR_INIT;
	json_t *view = NULL;

	import(world, PROGRAMME_SMALL, "Skole");
	request.version = 3;
	decide_well(world, &request);
	world_case_check(programme_intake_withdraw(world->engine, "test",
			     "lille", &school, &view, &err),
	    &err);
	json_decref(view);
	assert_shown(world, 3, "by", "styregruppen");
	request.by = "direktionen";
	decide_well(world, &request);
	assert_shown(world, 3, "by", "direktionen");
}

static const char *
decision_between(struct world *world, int from, int to, json_t **ret_view)
{
	assert_int_equal(programmes_compare(
			     world->engine, "lille", from, to, ret_view, NULL),
	    OB_OK);
	return json_string_value(
	    json_object_get(json_object_get(*ret_view, "decision"), "by"));
}

static void
test_a_comparison_tells_who_decided_the_newer_version(void **state)
{
	struct programme_decisions_request request = good;
	json_t *view = NULL;

	decide_well(*state, &good);
	request.version = 1;
	request.by = "direktionen";
	decide_well(*state, &request);
	assert_string_equal(
	    decision_between(*state, 1, 2, &view), "styregruppen");
	json_decref(view);
	assert_string_equal(
	    decision_between(*state, 2, 1, &view), "styregruppen");
	json_decref(view);
}

#define WORLD_TEST(name)                                                       \
	cmocka_unit_test_setup_teardown(name, set_up, world_case_tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    WORLD_TEST(test_a_version_is_shown_with_its_own_decision),
	    WORLD_TEST(test_a_decision_is_told_in_a_sentence),
	    WORLD_TEST(test_a_decision_without_a_day_is_of_today),
	    WORLD_TEST(test_no_decision_is_of_a_day_to_come),
	    WORLD_TEST(test_a_decision_says_who_and_why),
	    WORLD_TEST(test_who_and_why_have_room_up_to_their_bounds),
	    WORLD_TEST(
		test_a_version_that_is_not_there_is_refused_with_those_there_are),
	    WORLD_TEST(test_a_new_decision_takes_the_place_of_the_one_before),
	    WORLD_TEST(test_a_version_that_is_withdrawn_keeps_its_decision),
	    WORLD_TEST(test_a_comparison_tells_who_decided_the_newer_version),
	};

	return cmocka_run_group_tests_name(
	    "engine/programme_decisions", tests, NULL, NULL);
}
