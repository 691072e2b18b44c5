/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdbool.h>
#include <string.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "engine/hr/hr_programmes.h"
#include "engine/programmes/programme_words.h"
#include "text/markdown.h"

#define HEADING_SHIFT 2	       /* guides begin at level 2, below a step's */
#define ROOM ((size_t)2 << 20) /* bytes of guides that a page has room for */

struct reading {
	struct programme_words words;
	struct ladder usual; /* that most steps have */
	enum language language;
	size_t room;
};

static void
set(json_t *view, const char *name, json_t *value)
{
	(void)json_object_set_new(view, name, value);
}

/* A fact that is left out where it says nothing; takes the text. */
static void
add_fact(
    const struct reading *reading, json_t *facts, const char *name, char *text)
{
	if (text[0] != '\0')
		(void)json_array_append_new(
		    facts, json_pack("{s:s, s:s}", "label",
			       programme_words_of(
				   &reading->words, "hr_programme.%s", name),
			       "text", text));
	memory_free_ptr(&text);
}

static char *
receiver(const struct programme_words *words, const struct step *step)
{
	return step->mail_to == NULL
		   ? memory_strdup("")
		   : programme_words_role(words, step->mail_to);
}

static char *
own_reminders(const struct reading *reading, const struct step *step)
{
	return ladder_equal(&step->ladder, &reading->usual)
		   ? memory_strdup("")
		   : programme_words_reminders(&reading->words, step);
}

static json_t *
facts_of(const struct reading *reading, const struct step *step)
{
	const struct programme_words *words = &reading->words;
	json_t *facts = json_array();

	add_fact(reading, facts, "due", programme_words_due(words, step));
	add_fact(reading, facts, "latest", programme_words_latest(words, step));
	add_fact(reading, facts, "repeat", programme_words_repeat(words, step));
	add_fact(reading, facts, "responsible",
	    programme_words_role(words, step->role));
	add_fact(reading, facts, "participants",
	    programme_words_participants(words, step));
	add_fact(reading, facts, "receiver", receiver(words, step));
	add_fact(
	    reading, facts, "duration", programme_words_duration(words, step));
	add_fact(
	    reading, facts, "requires", programme_words_requires(words, step));
	add_fact(reading, facts, "topics", programme_words_topics(words, step));
	add_fact(reading, facts, "condition",
	    programme_words_condition(words, step));
	add_fact(reading, facts, "reminders", own_reminders(reading, step));
	return facts;
}

/* The guide, as long as there is room on the page. */
static void
add_guide(struct reading *reading, const struct step *step, json_t *view)
{
	const char *guide = step->guide.in[reading->language];
	cleanup_(strbuf_release) struct strbuf html = STRBUF_INIT;
	bool has_guide =
	    guide != NULL && markdown_to_html(guide, strlen(guide),
				 HEADING_SHIFT, &html, NULL) == OB_OK;
	bool is_cut = has_guide && html.len > reading->room;

	if (has_guide && !is_cut)
		reading->room -= html.len;
	set(view, "has_guide", json_boolean(has_guide && !is_cut));
	set(view, "is_guide_cut", json_boolean(is_cut));
	set(view, "guide_html", json_string(is_cut ? "" : html.buf));
}

static json_t *
step_view(struct reading *reading, const struct step *step)
{
	json_t *view = json_pack("{s:s, s:s, s:s, s:b, s:b, s:o}", "id",
	    step->id, "title", step->title.in[reading->language], "kind",
	    programme_words_of(
		&reading->words, "kind.%s", step_kind_name(step->kind)),
	    "is_optional", (int)step->optional, "is_undisturbed",
	    (int)step->undisturbed, "facts", facts_of(reading, step));

	add_guide(reading, step, view);
	return view;
}

static json_t *
phase_view(struct reading *reading, const struct phase *phase)
{
	const struct programme *programme = reading->words.programme;
	json_t *steps = json_array();

	for (size_t i = 0; i < programme->step_count; i++) {
		if (programme->steps[i].phase == phase->id)
			(void)json_array_append_new(
			    steps, step_view(reading, &programme->steps[i]));
	}
	return json_pack("{s:i, s:s, s:I, s:o}", "phase", phase->id, "title",
	    phase->title.in[reading->language], "count",
	    (json_int_t)json_array_size(steps), "steps", steps);
}

/* How many steps have the ladder. */
static size_t
count_alike(const struct programme *programme, const struct ladder *ladder)
{
	size_t count = 0;

	for (size_t i = 0; i < programme->step_count; i++)
		count += ladder_equal(ladder, &programme->steps[i].ladder);
	return count;
}

/* A step with the ladder that most steps have, the first of several. */
static size_t
most_usual(const struct programme *programme)
{
	size_t best = 0;
	size_t most = 0;

	for (size_t i = 0; i < programme->step_count; i++) {
		size_t count =
		    count_alike(programme, &programme->steps[i].ladder);

		if (count > most) {
			best = i;
			most = count;
		}
	}
	return best;
}

json_t *
hr_programmes_phases(
    const struct programme *programme, const struct catalogue *catalogue)
{
	struct step usual = {.ladder = ladder_default()};
	struct reading reading = {
	    .words = {catalogue, programme},
	    .language = catalogue_language(catalogue),
	    .room = ROOM,
	};
	cleanup_(memory_free_ptr) char *reminders = NULL;
	json_t *phases = json_array();

	if (programme->step_count > 0)
		usual.ladder = programme->steps[most_usual(programme)].ladder;
	reading.usual = usual.ladder;
	reminders = programme_words_reminders(&reading.words, &usual);
	for (size_t i = 0; i < programme->phase_count; i++)
		(void)json_array_append_new(
		    phases, phase_view(&reading, &programme->phases[i]));
	return json_pack(
	    "{s:s, s:o}", "reminders", reminders, "phases", phases);
}
