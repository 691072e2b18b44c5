/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "model/survey.h"

static const struct {
	const char *sign;
	enum survey_relation relation;
} relations[] = {
    {" <= ", SURVEY_AT_MOST},
    {" >= ", SURVEY_AT_LEAST},
    {" = ", SURVEY_IS},
};

static int
refuse(const char *text, struct error *err)
{
	return error_set(err, OB_EINVALID,
	    "'%.150s' is not a condition; write QUESTION <= N, QUESTION >= N "
	    "or QUESTION = CHOICE",
	    text);
}

/* The digit of a scale, or 0. */
static int
scale_digit(const char *text)
{
	int value = *text - '0';

	if (text[0] == '\0' || text[1] != '\0' || value < SURVEY_SCALE_MIN ||
	    value > SURVEY_SCALE_MAX)
		return 0;
	return value;
}

static int
take_right_side(
    const char *text, struct survey_condition *condition, struct error *err)
{
	if (condition->relation == SURVEY_IS) {
		if (*text == '\0' || strlen(text) >= sizeof(condition->choice))
			return refuse(text, err);
		(void)snprintf(
		    condition->choice, sizeof(condition->choice), "%s", text);
		return OB_OK;
	}
	condition->value = scale_digit(text);
	if (condition->value == 0)
		return error_set(err, OB_EINVALID,
		    "'%.40s' is not on the scale; use %d to %d", text,
		    SURVEY_SCALE_MIN, SURVEY_SCALE_MAX);
	return OB_OK;
}

int
survey_condition_parse(
    const char *text, struct survey_condition *ret_condition, struct error *err)
{
	struct survey_condition condition = {.relation = SURVEY_ALWAYS};

	for (size_t i = 0; *text != '\0' && i < ARRAY_LEN(relations); i++) {
		const char *sign = strstr(text, relations[i].sign);
		size_t len = sign == NULL ? 0 : (size_t)(sign - text);
		int status;

		if (len == 0 || len >= sizeof(condition.question))
			continue;
		condition.relation = relations[i].relation;
		memcpy(condition.question, text, len);
		status = take_right_side(
		    sign + strlen(relations[i].sign), &condition, err);
		if (status == OB_OK)
			*ret_condition = condition;
		return status;
	}
	if (*text != '\0')
		return refuse(text, err);
	*ret_condition = condition;
	return OB_OK;
}

char *
survey_condition_format(const struct survey_condition *condition,
    char ret_text[SURVEY_CONDITION_SIZE])
{
	const char *question = condition->question;

	ret_text[0] = '\0';
	if (condition->relation == SURVEY_AT_MOST)
		(void)snprintf(ret_text, SURVEY_CONDITION_SIZE, "%s <= %d",
		    question, condition->value);
	else if (condition->relation == SURVEY_AT_LEAST)
		(void)snprintf(ret_text, SURVEY_CONDITION_SIZE, "%s >= %d",
		    question, condition->value);
	else if (condition->relation == SURVEY_IS)
		(void)snprintf(ret_text, SURVEY_CONDITION_SIZE, "%s = %s",
		    question, condition->choice);
	return ret_text;
}
