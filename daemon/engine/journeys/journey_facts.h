/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_JOURNEYS_JOURNEY_FACTS_H
#define ONBOARD_ENGINE_JOURNEYS_JOURNEY_FACTS_H

#include <stdint.h>

#include "base/error.h"

struct journey;

/*
 * What is known of a leader's job: conditions of the programme ask for it, and
 * it says which calendar and which events are the journey's.
 */
struct journey_facts {
	const char *recruitment; /* "internal" or "external" */
	const char *title;	 /* texts: NULL says nothing, "" clears */
	const char *area;
	const char *workplace;
	const char *level; /* of management */
	int64_t addresses; /* that the leader leads, from 1 */
	int64_t employees;
	int64_t professional_groups; /* among them; 0: not known */
};

#define JOURNEY_ADDRESSES_MAX 1000
#define JOURNEY_EMPLOYEES_MAX 100000
#define JOURNEY_PROFESSIONAL_GROUPS_MAX 100

/* Says nothing. */
#define JOURNEY_FACTS_UNSAID INT64_MIN /* of a number */
#define JOURNEY_FACTS_NONE                                                     \
	{                                                                      \
		.addresses = JOURNEY_FACTS_UNSAID,                             \
		.employees = JOURNEY_FACTS_UNSAID,                             \
		.professional_groups = JOURNEY_FACTS_UNSAID,                   \
	}

/* Checks all and sets what is said; OB_EINVALID names the field. */
int journey_facts_set(const struct journey_facts *facts,
    struct journey *journey, struct error *err) OB_MUST_CHECK;

#endif
