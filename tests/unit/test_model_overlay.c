/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "model/overlay.h"
#include "model/programme_difference.h"
#include "model/step_repeat.h"
#include "model/step_topics.h"
#include "programme_tsv.h"

/* The default programme and an empty overlay over it. */
struct fixture {
	struct programme *base;
	struct overlay *overlay;
};

static int
set_up(void **state)
{
	struct fixture *fixture = memory_alloc(sizeof(*fixture));

	fixture->base = programme_tsv_load("programme-ny-leder.tsv");
	fixture->overlay = memory_alloc(sizeof(*fixture->overlay));
	fixture->overlay->id = memory_strdup("skoler");
	fixture->overlay->base = memory_strdup("ny-leder");
	fixture->overlay->area = memory_strdup("Skole");
	fixture->overlay->workplace = memory_strdup("");
	*state = fixture;
	return 0;
}

static int
tear_down(void **state)
{
	struct fixture *fixture = *state;

	programme_free(fixture->base);
	overlay_free(fixture->overlay);
	free(fixture);
	return 0;
}

static struct date_rule *
rule(const char *text)
{
	struct date_rule parsed;

	assert_int_equal(date_rule_parse(text, &parsed, NULL), OB_OK);
	return memory_dup(&parsed, sizeof(parsed));
}

static struct overlay_change *
add_change(struct overlay *overlay, const char *step)
{
	struct overlay_change *change;

	overlay->changes = memory_resize(overlay->changes,
	    overlay->change_count + 1, sizeof(*overlay->changes));
	change = &overlay->changes[overlay->change_count++];
	memset(change, 0, sizeof(*change));
	change->step = memory_strdup(step);
	return change;
}

static void
add_step(struct overlay *overlay, const struct step *like, const char *id,
    const char *after)
{
	struct overlay_addition *addition;

	overlay->additions = memory_resize(overlay->additions,
	    overlay->addition_count + 1, sizeof(*overlay->additions));
	addition = &overlay->additions[overlay->addition_count++];
	addition->after = memory_strdup(after);
	addition->step = step_copy(like);
	free(addition->step.id);
	addition->step.id = memory_strdup(id);
}

static void
add_removed(struct overlay *overlay, const char *step)
{
	overlay->removed = memory_resize(overlay->removed,
	    overlay->removed_count + 1, sizeof(*overlay->removed));
	overlay->removed[overlay->removed_count++] = memory_strdup(step);
}

static const struct step *
step(const struct programme *programme, const char *id)
{
	int index = programme_find_step(programme, id);

	assert_true(index >= 0);
	return &programme->steps[index];
}

static void
add_line(void *arg, const char *key, const char *text)
{
	strbuf_add_format(arg, "%s: %s\n", key, text);
}

static void
assert_mistakes(const struct fixture *fixture, const char *want)
{
	struct strbuf lines = STRBUF_INIT;

	assert_null(
	    overlay_apply(fixture->overlay, fixture->base, add_line, &lines));
	assert_string_equal(lines.buf, want);
	strbuf_release(&lines);
	assert_null(overlay_apply(fixture->overlay, fixture->base, NULL, NULL));
}

static void
note(void *arg, const struct programme_difference *difference)
{
	strbuf_add_format(arg, "%s %s: '%s' -> '%s'\n", difference->step,
	    difference->field, difference->before, difference->after);
}

static void
assert_differences(
    const struct programme *from, const struct programme *to, const char *want)
{
	struct strbuf lines = STRBUF_INIT;
	size_t count =
	    programme_difference_find(from, to, LANGUAGE_DA, note, &lines);
	size_t line_count = 0;

	for (size_t i = 0; i < lines.len; i++)
		line_count += lines.buf[i] == '\n' ? 1 : 0;
	assert_string_equal(lines.buf, want);
	assert_int_equal(count, line_count);
	strbuf_release(&lines);
}

static void
assert_laid(const struct fixture *fixture, const char *want)
{
	struct programme *merged =
	    overlay_apply(fixture->overlay, fixture->base, NULL, NULL);

	assert_non_null(merged);
	assert_differences(fixture->base, merged, want);
	assert_int_equal(programme_check(merged, NULL, NULL), 0);
	programme_free(merged);
}

static void
test_an_empty_overlay_changes_nothing(void **state)
{
	assert_laid(*state, "");
}

static void
test_a_step_is_added_after_another(void **state)
{
	struct fixture *fixture = *state;

	add_step(fixture->overlay, step(fixture->base, "trio"), "skolebesoeg",
	    "trio");
	assert_laid(fixture, "skolebesoeg added: '' -> 'Møde med TR og AMR'\n");
}

