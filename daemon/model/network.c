/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/network.h"

#include <stddef.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"

static const char *const names[] = {
    [NETWORK_WELCOMES_ALL] = "all",
    [NETWORK_WELCOMES_NEW] = "new",
    [NETWORK_WELCOMES_EXPERIENCED] = "experienced",
};

const char *
network_welcome_name(enum network_welcome welcome)
{
	return names[welcome];
}

int
network_welcome_parse(
    const char *text, enum network_welcome *ret_welcome, struct error *err)
{
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		if (strcmp(text, names[i]) == 0) {
			*ret_welcome = (enum network_welcome)i;
			return OB_OK;
		}
	}
	return error_refuse(err, OB_EINVALID, "welcomes", "network_welcomes",
	    "a network cannot welcome '%s'; it welcomes all, new or "
	    "experienced leaders",
	    text);
}

static bool
is_any_or(const char *wanted, const char *text)
{
	return wanted[0] == '\0' || strcmp(wanted, text) == 0;
}

bool
network_is_for(
    const struct network *network, const struct network_seeker *seeker)
{
	enum network_welcome other = seeker->is_new
					 ? NETWORK_WELCOMES_EXPERIENCED
					 : NETWORK_WELCOMES_NEW;

	return network->closed_at == INSTANT_NONE &&
	       strcmp(network->welcomes, names[other]) != 0 &&
	       is_any_or(network->area, seeker->area) &&
	       is_any_or(network->level, seeker->level);
}

bool
network_is_member_on(const struct network_member *member, struct date day)
{
	return !date_before(day, member->from_day) &&
	       (date_is_none(member->until_day) ||
		   date_before(day, member->until_day));
}
