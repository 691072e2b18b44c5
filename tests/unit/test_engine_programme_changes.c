/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/programmes/programme_changes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/programmes/programme_words.h"
#include "model/condition.h"
#include "model/step_repeat.h"
#include "model/step_topics.h"
#include "programme_tsv.h"
#include "world_case.h"

/* Each kind of change is a sentence that HR can read. */

#define CALL "velkomstopkald"

static int
set_up(void **state)
{
	return world_case_open(state, "", "2026-10-01T08:00");
}

static void
set_text(char **text, const char *with)
{
	free(*text);
	*text = memory_strdup(with);
}

static struct programme *
load(void)
{
	struct programme *programme =
	    programme_tsv_load("programme-ny-leder.tsv");

	for (int i = 0; i < LANGUAGE_COUNT; i++)
		programme->title.in[i] = memory_strdup("Ny leder");
	set_text(&programme->phases[1].title.in[LANGUAGE_DA], "Preboarding");
	set_text(&programme->phases[2].title.in[LANGUAGE_DA], "Fællesskab");
	return programme;
}

static struct step *
call_of(struct programme *programme)
{
	int at = programme_find_step(programme, CALL);

	assert_true(at >= 0);
	return &programme->steps[at];
}

static void
set_rule(struct date_rule *rule, const char *text)
{
	assert_int_equal(date_rule_parse(text, rule, NULL), OB_OK);
}

static void
change_title(struct step *step)
{
	set_text(&step->title.in[LANGUAGE_DA], "Opkald");
}

static void
change_phase(struct step *step)
{
	step->phase = 2;
}

static void
change_kind(struct step *step)
{
	step->kind = STEP_MEETING;
}

static void
change_role(struct step *step)
{
	set_text(&step->role, "function:it");
}

static void
change_due(struct step *step)
{
	set_rule(&step->due, "first_day + 3 months + 5 workdays - 1 week");
}

static void
change_due_to_a_step(struct step *step)
{
	set_rule(&step->due, "done(opret) + 2 workdays");
}

static void
change_due_to_the_day(struct step *step)
{
	set_rule(&step->due, "first_day + 0 workdays");
}

static void
change_unit(struct step *step)
{
	set_rule(&step->due, "accepted + 5 days");
}

static void
change_latest(struct step *step)
{
	set_rule(&step->latest, "first_day - 3 workdays");
}

static void
change_window(struct step *step)
{
	step->window = 7;
}

static void
change_repeat(struct step *step)
{
	assert_int_equal(
	    step_repeat_parse("every 4 weeks until end", &step->repeat, NULL),
	    OB_OK);
}

static void
change_minutes(struct step *step)
{
	step->minutes = 90;
}

static void
change_participants(struct step *step)
{
	while (step->participant_count > 0)
		free(step->participants[--step->participant_count]);
}

static void
change_requires(struct step *step)
{
	while (step->require_count > 0)
		free(step->requires[--step->require_count]);
}

static void
change_condition(struct step *step)
{
	set_text(&step->only_if, "recruitment=internal and addresses>=2");
}

static void
change_reminders(struct step *step)
{
	assert_int_equal(ladder_parse("before=5,1 on-day overdue=2 "
				      "managers-manager=0 coordinator=3 "
				      "drop-after=10",
			     &step->ladder, NULL),
	    OB_OK);
}

static void
change_reminders_to_none(struct step *step)
{
	assert_int_equal(
	    ladder_parse("drop-after=10", &step->ladder, NULL), OB_OK);
}

static void
change_receiver(struct step *step)
{
	set_text(&step->mail_to, "mentor");
}

static void
change_undisturbed(struct step *step)
{
	step->undisturbed = !step->undisturbed;
}

static void
change_optional(struct step *step)
{
	step->optional = true;
}

static void
change_pack(struct step *step)
{
	step->pack = true;
}

static void
change_contact(struct step *step)
{
	step->contact = true;
}

