/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_NOTICES_NOTICE_PASS_H
#define ONBOARD_ENGINE_NOTICES_NOTICE_PASS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "engine/dossier/dossier_shelf.h"
#include "engine/notices/notice.h"

/* Of what its owner knows nothing; what is silent is marked, but not told. */
struct news {
	struct notice_task task;
	bool is_silent;
};

/*
 * Those with news.  Owners whose mails go to some of the same persons form a
 * set, of which all is told together: its number is the place of one of them.
 */
struct news_owner {
	size_t from; /* the owner's news */
	size_t until;
	size_t set; /* a place that is nearer to it; notice_pass_set() */
};

/* Somebody who hears a piece of news. */
struct news_hearing {
	size_t set;
	int64_t person_id;
	size_t news;
};

/* What one pass of the clock has to tell to whom. */
struct notice_pass {
	struct dossier_shelf shelf;
	struct news *news; /* by owner, then by journey */
	size_t news_count;
	struct news_owner *owners;
	size_t owner_count;
	struct news_hearing *hearings; /* by set, then by person */
	size_t hearing_count;
};

/* Whether anybody has something to hear of the journey. */
bool notice_pass_has_news(const struct dossier *dossier);

int notice_pass_load(struct engine *engine, const int64_t *journeys,
    size_t count, struct notice_pass *pass, struct error *err) OB_MUST_CHECK;
void notice_pass_release(struct notice_pass *pass);

/* The set in which an owner stands. */
size_t notice_pass_set(const struct notice_pass *pass, size_t owner);

#endif
