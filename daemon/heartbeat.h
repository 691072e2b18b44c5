/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_HEARTBEAT_H
#define ONBOARD_HEARTBEAT_H

#include <event2/event.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/error.h"

struct delivery;
struct engine;

/*
 * The scheduler: one timer for the earliest due time, at most 60 seconds
 * ahead (the wall clock may jump), set anew after each tick and when the
 * system clock is set.  It holds no state that matters: losing it loses
 * nothing.  With a test clock time stands until heartbeat_advance().
 */
struct heartbeat;

int heartbeat_start(struct event_base *base, struct clock *clock,
    struct engine *engine, struct heartbeat **ret_heartbeat,
    struct error *err) OB_MUST_CHECK;
void heartbeat_stop(struct heartbeat *heartbeat); /* accepts NULL */

/* Borrows; NULL while there is none. */
void heartbeat_set_delivery(
    struct heartbeat *heartbeat, struct delivery *delivery);

/* Something changed: runs what is due now and looks when to wake again. */
void heartbeat_poke(struct heartbeat *heartbeat);

/*
 * What fell due while the program was away, at once: called before anybody is
 * answered, so that nobody sees the state of yesterday.
 */
void heartbeat_catch_up(struct heartbeat *heartbeat);

/* Letters were settled: goes on with what waited for them. */
void heartbeat_settled(struct heartbeat *heartbeat);

/*
 * Moves the test clock to an instant, stopping at each due one on the way (or
 * straight, with jump), and calls done when all that fell due has settled.
 * ran counts the instants.  OB_EINVALID for an instant before now, OB_EBUSY
 * while another is under way, OB_ECONFLICT without a test clock.
 */
typedef void (*heartbeat_done_fn)(
    void *arg, const struct error *failed, int64_t now, int ran);
int heartbeat_advance(struct heartbeat *heartbeat, int64_t to, bool jump,
    heartbeat_done_fn done, void *arg, struct error *err) OB_MUST_CHECK;

#endif
