/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MODEL_FEED_AGENT_H
#define ONBOARD_MODEL_FEED_AGENT_H

/*
 * Whose calendar program fetched a feed, told by its User-Agent.  Only for
 * people to read: nothing that is served depends on it.
 */
enum feed_agent {
	FEED_AGENT_GOOGLE,
	FEED_AGENT_OUTLOOK, /* also Exchange, which fetches for Outlook */
	FEED_AGENT_APPLE,
	FEED_AGENT_THUNDERBIRD,
	FEED_AGENT_VDIRSYNCER, /* with which khal's calendars are fetched */
	FEED_AGENT_OTHER
};

/* Upper and lower case are the same. */
enum feed_agent feed_agent_find(const char *user_agent);

/* "google", ... "other" */
const char *feed_agent_name(enum feed_agent agent);

/*
 * The part of a User-Agent that may be kept: printable ASCII, cut to size;
 * "" for NULL.
 */
#define FEED_AGENT_SIZE 100
void feed_agent_clean(const char *user_agent, char ret_agent[FEED_AGENT_SIZE]);

#endif
