/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/survey.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

static const char *const answerers[] = {
    [SURVEY_LEADER] = "leader",
    [SURVEY_MANAGER] = "manager",
    [SURVEY_MENTOR] = "mentor",
    [SURVEY_RESPONSIBLE] = "responsible",
    [SURVEY_PARTICIPANTS] = "participants",
    [SURVEY_PARTICIPANTS_MANAGERS] = "participants_managers",
};

static const char *const kinds[] = {
    [SURVEY_SCALE] = "scale",
    [SURVEY_CHOICE] = "choice",
    [SURVEY_TEXT] = "text",
};

static const char *const dimensions[SURVEY_DIMENSION_COUNT] = {
    [SURVEY_NO_DIMENSION] = "",
    [SURVEY_ROLE_CLARITY] = "role_clarity",
    [SURVEY_SELF_EFFICACY] = "self_efficacy",
    [SURVEY_SOCIAL_ACCEPTANCE] = "social_acceptance",
    [SURVEY_EXPECTATIONS_MET] = "expectations_met",
    [SURVEY_SATISFACTION] = "satisfaction",
    [SURVEY_OF_MENTOR] = "mentor",
    [SURVEY_SUPPORT] = "support",
};

struct survey *
survey_new(void)
{
	return memory_alloc(sizeof(struct survey));
}

static void
release_question(struct survey_question *question)
{
	free(question->id);
	text_pair_release(&question->text);
	text_pair_release(&question->help);
	text_pair_release(&question->low);
	text_pair_release(&question->high);
	for (size_t i = 0; i < question->choice_count; i++) {
		free(question->choices[i].id);
		text_pair_release(&question->choices[i].text);
	}
	free(question->choices);
}

void
survey_free(struct survey *survey)
{
	if (survey == NULL)
		return;
	for (size_t i = 0; i < survey->question_count; i++)
		release_question(&survey->questions[i]);
	free(survey->questions);
	for (size_t i = 0; i < survey->step_count; i++) {
		free(survey->steps[i].programme);
		free(survey->steps[i].step);
	}
	free(survey->steps);
	text_pair_release(&survey->title);
	text_pair_release(&survey->purpose);
	text_pair_release(&survey->intro);
	free(survey->id);
	free(survey);
}

void
survey_free_ptr(struct survey **survey)
{
	survey_free(*survey);
	*survey = NULL;
}

static struct survey_question
copy_question(const struct survey_question *question)
{
	struct survey_question copy = *question;

	copy.id = memory_strdup(question->id);
	copy.text = text_pair_copy(&question->text);
	copy.help = text_pair_copy(&question->help);
	copy.low = text_pair_copy(&question->low);
	copy.high = text_pair_copy(&question->high);
	copy.choices =
	    memory_resize(NULL, question->choice_count, sizeof(*copy.choices));
	for (size_t i = 0; i < question->choice_count; i++) {
		copy.choices[i] = question->choices[i];
		copy.choices[i].id = memory_strdup(question->choices[i].id);
		copy.choices[i].text =
		    text_pair_copy(&question->choices[i].text);
	}
	return copy;
}

struct survey *
survey_copy(const struct survey *survey)
{
	struct survey *copy = survey_new();

	*copy = *survey;
	copy->id = memory_strdup(survey->id);
	copy->title = text_pair_copy(&survey->title);
	copy->purpose = text_pair_copy(&survey->purpose);
	copy->intro = text_pair_copy(&survey->intro);
	copy->steps =
	    memory_resize(NULL, survey->step_count, sizeof(*copy->steps));
	for (size_t i = 0; i < survey->step_count; i++) {
		copy->steps[i].programme =
		    memory_strdup(survey->steps[i].programme);
		copy->steps[i].step = memory_strdup(survey->steps[i].step);
	}
	copy->questions = memory_resize(
	    NULL, survey->question_count, sizeof(*copy->questions));
	for (size_t i = 0; i < survey->question_count; i++)
		copy->questions[i] = copy_question(&survey->questions[i]);
	return copy;
}

