/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_REPORTS_REPORT_SERIES_H
#define ONBOARD_ENGINE_REPORTS_REPORT_SERIES_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "engine/reports/report_parts.h"
#include "model/quarter.h"

/*
 * What the pages tell of a figure, quarter after quarter: this year and those
 * before it.  A cell is as measures.h has it, and borrowed; it is NULL beyond
 * the years.
 */
#define REPORT_SERIES_YEARS 3
#define REPORT_SERIES_MARKS 2 /* cells of a row that are of no quarter */

struct report_series {
	/* Lists of measures as measures.h has them; 0: the report's year. */
	json_t *lists[REPORT_SERIES_YEARS];
};

/* What is counted here, in the order of measure_table. */
int report_series_of_measures(const struct report *report,
    struct report_series *ret_series, struct error *err) OB_MUST_CHECK;

/* What was imported from the payroll system. */
int report_series_of_payroll(const struct report *report,
    struct report_series *ret_series, struct error *err) OB_MUST_CHECK;
void report_series_release(struct report_series *series);

struct quarter report_series_quarter(const struct report *report);

/* One of the measures, in the report's year; borrowed. */
const json_t *report_series_item(
    const struct report_series *series, size_t item);

/* The municipality's; baseline and target are the marks 0 and 1. */
const json_t *report_series_mark(
    const struct report_series *series, size_t item, size_t mark);
const json_t *report_series_cell(const struct report *report,
    const struct report_series *series, size_t item, struct quarter quarter);

/* Exactly, or by a bound. */
bool report_series_is_told(const json_t *cell);
bool report_series_is_exact(const json_t *cell);

/* What was told last before the quarter, and of when; NULL for nothing. */
const json_t *report_series_before(const struct report *report,
    const struct report_series *series, size_t item, char **ret_label);

/* "3. kvartal 2026"; owned. */
char *report_series_label(const struct report *report, struct quarter quarter);

#endif
