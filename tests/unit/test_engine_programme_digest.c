/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/programmes/programme_digest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "engine/programmes/programmes.h"
#include "model/programme_difference.h"
#include "model/step_repeat.h"
#include "model/step_topics.h"
#include "programme_tsv.h"
#include "world_case.h"

/* What a version holds: nothing of it is lost, and nothing changes unseen. */

/* What the first release stored for tests/data/programme-ny-leder.tsv. */
#define FIRST_DIGEST                                                           \
	"f61d4af279db3a94d0ce8a347b706d9562aeff6314b1b207fc681f045900c59c"

static int
set_up(void **state)
{
	return world_case_open(state, "", "2026-10-01T08:00");
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
	step_topics_append(
	    step, (struct topic){memory_strdup("tid"),
		      {{memory_strdup("Tiden"), memory_strdup("The time")}}});
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
	case 24:
		step_topics_append(step,
		    (struct topic){memory_strdup("tid"),
			{{memory_strdup("Tiden"), memory_strdup("The time")}}});
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
	assert_int_equal(count, 25);
	programme_digest(first, digests[count]);
	for (int i = 0; i < count; i++)
		if (strcmp(digests[i], digests[count]) == 0)
			fail_msg("change %d is not seen", i);
	programme_free(first);
}

#define WORLD_TEST(name)                                                       \
	cmocka_unit_test_setup_teardown(name, set_up, world_case_tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    WORLD_TEST(test_a_programme_comes_back_from_the_store_as_it_went),
	    cmocka_unit_test(test_what_uses_nothing_new_has_its_first_digest),
	    cmocka_unit_test(test_each_thing_that_changes_gives_another_digest),
	};

	return cmocka_run_group_tests_name(
	    "engine/programme_digest", tests, NULL, NULL);
}
