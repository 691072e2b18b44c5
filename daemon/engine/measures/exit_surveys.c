/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/measures/exit_surveys.h"

#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/measures/measure_table.h"
#include "engine/measures/survey_results.h"
#include "store/exit_survey_store.h"

static json_t *
told_of(const json_t *choice)
{
	static const char *const names[] = {"number", "question", "is_several"};
	json_t *told = json_object();
	json_t *rows = json_array();
	const json_t *row;
	size_t i;

	for (i = 0; i < ARRAY_LEN(names); i++)
		(void)json_object_set(
		    told, names[i], json_object_get(choice, names[i]));
	json_array_foreach(json_object_get(choice, "rows"), i, row)
	{
		if (json_is_true(json_object_get(row, "is_told")))
			(void)json_array_append_new(
			    rows, json_pack("{s:O, s:O}", "text",
				      json_object_get(row, "text"), "share",
				      json_object_get(row, "share")));
	}
	(void)json_object_set_new(told, "rows", rows);
	return told;
}

static json_t *
brief(const json_t *view)
{
	static const char *const names[] = {
	    "id", "name", "is_told", "is_of_talks", "response"};
	json_t *survey = json_object();
	json_t *choices = json_array();
	const json_t *choice;
	size_t i;

	for (i = 0; i < ARRAY_LEN(names); i++)
		(void)json_object_set(
		    survey, names[i], json_object_get(view, names[i]));
	json_array_foreach(json_object_get(view, "choices"), i, choice)
	{
		(void)json_array_append_new(choices, told_of(choice));
	}
	(void)json_object_set_new(survey, "choices", choices);
	return survey;
}

/* One that the measures tell of by year is not told by half year as well. */
static int
add(struct engine *engine, const struct exit_survey *row,
    enum language language, json_t *list, struct error *err)
{
	const struct survey_results_request request = {
	    .survey = row->survey, .half = row->period, .language = language};
	json_auto_t *view = NULL;
	int status;

	if (measure_table_answered(row->survey) != NULL)
		return OB_OK;
	status = survey_results_view(engine, &request, &view, err);
	if (status == OB_OK)
		(void)json_array_append(list, view);
	return status;
}

int
exit_surveys_results(struct engine *engine, const char *period,
    enum language language, json_t **ret_list, struct error *err)
{
	struct exit_survey *rows = NULL;
	json_auto_t *list = json_array();
	size_t count = 0;
	int status = exit_survey_store_list_period(
	    engine->store, period, &rows, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = add(engine, &rows[i], language, list, err);
	exit_survey_store_free(rows, count);
	if (status == OB_OK)
		*ret_list = json_incref(list);
	return status;
}

int
exit_surveys_view(struct engine *engine, const char *period,
    enum language language, json_t **ret_list, struct error *err)
{
	json_auto_t *views = NULL;
	const json_t *view;
	json_t *list;
	size_t i;
	int status =
	    exit_surveys_results(engine, period, language, &views, err);

	if (status != OB_OK)
		return status;
	list = json_array();
	json_array_foreach(views, i, view)
	{
		(void)json_array_append_new(list, brief(view));
	}
	*ret_list = list;
	return OB_OK;
}
