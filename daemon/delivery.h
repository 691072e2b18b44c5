/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_DELIVERY_H
#define ONBOARD_DELIVERY_H

#include <event2/event.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "model/settings.h"

struct engine;

/*
 * Between the engine's outbox and the mailer's threads, on the event loop:
 * claims what is due, hands it over, settles what comes back.
 */
struct delivery;

/* Called on the loop after results were settled. */
struct delivery_listener {
	void (*settled)(void *arg);
	void *arg;
};

int delivery_start(struct event_base *base, struct engine *engine,
    const struct settings *settings, struct delivery_listener listener,
    struct delivery **ret_delivery, struct error *err) OB_MUST_CHECK;

/* Finishes letters under way, settles them, ends the threads. */
void delivery_stop(struct delivery *delivery); /* accepts NULL */

/* Hands over what is due, as far as there is room. */
void delivery_pump(struct delivery *delivery);

/* Letters that are out with the threads. */
bool delivery_is_busy(const struct delivery *delivery);

/*
 * When the next letter may go; INSTANT_NONE when none waits, or none before
 * others are settled.
 */
int64_t delivery_next(const struct delivery *delivery);

/* The mail section's rules that need a mailer, for onboardd -n. */
int delivery_check(
    const struct settings *settings, struct error *err) OB_MUST_CHECK;

#endif
