/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/feed_agent.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"

static const char *const names[] = {
    [FEED_AGENT_GOOGLE] = "google",
    [FEED_AGENT_OUTLOOK] = "outlook",
    [FEED_AGENT_APPLE] = "apple",
    [FEED_AGENT_THUNDERBIRD] = "thunderbird",
    [FEED_AGENT_VDIRSYNCER] = "vdirsyncer",
    [FEED_AGENT_OTHER] = "other",
};

/*
 * The first that occurs decides: Outlook for the Mac also names macOS, and
 * Apple's programs can only be told by their parts.
 */
static const struct {
	const char *part;
	enum feed_agent agent;
} patterns[] = {
    {"Google-Calendar-Importer", FEED_AGENT_GOOGLE},
    {"Feedfetcher-Google", FEED_AGENT_GOOGLE},
    {"Thunderbird/", FEED_AGENT_THUNDERBIRD},
    {"Lightning/", FEED_AGENT_THUNDERBIRD},
    {"vdirsyncer", FEED_AGENT_VDIRSYNCER},
    {"khal/", FEED_AGENT_VDIRSYNCER},
    {"Outlook", FEED_AGENT_OUTLOOK},
    {"Exchange", FEED_AGENT_OUTLOOK},
    {"Microsoft Office", FEED_AGENT_OUTLOOK},
    {"dataaccessd", FEED_AGENT_APPLE},
    {"CalendarAgent", FEED_AGENT_APPLE},
    {"accountsd", FEED_AGENT_APPLE},
    {"iCal/", FEED_AGENT_APPLE},
    {"CFNetwork", FEED_AGENT_APPLE},
};

enum feed_agent
feed_agent_find(const char *user_agent)
{
	for (size_t i = 0; i < ARRAY_LEN(patterns); i++) {
		if (strcasestr(user_agent, patterns[i].part) != NULL)
			return patterns[i].agent;
	}
	return FEED_AGENT_OTHER;
}

const char *
feed_agent_name(enum feed_agent agent)
{
	return names[agent];
}

void
feed_agent_clean(const char *user_agent, char ret_agent[FEED_AGENT_SIZE])
{
	size_t at = 0;

	for (; user_agent != NULL && *user_agent != '\0' &&
	       at < FEED_AGENT_SIZE - 1;
	     user_agent++) {
		if (*user_agent >= ' ' && *user_agent <= '~')
			ret_agent[at++] = *user_agent;
	}
	ret_agent[at] = '\0';
}
