/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_SIMULATION_SIMULATION_H
#define ONBOARD_ENGINE_SIMULATION_SIMULATION_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "model/programme.h"

struct engine;

/*
 * Runs a programme on a clock and in a database of its own, with the settings,
 * texts, handbook and calendar of an engine, and tells all that comes of it:
 * one leader's whole journey, a municipality's year with many, or a cohort.
 * People who act do at 16:00 of each workday what is theirs and has come; a
 * mail server takes every mail; nothing leaves the program.
 */
struct simulation;

#define SIMULATION_MAX_LEADERS 500
#define SIMULATION_MAX_YEARS 3

/*
 * As the user gave it; NULL and 0 where nothing was given.  What the kind of
 * the programme has no use for is refused.
 */
struct simulation_request {
	const char *programme; /* default: "ny-leder" */
	int64_t version;       /* default: the newest */

	/* Onboarding; with many leaders the first first day of the year. */
	const char *first_day;
	const char *accepted; /* default: 45 workdays before the first day */

	/* Exit: leaders whose onboarding lies behind leave. */
	const char *last_day; /* with many leaders the first of the year */
	const char *notice;   /* default: 30 workdays before the last day */

	/*
	 * A cohort: those who take part are nominated the day it opens, and
	 * they and their managers accept as soon as they act.
	 */
	const char *start;
	const char *opened;   /* default: 60 workdays before the start */
	int64_t participants; /* default: cohorts.least */

	int64_t leaders;	 /* default: one; of a cohort none */
	const char *recruitment; /* default: external; of many, some each */
	const char *area;	 /* whose variant of the programme is run */
	const char *workplace;
	bool nobody_acts; /* then reminders are all that comes */
};

/*
 * Borrows the engine's settings and texts until it is freed: end it before
 * the engine is reconfigured.  uploaded may be NULL; else it is run instead
 * of a stored programme.
 */
int simulation_start(struct engine *engine,
    const struct simulation_request *request, const struct programme *uploaded,
    struct simulation **ret_simulation, struct error *err) OB_MUST_CHECK;
void simulation_free(struct simulation *simulation); /* accepts NULL */

/*
 * Works for about so long: what falls due at one instant is one piece.
 * ret_done: there is nothing left to do.
 */
int simulation_run(struct simulation *simulation, int milliseconds,
    bool *ret_done, struct error *err) OB_MUST_CHECK;

/*
 * {"simulation":{...},"summary":{...},"activities":[...],"mail":[...],
 * "entries":[...]}; once, when it is done.
 */
json_t *simulation_result(struct simulation *simulation);

#endif
