/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/reports/report_parts.h"

#include "base/memory.h"
#include "engine/measures/measure_words.h"

/* Those of a political case; some are HR's own words (model/report.h). */
static const char *const sections_of_year[] = {"purpose", "goals", "efforts",
    "follow-up", "baseline", "resources", "next-steps", NULL};

static const struct report_part year_parts[] = {
    {"targets", "goals", report_measures_targets},
    {"measures", "follow-up", report_measures_figures},
    {"payroll", "follow-up", report_measures_payroll},
    {"bottlenecks", "follow-up", report_bottlenecks_worst},
    {"exit-reasons", "follow-up", report_follow_ups_reasons},
    {"exit-surveys", "follow-up", report_exit_surveys_answers},
    {"follow-ups", "follow-up", report_follow_ups_of_year},
    {"baselines", "baseline", report_measures_baselines},
};

const struct report_kind report_parts_of_year = {
    sections_of_year, year_parts, ARRAY_LEN(year_parts)};

static const char *const sections_of_quarter[] = {
    "leaders", "figures", "payroll", "trends", "open", "pending", NULL};

static const struct report_part quarter_parts[] = {
    {"leaders", "leaders", report_quarter_leaders},
    {"measures", "figures", report_progress_measures},
    {"payroll", "payroll", report_progress_payroll},
    {"trends", "trends", report_trends_charts},
    {"follow-ups", "open", report_follow_ups_open},
    {"pending", "pending", report_quarter_pending},
};

const struct report_kind report_parts_of_quarter = {
    sections_of_quarter, quarter_parts, ARRAY_LEN(quarter_parts)};

const char *
report_parts_word(
    const struct report *report, const char *pattern, const char *name)
{
	return measure_words_text(
	    report->engine, report->language, pattern, name);
}
