/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/command_options.h"

#include "cli/command_option_rules.h"

/* What tells of measures, figures and reports. */

/* clang-format off: one option a line reads as the table that it is. */
const struct option_rule command_list_bottlenecks_options[] = {
    QUERY("year", "YEAR", "year", NULL,
	"a year; the last that is counted if left out"),
    END};

const struct option_rule command_list_measures_options[] = {
    QUERY("quarter", "QUARTER", "quarter", NULL, "one quarter, as 2026Q4"),
    QUERY("year", "YEAR", "year", NULL,
	"a year; the last in which a quarter ended if left out"),
    QUERY("area", "AREA", "area", NULL, "only this area"), END};

const struct option_rule command_compare_versions_options[] = {
    QUERY("measure", "MEASURE", "measure", MEASURE_IDS, "only this measure"),
    END};

const struct option_rule command_list_figures_options[] = {
    QUERY("year", "YEAR", "year", NULL,
	"a year; the last with figures if left out"),
    QUERY("figure", "FIGURE", "figure", "sickness-absence turnover",
	"only this one"),
    END};

const struct option_rule command_set_baseline_options[] = {
    {"value", "PERCENT", "value", OPTION_BODY, KIND_CLEARABLE, true, NULL,
	"0 to 100, as 42,5"},
    {"year", "YEAR", "year", OPTION_BODY, KIND_NUMBER, true, NULL,
	"the year that it is of"},
    NEEDED("source", "TEXT", "source", NULL, "where it comes from"),
    TEXT("area", "AREA", "area", NULL,
	"an area; the whole municipality if left out"),
    END};

const struct option_rule command_set_target_options[] = {
    {"value", "PERCENT", "value", OPTION_BODY, KIND_CLEARABLE, true, NULL,
	"0 to 100, as 60"},
    {"year", "YEAR", "year", OPTION_BODY, KIND_NUMBER, true, NULL,
	"the year in which it is to be reached"},
    TEXT("area", "AREA", "area", NULL,
	"an area; the whole municipality if left out"),
    END};

const struct option_rule command_report_options[] = {
    {COMMAND_FORMAT, "FORMAT", "format", OPTION_FORMAT, KIND_TEXT, false,
	"text json csv plain xlsx",
	"text, json, csv (for Danish Excel), plain (commas) or xlsx"},
    {COMMAND_OUTPUT, "FILE", NULL, OPTION_LOCAL, KIND_TEXT, false, "@file",
	"write to this new file and not to standard output"},
    END};

const struct option_rule command_set_report_text_options[] = {
    {"text", "TEXT", "text", OPTION_BODY, KIND_CLEARABLE, true, NULL,
	"paragraphs, as Markdown; \"\" for the program's own"},
    END};
/* clang-format on */
