/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_NETWORKS_NETWORKS_H
#define ONBOARD_ENGINE_NETWORKS_NETWORKS_H

#include <jansson.h>
#include <stdint.h>

#include "base/date.h"
#include "base/error.h"

struct change;
struct engine;
struct network;
struct network_case;
struct person;

/*
 * Leader networks: groups of leaders with a contact, who meet now and then.
 * Being in one is a leader's own decision; the step "netvaerk" stays with its
 * responsible, who is to speak with the leader, and is not done by joining.
 * When they meet is network_meetings.h's.
 */

/* As text; NULL leaves it as it is, or, when adding, empty. */
struct network_request {
	const char *name;
	const char *about;
	const char *welcomes; /* "all" when adding */
	const char *area;
	const char *level;
	const char *contact; /* "Name <addr>" */
};

#define NETWORKS_MAX 200
/* A form with a field for each is no longer than FORM_FIELDS_MAX. */
#define NETWORKS_MEMBERS_MAX 200

/* {"networks":[...]}, the open ones first. */
int networks_list(
    struct engine *engine, json_t **ret_view, struct error *err) OB_MUST_CHECK;

/* {"network","members","meetings"} */
int networks_show(struct engine *engine, int64_t id, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

/* OB_EEXISTS when an open network has the name. */
int networks_add(struct engine *engine, const char *actor,
    const struct network_request *request, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;
int networks_edit(struct engine *engine, const char *actor, int64_t id,
    const struct network_request *request, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

/* Cancels what is still to come.  OB_ECONFLICT when it is closed. */
int networks_close(struct engine *engine, const char *actor, int64_t id,
    json_t **ret_view, struct error *err) OB_MUST_CHECK;

struct network_joining {
	int64_t network_id;
	const char *person; /* "Name <addr>", or an address that is known */
	const char *from;   /* a day up to today; NULL: today */
};

/* OB_EEXISTS for a member. */
int networks_add_member(struct engine *engine, const char *actor,
    const struct network_joining *joining, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

/* From today on.  OB_ENOTFOUND for somebody who is no member. */
int networks_remove_member(struct engine *engine, const char *actor, int64_t id,
    const char *address, json_t **ret_view, struct error *err) OB_MUST_CHECK;

/* The same by the person themself: joins, or leaves. */
int networks_join(struct engine *engine, const char *actor, int64_t id,
    int64_t person_id, struct error *err) OB_MUST_CHECK;
int networks_part(struct engine *engine, const char *actor, int64_t id,
    int64_t person_id, struct error *err) OB_MUST_CHECK;

/*
 * Within a change: the person is in no network from the day on; and is again
 * in those that were to be left then.
 */
int networks_leave_all(struct change *change, int64_t person_id,
    struct date day, struct error *err) OB_MUST_CHECK;
int networks_stay(struct change *change, int64_t person_id, struct date day,
    struct error *err) OB_MUST_CHECK;

/* Within the engine. */

/* Loads an open one; OB_ECONFLICT when it is closed. */
int networks_load_open(struct engine *engine, int64_t id,
    struct network_case *ret_case, struct error *err) OB_MUST_CHECK;

/* {"network","members","meetings"} of what is loaded. */
json_t *networks_view(const struct network_case *network_case);

#endif
