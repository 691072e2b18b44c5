/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_NOTICES_CHANGES_H
#define ONBOARD_ENGINE_NOTICES_CHANGES_H

#include <jansson.h>
#include <stdbool.h>

#include "base/error.h"
#include "engine/dossier/dossier.h"

/*
 * What is no longer as those concerned were told (activity.told_day and
 * told_minute).  What lies less than 48 hours behind the next digest, or comes
 * before it, is told at once, at any hour; the rest stands once in that digest,
 * and so do tasks, for which nobody has to be anywhere.  Who wants the digest
 * once a week is told by a mail of its own what cannot wait for that one, in
 * the send window if it could have waited for the next morning.
 */
enum changes_kind {
	CHANGES_NONE,
	CHANGES_MOVED,	   /* another day or time, or on again */
	CHANGES_WITHDRAWN, /* cancelled, or skipped with others in it */
};

/* Of an activity that nobody was told of yet nothing has changed. */
enum changes_kind changes_of(
    const struct dossier *dossier, const struct activity *activity);

/* Whether the next digest would tell too late what is to be then. */
bool changes_is_near(const struct engine *engine, int64_t at);

/*
 * {"title","before","after","has_before","is_cancelled"}; "" for neither.
 * In the reader's language and time.
 */
json_t *changes_view(const struct dossier *dossier,
    const struct activity *activity, const struct person *reader);

/*
 * Mails to all concerned what the next digest would tell less than 48 hours
 * ahead: one mail a person with all of it.  Whoever has it from an invitation
 * gets no other mail.
 */
int changes_run(struct dossier *dossier, struct error *err) OB_MUST_CHECK;

/* The reminder's name of a change, and what was told before, read from it. */
#define CHANGES_RUNG_SIZE 48
char *changes_rung(
    const struct activity *activity, char name[CHANGES_RUNG_SIZE]);
bool changes_parse_rung(
    const char *name, struct date *ret_day, int *ret_minute);

#endif
