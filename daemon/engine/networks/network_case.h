/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_NETWORKS_NETWORK_CASE_H
#define ONBOARD_ENGINE_NETWORKS_NETWORK_CASE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "model/network.h"
#include "model/records.h"
#include "store/network_meeting_store.h"

struct engine;

/* A network in memory: who is and was in it, when it meets, who came. */
struct network_case {
	struct engine *engine;
	struct network network;
	struct network_member *members;
	size_t member_count;
	struct network_meeting *meetings; /* by time */
	size_t meeting_count;
	struct network_attendance *attendance;
	size_t attendance_count;
	struct person *people; /* all that the lists name */
	size_t people_count;
};

/* OB_ENOTFOUND says which there is not. */
int network_case_load(struct engine *engine, int64_t id,
    struct network_case *ret_case, struct error *err) OB_MUST_CHECK;
void network_case_release(struct network_case *network_case);

/* One of those that the lists name. */
const struct person *network_case_person(
    const struct network_case *network_case, int64_t person_id);

bool network_case_has_member(const struct network_case *network_case,
    int64_t person_id, struct date day);
/* A member on the day, or the contact: they hear of what is to be then. */
bool network_case_concerns(const struct network_case *network_case,
    int64_t person_id, struct date day);
int network_case_count_members(
    const struct network_case *network_case, struct date day);

/* The next one that takes place and has not ended; NULL. */
const struct network_meeting *network_case_next(
    const struct network_case *network_case);

/* Whether somebody came: 1, did not: 0, or it was not noted: -1. */
int network_case_attended(const struct network_case *network_case,
    int64_t meeting_id, int64_t person_id);

/* How often somebody came, of how many meetings of which it was noted. */
struct network_count {
	int came;
	int known;
};

/* Of one person, or of one meeting; 0: of any. */
struct network_count network_case_count(const struct network_case *network_case,
    int64_t meeting_id, int64_t person_id);

/* When a meeting begins and ends. */
int64_t network_case_start(
    const struct engine *engine, const struct network_meeting *meeting);
int64_t network_case_end(
    const struct engine *engine, const struct network_meeting *meeting);

#endif
