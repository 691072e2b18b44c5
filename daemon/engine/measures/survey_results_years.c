/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/measures/measures.h"
#include "engine/measures/survey_results_private.h"
#include "store/answer_count_store.h"

static int
add_year(struct survey_results *results, const struct measure *answered,
    int year, int chosen, struct error *err)
{
	int quarters = 0;
	cleanup_(memory_free_ptr) char *url = memory_printf(
	    "/hr/surveys/%s?year=%d", results->request->survey, year);
	int status = measure_store_kept(
	    results->engine->store, answered->id, year, &quarters, err);

	if (status != OB_OK || quarters < DISCLOSURE_QUARTERS)
		return status;
	(void)json_array_append_new(
	    results->years, json_pack("{s:i, s:s, s:b}", "year", year, "url",
				url, "is_chosen", (int)(year == chosen)));
	if (chosen == 0 || chosen == year)
		results->year = year;
	return OB_OK;
}

/* Those that are final; the last of them unless one was asked for. */
static int
find_years(struct survey_results *results, const struct measure *answered,
    int chosen, struct error *err)
{
	int last = date_to_civil(core_today(results->engine)).year;
	struct date first = core_today(results->engine);
	int year;
	int status =
	    measure_store_first_day(results->engine->store, &first, err);

	if (status == OB_ENOTFOUND)
		return OB_OK;
	year = date_to_civil(first).year;
	if (chosen != 0 && chosen < year)
		year = chosen;
	for (; status == OB_OK && year <= last; year++)
		status = add_year(results, answered, year, chosen, err);
	return status;
}

static int
load(struct survey_results *results, const struct measure *answered,
    struct error *err)
{
	int status = measure_figures_load_answers(
	    results->engine, answered, results->year, &results->answers, err);

	return status == OB_OK ? answer_count_store_list(results->engine->store,
				     answered->id, results->year,
				     &results->counts, &results->count, err)
			       : status;
}

int
survey_results_load_year(struct survey_results *results, struct error *err)
{
	const char *text = results->request->year;
	const struct measure *answered =
	    measure_table_answered(results->survey->id);
	int chosen = 0;
	int status = OB_OK;

	if (survey_results_is_given(results->request->cohort))
		return error_set_field(err, OB_EINVALID, "cohort",
		    "survey '%s' is asked of no cohort; it is told of by year",
		    results->survey->id);
	if (survey_results_is_given(text))
		status = measures_read_year(text, &chosen, err);
	if (status != OB_OK || answered == NULL)
		return status;
	results->is_counted = true;
	status = find_years(results, answered, chosen, err);
	results->is_final = results->year != 0;
	return status == OB_OK && results->is_final
		   ? load(results, answered, err)
		   : status;
}
