/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_FEEDS_FEEDS_H
#define ONBOARD_ENGINE_FEEDS_FEEDS_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "engine/dossier/dossier.h"
#include "model/feed_purpose.h"

struct change;
struct engine;

/*
 * Calendar subscriptions: one for each person in a journey, one for each
 * person with all that is theirs, and such as somebody asked for: what a
 * coordinator follows, the leader network's meetings.  The bytes are kept in
 * memory while nothing changes, so that a poll costs a look-up.
 */

/* {"feeds":[...]} of one journey. */
int feeds_list(struct engine *engine, int64_t journey_id, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

/* Which of all; NULL filters nothing. */
struct feed_list_request {
	const char *leader; /* the journey's number */
	const char *person; /* an address */
	const char *purpose;
};

/* {"feeds":[...]}.  OB_ENOTFOUND for an unknown leader or address. */
int feeds_list_all(struct engine *engine,
    const struct feed_list_request *request, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

/*
 * Opens a calendar of a person; "journey" is none that can be asked for.
 * person: "Name <addr>" or an address that is known.  OB_EEXISTS when there
 * is one, OB_EINVALID when a coordinator's is to be somebody's who is none.
 */
int feeds_add(struct engine *engine, const char *actor, const char *purpose,
    const char *person, json_t **ret_view, struct error *err) OB_MUST_CHECK;

/*
 * Gives the feed a new address; the old one answers "gone".  One that was
 * revoked is open again.
 */
int feeds_rotate(struct engine *engine, const char *actor, int64_t feed_id,
    json_t **ret_view, struct error *err) OB_MUST_CHECK;

/* The address answers "gone" from now on.  OB_ECONFLICT when it does. */
int feeds_revoke(struct engine *engine, const char *actor, int64_t feed_id,
    json_t **ret_view, struct error *err) OB_MUST_CHECK;

/* alarms: "15" minutes before each meeting of the person, or "off". */
int feeds_edit(struct engine *engine, const char *actor, int64_t feed_id,
    const char *alarms, json_t **ret_view, struct error *err) OB_MUST_CHECK;

struct feed_query {
	const char *token;
	bool has_tasks;	   /* tasks as tasks, not as events of a whole day */
	const char *agent; /* User-Agent, or NULL */
};

struct feed_answer {
	const char *bytes; /* borrowed until the next call of a verb */
	size_t len;
	const char *etag;      /* quoted, strong */
	int64_t last_modified; /* never falls */
	int64_t feed_id;
	size_t left_out;  /* entries for which there is no room */
	bool is_made_now; /* and not as it was for the last one */
	char log_name[7]; /* first six of the token's hash */
};

/*
 * The calendar behind a token.  OB_ENOTFOUND when there is none; *ret_revoked
 * then tells whether it was one once: rotated away, revoked, or its journey
 * has ended.  Both take the same look-ups.
 */
int feeds_fetch(struct engine *engine, const struct feed_query *query,
    struct feed_answer *ret_answer, bool *ret_revoked,
    struct error *err) OB_MUST_CHECK;

/* Counts an answer to a GET, 200 or 304, until the next feeds_flush(). */
void feeds_note(struct engine *engine, const struct feed_query *query,
    int64_t feed_id, int status);

/* Writes down who fetched what since the last time. */
int feeds_flush(struct engine *engine, struct error *err) OB_MUST_CHECK;

/* Within the engine. */

/* As feeds_rotate() for all of the person; what is revoked stays so. */
int feeds_renew_of(
    struct engine *engine, int64_t person_id, struct error *err) OB_MUST_CHECK;

/* Makes the feeds that persons of the journey lack. */
int feeds_ensure_journey(
    const struct dossier *dossier, struct error *err) OB_MUST_CHECK;

/* Makes the feed of somebody who acts for the owner, or the owner's. */
int feeds_ensure_acting(const struct dossier *dossier, int64_t person_id,
    int64_t owner_id, struct error *err) OB_MUST_CHECK;

/* Makes the person's own calendar of all journeys, if there is none. */
int feeds_ensure_person(
    struct engine *engine, int64_t person_id, struct error *err) OB_MUST_CHECK;

/* Makes the person's calendar of one network, if there is none. */
int feeds_ensure_network(struct engine *engine, int64_t network_id,
    int64_t person_id, struct error *err) OB_MUST_CHECK;

/* feeds_ensure_person() for everybody who has a page, as at the start of the
 * program. */
int feeds_ensure_pages(struct engine *engine, struct error *err) OB_MUST_CHECK;

/* The JSON array for views. */
int feeds_of_journey(const struct dossier *dossier, json_t **ret_feeds,
    struct error *err) OB_MUST_CHECK;

/* The JSON object for views, and the address alone, owned. */
json_t *feeds_view(const struct engine *engine, const struct feed *feed,
    const struct person *person);
char *feeds_address(const struct engine *engine, const struct feed *feed);

/* For verbs: adds the row with its token. */
struct feed_owner {
	enum feed_purpose purpose;
	int64_t journey_id; /* 0 but for FEED_JOURNEY */
	int64_t network_id; /* 0 but for FEED_NETWORK of one network */
	int64_t person_id;
	const char *role;
};

int feeds_create(struct engine *engine, const struct feed_owner *owner,
    int64_t *ret_id, struct error *err) OB_MUST_CHECK;
void feeds_set_hash(const struct engine *engine, struct feed *feed);

#endif
