/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/programmes/programmes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "engine/core/change.h"
#include "formats/bundle.h"
#include "http/programme_intake.h"
#include "small_programme.h"
#include "world_case.h"

#define OVERLAY                                                                \
	"overlay: skoler\n"                                                    \
	"base: lille\n"                                                        \
	"area: Skole\n"                                                        \
	"change:\n"                                                            \
	"  - {step: post, due: accepted + 1 workday}\n"

static int
set_up(void **state)
{
	return world_case_open(state, "", "2026-10-01T08:00");
}

static struct bundle
bundle_of(const char *name, const char *text)
{
	return (struct bundle){
	    .name = memory_strdup(name), .text = memory_strdup(text)};
}

static int
import(struct world *world, const char *text, const char *area, bool dry_run,
    json_t **ret_view, struct error *err)
{
	struct bundle bundle = bundle_of("file.yaml", text);
	const struct programme_intake intake = {
	    .bundles = &bundle,
	    .count = 1,
	    .scope = {area, ""},
	    .dry_run = dry_run,
	};
	int status = programme_intake_run(
	    world->engine, "test", &intake, ret_view, NULL, err);

	bundle_release(&bundle);
	return status;
}

static json_t *
import_good(struct world *world, const char *text, const char *area)
{
	json_t *view = NULL;
	struct error err = ERROR_INIT;

	if (import(world, text, area, false, &view, &err) != OB_OK)
		fail_msg("%s", err.text);
	return view;
}

static json_t *
item_of(const json_t *view, size_t index)
{
	return json_array_get(json_object_get(view, "programmes"), index);
}

static int
version_of(const json_t *item)
{
	return (int)json_integer_value(json_object_get(item, "version"));
}

/* The version that a new leader of the area is given. */
static int
given(struct world *world, const char *area)
{
	const struct programme_scope where = {area, ""};
	json_t *view = NULL;
	int version;

	assert_int_equal(
	    programmes_show(world->engine, "lille", 0, &where, &view, NULL),
	    OB_OK);
	version = version_of(json_object_get(view, "programme"));
	json_decref(view);
	return version;
}

static void
test_a_changed_programme_is_a_new_version_and_tells_how(void **state)
{
	json_t *view = import_good(*state, PROGRAMME_SMALL, "");
	const json_t *item = item_of(view, 0);

	assert_int_equal(version_of(item), 1);
	assert_true(json_is_true(json_object_get(item, "new")));
	assert_int_equal(
	    json_integer_value(json_object_get(item, "against")), 0);
	assert_null(json_object_get(item, "differences"));
	json_decref(view);
	view = import_good(*state, PROGRAMME_SMALL PROGRAMME_MORE, "");
	item = item_of(view, 0);
	assert_int_equal(version_of(item), 2);
	assert_int_equal(
	    json_integer_value(json_object_get(item, "against")), 1);
	assert_string_equal(json_string_value(json_object_get(item, "text")),
	    "mere: nyt trin »Mere«\n");
	json_decref(view);
}

static void
test_the_same_again_is_no_new_version(void **state)
{
	json_t *view;

	json_decref(import_good(*state, PROGRAMME_SMALL, ""));
	view = import_good(*state, PROGRAMME_SMALL, "");
	assert_int_equal(version_of(item_of(view, 0)), 1);
	assert_false(json_is_true(json_object_get(item_of(view, 0), "new")));
	json_decref(view);
}

static void
test_a_dry_run_stores_nothing(void **state)
{
	json_t *view = NULL;

	json_decref(import_good(*state, PROGRAMME_SMALL, ""));
	assert_int_equal(import(*state, PROGRAMME_SMALL PROGRAMME_MORE, "",
			     true, &view, NULL),
	    OB_OK);
	assert_int_equal(version_of(item_of(view, 0)), 2);
	assert_true(json_is_true(json_object_get(view, "dry_run")));
	json_decref(view);
	assert_int_equal(given(*state, ""), 1);
}

static void
test_a_mistake_stores_nothing(void **state)
{
	struct error err = ERROR_INIT;

	json_decref(import_good(*state, PROGRAMME_SMALL, ""));
	assert_int_equal(import(*state, PROGRAMME_SMALL "    repeat: {}\n", "",
			     false, NULL, &err),
	    OB_EINVALID);
	assert_int_equal(given(*state, ""), 1);
}

