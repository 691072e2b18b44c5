/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_ANSWERS_OFFERS_H
#define ONBOARD_ENGINE_ANSWERS_OFFERS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "engine/dossier/dossier.h"
#include "engine/letters/mail_texts.h"

struct change;

/*
 * A meeting that somebody cannot come to: who is told of it, and another time
 * that the mail's link moves it to.
 */
struct offer {
	struct dossier *dossier;
	struct activity *activity;
	int64_t about_id;   /* who cannot come, or proposes a time */
	struct date day;    /* DATE_NONE: there is none to offer */
	int minute;	    /* local */
	bool is_unsure;	    /* whether about_id has said so */
	bool was_asked_for; /* a time that about_id proposes */
	struct date wished; /* the proposed one, by the instance's clock */
	int wished_minute;
};

/*
 * The first time from now on, and not before the meeting's own, that
 * activities_move() would take and that lies on no quiet day; looks three
 * months ahead.  DATE_NONE when there is none.
 */
int offers_find(struct offer *offer, struct error *err) OB_MUST_CHECK;

/*
 * Queues the mail to who sees to it or acts for them today, with a link of
 * their own, at once when the meeting begins within 48 hours: to the
 * responsible person or, if it is about them, the coordinator, or else the
 * manager.  Nothing happens when a mail has the key, nobody is to be told, or
 * the journey's pages have ended.
 */
int offers_mail(struct change *change, const struct offer *offer,
    enum mail_kind kind, const char *dedup_key,
    struct error *err) OB_MUST_CHECK;

/*
 * Somebody has declined (activity, about_id and is_unsure say who): tells who
 * sees to it, once for each version of the meeting, and once more when it has
 * become sure.
 */
int offers_decline(struct change *change, const struct offer *decline,
    struct error *err) OB_MUST_CHECK;

#endif