static const struct {
	void (*change)(struct step *step);
	const char *sentence;
} cases[] = {
    {change_title,
	"Titlen på dansk var »Velkomstopkald fra nærmeste leder (mindst ét)« "
	"og er nu »Opkald«."},
    {change_phase, "Fasen var »Preboarding« og er nu »Fællesskab«."},
    {change_kind, "Slagsen var Opkald og er nu Møde."},
    {change_role, "Ansvarlig var Nærmeste leder og er nu It."},
    {change_due,
	"Dagen var 5 arbejdsdage efter tilsagnet og er nu 3 måneder og 5 "
	"arbejdsdage efter første arbejdsdag og derfra 1 uge tilbage."},
    {change_due_to_a_step,
	"Dagen var 5 arbejdsdage efter tilsagnet og er nu 2 arbejdsdage "
	"efter at »Opret forløb og udpeg ansvarlige« er gjort."},
    {change_due_to_the_day,
	"Dagen var 5 arbejdsdage efter tilsagnet og er nu på første "
	"arbejdsdag."},
    {change_unit,
	"Dagen var 5 arbejdsdage efter tilsagnet og er nu 5 dage efter "
	"tilsagnet."},
    {change_latest, "Fristen var 1 arbejdsdag før første arbejdsdag og er nu 3 "
		    "arbejdsdage før første arbejdsdag."},
    {change_repeat,
	"Gentagelsen var ingen og er nu hver 4. uge; sidste gang senest den "
	"dag, forløbet slutter."},
    {change_minutes, "Varigheden var 30 minutter og er nu 1 time 30 min."},
    {change_participants,
	"Deltagere var Nærmeste leder og Ny leder og er nu ingen."},
    {change_requires,
	"Det, der skal gøres først, var »Opret forløb og udpeg ansvarlige« "
	"og er nu ingen."},
    {change_condition,
	"Betingelsen for at have trinnet med var ingen og er nu Rekrutteret: "
	"Fra kommunen; Antal adresser: mindst 2."},
    {change_reminders,
	"De er nu: påmindelse 5 arbejdsdage før; påmindelse 1 arbejdsdag før; "
	"påmindelse på dagen; besked 2 arbejdsdage efter at fristen er "
	"overskredet; samtidig til lederens leder; 3 arbejdsdage senere til "
	"HR-koordinatoren; en påmindelse, der er mere end 10 arbejdsdage "
	"forsinket, bliver ikke sendt."},
    {change_reminders_to_none, "De er nu: ingen."},
    {change_receiver, "Mailens modtager var ingen og er nu Mentor."},
    {change_undisturbed, "Mødet holdes ikke længere i uforstyrret tid."},
    {change_optional, "Trinnet er nu et tilbud og må springes over."},
    {change_pack, "Mailen venter nu, til velkomstpakken er klar."},
    {change_contact,
	"Trinnet holdes nu på afstand af de andre funktioners kontakt."},
};

static json_t *
compare(struct world *world, const struct programme *from,
    const struct programme *to)
{
	return programme_changes_view(
	    from, to, world->engine->catalogues[LANGUAGE_DA]);
}

static const char *
text_of(const json_t *view, const char *name)
{
	return json_string_value(json_object_get(view, name));
}

/* The one thing that changed in the one step. */
static const json_t *
only_change(const json_t *view)
{
	const json_t *steps = json_object_get(view, "changed");
	const json_t *step = json_array_get(steps, 0);
	const json_t *changes = json_object_get(step, "changes");

	assert_int_equal(json_array_size(steps), 1);
	assert_int_equal(json_array_size(changes), 1);
	assert_string_equal(text_of(step, "id"), CALL);
	return json_array_get(changes, 0);
}

static void
test_each_field_that_changes_is_told_in_a_sentence(void **state)
{
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct programme *from = load();
		struct programme *to = load();
		json_auto_t *view = NULL;
		const char *text;

		cases[i].change(call_of(to));
		view = compare(*state, from, to);
		text = text_of(only_change(view), "text");
		if (strstr(text, cases[i].sentence) == NULL)
			fail_msg("'%s' is not '%s'", text, cases[i].sentence);
		assert_true(json_is_true(json_object_get(view, "has_changes")));
		assert_false(json_is_true(json_object_get(view, "has_added")));
		programme_free(from);
		programme_free(to);
	}
}

