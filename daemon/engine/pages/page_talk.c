/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/pages/page_talk.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "engine/activities/first_tasks.h"
#include "engine/core/core.h"
#include "engine/dossier/course.h"
#include "engine/pages/page_case.h"
#include "engine/pages/page_verbs.h"
#include "text/catalogue.h"
#include "text/dates_text.h"
#include "text/json_text.h"

static void
set(json_t *view, const char *name, json_t *value)
{
	(void)json_object_set_new(view, name, value);
}

static void
add_url(const struct activity *activity, const struct page_reader *reader,
    const char *name, bool may, json_t *view)
{
	cleanup_(memory_free_ptr) char *key = memory_printf("%s_url", name);
	cleanup_(memory_free_ptr) char *tail =
	    memory_printf("/activities/%" PRId64 "/%s", activity->id, name);
	cleanup_(memory_free_ptr) char *url = page_reader_url(reader, tail);

	set(view, key, json_string(may ? url : ""));
}

/* What is told of it, in a line, and the topics that were talked about. */
static int
add_told(const struct page_reader *reader, const json_t *talk, json_t *view,
    struct error *err)
{
	const char *undisturbed = json_text_of(talk, "undisturbed");
	json_int_t minutes =
	    json_integer_value(json_object_get(talk, "minutes"));
	json_t *about = json_array();
	char day[DATES_TEXT_SIZE];
	char length[DATES_TEXT_SIZE] = "";
	struct date held = DATE_NONE;
	json_t *topic;
	size_t i;
	int status = date_parse(json_text_of(talk, "held_on"), &held, err);

	json_array_foreach(json_object_get(talk, "topics"), i, topic)
	{
		if (json_is_true(json_object_get(topic, "is_ticked")))
			(void)json_array_append(
			    about, json_object_get(topic, "text"));
	}
	set(view, "is_about", json_boolean(json_array_size(about) > 0));
	set(view, "about", about);
	if (status != OB_OK)
		return status;
	if (minutes > 0)
		(void)dates_text_duration(
		    reader->language, (int)minutes, length);
	return page_reader_say(reader, view, "talk_text", "page.talk_text",
	    json_pack("{s:s, s:s, s:b, s:b}", "day",
		dates_text_long(reader->language, held, day), "length", length,
		"is_undisturbed", (int)(strcmp(undisturbed, "yes") == 0),
		"is_disturbed", (int)(strcmp(undisturbed, "no") == 0)),
	    err);
}

/* The day it was to be held, unless that is still to come. */
static struct date
likely_day(const struct dossier *dossier, const struct activity *activity)
{
	return date_min(activity->planned, core_today(dossier->engine));
}

static void
set_choice(json_t *view, const char *undisturbed)
{
	bool is_yes = strcmp(undisturbed, "yes") == 0;
	bool is_no = strcmp(undisturbed, "no") == 0;

	set(view, "was_undisturbed", json_boolean(is_yes));
	set(view, "was_disturbed", json_boolean(is_no));
	set(view, "was_unsaid", json_boolean(!is_yes && !is_no));
}

/* As talks_view() has them of a talk that was held; of another, none ticked. */
static json_t *
topics_of(const struct step *step, enum language language, const json_t *talk)
{
	json_t *topics = json_object_get(talk, "topics");
	json_t *list;

	if (json_is_array(topics))
		return json_incref(topics);
	list = json_array();
	for (size_t i = 0; i < step->topic_count; i++)
		(void)json_array_append_new(
		    list, json_pack("{s:s, s:s, s:b}", "id", step->topics[i].id,
			      "text", step->topics[i].text.in[language],
			      "is_ticked", 0));
	return list;
}

