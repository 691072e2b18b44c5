/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_ROLES_ROLES_H
#define ONBOARD_ENGINE_ROLES_ROLES_H

#include <stdint.h>

#include "base/error.h"
#include "model/programme.h"

struct change;
struct dossier;

/*
 * Who plays which role in one journey.  Every role that a programme may name
 * is filled: a role without a person falls to the coordinator, a manager's
 * that became empty to the manager's manager if there is one, and is marked
 * as a fallback.  A function is whose the nearest entry of the handbook that
 * names somebody says (model/handbook.h).
 */
struct roles_request {
	int64_t leader_id;
	struct programme_scope where; /* the leader's area and workplace */
	const char *manager;	      /* "Name <addr>"; must be given */
	const char *hiring_leader;    /* NULL: the manager */
	const char *mentor;	      /* NULL: nobody yet */
	const char *coordinator;      /* NULL: people.coordinator */
};

/* Stores all roles of a new journey. */
int roles_fill(struct change *change, int64_t journey_id,
    const struct roles_request *request, struct error *err) OB_MUST_CHECK;

/*
 * Gives a role to a person.  A new coordinator also takes over what had
 * fallen to the old one.
 */
int roles_assign(struct change *change, const struct dossier *dossier,
    const char *role, int64_t person_id, struct error *err) OB_MUST_CHECK;

/*
 * Takes a role from its holder: it falls to somebody, who is given.
 * OB_ECONFLICT when nobody held it.
 */
int roles_vacate(struct change *change, const struct dossier *dossier,
    const char *role, int64_t *ret_person_id, struct error *err) OB_MUST_CHECK;

#endif
