/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>

#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/exits/follow_ups.h"
#include "engine/hr/hr_list_rows.h"
#include "engine/measures/exit_cohort.h"
#include "model/exit_reason.h"
#include "text/catalogue.h"
#include "text/json_text.h"

/* So many half years are shown: this one and those before it. */
#define PERIODS 4
#define MONTHS 6

/* instead: the catalogue's word for a figure that is not told. */
static void
add_figure(const struct hr_list *list, json_t *row, const json_t *figure,
    const char *instead)
{
	if (json_is_integer(figure))
		hr_list_number(list, row, json_integer_value(figure));
	else
		hr_list_cell(list, row,
		    catalogue_get(
			list->engine->catalogues[list->scope->language],
			instead),
		    NULL);
}

/* The talks of half a year, or one reason of them. */
static void
add_row(struct hr_list *list, const json_t *view, const json_t *reason)
{
	const struct catalogue *words =
	    list->engine->catalogues[list->scope->language];
	cleanup_(memory_free_ptr) char *key =
	    memory_printf("hr_choice.%s", json_text_of(reason, "reason"));
	bool is_over = json_is_true(json_object_get(view, "is_over"));
	json_t *row = hr_list_row(list, (int64_t)list->total + 1);

	if (row == NULL)
		return;
	hr_list_cell(list, row, json_text_of(view, "period"), NULL);
	hr_list_cell(list, row, catalogue_get(words, "hr_exit_talks"), NULL);
	hr_list_cell(list, row,
	    catalogue_get(words, reason == NULL ? "hr_all_talks" : key), NULL);
	add_figure(list, row,
	    json_object_get(reason == NULL ? view : reason, "talks"),
	    is_over ? "hr_few" : "hr_not_over");
	if (reason == NULL)
		hr_list_cell(list, row, NULL, NULL);
	else
		add_figure(list, row, json_object_get(reason, "as_main"),
		    "hr_not_told");
	hr_list_cell(list, row, NULL, NULL);
}

/* The answers to a survey in half a year, or one of them that is told. */
static void
add_answer(struct hr_list *list, const char *period, const json_t *survey,
    const char *text, const char *share)
{
	cleanup_(memory_free_ptr) char *url = memory_printf(
	    "/hr/surveys/%s?half=%s", json_text_of(survey, "id"), period);
	json_t *row = hr_list_row(list, (int64_t)list->total + 1);

	if (row == NULL)
		return;
	hr_list_cell(list, row, period, NULL);
	hr_list_cell(list, row, json_text_of(survey, "name"), url);
	hr_list_cell(list, row, text, NULL);
	hr_list_cell(list, row, share, NULL);
	hr_list_cell(list, row, NULL, NULL);
	hr_list_cell(list, row, NULL, NULL);
}

/* Of several choices each says by itself what it is of. */
static void
add_choices(struct hr_list *list, const char *period, const json_t *survey,
    const json_t *choice)
{
	bool is_several = json_is_true(json_object_get(choice, "is_several"));
	const json_t *answer;
	size_t i;

	json_array_foreach(json_object_get(choice, "rows"), i, answer)
	{
		cleanup_(memory_free_ptr) char *text =
		    is_several ? memory_strdup(json_text_of(answer, "text"))
			       : memory_printf("%s %s",
				     json_text_of(choice, "question"),
				     json_text_of(answer, "text"));

		add_answer(
		    list, period, survey, text, json_text_of(answer, "share"));
	}
}

static void
add_survey(struct hr_list *list, const char *period, const json_t *survey)
{
	const struct catalogue *words =
	    list->engine->catalogues[list->scope->language];
	bool is_of_talks = json_is_true(json_object_get(survey, "is_of_talks"));
	bool is_told = json_is_true(json_object_get(survey, "is_told"));
	const json_t *choice;
	size_t i;

	add_answer(list, period, survey,
	    catalogue_get(
		words, is_of_talks ? "hr_answers_of_talks" : "hr_all_answers"),
	    is_told ? json_text_of(survey, "response")
		    : catalogue_get(words, "hr_few"));
	json_array_foreach(json_object_get(survey, "choices"), i, choice)
	{
		add_choices(list, period, survey, choice);
	}
}

