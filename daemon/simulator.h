/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_SIMULATOR_H
#define ONBOARD_SIMULATOR_H

#include <event2/event.h>
#include <jansson.h>

#include "base/error.h"
#include "engine/simulation/simulation.h"

struct engine;

/*
 * Runs one simulation at a time on the daemon's loop, a short slice each
 * turn, so that everybody else is answered between.
 */
struct simulator;

int simulator_new(struct event_base *base, struct engine *engine,
    struct simulator **ret_simulator, struct error *err) OB_MUST_CHECK;
void simulator_free(struct simulator *simulator); /* accepts NULL */

/*
 * Calls done at the end, with a failure or with the result, which it takes.
 * OB_EBUSY while another runs.  Borrows nothing of the request.
 */
typedef void (*simulator_done_fn)(
    void *arg, const struct error *failed, json_t *result);
int simulator_start(struct simulator *simulator,
    const struct simulation_request *request, const struct programme *uploaded,
    simulator_done_fn done, void *arg, struct error *err) OB_MUST_CHECK;

/* Nobody waits for it any more: done is not called. */
void simulator_stop(struct simulator *simulator);

/* Ends what runs, and tells so: the engine's settings are about to change. */
void simulator_interrupt(struct simulator *simulator);

#endif
