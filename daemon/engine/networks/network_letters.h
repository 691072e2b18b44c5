/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_NETWORKS_NETWORK_LETTERS_H
#define ONBOARD_ENGINE_NETWORKS_NETWORK_LETTERS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"

struct change;
struct engine;
struct network_case;
struct network_meeting;

/*
 * Mails the meeting to everybody to whom it is news and whose next digest or
 * mail of the morning would tell it too late (next_digest.h), but not to who
 * changed it; adds how many to *count.  start_before is when it was to begin,
 * INSTANT_NONE for a new one.
 */
int network_letters_tell(struct change *change,
    const struct network_case *network_case,
    const struct network_meeting *meeting, int64_t start_before, int *count,
    struct error *err) OB_MUST_CHECK;

/* Who changes the meeting knows of it. */
int network_letters_note_actor(struct change *change,
    const struct network_case *network_case,
    const struct network_meeting *meeting, struct error *err) OB_MUST_CHECK;

/*
 * For the morning's round, after the digests: one mail to each who got none
 * that says it.  Who wants the digest once a week waits for that day.
 */
int network_letters_tell_rest(
    struct engine *engine, bool is_weekly, struct error *err) OB_MUST_CHECK;

#endif
