/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/command_table.h"

#include "base/memory.h"
#include "cli/command_options.h"
#include "cli/print_comparison.h"
#include "cli/print_measure.h"
#include "cli/print_report.h"
#include "model/report.h"

#define MARKED_IDS MEASURE_IDS " sickness-absence turnover"

static const struct command rows[] = {
    {
	.name = "list-bottlenecks",
	.summary = "list the steps that were late or skipped",
	.options = command_list_bottlenecks_options,
	.method = "GET",
	.path = "/bottlenecks",
	.doing = "list the bottlenecks",
	.print = print_measure_bottlenecks,
	.details = "Every share is of all leaders who began in the year, the "
		   "worst first. What would tell of a group of fewer than "
		   "five people is hidden, or told as a bound.",
	.example = "list-bottlenecks --year 2026",
    },
    {
	.name = "list-measures",
	.summary = "list what is measured, by quarter and for the year",
	.options = command_list_measures_options,
	.method = "GET",
	.path = "/measures",
	.doing = "list the measures",
	.print = print_measure_list,
	.details = "Each counts the leaders whose first day lies in the "
		   "quarter. What would tell of a group of fewer than five "
		   "people is hidden, or told as a bound.",
	.example = "list-measures --year 2026",
    },
    {
	.name = "show-measure",
	.summary = "show a measure by quarter and area",
	.arguments = {{"MEASURE", KIND_TEXT, false, MEASURE_IDS}},
	.options = command_list_measures_options,
	.method = "GET",
	.path = "/measures/{MEASURE}",
	.doing = "show measure '{MEASURE}'",
	.print = print_measure_shown,
	.example = "show-measure internal-share --year 2026",
    },
    {
	.name = "compare-versions",
	.summary = "compare versions of programmes by what is measured",
	.options = command_compare_versions_options,
	.method = "GET",
	.path = "/comparison",
	.doing = "compare the versions",
	.print = print_comparison,
	.details = "A version has the quarters all of whose leaders followed "
		   "it. Areas of pilots are compared with the others of the "
		   "same years. What would tell of a group of fewer than five "
		   "people is not counted in; a difference between few "
		   "leaders may be chance.",
	.example = "compare-versions --measure internal-share",
    },
    {
	.name = "list-figures",
	.summary = "list the payroll system's figures by quarter and area",
	.options = command_list_figures_options,
	.method = "GET",
	.path = "/figures",
	.doing = "list the payroll system's figures",
	.print = print_measure_figures,
	.details = "They come by 'import'. Where the areas leave fewer than "
		   "five people of the municipality, the smallest area is "
		   "hidden.",
	.example = "list-figures --year 2026 --figure sickness-absence",
    },
    {
	.name = "set-baseline",
	.summary = "note what a measure was before the system",
	.arguments = {{"MEASURE", KIND_TEXT, false, MARKED_IDS}},
	.options = command_set_baseline_options,
	.method = "PUT",
	.path = "/measures/{MEASURE}/baseline",
	.doing = "set the baseline of measure '{MEASURE}'",
	.print = print_measure_mark,
	.details = "It is shown beside the figures. --value \"\" takes it "
		   "away.",
	.example = "set-baseline internal-share --value 42,5 --year 2022 "
		   "--source \"HR's report of 2022\"",
    },
    {
	.name = "set-target",
	.summary = "note what a measure is to be",
	.arguments = {{"MEASURE", KIND_TEXT, false, MARKED_IDS}},
	.options = command_set_target_options,
	.method = "PUT",
	.path = "/measures/{MEASURE}/target",
	.doing = "set the target of measure '{MEASURE}'",
	.print = print_measure_mark,
	.details = "It is shown beside the figures. --value \"\" takes it "
		   "away.",
	.example = "set-target internal-share --value 60 --year 2028",
    },
    {
	.name = "list-reports",
	.summary = "list the reports on years and quarters",
	.options = command_no_options,
	.method = "GET",
	.path = "/reports",
	.doing = "list the reports",
	.print = print_report_list,
	.example = "list-reports",
    },
    {
	.name = "report",
	.summary = "give the report on a quarter or a year",
	.arguments = {{"PERIOD", KIND_TEXT, false, NULL}},
	.options = command_report_options,
	.method = "GET",
	.path = "/reports/{PERIOD}",
	.doing = "give the report on '{PERIOD}'",
	.print = print_report,
	.details = "A quarter's is its status on one page; a year's has the "
		   "headings of a political case.",
	.example = "report 2026 --format xlsx --output report-2026.xlsx",
    },
    {
	.name = "set-report-text",
	.summary = "write below a heading of the report on a year",
	.arguments = {{"YEAR", KIND_TEXT, false, NULL},
	    {"HEADING", KIND_TEXT, false, REPORT_HEADING_WORDS}},
	.options = command_set_report_text_options,
	.method = "PUT",
	.path = "/reports/{YEAR}/texts/{HEADING}",
	.doing = "write '{HEADING}' of the report on '{YEAR}'",
	.print = print_report_texts,
	.details = "--text \"\" brings back the program's own words.",
	.example = "set-report-text 2026 next-steps --text "
		   "\"Flere mentorer i 2027.\"",
    },
};

const struct command_group command_table_measures = {rows, ARRAY_LEN(rows)};
