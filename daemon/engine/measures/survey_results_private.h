/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_MEASURES_SURVEY_RESULTS_PRIVATE_H
#define ONBOARD_ENGINE_MEASURES_SURVEY_RESULTS_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/measures/measure_figures.h"
#include "engine/measures/survey_results.h"
#include "model/answer_count.h"
#include "model/survey.h"

/* For survey_results*.c only: results on their way into the view. */
struct survey_results {
	struct engine *engine;
	const struct survey_results_request *request;
	struct survey *survey; /* its newest version */
	bool is_counted;
	bool is_final;
	bool is_of_halves;
	bool is_of_talks; /* of those who had an exit talk as well */
	bool is_withheld; /* from whom has an area */
	int year;	  /* 0: none is final, or it is a cohort's */
	char *
	    cohort; /* its name; NULL: none is counted, or it is of no cohort */
	char *half; /* "2026H2"; NULL alike */
	struct measure_answers answers;
	struct answer_count *counts;
	size_t count;
	json_t *years;
	json_t *cohorts;
	json_t *halves;
	json_t *means;
	json_t *choices;
};

bool survey_results_is_given(const char *text);

/*
 * Which years there are, or cohorts, or half years, and the counts of the
 * chosen one; nothing when it is not final.  OB_EINVALID names the field.
 */
int survey_results_load_year(
    struct survey_results *results, struct error *err) OB_MUST_CHECK;
int survey_results_load_cohort(
    struct survey_results *results, struct error *err) OB_MUST_CHECK;
int survey_results_load_half(
    struct survey_results *results, struct error *err) OB_MUST_CHECK;

/*
 * What of the counts is told, in the order of the newest version's questions.
 * A scale that only some were asked is not counted.
 */
int survey_results_add_figures(
    struct survey_results *results, struct error *err) OB_MUST_CHECK;

/* As measure_cells.h has it; owned. */
int survey_results_cell(const struct survey_results *results,
    const struct disclosure *shown, json_t **ret_cell,
    struct error *err) OB_MUST_CHECK;

#endif
