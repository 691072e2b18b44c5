/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "engine/change.h"
#include "engine/programme_digest.h"
#include "engine/programmes.h"
#include "formats/bundle.h"
#include "http/programme_intake.h"
#include "model/programme_difference.h"
#include "model/step_repeat.h"
#include "programme_tsv.h"
#include "world.h"

/* What the first release stored for tests/data/programme-ny-leder.tsv. */
#define FIRST_DIGEST                                                           \
	"f61d4af279db3a94d0ce8a347b706d9562aeff6314b1b207fc681f045900c59c"

#define SMALL                                                                  \
	"id: lille\n"                                                          \
	"title: {da: Lille, en: Small}\n"                                      \
	"phases:\n"                                                            \
	"  - {id: 1, title: {da: Før, en: Before}}\n"                         \
	"steps:\n"                                                             \
	"  - id: post\n"                                                       \
	"    phase: 1\n"                                                       \
	"    title: {da: Post, en: Mail}\n"                                    \
	"    kind: mail\n"                                                     \
	"    role: system\n"                                                   \
	"    due: accepted\n"                                                  \
	"    latest: accepted + 1 week\n"
#define MORE                                                                   \
	"  - id: mere\n"                                                       \
	"    phase: 1\n"                                                       \
	"    title: {da: Mere, en: More}\n"                                    \
	"    kind: mail\n"                                                     \
	"    role: system\n"                                                   \
	"    due: accepted\n"                                                  \
	"    window: 3\n"
#define OVERLAY                                                                \
	"overlay: skoler\n"                                                    \
	"base: lille\n"                                                        \
	"area: Skole\n"                                                        \
	"change:\n"                                                            \
	"  - {step: post, due: accepted + 1 workday}\n"

static int
set_up(void **state)
{
	struct world *world = memory_alloc(sizeof(*world));
	struct error err = ERROR_INIT;

	*state = world;
	if (world_open(world, "", "2026-10-01T08:00", &err) == OB_OK)
		return 0;
	print_error("%s\n", err.text);
	return -1;
}

static int
tear_down(void **state)
{
	world_close(*state);
	free(*state);
	return 0;
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
	json_t *view = import_good(*state, SMALL, "");
	const json_t *item = item_of(view, 0);

	assert_int_equal(version_of(item), 1);
	assert_true(json_is_true(json_object_get(item, "new")));
	assert_int_equal(
	    json_integer_value(json_object_get(item, "against")), 0);
	assert_null(json_object_get(item, "differences"));
	json_decref(view);
	view = import_good(*state, SMALL MORE, "");
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

	json_decref(import_good(*state, SMALL, ""));
	view = import_good(*state, SMALL, "");
	assert_int_equal(version_of(item_of(view, 0)), 1);
	assert_false(json_is_true(json_object_get(item_of(view, 0), "new")));
	json_decref(view);
}

static void
test_a_dry_run_stores_nothing(void **state)
{
	json_t *view = NULL;

	json_decref(import_good(*state, SMALL, ""));
	assert_int_equal(
	    import(*state, SMALL MORE, "", true, &view, NULL), OB_OK);
	assert_int_equal(version_of(item_of(view, 0)), 2);
	assert_true(json_is_true(json_object_get(view, "dry_run")));
	json_decref(view);
	assert_int_equal(given(*state, ""), 1);
}

static void
test_a_mistake_stores_nothing(void **state)
{
	struct error err = ERROR_INIT;

	json_decref(import_good(*state, SMALL, ""));
	assert_int_equal(
	    import(*state, SMALL "    repeat: {}\n", "", false, NULL, &err),
	    OB_EINVALID);
	assert_int_equal(given(*state, ""), 1);
}