static void
test_a_step_is_added_at_the_end_and_another_after_it(void **state)
{
	struct fixture *fixture = *state;
	struct programme *merged;

	add_step(fixture->overlay, step(fixture->base, "opret"), "et", NULL);
	add_step(fixture->overlay, step(fixture->base, "opret"), "to", "et");
	merged = overlay_apply(fixture->overlay, fixture->base, NULL, NULL);
	assert_non_null(merged);
	assert_int_equal(
	    programme_find_step(merged, "to"), (int)merged->step_count - 1);
	assert_int_equal(
	    programme_find_step(merged, "et"), (int)merged->step_count - 2);
	programme_free(merged);
}

static void
test_owner_dates_and_texts_change(void **state)
{
	struct fixture *fixture = *state;
	struct overlay_change *change =
	    add_change(fixture->overlay, "mentor-udpeg");
	int minutes = 25;
	struct ladder ladder = ladder_default();

	ladder.on_day = false;
	change->role = memory_strdup("local_admin");
	change->due = rule("accepted + 3 workdays");
	change->latest = rule("first_day - 6 workdays");
	change->minutes = memory_dup(&minutes, sizeof(minutes));
	change->ladder = memory_dup(&ladder, sizeof(ladder));
	change->title.in[LANGUAGE_DA] = memory_strdup("Find en mentor");
	assert_laid(fixture,
	    "mentor-udpeg title.da: 'Udpeg fast mentor' -> 'Find en mentor'\n"
	    "mentor-udpeg role: 'manager' -> 'local_admin'\n"
	    "mentor-udpeg due: 'accepted + 5 workdays' -> 'accepted + 3 "
	    "workdays'\n"
	    "mentor-udpeg latest: 'first_day - 5 workdays' -> 'first_day - 6 "
	    "workdays'\n"
	    "mentor-udpeg minutes: '15' -> '25'\n"
	    "mentor-udpeg reminders: 'notice before=1 on-day overdue=0 "
	    "coordinator=5 drop-after=10' -> 'notice before=1 overdue=0 "
	    "coordinator=5 drop-after=10'\n");
}

static void
test_a_window_moves_with_its_due_day(void **state)
{
	struct fixture *fixture = *state;
	struct step *trio =
	    &fixture->base->steps[programme_find_step(fixture->base, "trio")];
	struct programme *merged;
	char latest[DATE_RULE_TEXT_SIZE];

	trio->window = 5;
	assert_true(date_rule_extend(&trio->due, 5, &trio->latest));
	add_change(fixture->overlay, "trio")->due =
	    rule("first_day + 12 workdays");
	merged = overlay_apply(fixture->overlay, fixture->base, NULL, NULL);
	assert_non_null(merged);
	assert_string_equal(
	    date_rule_format(&step(merged, "trio")->latest, latest),
	    "first_day + 17 workdays");
	programme_free(merged);
}

static void
test_an_optional_step_is_removed_and_nothing_waits_for_it(void **state)
{
	struct fixture *fixture = *state;
	int at = programme_find_step(fixture->base, "foel");

	assert_true(at >= 0);
	fixture->base->steps[at].optional = true;
	fixture->base->steps[at + 1].requires =
	    memory_resize(fixture->base->steps[at + 1].requires,
		fixture->base->steps[at + 1].require_count + 1, sizeof(char *));
	fixture->base->steps[at + 1]
	    .requires[fixture->base->steps[at + 1].require_count++] =
	    memory_strdup("foel");
	add_removed(fixture->overlay, "foel");
	{
		struct programme *merged =
		    overlay_apply(fixture->overlay, fixture->base, NULL, NULL);

		assert_non_null(merged);
		assert_int_equal(programme_find_step(merged, "foel"), -1);
		assert_int_equal(
		    merged->step_count, fixture->base->step_count - 1);
		assert_int_equal(programme_check(merged, NULL, NULL), 0);
		programme_free(merged);
	}
}

static void
test_a_mandatory_step_cannot_be_removed(void **state)
{
	struct fixture *fixture = *state;

	add_removed(fixture->overlay, "opret");
	assert_mistakes(fixture,
	    "remove[0]: 'opret' is mandatory; only an optional step can be "
	    "removed\n");
}

static void
test_all_mistakes_come_in_one_run(void **state)
{
	struct fixture *fixture = *state;

	add_step(fixture->overlay, step(fixture->base, "opret"), "trio", NULL);
	add_step(
	    fixture->overlay, step(fixture->base, "opret"), "ny", "ingenting");
	add_change(fixture->overlay, "ukendt")->role = memory_strdup("mentor");
	add_change(fixture->overlay, "trio")->role = memory_strdup("mentor");
	add_change(fixture->overlay, "trio")->role = memory_strdup("manager");
	add_removed(fixture->overlay, "heller-ikke");
	assert_mistakes(fixture,
	    "add[0].id: there is a step 'trio' already; give this one its own "
	    "id\n"
	    "add[1].after: there is no step 'ingenting' to stand after\n"
	    "change[0].step: programme 'ny-leder' has no step 'ukendt'\n"
	    "change[2].step: 'trio' is changed above already; change it in "
	    "one place\n"
	    "remove[0]: programme 'ny-leder' has no step 'heller-ikke'\n");
}

