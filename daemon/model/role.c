/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/role.h"

#include <string.h>

#include "base/memory.h"

const char *const role_functions[] = {"it", "legal", "hr", "recruitment",
    "payroll", "management_information", "procurement", "finance", "facilities",
    NULL};

static const char *const assignable[] = {ROLE_MANAGER, ROLE_HIRING_LEADER,
    ROLE_MENTOR, ROLE_COORDINATOR, ROLE_DIRECTOR, ROLE_LOCAL_ADMIN,
    ROLE_NETWORK_LEAD};

static const char *const ranked[] = {ROLE_LEADER, ROLE_MANAGER,
    ROLE_HIRING_LEADER, ROLE_MENTOR, ROLE_COORDINATOR, ROLE_DIRECTOR,
    ROLE_LOCAL_ADMIN, ROLE_NETWORK_LEAD};

bool
role_function_is_known(const char *function)
{
	for (size_t i = 0; role_functions[i] != NULL; i++)
		if (strcmp(role_functions[i], function) == 0)
			return true;
	return false;
}

bool
role_is_function(const char *role)
{
	const size_t len = strlen(ROLE_FUNCTION_PREFIX);

	return strncmp(role, ROLE_FUNCTION_PREFIX, len) == 0 &&
	       role_function_is_known(role + len);
}

bool
role_is_assignable(const char *role)
{
	for (size_t i = 0; i < ARRAY_LEN(assignable); i++)
		if (strcmp(assignable[i], role) == 0)
			return true;
	return role_is_function(role);
}

bool
role_is_known(const char *role)
{
	return role_is_assignable(role) || strcmp(role, ROLE_LEADER) == 0 ||
	       strcmp(role, ROLE_SYSTEM) == 0 ||
	       strcmp(role, ROLE_PARTICIPANTS) == 0;
}

int
role_rank(const char *role)
{
	for (size_t i = 0; i < ARRAY_LEN(ranked); i++) {
		if (strcmp(role, ranked[i]) == 0)
			return (int)i;
	}
	for (size_t i = 0; role_functions[i] != NULL; i++) {
		if (role_is_function(role) &&
		    strcmp(role + strlen(ROLE_FUNCTION_PREFIX),
			role_functions[i]) == 0)
			return (int)(ARRAY_LEN(ranked) + i);
	}
	return 1000;
}

const struct journey_role *
role_find(const struct journey_role *rows, size_t count, const char *role)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(rows[i].role, role) == 0)
			return &rows[i];
	}
	return NULL;
}