static void
test_a_programme_keeps_its_kind(void **state)
{
	struct error err = ERROR_INIT;

	json_decref(import_good(*state, SMALL, ""));
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

	json_decref(import_good(*state, SMALL, ""));
	json_decref(import_good(*state, OVERLAY, ""));
	assert_int_equal(given(*state, "Skole"), 2);
	assert_int_equal(given(*state, ""), 1);
	view = import_good(*state, SMALL MORE, "");
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

	json_decref(import_good(*state, SMALL MORE, ""));
	json_decref(import_good(*state,
	    "overlay: skoler\nbase: lille\narea: Skole\nchange:\n"
	    "  - {step: mere, due: accepted + 1 workday}\n",
	    ""));
	assert_int_equal(
	    import(*state, SMALL, "", false, NULL, &err), OB_ECONFLICT);
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

	json_decref(import_good(*state, SMALL, ""));
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

	json_decref(import_good(*state, SMALL, ""));
	json_decref(import_good(*state, OVERLAY, ""));
	json_decref(import_good(*state, SMALL MORE, "Skole"));
	assert_int_equal(given(*state, "Skole"), 3);
	assert_int_equal(
	    programmes_withdraw(world->engine, "test", &schools, &view, NULL),
	    OB_OK);
	assert_int_equal(
	    json_integer_value(json_object_get(view, "withdrawn")), 2);
	json_decref(view);
	assert_int_equal(given(*state, "Skole"), 1);
	json_decref(import_good(*state, SMALL MORE, ""));
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

	json_decref(import_good(*state, SMALL, ""));
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
	assert_int_equal(configure(*state, SMALL, OVERLAY), OB_OK);
	assert_int_equal(given(*state, "Skole"), 2);
	json_decref(import_good(*state, SMALL MORE, ""));
	assert_int_equal(given(*state, ""), 3);
	assert_int_equal(given(*state, "Skole"), 4);
	assert_int_equal(configure(*state, SMALL, OVERLAY), OB_OK);
	assert_int_equal(given(*state, ""), 3);
	assert_int_equal(given(*state, "Skole"), 4);
}

static void
test_a_changed_configuration_is_a_new_version_again(void **state)
{
	assert_int_equal(configure(*state, SMALL, NULL), OB_OK);
	assert_int_equal(configure(*state, SMALL MORE, NULL), OB_OK);
	assert_int_equal(given(*state, ""), 2);
	assert_int_equal(configure(*state, SMALL, NULL), OB_OK);
	assert_int_equal(given(*state, ""), 3);
}

