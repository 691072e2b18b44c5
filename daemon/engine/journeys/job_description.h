/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_JOURNEYS_JOB_DESCRIPTION_H
#define ONBOARD_ENGINE_JOURNEYS_JOB_DESCRIPTION_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"

struct acting;
struct dossier;
struct engine;
struct job_description;

/*
 * The honest description of a leader's job, which whoever hires writes before
 * the leader begins: the job as a whole, and what is hard about it, which may
 * not be left out.  Beside it may stand where the job's advertisement and the
 * description of its role are.  Saving it does the step "jobbeskrivelse".
 */
#define JOB_DESCRIPTION_STEP "jobbeskrivelse"
#define JOB_DESCRIPTION_MAX 10000 /* characters of each of the two texts */
#define JOB_DESCRIPTION_MAX_URL 2000

struct job_description_request {
	const char *text;	/* Markdown; NULL is "" */
	const char *challenges; /* Markdown; NULL: a section of text has it */
	const char *advertisement_url; /* https; "" is none, NULL: as it is */
	const char *role_url;	       /* of the role's description; the same */
	int version;	   /* that was changed; -1: whichever it is */
	int64_t writer_id; /* 0: nobody who is known */
};

/*
 * {"job_description":{"leader","text","challenges","advertisement_url",
 * "role_url","version","writer","written_at"}}.  Without challenges the text
 * has a section with the heading "Det udfordrende ved jobbet" or "The hard
 * parts of the job", which is taken out of it.  OB_EINVALID names the field,
 * OB_ECONFLICT for a journey that is over, no introduction, or "version" when
 * it was changed meanwhile.  The same texts again change nothing.
 */
int job_description_set(struct engine *engine, const char *actor,
    int64_t journey_id, const struct job_description_request *request,
    json_t **ret_view, struct error *err) OB_MUST_CHECK;
int job_description_show(struct engine *engine, int64_t journey_id,
    json_t **ret_view, struct error *err) OB_MUST_CHECK;

/*
 * Whether the person may write it: who hired, who does the step, the
 * coordinator, and whoever acts for one of them.
 */
bool job_description_is_writer(const struct dossier *dossier,
    const struct acting *acting, int64_t person_id);

/*
 * Takes the section with the hard parts out of a Markdown text: both are
 * owned; *ret_challenges is NULL when there is no such section.
 */
void job_description_split(
    const char *markdown, char **ret_text, char **ret_challenges);

#endif
