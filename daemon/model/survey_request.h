/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MODEL_SURVEY_REQUEST_H
#define ONBOARD_MODEL_SURVEY_REQUEST_H

#include <stdbool.h>

#include "base/error.h"

/*
 * Where it stands that somebody was asked to answer a survey:
 *
 *   open --> answered        (and answered again, until it closes)
 *     |--> closed            (its last day went by unanswered)
 *     `--> cancelled         (the step was given up, or is another's now)
 *   answered --> cancelled   (who left a cohort: the answers are deleted)
 *   cancelled --> open       (the step is to be done after all)
 *   closed --> open          (it was put off, or somebody sends it again)
 */
enum survey_request_state {
	SURVEY_REQUEST_OPEN,
	SURVEY_REQUEST_ANSWERED,
	SURVEY_REQUEST_CLOSED,
	SURVEY_REQUEST_CANCELLED
};

const char *survey_request_state_name(enum survey_request_state state);
int survey_request_state_parse(const char *text,
    enum survey_request_state *ret_state, struct error *err) OB_MUST_CHECK;
bool survey_request_is(const char *name, enum survey_request_state state);

/*
 * How many reminders are due after so many workdays: one after three and one
 * after six.
 */
#define SURVEY_REMINDERS_MAX 2
int survey_request_reminders_due(int workdays);

/* Workdays after the step's latest day on which it can still be answered. */
#define SURVEY_REQUEST_OPEN_WORKDAYS 10

#endif