static json_t *
choices_of(const json_t *topics)
{
	json_t *list = json_array();
	json_t *topic;
	size_t i;

	json_array_foreach((json_t *)(uintptr_t)topics, i, topic)
	{
		(void)json_array_append_new(
		    list, json_pack("{s:s, s:O, s:O}", "topic",
			      json_text_of(topic, "id"), "label",
			      json_object_get(topic, "text"), "is_ticked",
			      json_object_get(topic, "is_ticked")));
	}
	return list;
}

static json_t *
words_of(const struct page_reader *reader, const struct activity *task)
{
	json_t *list = json_array();

	for (size_t i = 0; first_tasks_outcomes[i] != NULL; i++) {
		const char *word = first_tasks_outcomes[i];
		cleanup_(memory_free_ptr) char *key =
		    memory_printf("page.outcome.%s", word);

		(void)json_array_append_new(list,
		    json_pack("{s:s, s:s, s:b}", "word", word, "label",
			catalogue_get(reader->catalogue, key), "is_chosen",
			(int)(strcmp(task->outcome, word) == 0)));
	}
	return list;
}

/* The first tasks, where the talk is about what became of them. */
static void
add_outcomes(const struct dossier *dossier, const struct activity *activity,
    const struct page_reader *reader, json_t *view)
{
	bool is_about = strcmp(activity->step, FIRST_TASKS_TALK) == 0;
	json_t *list = json_array();

	for (size_t i = 0; is_about && i < dossier->activity_count; i++) {
		const struct activity *task = &dossier->activities[i];

		if (!course_is_first_task(task->step) ||
		    dossier_state(task) == ACTIVITY_SKIPPED ||
		    dossier_state(task) == ACTIVITY_CANCELLED)
			continue;
		(void)json_array_append_new(
		    list, json_pack("{s:I, s:s, s:o}", "task",
			      (json_int_t)task->id, "task_title", task->title,
			      "words", words_of(reader, task)));
	}
	set(view, "has_outcomes", json_boolean(json_array_size(list) > 0));
	set(view, "outcomes", list);
}

static void
add_fields(const struct dossier *dossier, const struct activity *activity,
    const struct page_reader *reader, const json_t *talk, json_t *view)
{
	const struct step *step = dossier_step(dossier, activity);
	json_auto_t *topics = topics_of(step, reader->language, talk);
	const json_t *minutes = json_object_get(talk, "minutes");
	char likely[DATE_TEXT_SIZE];
	char today[DATE_TEXT_SIZE];
	char number[16] = "";

	(void)date_format(likely_day(dossier, activity), likely);
	(void)date_format(core_today(dossier->engine), today);
	if (json_is_integer(minutes))
		(void)snprintf(number, sizeof(number), "%" JSON_INTEGER_FORMAT,
		    json_integer_value(minutes));
	set(view, "held_on",
	    json_string(
		json_is_object(talk) ? json_text_of(talk, "held_on") : likely));
	set(view, "held_until", json_string(today));
	set(view, "minutes", json_string(number));
	set(view, "asks_minutes",
	    json_boolean(strcmp(activity->step, TALKS_WELCOME_CALL) != 0));
	set(view, "asks_undisturbed", json_boolean(step->undisturbed));
	set_choice(view, json_text_of(talk, "undisturbed"));
	set(view, "has_topics", json_boolean(json_array_size(topics) > 0));
	set(view, "topics", choices_of(topics));
	set(view, "talk_error", json_string(""));
	set(view, "held_on_is_wrong", json_false());
	set(view, "minutes_is_wrong", json_false());
}

