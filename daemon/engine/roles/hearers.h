/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_ROLES_HEARERS_H
#define ONBOARD_ENGINE_ROLES_HEARERS_H

#include <stdint.h>

#include "engine/dossier/dossier.h"

/* Who is told of an activity, and as what: the one place that decides it. */
enum hearing {
	HEARS_OWN,  /* has to do it */
	HEARS_PART, /* takes part at its time */
	HEARS_AS_MANAGERS_MANAGER,
	HEARS_AS_COORDINATOR,
};

typedef void (*hearers_fn)(void *arg, int64_t person_id, enum hearing hearing);

/*
 * Those who do it or take part; one person once.  After the last day it is the
 * manager in the leader's place, or who minds that role.
 */
void hearers_each(const struct dossier *dossier,
    const struct activity *activity, hearers_fn each, void *arg);

/* The same as it is going to be on a day. */
void hearers_each_on(const struct dossier *dossier,
    const struct activity *activity, struct date day, hearers_fn each,
    void *arg);

/*
 * To whom it is brought when it stays undone; not to who has to do it, and to
 * nobody when nobody is known.
 */
void hearers_each_above(const struct dossier *dossier,
    const struct activity *activity, hearers_fn each, void *arg);

#endif
