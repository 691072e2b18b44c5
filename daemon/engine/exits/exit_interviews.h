/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_EXITS_EXIT_INTERVIEWS_H
#define ONBOARD_ENGINE_EXITS_EXIT_INTERVIEWS_H

#include <jansson.h>
#include <stdint.h>

#include "base/error.h"
#include "engine/dossier/dossier.h"

struct engine;
struct person;

/*
 * The talk with somebody who leaves, held by somebody neutral.  That it was
 * held, on which day and by whom is kept, with the reasons in coded words; a
 * note only until its day.  The audit has neither reasons nor note.
 */

/* As text; NULL where nothing was given. */
struct exit_interview_request {
	const char *held;
	const char *interviewer; /* "Name <addr>"; default: whose step it is */
	const char *main;
	const char *reasons; /* others, commas between */
	const char *text;
};

/*
 * Keeps it and completes the step, if that is open:
 * {"exit_interview":{"leader",
 * "held","interviewer","main","reasons","text","kept_until"}}.  OB_ECONFLICT
 * when there is one already, and for what is no exit; OB_EINVALID for an
 * interviewer who is not neutral.
 */
int exit_interviews_record(struct engine *engine, const char *actor,
    int64_t journey_id, const struct exit_interview_request *request,
    json_t **ret_view, struct error *err) OB_MUST_CHECK;

/* The same of one that is kept; OB_ENOTFOUND. */
int exit_interviews_show(struct engine *engine, int64_t journey_id,
    json_t **ret_view, struct error *err) OB_MUST_CHECK;

/*
 * OB_EINVALID for the leader, and for who stands in the leader's own reporting
 * line, above or below.  field names the input.
 */
int exit_interviews_check(const struct dossier *dossier,
    const struct person *person, const char *field,
    struct error *err) OB_MUST_CHECK;

/* Deletes the notes whose day has come; the audit tells how many. */
int exit_interviews_expire(
    struct engine *engine, struct error *err) OB_MUST_CHECK;

#endif
