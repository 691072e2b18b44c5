/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_NETWORKS_NETWORK_NEWS_H
#define ONBOARD_ENGINE_NETWORKS_NETWORK_NEWS_H

#include <jansson.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "model/records.h"

struct change;
struct engine;
struct network_case;
struct network_meeting;

/*
 * What members and contacts have not heard yet of meetings to come: each
 * sequence of a meeting is told a person once, by a mail at once or by the
 * digest.  What is cancelled is news to those alone who knew of it.
 */
struct network_news {
	/* [{"network","when","place","is_new","is_changed","is_cancelled"}] */
	json_t *lines;
	int64_t *meetings; /* of the lines */
	int *sequences;
	size_t count;
};

/* What is news to the person, in their language and time. */
int network_news_find(struct engine *engine, const struct person *person,
    struct network_news *ret_news, struct error *err) OB_MUST_CHECK;

/* The same of one meeting. */
int network_news_find_one(const struct network_case *network_case,
    const struct person *person, const struct network_meeting *meeting,
    struct network_news *ret_news, struct error *err) OB_MUST_CHECK;

void network_news_release(struct network_news *news);

/* Within the change that queues the mail; 0: the person did it. */
int network_news_note(struct change *change, const struct network_news *news,
    int64_t person_id, int64_t mail_id, struct error *err) OB_MUST_CHECK;

#endif
