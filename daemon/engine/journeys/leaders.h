/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_JOURNEYS_LEADERS_H
#define ONBOARD_ENGINE_JOURNEYS_LEADERS_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "base/error.h"

struct engine;

/* What add-leader is given, as text; NULL where nothing was. */
struct leader_request {
	const char *name;
	const char *email;
	const char *first_day;
	const char *accepted; /* default: today */
	const char *manager;  /* "Name <addr>" */
	const char *mentor;
	const char *coordinator;
	const char *hiring_leader;
	const char *work_email;
	const char *phone;
	const char *title;
	const char *area;
	const char *workplace;
	const char *recruitment; /* default: external */
	const char *level;	 /* of management */
	int64_t addresses;	 /* that the leader leads; 0: one */
	int64_t employees;
	int64_t professional_groups;
	const char *programme; /* default: "ny-leder" */
	const char *language;  /* default: the instance's */
	const char *late; /* now, done or skip; NULL: to be settled later */
	bool dry_run;
};

/*
 * Adds a leader: the journey, its roles, every activity planned, feeds and
 * pages.  OB_EEXISTS names the leader who has this address and first day.
 * With dry_run nothing is kept: the view shows what would be.
 */
int leaders_add(struct engine *engine, const char *actor,
    const struct leader_request *request, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

/* Within the engine: after the day of acceptance, and not too far ahead. */
int leaders_check_first_day(const struct engine *engine, const char *field,
    struct date accepted, struct date first_day,
    struct error *err) OB_MUST_CHECK;

/*
 * {"leaders":[...]}, cohorts left out; state may be NULL, else OB_EINVALID if
 * it is none.
 */
int leaders_list(struct engine *engine, const char *state, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

/* How many have been added, in any state. */
int leaders_count(
    struct engine *engine, int64_t *ret_count, struct error *err) OB_MUST_CHECK;

int leaders_show(struct engine *engine, int64_t id, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

struct call_request {
	const char *at;
	int64_t minutes;
};

/*
 * Logs that a welcome call was held: OB_ECONFLICT when it is logged already.
 * The first completes the step of calling.  {"call":{...},"rules":[...]}
 */
int leaders_log_call(struct engine *engine, const char *actor, int64_t id,
    const struct call_request *request, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

/*
 * One that was logged by mistake; what it alone completed is open again, where
 * that can be.
 */
int leaders_withdraw_call(struct engine *engine, const char *actor, int64_t id,
    int64_t call_id, json_t **ret_view, struct error *err) OB_MUST_CHECK;

struct assign_request {
	const char *role;
	const char *person; /* "Name <addr>", or "": nobody any more */
	const char *reason; /* NULL; lifts a mentor's limit */
};

/*
 * Gives a role to a person, or takes it from its holder; open activities,
 * feed and page follow, and old and new owner hear of it.  OB_ECONFLICT when
 * the person has the role already.
 */
int leaders_assign(struct engine *engine, const char *actor, int64_t id,
    const struct assign_request *request, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

#endif
