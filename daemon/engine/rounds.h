/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_ROUNDS_H
#define ONBOARD_ENGINE_ROUNDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "engine/dossier.h"

struct engine;

/*
 * The morning's round through all active journeys: who has to hear what.
 * Mails are gathered by person, so that nobody gets two of a kind a day.
 */
struct rounds {
	struct engine *engine;
	struct dossier *dossiers; /* of all active journeys */
	size_t count;
	bool is_late; /* an earlier workday's round was missed */
};

int rounds_load(struct engine *engine, struct rounds *ret_rounds,
    struct error *err) OB_MUST_CHECK;
void rounds_release(struct rounds *rounds);

/*
 * digests: due, behind, coming two weeks, who waits for whom.  On a day when
 * nothing is due or behind only the week's first workday brings one.
 * overdue: to the responsible person, five workdays later the coordinator.
 * addresses: the coordinator hears once of a missing work address.
 */
int rounds_send_digests(struct rounds *rounds, struct error *err) OB_MUST_CHECK;
int rounds_send_overdue(struct rounds *rounds, struct error *err) OB_MUST_CHECK;
int rounds_ask_addresses(
    struct rounds *rounds, struct error *err) OB_MUST_CHECK;

/* A mail step whose mail waits in the outbox: nobody has to do anything. */
bool rounds_goes_by_itself(
    const struct dossier *dossier, const struct activity *activity);

/* Calls for each person who occurs in a journey, once. */
typedef int (*rounds_person_fn)(struct rounds *rounds,
    const struct person *person, const struct dossier *dossier, void *arg,
    struct error *err);
int rounds_each_person(struct rounds *rounds, rounds_person_fn each, void *arg,
    struct error *err) OB_MUST_CHECK;

#endif
