/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/account.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

static const char *const role_names[] = {
    [ACCOUNT_COORDINATOR] = "coordinator",
    [ACCOUNT_DIRECTOR] = "director",
    [ACCOUNT_ADMINISTRATOR] = "administrator",
};

const char *
account_role_name(enum account_role role)
{
	return role_names[role];
}

int
account_role_parse(const char *field, const char *name,
    enum account_role *ret_role, struct error *err)
{
	for (size_t i = 0; i < ARRAY_LEN(role_names); i++) {
		if (strcmp(role_names[i], name) != 0)
			continue;
		*ret_role = (enum account_role)i;
		return OB_OK;
	}
	return error_set_field(err, OB_EINVALID, field,
	    "'%.40s' is not a role; use coordinator, director or administrator",
	    name);
}

bool
account_role_coordinates(enum account_role role)
{
	return role == ACCOUNT_COORDINATOR || role == ACCOUNT_ADMINISTRATOR;
}

bool
account_role_sees_figures(enum account_role role)
{
	return role == ACCOUNT_DIRECTOR || account_role_coordinates(role);
}

void
account_session_free(struct session *session)
{
	if (session == NULL)
		return;
	free(session->area);
	explicit_bzero(session->csrf, sizeof(session->csrf));
	free(session);
}
