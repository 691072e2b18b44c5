/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MODEL_ROLE_H
#define ONBOARD_MODEL_ROLE_H

#include <stdbool.h>
#include <stddef.h>

#include "model/records.h"

/*
 * Roles in a journey: leader, manager, hiring_leader, mentor, coordinator,
 * director, local_admin, network_lead, and "function:NAME" for the nine
 * handbook functions.  "system" stands for the program itself, "participants"
 * for everybody in a cohort.
 */
#define ROLE_LEADER "leader"
#define ROLE_MANAGER "manager"
#define ROLE_HIRING_LEADER "hiring_leader"
#define ROLE_MENTOR "mentor"
#define ROLE_COORDINATOR "coordinator"
#define ROLE_DIRECTOR "director"
#define ROLE_LOCAL_ADMIN "local_admin"
#define ROLE_NETWORK_LEAD "network_lead"
#define ROLE_SYSTEM "system"
#define ROLE_PARTICIPANTS "participants"
#define ROLE_FUNCTION_PREFIX "function:"

extern const char *const role_functions[]; /* nine names, NULL-terminated */

bool role_is_known(const char *role);	   /* any of the above */
bool role_is_assignable(const char *role); /* a person can be given it */
bool role_is_function(const char *role);
bool role_function_is_known(const char *function); /* "it", "payroll", ... */

/* The row of a role among a journey's, or NULL. */
const struct journey_role *role_find(
    const struct journey_role *rows, size_t count, const char *role);

/* Where a role stands in lists: leader, manager, ... then the functions. */
int role_rank(const char *role);

#endif
