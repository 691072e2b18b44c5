/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_DIGESTS_ROUNDS_CHANGES_H
#define ONBOARD_ENGINE_DIGESTS_ROUNDS_CHANGES_H

#include <jansson.h>

#include "engine/digests/rounds_person.h"

/* So many changes a digest names; of more it says how many there are. */
#define ROUNDS_CHANGES_MAX 10

/* The entries whose change is news, the soonest first; owned. */
const struct rounds_entry **rounds_changes_list(
    const struct rounds_person *person, size_t *ret_count);

/*
 * Why so much changed, journey by journey (engine/notices/happenings.h), for
 * those of the person's journeys in which something did.
 */
int rounds_changes_happenings(const struct rounds_person *person, json_t *list,
    struct error *err) OB_MUST_CHECK;

#endif
