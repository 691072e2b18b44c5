/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/survey_request.h"

#include <string.h>

#include "base/memory.h"

static const char *const names[] = {
    [SURVEY_REQUEST_OPEN] = "open",
    [SURVEY_REQUEST_ANSWERED] = "answered",
    [SURVEY_REQUEST_CLOSED] = "closed",
    [SURVEY_REQUEST_CANCELLED] = "cancelled",
};

static const int reminder_after[SURVEY_REMINDERS_MAX] = {3, 6};

const char *
survey_request_state_name(enum survey_request_state state)
{
	return names[state];
}

int
survey_request_state_parse(
    const char *text, enum survey_request_state *ret_state, struct error *err)
{
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		if (strcmp(names[i], text) == 0) {
			*ret_state = (enum survey_request_state)i;
			return OB_OK;
		}
	}
	return error_set(err, OB_EINVALID,
	    "'%.40s' is none of open, answered, closed, cancelled", text);
}

bool
survey_request_is(const char *name, enum survey_request_state state)
{
	return strcmp(name, names[state]) == 0;
}

int
survey_request_reminders_due(int workdays)
{
	int due = 0;

	while (due < SURVEY_REMINDERS_MAX && workdays >= reminder_after[due])
		due++;
	return due;
}
