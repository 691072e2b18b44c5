/* SPDX-License-Identifier: EUPL-1.2 */
#include "calendar/windows_zone.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"

static const struct {
	const char *name;
	const char *zone;
} zones[] = {
    {"Romance Standard Time", "Europe/Copenhagen"},
    {"(UTC+01:00) Brussels, Copenhagen, Madrid, Paris", "Europe/Copenhagen"},
    {"W. Europe Standard Time", "Europe/Berlin"},
    {"(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna",
	"Europe/Berlin"},
    {"Central Europe Standard Time", "Europe/Budapest"},
    {"Central European Standard Time", "Europe/Warsaw"},
    {"GMT Standard Time", "Europe/London"},
    {"Greenwich Standard Time", "Atlantic/Reykjavik"},
    {"FLE Standard Time", "Europe/Helsinki"},
    {"E. Europe Standard Time", "Europe/Chisinau"},
    {"GTB Standard Time", "Europe/Bucharest"},
    {"Greenland Standard Time", "America/Nuuk"},
    {"Eastern Standard Time", "America/New_York"},
    {"Pacific Standard Time", "America/Los_Angeles"},
    {"UTC", "UTC"},
    {"Coordinated Universal Time", "UTC"},
    {"tzone://Microsoft/Utc", "UTC"},
};

/* Outlook numbers a zone that a message has twice: "Romance Standard Time 1".
 */
static size_t
length_without_number(const char *name)
{
	size_t len = strlen(name);
	size_t end = len;

	while (end > 0 && name[end - 1] >= '0' && name[end - 1] <= '9')
		end--;
	return end > 0 && end < len && name[end - 1] == ' ' ? end - 1 : len;
}

const char *
windows_zone_find(const char *name)
{
	size_t len = length_without_number(name);

	for (size_t i = 0; i < ARRAY_LEN(zones); i++) {
		if (strlen(zones[i].name) == len &&
		    strncasecmp(zones[i].name, name, len) == 0)
			return zones[i].zone;
	}
	return NULL;
}
