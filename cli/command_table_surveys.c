/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/command_table.h"

#include "base/memory.h"
#include "cli/check_survey.h"
#include "cli/command_options.h"
#include "cli/print_survey.h"
#include "cli/print_survey_words.h"

static const struct command rows[] = {
    {
	.name = "list-surveys",
	.summary = "list the surveys and their versions",
	.options = command_no_options,
	.method = "GET",
	.path = "/surveys",
	.doing = "list the surveys",
	.print = print_survey_list,
	.example = "list-surveys",
    },
    {
	.name = "show-survey",
	.summary = "show a survey with its promises and questions",
	.arguments = {{"ID", KIND_TEXT, false, NULL}},
	.options = command_show_survey_options,
	.method = "GET",
	.path = "/surveys/{ID}",
	.doing = "show survey '{ID}'",
	.print = print_survey_shown,
	.example = "show-survey puls-1",
    },
    {
	.name = "show-survey-results",
	.summary = "show what was answered to a survey",
	.arguments = {{"ID", KIND_TEXT, false, NULL}},
	.options = command_show_survey_results_options,
	.method = "GET",
	.path = "/surveys/{ID}/results",
	.doing = "show what was answered to survey '{ID}'",
	.print = print_survey_results,
	.details = "Of the leaders who began in the year, once it is final; of "
		   "a cohort, once nobody can answer any more; of those who "
		   "leave by half year, once it is over. "
		   "What would tell of a group of fewer than five people is "
		   "hidden, or told as a bound.",
	.example = "show-survey-results puls-1 --year 2026",
    },
    {
	.name = "list-survey-words",
	.summary = "list what was written to a survey in own words",
	.arguments = {{"ID", KIND_TEXT, false, NULL}},
	.options = command_list_survey_words_options,
	.method = "GET",
	.path = "/surveys/{ID}/words",
	.doing = "list what was written to survey '{ID}'",
	.print = print_survey_words,
	.details = "Without names, once the half year is over, five people "
		   "have answered and nobody can change an answer, until the "
		   "first of it may be deleted. The audit keeps who has read "
		   "it.",
	.example = "list-survey-words slut --half 2026H2",
    },
    {
	.name = "check-survey",
	.summary = "check a survey file; needs no daemon",
	.arguments = {{"FILE", KIND_TEXT, false, "@file"}},
	.options = command_no_options,
	.doing = "use survey '{FILE}'",
	.run = check_survey_run,
	.details = "Prints every mistake as FILE:LINE:COLUMN: TEXT.",
	.example = "check-survey /etc/onboardd/surveys/puls-1.yaml",
    },
};

const struct command_group command_table_surveys = {rows, ARRAY_LEN(rows)};
