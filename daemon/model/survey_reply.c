/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/survey_reply.h"

#include <assert.h>
#include <string.h>

#include "base/utf8.h"

static const char *const fault_names[] = {
    [SURVEY_FINE] = "fine",
    [SURVEY_MISSING] = "missing",
    [SURVEY_UNKNOWN] = "unknown",
    [SURVEY_TOO_MANY] = "too_many",
    [SURVEY_TOO_LONG] = "too_long",
    [SURVEY_BAD_TEXT] = "bad_text",
};

const char *
survey_reply_fault_name(enum survey_fault fault)
{
	return fault_names[fault];
}

static bool
is_of(const struct survey_value *value, const char *question)
{
	return strcmp(value->question, question) == 0 &&
	       !utf8_is_blank(value->value, strlen(value->value));
}

const char *
survey_reply_find(const struct survey_reply *reply, const char *question)
{
	for (size_t i = 0; i < reply->count; i++) {
		if (is_of(&reply->values[i], question))
			return reply->values[i].value;
	}
	return NULL;
}

bool
survey_reply_has(
    const struct survey_reply *reply, const char *question, const char *value)
{
	for (size_t i = 0; i < reply->count; i++) {
		if (is_of(&reply->values[i], question) &&
		    strcmp(reply->values[i].value, value) == 0)
			return true;
	}
	return false;
}

/* The number on the scale, or 0. */
static int
on_scale(const char *value)
{
	int number = value[0] - '0';

	if (value[0] == '\0' || value[1] != '\0' || number < SURVEY_SCALE_MIN ||
	    number > SURVEY_SCALE_MAX)
		return 0;
	return number;
}

static bool
holds(
    const struct survey_condition *condition, const struct survey_reply *reply)
{
	const char *value = survey_reply_find(reply, condition->question);
	int number = value == NULL ? 0 : on_scale(value);

	switch (condition->relation) {
	case SURVEY_ALWAYS:
		return true;
	case SURVEY_AT_MOST:
		return number != 0 && number <= condition->value;
	case SURVEY_AT_LEAST:
		return number >= condition->value;
	case SURVEY_IS:
		break;
	}
	return survey_reply_has(reply, condition->question, condition->choice);
}

bool
survey_reply_asks(const struct survey *survey, const struct survey_reply *reply,
    size_t question)
{
	int at = (int)question;

	/* A condition names an earlier question, so that this ends. */
	while (at >= 0) {
		const struct survey_condition *condition =
		    &survey->questions[at].only_if;
		int before;

		if (condition->relation == SURVEY_ALWAYS)
			return true;
		before = survey_find_question(survey, condition->question);
		assert(before < at);
		if (!holds(condition, reply))
			return false;
		at = before;
	}
	return false;
}

static enum survey_fault
check_text(const char *text)
{
	if (utf8_length(text) > SURVEY_TEXT_MAX)
		return SURVEY_TOO_LONG;
	return utf8_check_text("text", text, SURVEY_TEXT_MAX, NULL) == OB_OK
		   ? SURVEY_FINE
		   : SURVEY_BAD_TEXT;
}

static bool
is_known(const struct survey_question *question, const char *value)
{
	return question->kind == SURVEY_SCALE
		   ? on_scale(value) != 0
		   : survey_find_choice(question, value) >= 0;
}

static enum survey_fault
check_values(
    const struct survey_question *question, const struct survey_reply *reply)
{
	size_t count = 0;

	for (size_t i = 0; i < reply->count; i++) {
		const struct survey_value *value = &reply->values[i];

		if (!is_of(value, question->id))
			continue;
		if (!is_known(question, value->value))
			return SURVEY_UNKNOWN;
		count++;
	}
	return count > 1 && !question->is_several ? SURVEY_TOO_MANY
						  : SURVEY_FINE;
}

enum survey_fault
survey_reply_check(const struct survey *survey,
    const struct survey_reply *reply, size_t question)
{
	const struct survey_question *asked = &survey->questions[question];
	const char *value = survey_reply_find(reply, asked->id);

	if (!survey_reply_asks(survey, reply, question))
		return SURVEY_FINE;
	if (value == NULL)
		return asked->is_required ? SURVEY_MISSING : SURVEY_FINE;
	return asked->kind == SURVEY_TEXT ? check_text(value)
					  : check_values(asked, reply);
}

static bool
is_red_choice(
    const struct survey_question *question, const struct survey_reply *reply)
{
	for (size_t i = 0; i < question->choice_count; i++) {
		const struct survey_choice *choice = &question->choices[i];

		if (choice->is_red &&
		    survey_reply_has(reply, question->id, choice->id))
			return true;
	}
	return false;
}

static bool
is_red_number(
    const struct survey_question *question, const struct survey_reply *reply)
{
	const char *value = survey_reply_find(reply, question->id);
	int number = value == NULL ? 0 : on_scale(value);

	return number != 0 && number <= question->red_at_most;
}

bool
survey_reply_is_red(
    const struct survey *survey, const struct survey_reply *reply)
{
	for (size_t i = 0; i < survey->question_count; i++) {
		const struct survey_question *question = &survey->questions[i];

		if (survey_reply_asks(survey, reply, i) &&
		    (question->kind == SURVEY_SCALE
			    ? is_red_number(question, reply)
			    : is_red_choice(question, reply)))
			return true;
	}
	return false;
}
