/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MODEL_FEED_PURPOSE_H
#define ONBOARD_MODEL_FEED_PURPOSE_H

#include "base/error.h"

/* What a calendar to subscribe to shows. */
enum feed_purpose {
	FEED_JOURNEY,	  /* one journey's activities of the person */
	FEED_PERSON,	  /* those of all journeys */
	FEED_COORDINATOR, /* what is open in the journeys that they follow */
	FEED_NETWORK	  /* the meetings of the leader network */
};

/* As it is stored and in the API. */
const char *feed_purpose_name(enum feed_purpose purpose);

/* OB_EINVALID (field "purpose") lists the names. */
int feed_purpose_parse(const char *text, enum feed_purpose *ret_purpose,
    struct error *err) OB_MUST_CHECK;

#endif