static void
test_an_embedded_programme_gives_way_to_a_configured_one(void **state)
{
	struct world *world = *state;
	struct bundle bundles[2] = {bundle_of("own.yaml", SMALL MORE),
	    bundle_of("embedded.yaml", SMALL)};
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

static void
test_a_programme_comes_back_from_the_store_as_it_went(void **state)
{
	struct world *world = *state;
	struct programme *programme =
	    programme_tsv_load("programme-ny-leder.tsv");
	struct programmes_item item = {
	    .programme = programme, .scope = {"Skole", ""}, .overlay = ""};
	const struct programmes_request request = {&item, 1, false};
	const struct programme_scope where = {"Skole", ""};
	struct programme_version version = {0};
	const struct programme *again = NULL;
	struct step *step = &programme->steps[10];
	struct step *mail = &programme->steps[2];

	for (int i = 0; i < LANGUAGE_COUNT; i++)
		programme->title.in[i] = memory_strdup("Ny leder");
	step->window = 7;
	assert_true(date_rule_extend(&step->due, 7, &step->latest));
	assert_int_equal(
	    step_repeat_parse("every 3 weeks until end", &step->repeat, NULL),
	    OB_OK);
	assert_int_equal(ladder_parse("before=9,2 overdue=3 managers-manager=1 "
				      "drop-after=4",
			     &step->ladder, NULL),
	    OB_OK);
	free(step->only_if);
	step->only_if = memory_strdup("addresses>=2 and area=Børn og Unge");
	mail->mail_to = memory_strdup("manager");
	programme->steps[3].guide.in[LANGUAGE_DA] = memory_strdup("# Ring\n");
	assert_int_equal(
	    programmes_import(world->engine, "test", &request, NULL, NULL),
	    OB_OK);
	assert_int_equal(
	    programmes_find(world->engine, "ny-leder", &where, &version, NULL),
	    OB_OK);
	assert_int_equal(
	    programmes_get(world->engine, version.id, &again, NULL), OB_OK);
	assert_int_equal(programme_difference_find(
			     programme, again, LANGUAGE_DA, NULL, NULL),
	    0);
	assert_int_equal(again->kind, programme->kind);
	free(version.key);
	free(version.kind);
	free(version.title_da);
	free(version.title_en);
	free(version.area);
	free(version.workplace);
	free(version.overlay);
	free(version.content_hash);
	programme_free(programme);
}

static void
test_what_uses_nothing_new_has_its_first_digest(void **state)
{
	struct programme *programme =
	    programme_tsv_load("programme-ny-leder.tsv");
	char hex[DIGEST_HEX_SIZE];

	(void)state;
	programme_digest(programme, hex);
	assert_string_equal(hex, FIRST_DIGEST);
	programme_free(programme);
}

static void
set_text(char **text, const char *with)
{
	free(*text);
	*text = memory_strdup(with);
}

static bool
change_rest(struct step *step, int which)
{
	switch (which) {
	case 12:
		step->minutes++;
		return true;
	case 13:
		step->participant_count--;
		free(step->participants[step->participant_count]);
		return true;
	case 14:
		step->undisturbed = !step->undisturbed;
		return true;
	case 15:
		step->require_count--;
		free(step->requires[step->require_count]);
		return true;
	case 16:
		set_text(&step->only_if, "recruitment=internal");
		return true;
	case 17:
		set_text(&step->only_if, "addresses>=2");
		return true;
	case 18:
		step->optional = !step->optional;
		return true;
	case 19:
		step->ladder.overdue = 3;
		return true;
	case 20:
		step->mail_to = memory_strdup("mentor");
		return true;
	case 21:
		step->pack = true;
		return true;
	case 22:
		step->guide.in[LANGUAGE_EN] = memory_strdup("");
		return true;
	case 23:
		step->contact = true;
		return true;
	default:
		return false;
	}
}

/* Changes one thing of a programme; false behind the last. */
static bool
change_one(struct programme *programme, struct step *step, int which)
{
	switch (which) {
	case 0:
		programme->kind = PROGRAMME_EXIT;
		return true;
	case 1:
		set_text(&programme->title.in[LANGUAGE_EN], "Other");
		return true;
	case 2:
		set_text(&programme->phases[1].title.in[LANGUAGE_DA], "Andet");
		return true;
	case 3:
		set_text(&step->id, "window");
		return true;
	case 4:
		step->phase++;
		return true;
	case 5:
		set_text(&step->title.in[LANGUAGE_DA], "Andet");
		return true;
	case 6:
		step->kind = STEP_TASK;
		return true;
	case 7:
		set_text(&step->role, "director");
		return true;
	case 8:
		step->due.terms[0].count++;
		return true;
	case 9:
		step->latest.terms[0].count--;
		return true;
	case 10:
		step->window = 0;
		return true;
	case 11:
		return step_repeat_parse("every 4 weeks until end",
			   &step->repeat, NULL) == OB_OK;
	default:
		return change_rest(step, which);
	}
}

/* Property: whatever a programme says otherwise, its digest is another. */
static void
test_each_thing_that_changes_gives_another_digest(void **state)
{
	struct programme *first = programme_tsv_load("programme-ny-leder.tsv");
	char digests[32][DIGEST_HEX_SIZE];
	int count = 0;

	(void)state;
	first->title.in[LANGUAGE_DA] = memory_strdup("Ny leder");
	first->title.in[LANGUAGE_EN] = memory_strdup("New leader");
	for (;; count++) {
		struct programme *other = programme_copy(first);
		int at = programme_find_step(other, "velkomstopkald");

		if (!change_one(other, &other->steps[at], count)) {
			programme_free(other);
			break;
		}
		programme_digest(other, digests[count]);
		programme_free(other);
		for (int i = 0; i < count; i++)
			if (strcmp(digests[i], digests[count]) == 0)
				fail_msg("%d and %d hash alike", i, count);
	}
	assert_int_equal(count, 24);
	programme_digest(first, digests[count]);
	for (int i = 0; i < count; i++)
		if (strcmp(digests[i], digests[count]) == 0)
			fail_msg("change %d is not seen", i);
	programme_free(first);
}

#define WORLD_TEST(name)                                                       \
	cmocka_unit_test_setup_teardown(name, set_up, tear_down)

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
	    WORLD_TEST(test_a_programme_comes_back_from_the_store_as_it_went),
	    cmocka_unit_test(test_what_uses_nothing_new_has_its_first_digest),
	    cmocka_unit_test(test_each_thing_that_changes_gives_another_digest),
	};

	return cmocka_run_group_tests_name(
	    "engine/programmes", tests, NULL, NULL);
}
