/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_NOTICES_NOTICES_H
#define ONBOARD_ENGINE_NOTICES_NOTICES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "engine/dossier/dossier.h"

struct engine;

/*
 * Whoever is newly responsible for something hears of it: one mail a person
 * with all of it, of all the journeys that a pass of the clock goes through,
 * and with what notices were to tell that have not left yet.  The leader's own
 * come with the welcome mail as long as that is still to be sent.
 */
struct notices {
	struct engine *engine;
	int64_t *journeys; /* in which somebody has something to hear */
	size_t count;
};

/* Notes the journey when there is something to tell. */
void notices_see(struct notices *notices, const struct dossier *dossier);

/* So many at once: they are all in memory while they are told. */
bool notices_are_many(const struct notices *notices);

/* Meanwhile no dossier may be on loan from the cache. */
int notices_send(struct notices *notices, struct error *err) OB_MUST_CHECK;

/* What could not be told is looked at again by the next pass. */
void notices_release(struct notices *notices);

#endif