static void
add_topic(struct step *step, const char *danish)
{
	step_topics_append(
	    step, (struct topic){memory_strdup("tid"),
		      {{memory_strdup(danish), memory_strdup("The time")}}});
}

static void
test_what_a_talk_is_about_is_told_by_language(void **state)
{
	struct programme *from = load();
	struct programme *to = load();
	json_auto_t *view = NULL;

	add_topic(call_of(from), "Tid");
	add_topic(call_of(to), "Tiden");
	view = compare(*state, from, to);
	assert_string_equal(text_of(only_change(view), "text"),
	    "Emnerne på dansk var: tid: Tid. De er nu: tid: Tiden.");
	programme_free(from);
	programme_free(to);
}

static void
test_a_window_is_told_from_its_day(void **state)
{
	struct programme *from = load();
	struct programme *to = load();
	json_auto_t *view = NULL;

	call_of(from)->window = 0;
	change_window(call_of(to));
	view = compare(*state, from, to);
	assert_string_equal(text_of(only_change(view), "text"),
	    "Fristen var samme dag og er nu 7 arbejdsdage efter dagen.");
	programme_free(from);
	programme_free(to);
}

static void
test_what_no_words_tell_apart_is_told_as_the_file_has_it(void **state)
{
	struct programme *from = load();
	struct programme *to = load();
	json_auto_t *view = NULL;

	set_rule(&call_of(from)->due, "first_day + 0 workdays");
	set_rule(&call_of(to)->due, "first_day + 0 days");
	view = compare(*state, from, to);
	assert_string_equal(text_of(only_change(view), "text"),
	    "Dagen var first_day + 0 workdays og er nu first_day + 0 days.");
	programme_free(from);
	programme_free(to);
}

static void
test_a_guide_is_shown_as_it_was_and_is_with_nothing_that_runs(void **state)
{
	struct programme *from = load();
	struct programme *to = load();
	json_auto_t *view = NULL;
	const json_t *change;

	call_of(from)->guide.in[LANGUAGE_DA] = memory_strdup("## Ring\n");
	call_of(to)->guide.in[LANGUAGE_DA] =
	    memory_strdup("Ring <script>x()</script>\n");
	view = compare(*state, from, to);
	change = only_change(view);
	assert_string_equal(
	    text_of(change, "text"), "Vejledningen på dansk er ændret.");
	assert_true(json_is_true(json_object_get(change, "has_guides")));
	assert_string_equal(text_of(change, "before_html"), "<h5>Ring</h5>\n");
	assert_null(strstr(text_of(change, "after_html"), "<script"));
	programme_free(from);
	programme_free(to);
}

static void
test_guides_beyond_what_a_page_holds_are_named_but_not_shown(void **state)
{
	struct programme *from = load();
	struct programme *to = load();
	cleanup_(memory_free_ptr) char *huge = memory_alloc(60001);
	json_auto_t *view = NULL;
	const json_t *steps;
	size_t shown = 0;
	size_t i;
	const json_t *step;

	memset(huge, 'x', 60000);
	for (size_t k = 0; k < to->step_count; k++)
		set_text(&to->steps[k].guide.in[LANGUAGE_EN], huge);
	view = compare(*state, from, to);
	steps = json_object_get(view, "changed");
	assert_int_equal(json_array_size(steps), to->step_count);
	json_array_foreach((json_t *)(uintptr_t)steps, i, step)
	{
		shown += json_is_true(json_object_get(
		    json_array_get(json_object_get(step, "changes"), 0),
		    "has_guides"));
	}
	assert_in_range(shown, 1, PROGRAMME_CHANGES_ROOM / 60000);
	programme_free(from);
	programme_free(to);
}

