/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_NETWORKS_NETWORK_MEETINGS_H
#define ONBOARD_ENGINE_NETWORKS_NETWORK_MEETINGS_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"

struct change;
struct engine;
struct network_case;

/*
 * When a network meets and who came.  A change of what begins within 48 hours
 * is mailed to its members at once, another stands in their next digest; the
 * calendars follow (network_letters.h).
 */

#define NETWORK_MEETINGS_AHEAD_MAX 60 /* that a network has planned */

/* As text; NULL leaves it as it is, or, when planning, the default. */
struct network_meeting_request {
	const char *start; /* "2027-02-03T13:00" */
	int64_t minutes;   /* 0: 120, or as it is */
	const char *place;
	bool dry_run; /* nothing is kept: the view shows what would be */
};

/*
 * Views are {"network","members","meetings","meeting","told","dry_run"}; told
 * is how many are written to at once.
 */
int network_meetings_plan(struct engine *engine, const char *actor,
    int64_t network_id, const struct network_meeting_request *request,
    json_t **ret_view, struct error *err) OB_MUST_CHECK;

/* OB_ECONFLICT for one that is over or cancelled. */
int network_meetings_move(struct engine *engine, const char *actor, int64_t id,
    const struct network_meeting_request *request, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;
int network_meetings_cancel(struct engine *engine, const char *actor,
    int64_t id, bool dry_run, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

/* Whether somebody came. */
struct network_presence {
	int64_t person_id;   /* 0: by the address */
	const char *address; /* borrowed */
	bool attended;
};

/* Who came, from the meeting's start on; the last word counts. */
struct network_roll {
	int64_t meeting_id;
	const struct network_presence *rows; /* borrowed */
	size_t count;
};

/*
 * OB_ECONFLICT before the meeting and for one that is cancelled, OB_ENOTFOUND
 * for somebody who was no member on the day.
 */
int network_meetings_record(struct engine *engine, const char *actor,
    const struct network_roll *roll, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

/* The network of a meeting. */
int network_meetings_find_network(struct engine *engine, int64_t id,
    int64_t *ret_network_id, struct error *err) OB_MUST_CHECK;

/* Within a change: all that is still to come. */
int network_meetings_cancel_all(struct change *change,
    struct network_case *network_case, struct error *err) OB_MUST_CHECK;

#endif
