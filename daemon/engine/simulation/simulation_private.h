/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_SIMULATION_SIMULATION_PRIVATE_H
#define ONBOARD_ENGINE_SIMULATION_SIMULATION_PRIVATE_H

#include <stddef.h>

#include "base/clock.h"
#include "base/date.h"
#include "engine/simulation/simulation.h"

/* The inside of a simulation, for simulation*.c only. */
#define SIMULATION_ACTOR "simulation"

struct outbox_letter;
struct store;

struct simulated_journey {
	struct date opens; /* accepted, given notice, opened */
	struct date day;   /* the first day, the last one, the start */
	bool is_internal;
	int64_t id; /* 0 until added */
};

/* How far those who are nominated for a cohort have answered. */
enum simulated_answers {
	ANSWERS_NONE,
	ANSWERS_OF_NOMINEES,
	ANSWERS_OF_ALL,
};

struct simulation {
	struct store *store;
	struct clock clock;
	struct engine *engine; /* on the clock and the store */
	char *programme;
	char *title; /* in the instance's language */
	enum programme_kind kind;
	int version; /* of the stored programme; 0: uploaded */
	char *area;
	char *workplace;
	bool nobody_acts;
	struct date until; /* the last day */

	struct simulated_journey *journeys; /* by the day they open */
	size_t journey_count;
	size_t added;
	size_t collected; /* journeys whose results were taken */
	int64_t acts_at;  /* when people act next */

	int participants; /* of a cohort */
	enum simulated_answers answers;

	json_t *activities;
	json_t *mail;
	json_t *entries;
};

/*
 * Which journeys are simulated: their days, drawn by a fixed rule.  The
 * programme's kind says which days must be given.
 */
int simulation_cast(struct simulation *simulation, const struct engine *engine,
    const struct simulation_request *request, const struct programme *programme,
    struct error *err) OB_MUST_CHECK;

/* Adds the next journey; the day it opens has come. */
int simulation_begin(
    struct simulation *simulation, struct error *err) OB_MUST_CHECK;

/* Those who are nominated, or their managers, accept. */
int simulation_answer(
    struct simulation *simulation, struct error *err) OB_MUST_CHECK;

/* All do what is theirs and has come. */
int simulation_act(
    struct simulation *simulation, struct error *err) OB_MUST_CHECK;

/* Notes that a mail arrived. */
int simulation_note_mail(struct simulation *simulation, int64_t mail_id,
    struct error *err) OB_MUST_CHECK;

/* Takes one journey's activities and calendar entries as they stand. */
int simulation_collect(struct simulation *simulation,
    const struct simulated_journey *journey, struct error *err) OB_MUST_CHECK;

#endif
