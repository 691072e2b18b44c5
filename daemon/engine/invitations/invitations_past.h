/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_INVITATIONS_INVITATIONS_PAST_H
#define ONBOARD_ENGINE_INVITATIONS_INVITATIONS_PAST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

struct change;
struct engine;

/* The mails that were written to one person of one activity. */
struct invitations_past {
	size_t count;
	bool is_known;	 /* one left, or may have, and was not cancelled */
	bool is_waiting; /* one has not left yet */
	bool is_held;	 /* because somebody said so */
};

int invitations_past_read(struct engine *engine, int64_t activity_id,
    int64_t person_id, struct invitations_past *ret_past,
    struct error *err) OB_MUST_CHECK;

/* What waits is not sent: another takes its place, or nothing does. */
int invitations_past_supersede(struct change *change,
    const struct invitations_past *past, int64_t activity_id, int64_t person_id,
    struct error *err) OB_MUST_CHECK;

/* What takes the place of a mail that somebody holds is held, too. */
int invitations_past_hold(
    struct change *change, int64_t mail_id, struct error *err) OB_MUST_CHECK;

#endif
