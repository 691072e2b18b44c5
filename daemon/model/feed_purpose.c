/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/feed_purpose.h"

#include <stddef.h>
#include <string.h>

#include "base/memory.h"

static const char *const names[] = {
    [FEED_JOURNEY] = "journey",
    [FEED_PERSON] = "person",
    [FEED_COORDINATOR] = "coordinator",
    [FEED_NETWORK] = "network",
};

const char *
feed_purpose_name(enum feed_purpose purpose)
{
	return names[purpose];
}

int
feed_purpose_parse(
    const char *text, enum feed_purpose *ret_purpose, struct error *err)
{
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		if (strcmp(text, names[i]) == 0) {
			*ret_purpose = (enum feed_purpose)i;
			return OB_OK;
		}
	}
	return error_set_field(err, OB_EINVALID, "purpose",
	    "there is no feed for '%s'; it is journey, person, coordinator or "
	    "network",
	    text);
}
