/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_SIMULATION_PRIVATE_H
#define ONBOARD_ENGINE_SIMULATION_PRIVATE_H

#include <stddef.h>

#include "base/clock.h"
#include "base/date.h"
#include "engine/simulation.h"

/* The inside of a simulation, for simulation*.c only. */
struct outbox_letter;
struct store;

struct simulated_leader {
	struct date accepted;
	struct date first_day;
	bool is_internal;
	int64_t journey_id; /* 0 until added */
};

struct simulation {
	struct store *store;
	struct clock clock;
	struct engine *engine; /* on the clock and the store */
	char *programme;
	int version; /* of the stored programme; 0: uploaded */
	char *area;
	char *workplace;
	bool nobody_acts;
	struct date until; /* the last day */

	struct simulated_leader *leaders; /* by the day of acceptance */
	size_t leader_count;
	size_t added;
	size_t collected; /* leaders whose results were taken */
	int64_t acts_at;  /* when people act next */

	json_t *activities;
	json_t *mail;
	json_t *entries;
};

/* Who is simulated: their days, drawn by a fixed rule. */
int simulation_cast(struct simulation *simulation, const struct engine *engine,
    const struct simulation_request *request, struct error *err) OB_MUST_CHECK;

/* Adds the next leader; the day of acceptance has come. */
int simulation_add_leader(
    struct simulation *simulation, struct error *err) OB_MUST_CHECK;

/* All do what is theirs and has come. */
int simulation_act(
    struct simulation *simulation, struct error *err) OB_MUST_CHECK;

/* Notes that a mail arrived. */
int simulation_note_mail(struct simulation *simulation, int64_t mail_id,
    struct error *err) OB_MUST_CHECK;

/* Takes one leader's activities and calendar entries as they stand. */
int simulation_collect(struct simulation *simulation,
    const struct simulated_leader *leader, struct error *err) OB_MUST_CHECK;

#endif
