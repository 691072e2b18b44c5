/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_ROLES_PEOPLE_EDIT_H
#define ONBOARD_ENGINE_ROLES_PEOPLE_EDIT_H

#include <jansson.h>
#include <stdbool.h>

#include "base/error.h"

struct change;
struct engine;
struct person;

/* What edit-person may change; NULL leaves as it is. */
struct person_edit {
	const char *name;
	const char *email;
	const char *work_email;
	const char *phone;
	const char *language;
	const char *zone;	/* "" is the instance's */
	const char *manager;	/* "Name <addr>", or "": nobody known */
	const char *away_from;	/* a date, or "": at work */
	const char *away_until; /* a date, or "": until further notice */
	const char *stand_in;	/* "Name <addr>", or "": nobody */
	const char *digest;	/* daily, weekly: the overview */
	const char *channel; /* invitation, feed, or default: the instance's */
	bool new_links; /* what was mailed or subscribed to opens nothing */
};

/*
 * Changes the person with this address.  OB_ENOTFOUND, OB_ECONFLICT when a
 * new address belongs to somebody else, OB_EINVALID when somebody would
 * report to themself or stand in for themself, directly or through others.
 * Gives {"id","name",...,"manager","zone","away_from","away_until","digest",
 * "stand_in"}.
 */
int people_edit(struct engine *engine, const char *actor, const char *address,
    const struct person_edit *edit, json_t **ret_person,
    struct error *err) OB_MUST_CHECK;

/*
 * For verbs: how often the person gets the overview, "daily" or "weekly", and
 * the audit row if that is another.  OB_EINVALID for another word.
 */
int people_edit_digest(struct change *change, struct person *person,
    const char *digest, struct error *err) OB_MUST_CHECK;

#endif
