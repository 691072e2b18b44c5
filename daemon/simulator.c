/* SPDX-License-Identifier: EUPL-1.2 */
#include "simulator.h"

#include <stdlib.h>

#include "base/log.h"
#include "base/memory.h"

#define SLICE_MS 20

struct simulator {
	struct engine *engine;
	struct event *timer;
	struct simulation *simulation; /* NULL: none runs */
	simulator_done_fn done;
	void *done_arg;
};

static void
go_on(struct simulator *simulator)
{
	const struct timeval now = {.tv_sec = 0};

	(void)event_add(simulator->timer, &now);
}

void
simulator_stop(struct simulator *simulator)
{
	(void)event_del(simulator->timer);
	simulation_free(simulator->simulation);
	simulator->simulation = NULL;
}

/* Whoever is told may start another. */
static void
finish(struct simulator *simulator, const struct error *failed, json_t *result)
{
	simulator_stop(simulator);
	simulator->done(simulator->done_arg, failed, result);
}

static void
on_timer(evutil_socket_t fd, short what, void *arg)
{
	struct simulator *simulator = arg;
	struct error err = ERROR_INIT;
	bool is_done = false;

	(void)fd;
	(void)what;
	if (simulation_run(simulator->simulation, SLICE_MS, &is_done, &err) !=
	    OB_OK)
		finish(simulator, &err, NULL);
	else if (is_done)
		finish(
		    simulator, NULL, simulation_result(simulator->simulation));
	else
		go_on(simulator);
}

int
simulator_new(struct event_base *base, struct engine *engine,
    struct simulator **ret_simulator, struct error *err)
{
	struct simulator *simulator = memory_alloc(sizeof(*simulator));

	simulator->engine = engine;
	simulator->timer = evtimer_new(base, on_timer, simulator);
	if (simulator->timer == NULL) {
		free(simulator);
		return error_set(err, OB_EINTERNAL, "cannot make a timer");
	}
	*ret_simulator = simulator;
	return OB_OK;
}

void
simulator_free(struct simulator *simulator)
{
	if (simulator == NULL)
		return;
	simulator_stop(simulator);
	event_free(simulator->timer);
	free(simulator);
}

int
simulator_start(struct simulator *simulator,
    const struct simulation_request *request, const struct programme *uploaded,
    simulator_done_fn done, void *arg, struct error *err)
{
	int status;

	if (simulator->simulation != NULL)
		return error_set(err, OB_EBUSY,
		    "another simulation runs; try again when it has ended");
	status = simulation_start(
	    simulator->engine, request, uploaded, &simulator->simulation, err);
	if (status != OB_OK)
		return status;
	simulator->done = done;
	simulator->done_arg = arg;
	go_on(simulator);
	return OB_OK;
}

void
simulator_interrupt(struct simulator *simulator)
{
	struct error err = ERROR_INIT;

	if (simulator->simulation == NULL)
		return;
	(void)error_set(&err, OB_ECONFLICT,
	    "the simulation was ended: the daemon stops or takes over a "
	    "changed configuration; run it again");
	finish(simulator, &err, NULL);
}
