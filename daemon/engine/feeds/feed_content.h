/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_FEEDS_FEED_CONTENT_H
#define ONBOARD_ENGINE_FEEDS_FEED_CONTENT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "base/error.h"
#include "engine/dossier/dossier.h"
#include "engine/feeds/feed_entries.h"
#include "model/feed_purpose.h"

/* Whose calendar it is, and what it shows. */
struct feed_reader {
	const struct person *person;
	enum feed_purpose purpose;
	enum language language;
	int64_t network_id;   /* of a calendar of one network; else 0 */
	bool has_tasks;	      /* tasks are tasks, not events of a whole day */
	int alarm_minutes;    /* before each meeting of the person; -1: none */
	const char *page_url; /* the person's own page; NULL: there is none */
	/* All of the person's: what was answered lies in their own calendar. */
	const struct invitation *invitations;
	size_t invitation_count;
	struct date from; /* both days included; DATE_NONE: no bound */
	struct date until;
};

/* The day up to which what was cancelled then is still shown as cancelled. */
#define FEED_CONTENT_CANCELLED_DAYS 14
bool feed_content_is_still_shown(
    const struct engine *engine, struct date day, int64_t cancelled_at);

/*
 * Adds what a calendar shows of a journey, in the reader's language: what the
 * person is responsible for or takes part in; to a coordinator what is open,
 * with fewer words.  Cancelled entries stay until their day is over, at least
 * 14 days.  An annual event of others' is one entry however many journeys it
 * is in (feed_events.h): of entries with the same uid only one may be used.
 */
int feed_content_add(const struct dossier *dossier,
    const struct feed_reader *reader, struct feed_entries *entries,
    struct error *err) OB_MUST_CHECK;

#endif