static void
test_steps_that_are_new_gone_or_moved_are_told_apart(void **state)
{
	struct programme *from = load();
	struct programme *to = load();
	json_auto_t *view = NULL;
	const json_t *added;
	const json_t *removed;
	struct step first = to->steps[0];

	set_text(&call_of(to)->id, "ring");
	set_text(&call_of(from)->id, "opkald");
	memmove(&to->steps[0], &to->steps[1], 2 * sizeof(*to->steps));
	to->steps[2] = first;
	view = compare(*state, from, to);
	added = json_array_get(json_object_get(view, "added"), 0);
	removed = json_array_get(json_object_get(view, "removed"), 0);
	assert_string_equal(text_of(added, "id"), "ring");
	assert_string_equal(text_of(added, "about"),
	    "Opkald, Nærmeste leder, 5 arbejdsdage efter tilsagnet");
	assert_string_equal(text_of(removed, "id"), "opkald");
	assert_string_equal(
	    text_of(json_array_get(
			json_object_get(
			    json_array_get(json_object_get(view, "changed"), 0),
			    "changes"),
			0),
		"text"),
	    "Trinnet står nu lige efter »Velkomstmail: det sker der nu«.");
	programme_free(from);
	programme_free(to);
}

static void
test_what_the_programme_itself_says_comes_apart_from_its_steps(void **state)
{
	struct programme *from = load();
	struct programme *to = load();
	json_auto_t *view = NULL;
	const json_t *own;

	set_text(&to->title.in[LANGUAGE_EN], "Leader");
	to->kind = PROGRAMME_EXIT;
	set_text(&to->phases[0].title.in[LANGUAGE_DA], "Først");
	view = compare(*state, from, to);
	own = json_object_get(view, "own");
	assert_int_equal(json_array_size(own), 3);
	assert_string_equal(json_string_value(json_array_get(own, 0)),
	    "Titlen på engelsk var »Ny leder« og er nu »Leader«.");
	assert_string_equal(json_string_value(json_array_get(own, 1)),
	    "Slagsen var Introduktion og er nu Fratrædelse.");
	assert_non_null(
	    strstr(json_string_value(json_array_get(own, 2)), "Faserne på"));
	assert_false(json_is_true(json_object_get(view, "has_changed")));
	programme_free(from);
	programme_free(to);
}

static void
test_two_that_say_the_same_have_no_changes(void **state)
{
	struct programme *from = load();
	json_auto_t *view = compare(*state, from, from);

	assert_false(json_is_true(json_object_get(view, "has_changes")));
	programme_free(from);
}

static void
test_sentences_are_in_the_language_of_the_catalogue(void **state)
{
	struct world *world = *state;
	struct programme *from = load();
	struct programme *to = load();
	json_auto_t *view = NULL;

	change_latest(call_of(to));
	view = programme_changes_view(
	    from, to, world->engine->catalogues[LANGUAGE_EN]);
	assert_string_equal(text_of(only_change(view), "text"),
	    "The deadline was 1 workday before the first workday and is now 3 "
	    "workdays before the first workday.");
	programme_free(from);
	programme_free(to);
}

#define WORLD_TEST(test)                                                       \
	cmocka_unit_test_setup_teardown(test, set_up, world_case_tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    WORLD_TEST(test_each_field_that_changes_is_told_in_a_sentence),
	    WORLD_TEST(test_what_a_talk_is_about_is_told_by_language),
	    WORLD_TEST(test_a_window_is_told_from_its_day),
	    WORLD_TEST(
		test_what_no_words_tell_apart_is_told_as_the_file_has_it),
	    WORLD_TEST(
		test_a_guide_is_shown_as_it_was_and_is_with_nothing_that_runs),
	    WORLD_TEST(
		test_guides_beyond_what_a_page_holds_are_named_but_not_shown),
	    WORLD_TEST(test_steps_that_are_new_gone_or_moved_are_told_apart),
	    WORLD_TEST(
		test_what_the_programme_itself_says_comes_apart_from_its_steps),
	    WORLD_TEST(test_two_that_say_the_same_have_no_changes),
	    WORLD_TEST(test_sentences_are_in_the_language_of_the_catalogue),
	};

	return cmocka_run_group_tests_name(
	    "engine/programme_changes", tests, NULL, NULL);
}