static void
test_a_programme_keeps_its_kind(void **state)
{
	struct error err = ERROR_INIT;

	json_decref(import_good(*state, PROGRAMME_SMALL, ""));
	assert_int_equal(
	    import(*state,
		"id: lille\nkind: exit\ntitle: {da: L, en: S}\n"
		"phases:\n  - {id: 1, title: {da: F, en: B}}\nsteps:\n"
		"  - {id: post, phase: 1, title: {da: P, en: M}, kind: mail, "
		"role: system, due: notice, latest: last_day}\n",
		"", false, NULL, &err),
	    OB_EINVALID);
	assert_non_null(strstr(err.text, "is of the kind 'onboarding'"));
}

static void
test_an_overlay_is_laid_again_over_a_new_base(void **state)
{
	json_t *view;

	json_decref(import_good(*state, PROGRAMME_SMALL, ""));
	json_decref(import_good(*state, OVERLAY, ""));
	assert_int_equal(given(*state, "Skole"), 2);
	assert_int_equal(given(*state, ""), 1);
	view = import_good(*state, PROGRAMME_SMALL PROGRAMME_MORE, "");
	assert_int_equal(
	    json_array_size(json_object_get(view, "programmes")), 2);
	assert_int_equal(version_of(item_of(view, 0)), 3);
	assert_int_equal(version_of(item_of(view, 1)), 4);
	json_decref(view);
	assert_int_equal(given(*state, "Skole"), 4);
	assert_int_equal(given(*state, "Teknik"), 3);
}

static void
test_a_base_that_an_overlay_does_not_fit_is_refused_whole(void **state)
{
	struct error err = ERROR_INIT;

	json_decref(import_good(*state, PROGRAMME_SMALL PROGRAMME_MORE, ""));
	json_decref(import_good(*state,
	    "overlay: skoler\nbase: lille\narea: Skole\nchange:\n"
	    "  - {step: mere, due: accepted + 1 workday}\n",
	    ""));
	assert_int_equal(import(*state, PROGRAMME_SMALL, "", false, NULL, &err),
	    OB_ECONFLICT);
	assert_non_null(strstr(err.text, "the overlay 'skoler' fits 'lille' "
					 "no more"));
	assert_non_null(
	    strstr(err.text, "file.yaml:5:12: programme 'lille' has no step "
			     "'mere'"));
	assert_int_equal(given(*state, ""), 1);
	assert_int_equal(given(*state, "Skole"), 2);
}

static void
test_an_overlay_needs_its_base(void **state)
{
	struct error err = ERROR_INIT;

	assert_int_equal(
	    import(*state, OVERLAY, "", false, NULL, &err), OB_EINVALID);
	assert_non_null(
	    strstr(err.text, "file.yaml:2:7: there is no programme 'lille'"));
}

static void
test_an_overlay_says_itself_whom_it_is_for(void **state)
{
	struct error err = ERROR_INIT;

	json_decref(import_good(*state, PROGRAMME_SMALL, ""));
	assert_int_equal(
	    import(*state, OVERLAY, "Skole", false, NULL, &err), OB_EINVALID);
	assert_string_equal(err.field, "area");
}

static void
test_withdrawing_ends_a_pilot_and_forgets_its_overlay(void **state)
{
	struct world *world = *state;
	const struct programmes_withdrawal schools = {
	    .id = "lille", .scope = {"Skole", ""}};
	json_t *view = NULL;

	json_decref(import_good(*state, PROGRAMME_SMALL, ""));
	json_decref(import_good(*state, OVERLAY, ""));
	json_decref(
	    import_good(*state, PROGRAMME_SMALL PROGRAMME_MORE, "Skole"));
	assert_int_equal(given(*state, "Skole"), 3);
	assert_int_equal(
	    programmes_withdraw(world->engine, "test", &schools, &view, NULL),
	    OB_OK);
	assert_int_equal(
	    json_integer_value(json_object_get(view, "withdrawn")), 2);
	json_decref(view);
	assert_int_equal(given(*state, "Skole"), 1);
	json_decref(import_good(*state, PROGRAMME_SMALL PROGRAMME_MORE, ""));
	assert_int_equal(given(*state, "Skole"), 4);
	assert_int_equal(change_verify_audit(world->engine, NULL), OB_OK);
}