/* How those were received who left, by the year in which they began. */
static void
add_measure(struct hr_list *list, const json_t *view, const json_t *cohort,
    const json_t *measure)
{
	cleanup_(memory_free_ptr) char *source = memory_printf("%s %s",
	    catalogue_get(list->engine->catalogues[list->scope->language],
		"hr_exit_measures"),
	    json_text_of(cohort, "year"));
	json_t *row = hr_list_row(list, (int64_t)list->total + 1);

	if (row == NULL)
		return;
	hr_list_cell(list, row, json_text_of(view, "period"), NULL);
	hr_list_cell(list, row, source, NULL);
	hr_list_cell(list, row, json_text_of(measure, "name"), NULL);
	hr_list_cell(list, row, NULL, NULL);
	hr_list_cell(list, row, NULL, NULL);
	hr_list_cell(list, row, json_text_of(measure, "text"), NULL);
}

static void
add_cohort(struct hr_list *list, const json_t *view, const json_t *cohort)
{
	const json_t *measure;
	size_t i;

	json_array_foreach(json_object_get(cohort, "measures"), i, measure)
	{
		add_measure(list, view, cohort, measure);
	}
}

static int
add_period(struct hr_list *list, const char *period, struct error *err)
{
	json_auto_t *view = NULL;
	const json_t *reason;
	const json_t *survey;
	const json_t *cohort;
	size_t i;
	int status = exit_cohort_view(
	    list->engine, period, list->scope->language, &view, err);

	if (status != OB_OK)
		return status;
	add_row(list, view, NULL);
	json_array_foreach(json_object_get(view, "reasons"), i, reason)
	{
		add_row(list, view, reason);
	}
	json_array_foreach(json_object_get(view, "surveys"), i, survey)
	{
		add_survey(list, period, survey);
	}
	json_array_foreach(json_object_get(view, "cohorts"), i, cohort)
	{
		add_cohort(list, view, cohort);
	}
	return OB_OK;
}

int
hr_list_exits_reasons(struct hr_list *list, struct error *err)
{
	int status = OB_OK;

	for (int i = 0; status == OB_OK && i < PERIODS; i++) {
		char period[EXIT_REASON_PERIOD_SIZE];

		(void)exit_reason_period_of(
		    date_add_months(core_today(list->engine), -i * MONTHS),
		    period);
		status = add_period(list, period, err);
	}
	return status;
}

static void
add_follow_up(struct hr_list *list, const json_t *follow_up)
{
	const json_t *done = json_object_get(follow_up, "done_at");
	int64_t id = json_integer_value(json_object_get(follow_up, "id"));
	cleanup_(memory_free_ptr) char *url =
	    memory_printf("/hr/follow-ups/%" PRId64 "/finish-follow-up", id);
	const struct catalogue *words =
	    list->engine->catalogues[list->scope->language];
	const char *state = "hr_follow_up.open";
	json_t *row = hr_list_row(list, id);

	if (row == NULL)
		return;
	if (json_is_string(done))
		state = "hr_follow_up.done";
	else if (json_is_true(json_object_get(follow_up, "is_late")))
		state = "hr_follow_up.late";
	hr_list_cell(list, row, json_text_of(follow_up, "period"), NULL);
	hr_list_cell(list, row, json_text_of(follow_up, "title"), NULL);
	hr_list_cell(list, row,
	    json_text_of(json_object_get(follow_up, "owner"), "name"), NULL);
	hr_list_cell(list, row, json_text_of(follow_up, "due"), NULL);
	hr_list_cell(list, row, catalogue_get(words, state), NULL);
	if (!json_is_string(done))
		hr_list_link(list, row, "hr_link.finish-follow-up", url);
}

int
hr_list_exits_follow_ups(struct hr_list *list, struct error *err)
{
	json_auto_t *view = NULL;
	const json_t *follow_up;
	size_t i;
	int status = follow_ups_list(list->engine, NULL, &view, err);

	if (status != OB_OK)
		return status;
	json_array_foreach(json_object_get(view, "follow_ups"), i, follow_up)
	{
		add_follow_up(list, follow_up);
	}
	return OB_OK;
}