int
survey_find_question(const struct survey *survey, const char *id)
{
	for (size_t i = 0; i < survey->question_count; i++)
		if (strcmp(survey->questions[i].id, id) == 0)
			return (int)i;
	return -1;
}

int
survey_find_choice(const struct survey_question *question, const char *id)
{
	for (size_t i = 0; i < question->choice_count; i++)
		if (strcmp(question->choices[i].id, id) == 0)
			return (int)i;
	return -1;
}

bool
survey_is_sent_by(
    const struct survey *survey, const char *programme, const char *step)
{
	for (size_t i = 0; i < survey->step_count; i++)
		if (strcmp(survey->steps[i].programme, programme) == 0 &&
		    strcmp(survey->steps[i].step, step) == 0)
			return true;
	return false;
}

static bool
question_can_be_red(const struct survey_question *question)
{
	for (size_t i = 0; i < question->choice_count; i++)
		if (question->choices[i].is_red)
			return true;
	return question->red_at_most > 0;
}

bool
survey_can_be_red(const struct survey *survey)
{
	for (size_t i = 0; i < survey->question_count; i++)
		if (question_can_be_red(&survey->questions[i]))
			return true;
	return false;
}

/* The index of a word, or -1. */
static int
find_word(const char *const *words, size_t count, const char *text)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(words[i], text) == 0)
			return (int)i;
	return -1;
}

bool
survey_answerer_is_of_cohort(enum survey_answerer answerer)
{
	return answerer == SURVEY_PARTICIPANTS ||
	       answerer == SURVEY_PARTICIPANTS_MANAGERS;
}

const char *
survey_answerer_name(enum survey_answerer answerer)
{
	return answerers[answerer];
}

int
survey_answerer_parse(
    const char *text, enum survey_answerer *ret_answerer, struct error *err)
{
	int found = find_word(answerers, ARRAY_LEN(answerers), text);

	if (found < 0)
		return error_set(err, OB_EINVALID,
		    "'%.40s' cannot answer a survey; use leader, manager, "
		    "mentor, responsible, participants or "
		    "participants_managers",
		    text);
	*ret_answerer = (enum survey_answerer)found;
	return OB_OK;
}

const char *
survey_kind_name(enum survey_kind kind)
{
	return kinds[kind];
}

int
survey_kind_parse(
    const char *text, enum survey_kind *ret_kind, struct error *err)
{
	int found = find_word(kinds, ARRAY_LEN(kinds), text);

	if (found < 0)
		return error_set(err, OB_EINVALID,
		    "'%.40s' is not a kind of question; use scale, choice or "
		    "text",
		    text);
	*ret_kind = (enum survey_kind)found;
	return OB_OK;
}

const char *
survey_dimension_name(enum survey_dimension dimension)
{
	return dimensions[dimension];
}

int
survey_dimension_parse(
    const char *text, enum survey_dimension *ret_dimension, struct error *err)
{
	int found = find_word(dimensions, ARRAY_LEN(dimensions), text);

	if (found < 0)
		return error_set(err, OB_EINVALID,
		    "'%.40s' is not a dimension; use role_clarity, "
		    "self_efficacy, social_acceptance, expectations_met, "
		    "satisfaction, mentor or support",
		    text);
	*ret_dimension = (enum survey_dimension)found;
	return OB_OK;
}

int
survey_step_parse(
    const char *text, struct survey_step *ret_step, struct error *err)
{
	const char *colon = strchr(text, ':');

	if (colon == NULL || colon == text || colon[1] == '\0')
		return error_set(err, OB_EINVALID,
		    "'%.80s' is not a step; write PROGRAMME:STEP, as "
		    "ny-leder:puls-1",
		    text);
	ret_step->programme = memory_strndup(text, (size_t)(colon - text));
	ret_step->step = memory_strdup(colon + 1);
	return OB_OK;
}
