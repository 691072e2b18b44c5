/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>
#include <stdlib.h>

#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/measures/survey_results_private.h"
#include "store/answer_count_store.h"
#include "text/catalogue.h"
#include "text/dates_text.h"

static int
read_cohort(const char *text, int64_t *ret_id, struct error *err)
{
	char *end = NULL;
	long long id = 0;

	if (survey_results_is_given(text)) {
		id = strtoll(text, &end, 10);
		if (*end != '\0' || id < 1)
			return error_set_field(err, OB_EINVALID, "cohort",
			    "'%.20s' is no number of a cohort; list-cohorts "
			    "shows them",
			    text);
	}
	*ret_id = id;
	return OB_OK;
}

/* "Før-leder 2027 (fra 22. februar 2027)" */
static int
say_cohort(const struct survey_results *results,
    const struct answer_cohort *cohort, char **ret_text, struct error *err)
{
	enum language language = results->request->language;
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;
	char day[DATES_TEXT_SIZE];
	json_auto_t *view = json_pack("{s:s, s:s}", "title", cohort->title,
	    "day", dates_text_day(language, cohort->first_day, day));
	int status = catalogue_format(results->engine->catalogues[language],
	    "survey_results.cohort", view, &text, err);

	if (status == OB_OK)
		*ret_text = memory_strdup(text.buf);
	return status;
}

static int
add_cohort(struct survey_results *results, const struct answer_cohort *cohort,
    bool is_chosen, struct error *err)
{
	cleanup_(memory_free_ptr) char *text = NULL;
	cleanup_(memory_free_ptr) char *url =
	    memory_printf("/hr/surveys/%s?cohort=%" PRId64,
		results->request->survey, cohort->journey_id);
	int status = say_cohort(results, cohort, &text, err);

	if (status == OB_OK)
		(void)json_array_append_new(results->cohorts,
		    json_pack("{s:I, s:s, s:s, s:b}", "id",
			(json_int_t)cohort->journey_id, "text", text, "url",
			url, "is_chosen", (int)is_chosen));
	if (status == OB_OK && is_chosen)
		results->cohort = TAKE_PTR(text);
	return status;
}

static int
load(struct survey_results *results, const struct answer_cohort *cohort,
    struct error *err)
{
	results->is_final = true;
	results->answers.answers.answered =
	    (struct fraction){cohort->answered, cohort->asked};
	return answer_count_store_list_of_cohort(results->engine->store, cohort,
	    &results->counts, &results->count, err);
}

/* The last unless one was asked for. */
static int
choose(struct survey_results *results, const struct answer_cohort *cohorts,
    size_t count, struct error *err)
{
	int64_t id = 0;
	int status = read_cohort(results->request->cohort, &id, err);

	if (status == OB_OK && id == 0 && count > 0)
		id = cohorts[count - 1].journey_id;
	for (size_t i = 0; status == OB_OK && i < count; i++) {
		bool is_chosen = cohorts[i].journey_id == id;

		status = add_cohort(results, &cohorts[i], is_chosen, err);
		if (status == OB_OK && is_chosen)
			status = load(results, &cohorts[i], err);
	}
	return status;
}

int
survey_results_load_cohort(struct survey_results *results, struct error *err)
{
	const struct survey_results_request *request = results->request;
	struct answer_cohort *cohorts = NULL;
	size_t count = 0;
	int status;

	if (survey_results_is_given(request->year))
		return error_set_field(err, OB_EINVALID, "year",
		    "survey '%s' is asked of cohorts; it is told of by cohort",
		    results->survey->id);
	results->is_counted = true;
	results->answers.answers.is_known = true;
	status = answer_count_store_list_cohorts(results->engine->store,
	    results->survey->id,
	    survey_results_is_given(request->area) ? request->area : NULL,
	    &cohorts, &count, err);
	if (status == OB_OK)
		status = choose(results, cohorts, count, err);
	answer_count_store_free_cohorts(cohorts, count);
	return status;
}
