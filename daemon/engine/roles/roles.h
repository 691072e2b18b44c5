/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_ROLES_ROLES_H
#define ONBOARD_ENGINE_ROLES_ROLES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "model/programme.h"

struct change;
struct dossier;
struct handbook_entry;

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

/* Whose one function is: the entry's, or nobody's where it is NULL. */
struct roles_function {
	const char *name;
	const struct handbook_entry *entry; /* that names somebody */
	int64_t coordinator_id;		    /* to whom it falls otherwise */
};

int roles_fill_function(struct change *change, int64_t journey_id,
    const struct roles_function *function, struct error *err) OB_MUST_CHECK;

/* Whether the role decides who is responsible or takes part in the step. */
bool roles_of_step(const struct step *step, const char *role);

/*
 * Gives a role to a person.  A new coordinator also takes over what had
 * fallen to the old one.
 */
int roles_assign(struct change *change, const struct dossier *dossier,
    const char *role, int64_t person_id, struct error *err) OB_MUST_CHECK;

/*
 * After a role came to another, with the dossier loaded anew: open activities
 * follow it, and what no longer fits is planned anew.
 */
int roles_recast(
    struct dossier *dossier, const char *role, struct error *err) OB_MUST_CHECK;

/*
 * Takes a role from its holder: it falls to somebody, who is given.
 * OB_ECONFLICT when nobody held it.
 */
int roles_vacate(struct change *change, const struct dossier *dossier,
    const char *role, int64_t *ret_person_id, struct error *err) OB_MUST_CHECK;

#endif