static void
test_what_is_removed_cannot_be_changed_besides(void **state)
{
	struct fixture *fixture = *state;
	int at = programme_find_step(fixture->base, "foel");

	fixture->base->steps[at].optional = true;
	add_change(fixture->overlay, "foel")->role = memory_strdup("mentor");
	add_removed(fixture->overlay, "foel");
	assert_mistakes(
	    fixture, "change[0].step: 'foel' is both changed and removed\n");
}

static void
test_only_the_steps_that_moved_are_told_as_moved(void **state)
{
	struct fixture *fixture = *state;
	struct programme *other = programme_copy(fixture->base);
	struct step first = other->steps[2];

	memmove(&other->steps[2], &other->steps[3], 3 * sizeof(first));
	other->steps[5] = first;
	assert_differences(fixture->base, other,
	    "velkomstmail moved: 'opret' -> 'haandbog'\n");
	programme_free(other);
}

static void
test_every_field_is_compared(void **state)
{
	struct fixture *fixture = *state;
	struct programme *other = programme_copy(fixture->base);
	struct step *mail = &other->steps[2];

	mail->mail_to = memory_strdup("manager");
	mail->pack = true;
	mail->undisturbed = true;
	mail->optional = true;
	mail->phase = 2;
	mail->kind = STEP_TASK;
	free(mail->only_if);
	mail->only_if = memory_strdup("addresses>=2");
	mail->guide.in[LANGUAGE_EN] = memory_strdup("# New");
	step_topics_append(
	    mail, (struct topic){memory_strdup("tid"),
		      {{memory_strdup("Tiden"), memory_strdup("The time")}}});
	mail->require_count = 0;
	assert_int_equal(
	    step_repeat_parse("every 4 weeks until end", &mail->repeat, NULL),
	    OB_OK);
	assert_differences(fixture->base, other,
	    "velkomstmail phase: '1' -> '2'\n"
	    "velkomstmail kind: 'mail' -> 'task'\n"
	    "velkomstmail repeat: '' -> 'every 4 weeks until end'\n"
	    "velkomstmail requires: 'opret' -> ''\n"
	    "velkomstmail undisturbed: 'false' -> 'true'\n"
	    "velkomstmail only_if: '' -> 'addresses>=2'\n"
	    "velkomstmail optional: 'false' -> 'true'\n"
	    "velkomstmail to: '' -> 'manager'\n"
	    "velkomstmail pack: 'false' -> 'true'\n"
	    "velkomstmail topics.da: '' -> 'tid: Tiden'\n"
	    "velkomstmail topics.en: '' -> 'tid: The time'\n"
	    "velkomstmail guide.en: '' -> ''\n");
	mail->require_count = 1;
	programme_free(other);
}

static void
test_the_programme_itself_is_compared(void **state)
{
	struct fixture *fixture = *state;
	struct programme *other = programme_copy(fixture->base);

	other->phase_count--;
	text_pair_release(&other->phases[other->phase_count].title);
	other->kind = PROGRAMME_EXIT;
	assert_differences(fixture->base, other,
	    " kind: 'onboarding' -> 'exit'\n"
	    " phases.da: '0 0, 1 1, 2 2, 3 3, 4 4, 5 5' -> '0 0, 1 1, 2 2, 3 "
	    "3, 4 4'\n"
	    " phases.en: '0 0, 1 1, 2 2, 3 3, 4 4, 5 5' -> '0 0, 1 1, 2 2, 3 "
	    "3, 4 4'\n");
	programme_free(other);
}

#define OVERLAY_TEST(name)                                                     \
	cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    OVERLAY_TEST(test_an_empty_overlay_changes_nothing),
	    OVERLAY_TEST(test_a_step_is_added_after_another),
	    OVERLAY_TEST(test_a_step_is_added_at_the_end_and_another_after_it),
	    OVERLAY_TEST(test_owner_dates_and_texts_change),
	    OVERLAY_TEST(test_a_window_moves_with_its_due_day),
	    OVERLAY_TEST(
		test_an_optional_step_is_removed_and_nothing_waits_for_it),
	    OVERLAY_TEST(test_a_mandatory_step_cannot_be_removed),
	    OVERLAY_TEST(test_all_mistakes_come_in_one_run),
	    OVERLAY_TEST(test_what_is_removed_cannot_be_changed_besides),
	    OVERLAY_TEST(test_only_the_steps_that_moved_are_told_as_moved),
	    OVERLAY_TEST(test_every_field_is_compared),
	    OVERLAY_TEST(test_the_programme_itself_is_compared),
	};

	return cmocka_run_group_tests_name("model/overlay", tests, NULL, NULL);
}
