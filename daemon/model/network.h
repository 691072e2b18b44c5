/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MODEL_NETWORK_H
#define ONBOARD_MODEL_NETWORK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "base/error.h"

/* Leaders who meet now and then, with somebody who sees to it. */
struct network {
	int64_t id;
	char *name;
	char *about;
	char *welcomes; /* as stored: network_welcome_name() */
	char *area;	/* "": any */
	char *level;	/* "": any */
	int64_t contact_id;
	int64_t created_at;
	int64_t closed_at; /* INSTANT_NONE: open */
};

struct network_member {
	int64_t id;
	int64_t network_id;
	int64_t person_id;
	struct date from_day;
	struct date until_day; /* no member from that day on; DATE_NONE */
};

struct network_meeting {
	int64_t id;
	int64_t network_id;
	struct date day; /* local, by the instance's clock */
	int start_minute;
	int minutes;
	char *place; /* or a link; "": not known yet */
	char *uid;
	int sequence;
	int64_t changed_at;
	int64_t cancelled_at; /* INSTANT_NONE: it takes place */
};

/* Whom a network is for. */
enum network_welcome {
	NETWORK_WELCOMES_ALL,
	NETWORK_WELCOMES_NEW,	     /* leaders in their first year */
	NETWORK_WELCOMES_EXPERIENCED /* all others */
};

const char *network_welcome_name(enum network_welcome welcome);

/* OB_EINVALID (field "welcomes") lists the names. */
int network_welcome_parse(const char *text, enum network_welcome *ret_welcome,
    struct error *err) OB_MUST_CHECK;

/* What is known of a leader who looks for a network. */
struct network_seeker {
	bool is_new;
	const char *area;
	const char *level;
};

/* Whether the network is offered: it is open and for leaders of that kind. */
bool network_is_for(
    const struct network *network, const struct network_seeker *seeker);

bool network_is_member_on(const struct network_member *member, struct date day);

#endif
