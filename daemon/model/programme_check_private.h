/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MODEL_PROGRAMME_CHECK_PRIVATE_H
#define ONBOARD_MODEL_PROGRAMME_CHECK_PRIVATE_H

#include <stddef.h>

#include "base/error.h"
#include "model/programme.h"
#include "model/programme_graph.h"

/* What the parts of programme_check() share. */
struct programme_check {
	const struct programme *programme;
	struct programme_graph graph;
	programme_report_fn report;
	void *report_arg;
	size_t mistakes;
};

void programme_check_report(struct programme_check *check, int step,
    const char *key, const char *format, ...) OB_PRINTF(4, 5);

/* The anchors of a step, its due and latest, and how it recurs. */
void programme_check_dates(struct programme_check *check, size_t index);

#endif
