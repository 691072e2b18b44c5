/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/nomination.h"

#include "base/instant.h"

bool
nomination_takes_part(const struct nomination *nomination)
{
	return nomination->withdrawn_at == INSTANT_NONE &&
	       nomination->person_accepted_at != INSTANT_NONE &&
	       nomination->manager_accepted_at != INSTANT_NONE;
}

const char *
nomination_state(const struct nomination *nomination)
{
	if (nomination->withdrawn_at != INSTANT_NONE)
		return "withdrawn";
	return nomination_takes_part(nomination) ? "participant" : "nominated";
}
