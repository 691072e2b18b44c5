/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MODEL_PROGRAMME_GRAPH_H
#define ONBOARD_MODEL_PROGRAMME_GRAPH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/programme.h"

/*
 * Which step requires which, for a programme that may be wrong: unknown ids,
 * doubles and cycles are allowed.  Only programme_check.c uses this.
 */
#define PROGRAMME_GRAPH_NONE SIZE_MAX

struct programme_graph {
	const struct programme *programme; /* borrowed */
	const struct step **by_id;	   /* sorted by id, then by place */
	bool *seen;			   /* work space of a walk */
	size_t *stack;
};

void programme_graph_init(
    struct programme_graph *graph, const struct programme *programme);
void programme_graph_release(struct programme_graph *graph);

/* The first step with the id, or PROGRAMME_GRAPH_NONE. */
size_t programme_graph_find(
    const struct programme_graph *graph, const char *id);

/* Whether from requires to, itself or through others; from is not to. */
bool programme_graph_reaches(
    struct programme_graph *graph, size_t from, size_t to);

/* Whether from requires a step of the kind, itself or through others. */
bool programme_graph_reaches_kind(
    struct programme_graph *graph, size_t from, enum step_kind kind);

#endif
