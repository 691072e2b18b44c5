/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_REPORTS_REPORT_PARTS_H
#define ONBOARD_ENGINE_REPORTS_REPORT_PARTS_H

#include <jansson.h>
#include <stddef.h>

#include "base/error.h"
#include "model/programme.h"
#include "model/report.h"

struct engine;

/* A report on its way into a view. */
struct report {
	struct engine *engine;
	enum language language;
	struct report_period period;
};

/* Appends its tables to an array, or none. */
typedef int report_part_fn(
    const struct report *report, json_t *tables, struct error *err);

/*
 * The figures of reports, in their order: a new one is a row here and the
 * function that makes its tables of another view, which alone decides what may
 * be told.  What a part is called is report_part.ID of the catalogues.
 */
struct report_part {
	const char *id;
	const char *section; /* the id of the heading that it stands below */
	report_part_fn *build;
};

/* The headings; report_heading.ID of the catalogues. */
struct report_kind {
	const char *const *sections; /* ends with NULL */
	const struct report_part *parts;
	size_t part_count;
};

extern const struct report_kind report_parts_of_year;
extern const struct report_kind report_parts_of_quarter;

/* A text of the catalogue by a key as "report_word.%s"; borrowed. */
const char *report_parts_word(
    const struct report *report, const char *pattern, const char *name);

/* Of a year: all measures with charts; what they were, and are to be. */
report_part_fn report_measures_figures;
report_part_fn report_measures_targets;
report_part_fn report_measures_baselines;

/* What the payroll system tells; the steps that were late or skipped. */
report_part_fn report_measures_payroll;
report_part_fn report_bottlenecks_worst;

/* Of a quarter. */
report_part_fn report_quarter_leaders;
report_part_fn report_progress_measures;
report_part_fn report_progress_payroll;
report_part_fn report_trends_charts;
report_part_fn report_quarter_pending;

/* Exit talks, what was answered beside them, and what follows from them. */
report_part_fn report_follow_ups_reasons;
report_part_fn report_exit_surveys_answers;
report_part_fn report_follow_ups_of_year;
report_part_fn report_follow_ups_open;

#endif
