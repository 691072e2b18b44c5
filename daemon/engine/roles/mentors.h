/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_ROLES_MENTORS_H
#define ONBOARD_ENGINE_ROLES_MENTORS_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "engine/dossier/dossier.h"

struct change;
struct engine;

/*
 * The mentor relation: from the day that a mentor is named until another one
 * takes over, the arrangement is evaluated or the journey ends.  A journey
 * has at most one that is open.
 */
#define MENTORS_BRIEFING "mentor-klaed"
#define MENTORS_FIRST_MEETING "mentor-1"
#define MENTORS_EVALUATION "mentor-evaluering"
#define MENTORS_NAMING "mentor-udpeg"

/* {"mentors":[{"person","load","limit","journeys":[...]}]} */
int mentors_list(
    struct engine *engine, json_t **ret_view, struct error *err) OB_MUST_CHECK;

/*
 * Within the engine.  Whether the person may become the journey's mentor:
 * not the leader, nobody of the leader's reporting line, no group, and below
 * the limit, which a reason (may be NULL) lifts.
 */
int mentors_check(const struct dossier *dossier, const struct person *person,
    const char *reason, struct error *err) OB_MUST_CHECK;

/*
 * Whether the person stands in the line of the journey's leader: above, by
 * the journey's manager or the leader's own, or below.
 */
int mentors_is_in_line(const struct dossier *dossier, int64_t person_id,
    bool *ret_in_line, struct error *err) OB_MUST_CHECK;

/*
 * Closes the open relation, if any, and opens one for the person (0: nobody).
 * why may be NULL.
 */
int mentors_change(struct change *change, const struct dossier *dossier,
    int64_t person_id, const char *why, struct error *err) OB_MUST_CHECK;

/* The journey has ended or was cancelled. */
int mentors_close(struct change *change, int64_t journey_id, const char *why,
    struct error *err) OB_MUST_CHECK;

/* It goes on after all: so does what its end had closed. */
int mentors_go_on(struct change *change, const struct dossier *dossier,
    struct error *err) OB_MUST_CHECK;

/* An activity was settled or opened again: what that means to the relation. */
int mentors_note(struct change *change, const struct dossier *dossier,
    const struct activity *activity, struct error *err) OB_MUST_CHECK;

/* The journey's history: [{"person","from","until","briefed",...}]. */
int mentors_of_journey(const struct dossier *dossier, json_t **ret_mentors,
    struct error *err) OB_MUST_CHECK;

/* How the open relation stands to the rules. */
struct mentors_standing {
	bool is_named;
	bool is_briefed; /* before the first meeting */
	bool is_in_line;
	int64_t load; /* this journey included */
};

int mentors_standing(const struct dossier *dossier,
    struct mentors_standing *ret_standing, struct error *err) OB_MUST_CHECK;

#endif