static void
test_nobody_withdraws_what_everybody_is_given(void **state)
{
	struct world *world = *state;
	const struct programmes_withdrawal everybody = {
	    .id = "lille", .scope = {"", ""}};
	json_t *view = NULL;

	json_decref(import_good(*state, PROGRAMME_SMALL, ""));
	assert_int_equal(
	    programmes_withdraw(world->engine, "test", &everybody, &view, NULL),
	    OB_EINVALID);
	assert_int_equal(given(*state, ""), 1);
}

static int
configure(struct world *world, const char *first, const char *second)
{
	struct bundle bundles[2] = {bundle_of("first.yaml", first)};
	struct programme_intake intake = {
	    .bundles = bundles,
	    .count = 1,
	    .scope = {"", ""},
	    .is_configuration = true,
	};
	int status;

	if (second != NULL)
		bundles[intake.count++] = bundle_of("second.yaml", second);
	status = programme_intake_run(
	    world->engine, "configuration", &intake, NULL, NULL, NULL);
	for (size_t i = 0; i < intake.count; i++)
		bundle_release(&bundles[i]);
	return status;
}

static void
test_an_unchanged_configuration_undoes_no_import(void **state)
{
	assert_int_equal(configure(*state, PROGRAMME_SMALL, OVERLAY), OB_OK);
	assert_int_equal(given(*state, "Skole"), 2);
	json_decref(import_good(*state, PROGRAMME_SMALL PROGRAMME_MORE, ""));
	assert_int_equal(given(*state, ""), 3);
	assert_int_equal(given(*state, "Skole"), 4);
	assert_int_equal(configure(*state, PROGRAMME_SMALL, OVERLAY), OB_OK);
	assert_int_equal(given(*state, ""), 3);
	assert_int_equal(given(*state, "Skole"), 4);
}

static void
test_a_changed_configuration_is_a_new_version_again(void **state)
{
	assert_int_equal(configure(*state, PROGRAMME_SMALL, NULL), OB_OK);
	assert_int_equal(
	    configure(*state, PROGRAMME_SMALL PROGRAMME_MORE, NULL), OB_OK);
	assert_int_equal(given(*state, ""), 2);
	assert_int_equal(configure(*state, PROGRAMME_SMALL, NULL), OB_OK);
	assert_int_equal(given(*state, ""), 3);
}

static void
test_an_embedded_programme_gives_way_to_a_configured_one(void **state)
{
	struct world *world = *state;
	struct bundle bundles[2] = {
	    bundle_of("own.yaml", PROGRAMME_SMALL PROGRAMME_MORE),
	    bundle_of("embedded.yaml", PROGRAMME_SMALL)};
	const struct programme_intake intake = {
	    .bundles = bundles,
	    .count = 2,
	    .scope = {"", ""},
	    .is_configuration = true,
	};

	bundles[1].is_default = true;
	for (int i = 0; i < 2; i++)
		assert_int_equal(programme_intake_run(world->engine, "test",
				     &intake, NULL, NULL, NULL),
		    OB_OK);
	assert_int_equal(given(*state, ""), 1);
	bundle_release(&bundles[0]);
	bundle_release(&bundles[1]);
}

#define WORLD_TEST(name)                                                       \
	cmocka_unit_test_setup_teardown(name, set_up, world_case_tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    WORLD_TEST(test_a_changed_programme_is_a_new_version_and_tells_how),
	    WORLD_TEST(test_the_same_again_is_no_new_version),
	    WORLD_TEST(test_a_dry_run_stores_nothing),
	    WORLD_TEST(test_a_mistake_stores_nothing),
	    WORLD_TEST(test_a_programme_keeps_its_kind),
	    WORLD_TEST(test_an_overlay_is_laid_again_over_a_new_base),
	    WORLD_TEST(
		test_a_base_that_an_overlay_does_not_fit_is_refused_whole),
	    WORLD_TEST(test_an_overlay_needs_its_base),
	    WORLD_TEST(test_an_overlay_says_itself_whom_it_is_for),
	    WORLD_TEST(test_withdrawing_ends_a_pilot_and_forgets_its_overlay),
	    WORLD_TEST(test_nobody_withdraws_what_everybody_is_given),
	    WORLD_TEST(test_an_unchanged_configuration_undoes_no_import),
	    WORLD_TEST(test_a_changed_configuration_is_a_new_version_again),
	    WORLD_TEST(
		test_an_embedded_programme_gives_way_to_a_configured_one),
	};

	return cmocka_run_group_tests_name(
	    "engine/programmes", tests, NULL, NULL);
}
