/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "model/survey.h"

#define KEY_SIZE 64

struct checking {
	const struct survey *survey;
	int question; /* -1: the survey itself */
	survey_report_fn report_fn;
	void *arg;
	size_t mistakes;
};

static void report(struct checking *checking, const char *key,
    const char *format, ...) OB_PRINTF(3, 4);

static void
report(struct checking *checking, const char *key, const char *format, ...)
{
	char text[512];
	va_list args;

	va_start(args, format);
	(void)vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	checking->mistakes++;
	if (checking->report_fn != NULL)
		checking->report_fn(
		    checking->arg, checking->question, key, text);
}

static void
check_id(struct checking *checking, const char *key, const char *id)
{
	size_t len = strlen(id);

	if (len == 0 || len >= SURVEY_ID_SIZE ||
	    strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-") != len)
		report(checking, key,
		    "'%.80s' is not an id; use at most %d of the letters a to "
		    "z, digits and hyphens",
		    id, SURVEY_ID_SIZE - 1);
}

typedef int (*text_check_fn)(
    const char *field, const char *text, size_t max_chars, struct error *err);

/* key is the pair's; each language has a text of its own. */
static void
check_pair(struct checking *checking, const char *key,
    const struct text_pair *pair, text_check_fn check, size_t max_chars)
{
	for (int i = 0; i < LANGUAGE_COUNT; i++) {
		const char *text = pair->in[i] == NULL ? "" : pair->in[i];
		struct error err = ERROR_INIT;
		char path[KEY_SIZE];

		(void)snprintf(path, sizeof(path), "%s.%s", key,
		    language_code((enum language)i));
		if (check(path, text, max_chars, &err) < 0)
			report(checking, path, "%s", err.text);
	}
}

static void
check_line(
    struct checking *checking, const char *key, const struct text_pair *pair)
{
	check_pair(checking, key, pair, utf8_check_line, SURVEY_MAX_LINE);
}

static bool
is_given(const struct text_pair *pair)
{
	return pair->in[LANGUAGE_DA] != NULL || pair->in[LANGUAGE_EN] != NULL;
}

static void
check_steps(struct checking *checking)
{
	const struct survey *survey = checking->survey;

	if (survey->step_count == 0)
		report(checking, "sent_by",
		    "no step sends the survey; name one as PROGRAMME:STEP");
	for (size_t i = 0; i < survey->step_count; i++) {
		const struct survey_step *step = &survey->steps[i];
		char key[KEY_SIZE];

		(void)snprintf(key, sizeof(key), "sent_by[%zu]", i);
		check_id(checking, key, step->programme);
		check_id(checking, key, step->step);
		for (size_t j = 0; j < i; j++)
			if (strcmp(survey->steps[j].step, step->step) == 0 &&
			    strcmp(survey->steps[j].programme,
				step->programme) == 0)
				report(checking, key,
				    "'%.64s:%.64s' stands twice",
				    step->programme, step->step);
	}
}

/* What an intro promises of a red answer must be what happens. */
static void
check_red(struct checking *checking)
{
	const struct survey *survey = checking->survey;
	bool is_told = survey->red_manager || survey->red_coordinator;

	if (survey_can_be_red(survey) && !is_told)
		report(checking, "red_tells",
		    "an answer can be red, but nobody is told; name manager, "
		    "coordinator or both");
	if (!survey_can_be_red(survey) && is_told)
		report(checking, "red_tells",
		    "no answer can be red, so there is nothing to tell");
	if (survey->answered_by == SURVEY_MANAGER && survey->red_manager)
		report(checking, "red_tells",
		    "the manager answers this survey, so only the coordinator "
		    "is told");
	if (survey_answerer_is_of_cohort(survey->answered_by) &&
	    survey->red_manager)
		report(checking, "red_tells",
		    "a cohort has no manager, so only the coordinator is told");
}

static void
check_survey(struct checking *checking)
{
	const struct survey *survey = checking->survey;

	check_id(checking, "id", survey->id);
	check_line(checking, "title", &survey->title);
	check_line(checking, "purpose", &survey->purpose);
	check_pair(checking, "intro", &survey->intro, utf8_check_text,
	    SURVEY_MAX_INTRO);
	if (survey->minutes < 1 || survey->minutes > SURVEY_MAX_MINUTES)
		report(checking, "minutes",
		    "a survey takes 1 to %d minutes, not %d",
		    SURVEY_MAX_MINUTES, survey->minutes);
	check_steps(checking);
	check_red(checking);
	if (survey->question_count == 0)
		report(checking, "questions", "the survey has no questions");
	else if (survey->question_count > SURVEY_MAX_QUESTIONS)
		report(checking, "questions",
		    "the survey has %zu questions; it may have %d",
		    survey->question_count, SURVEY_MAX_QUESTIONS);
}

static void
check_scale(struct checking *checking, const struct survey_question *question)
{
	if (question->kind != SURVEY_SCALE) {
		if (is_given(&question->low) || is_given(&question->high))
			report(checking, "low",
			    "only a scale has a low and a high end");
		if (question->red_at_most != 0)
			report(checking, "red_at_most",
			    "only a scale is red at most a number; mark a "
			    "choice with red");
		return;
	}
	check_line(checking, "low", &question->low);
	check_line(checking, "high", &question->high);
	if (question->red_at_most < 0 ||
	    question->red_at_most >= SURVEY_SCALE_MAX)
		report(checking, "red_at_most",
		    "%d is no limit for red answers; use %d to %d",
		    question->red_at_most, SURVEY_SCALE_MIN,
		    SURVEY_SCALE_MAX - 1);
	if (question->dimension == SURVEY_NO_DIMENSION)
		report(checking, "dimension",
		    "a scale measures something; name its dimension");
}

static void
check_choice(struct checking *checking, const struct survey_question *question,
    size_t index)
{
	const struct survey_choice *choice = &question->choices[index];
	char key[KEY_SIZE];

	(void)snprintf(key, sizeof(key), "choices[%zu].id", index);
	check_id(checking, key, choice->id);
	if (survey_find_choice(question, choice->id) != (int)index)
		report(checking, key,
		    "two choices are called '%.80s'; give each its own id",
		    choice->id);
	(void)snprintf(key, sizeof(key), "choices[%zu].text", index);
	check_line(checking, key, &choice->text);
}

static void
check_choices(struct checking *checking, const struct survey_question *question)
{
	if (question->kind != SURVEY_CHOICE) {
		if (question->choice_count > 0 || question->is_several)
			report(checking, "choices",
			    "only a question of kind choice has choices");
		return;
	}
	if (question->choice_count < 2 ||
	    question->choice_count > SURVEY_MAX_CHOICES)
		report(checking, "choices",
		    "there is a choice between 2 to %d, not %zu",
		    SURVEY_MAX_CHOICES, question->choice_count);
	for (size_t i = 0; i < question->choice_count; i++)
		check_choice(checking, question, i);
}

/* Whoever must write something writes nothing of worth, or too much. */
static void
check_text(struct checking *checking, const struct survey_question *question)
{
	if (question->kind == SURVEY_TEXT && question->is_required)
		report(
		    checking, "required", "the own words are never required");
}

static void
check_asked(struct checking *checking, const struct survey_condition *only_if,
    const struct survey_question *asked)
{
	bool wants_choice = only_if->relation == SURVEY_IS;

	if (wants_choice != (asked->kind == SURVEY_CHOICE) ||
	    asked->kind == SURVEY_TEXT)
		report(checking, "only_if",
		    "'%.80s' is of kind %s; a scale is compared by <= or >=, a "
		    "choice by =",
		    asked->id, survey_kind_name(asked->kind));
	else if (wants_choice && survey_find_choice(asked, only_if->choice) < 0)
		report(checking, "only_if", "'%.80s' has no choice '%.80s'",
		    asked->id, only_if->choice);
	else if ((only_if->relation == SURVEY_AT_MOST &&
		     only_if->value == SURVEY_SCALE_MAX) ||
		 (only_if->relation == SURVEY_AT_LEAST &&
		     only_if->value == SURVEY_SCALE_MIN))
		report(checking, "only_if",
		    "every answer to '%.80s' fits; leave the condition out",
		    asked->id);
}

static void
check_condition(
    struct checking *checking, const struct survey_question *question)
{
	const struct survey_condition *only_if = &question->only_if;
	int asked;

	if (only_if->relation == SURVEY_ALWAYS)
		return;
	asked = survey_find_question(checking->survey, only_if->question);
	if (asked < 0)
		report(checking, "only_if", "there is no question '%.80s'",
		    only_if->question);
	else if (asked >= checking->question)
		report(checking, "only_if",
		    "'%.80s' is not asked before this question",
		    only_if->question);
	else
		check_asked(
		    checking, only_if, &checking->survey->questions[asked]);
}

static void
check_question(struct checking *checking)
{
	const struct survey_question *question =
	    &checking->survey->questions[checking->question];

	check_id(checking, "id", question->id);
	if (survey_find_question(checking->survey, question->id) !=
	    checking->question)
		report(checking, "id",
		    "two questions are called '%.80s'; give each its own id",
		    question->id);
	check_line(checking, "text", &question->text);
	if (is_given(&question->help))
		check_line(checking, "help", &question->help);
	check_scale(checking, question);
	check_choices(checking, question);
	check_text(checking, question);
	check_condition(checking, question);
}

size_t
survey_check(const struct survey *survey, survey_report_fn report_fn, void *arg)
{
	struct checking checking = {
	    .survey = survey,
	    .question = -1,
	    .report_fn = report_fn,
	    .arg = arg,
	};

	check_survey(&checking);
	for (size_t i = 0; i < survey->question_count; i++) {
		checking.question = (int)i;
		check_question(&checking);
	}
	return checking.mistakes;
}