int
page_talk_add(const struct dossier *dossier, const struct activity *activity,
    const struct page_reader *reader, json_t *view, struct error *err)
{
	bool is_told = talks_is_told_of(dossier, activity);
	bool was_there = page_verbs_was_there(dossier, activity, reader);
	bool can_complete = json_is_true(json_object_get(view, "can_complete"));
	json_auto_t *talk = NULL;
	int status =
	    talks_view(dossier, activity, (int)reader->language, &talk, err);

	if (status != OB_OK)
		return status;
	add_url(activity, reader, "held", is_told && can_complete, view);
	add_url(activity, reader, "talk",
	    is_told && was_there && json_is_object(talk), view);
	add_url(activity, reader, "sheet",
	    was_there && dossier_step(dossier, activity)->topic_count > 0 &&
		activity_is_open(dossier_state(activity)),
	    view);
	add_fields(dossier, activity, reader, talk, view);
	add_outcomes(dossier, activity, reader, view);
	set(view, "is_about", json_false());
	set(view, "about", json_array());
	set(view, "talk_text", json_string(""));
	return is_told && json_is_object(talk)
		   ? add_told(reader, talk, view, err)
		   : OB_OK;
}

static const char *
sent(const char *value)
{
	return value == NULL || value[0] == '\0' ? NULL : value;
}

int
page_talk_read(const struct page_case *item, struct talk_facts *ret_facts,
    struct error *err)
{
	const struct page_form *form = item->form;
	struct talk_facts facts = {.held_on = sent(form->held_on),
	    .minutes = TALKS_UNSAID,
	    .undisturbed = form->undisturbed,
	    .topics = form->topics};
	int status = form->minutes == NULL ? OB_OK
					   : talks_read_minutes(form->minutes,
						 &facts.minutes, err);

	if (status == OB_OK)
		*ret_facts = facts;
	return status;
}

bool
page_talk_says(const struct page_case *item, const struct talk_facts *facts)
{
	char today[DATE_TEXT_SIZE];

	(void)date_format(core_today(item->engine), today);
	return facts->minutes > 0 || sent(facts->undisturbed) != NULL ||
	       sent(facts->topics) != NULL ||
	       (facts->held_on != NULL && strcmp(facts->held_on, today) != 0);
}

/* " bidrag moeder " holds " bidrag ". */
static bool
is_listed(const char *topics, const char *id)
{
	cleanup_(memory_free_ptr) char *all = memory_printf(" %s ", topics);
	cleanup_(memory_free_ptr) char *one = memory_printf(" %s ", id);

	return strstr(all, one) != NULL;
}

static void
keep_typed(const struct page_form *form, json_t *activity)
{
	const char *topics = form->topics == NULL ? "" : form->topics;
	json_t *topic;
	size_t i;

	set(activity, "held_on",
	    json_string(form->held_on == NULL ? "" : form->held_on));
	set(activity, "minutes",
	    json_string(form->minutes == NULL ? "" : form->minutes));
	set_choice(
	    activity, form->undisturbed == NULL ? "" : form->undisturbed);
	json_array_foreach(json_object_get(activity, "topics"), i, topic)
	{
		set(topic, "is_ticked",
		    json_boolean(
			is_listed(topics, json_text_of(topic, "topic"))));
	}
}

char *
page_talk_explain(
    const struct page_case *item, json_t *activity, const char **ret_text)
{
	const char *key = "page.form_late";
	const char *field = "talk";
	struct talk_facts facts = {.held_on = NULL};
	struct error err = ERROR_INIT;
	int status = page_talk_read(item, &facts, &err);

	if (status == OB_OK)
		status =
		    talks_check(&item->dossier, item->activity, &facts, &err);
	if (status != OB_OK && strcmp(err.field, "minutes") == 0) {
		key = "page.talk_minutes_wrong";
		field = "minutes";
	} else if (status != OB_OK && strcmp(err.field, "held_on") == 0) {
		key = "page.talk_held_on_wrong";
		field = "held-on";
	}
	keep_typed(item->form, activity);
	*ret_text = catalogue_get(item->reader.catalogue, key);
	set(activity, "talk_error", json_string(*ret_text));
	set(activity, "minutes_is_wrong",
	    json_boolean(strcmp(field, "minutes") == 0));
	set(activity, "held_on_is_wrong",
	    json_boolean(strcmp(field, "held-on") == 0));
	return memory_printf("%s-%" PRId64, field, item->activity->id);
}
