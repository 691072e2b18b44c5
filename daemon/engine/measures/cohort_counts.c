/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/measures/cohort_counts.h"

#include "base/memory.h"
#include "engine/cohorts/cohort_sessions.h"
#include "engine/cohorts/cohorts.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/core/kept_counts.h"
#include "model/survey.h"
#include "store/answer_count_store.h"

#define ACTOR "clock"

static int
keep_answers(
    struct store *store, const struct answer_cohort *cohort, struct error *err)
{
	struct answer_count *counts = NULL;
	size_t count = 0;
	int status = answer_count_store_count_cohort(
	    store, cohort, &counts, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = answer_count_store_keep_of_cohort(
		    store, cohort, &counts[i], err);
	answer_count_store_free(counts, count);
	return status;
}

/* How many they are is left out: the audit is read by more than the figures. */
static int
keep(struct engine *engine, const struct answer_cohort *cohort,
    struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	int status = change_begin(&change, engine, ACTOR, err);

	if (status == OB_OK)
		status = answer_count_store_keep_cohort(
		    engine->store, cohort, core_now(engine), err);
	if (status == OB_OK)
		status = keep_answers(engine->store, cohort, err);
	if (status == OB_OK)
		status = change_audit(&change, "keep-cohort-answers",
		    SUBJECT("journey", cohort->journey_id), NULL,
		    json_pack("{s:s}", "survey", cohort->survey), err);
	return status == OB_OK ? change_commit(&change, err) : status;
}

static int
look_at(struct engine *engine, const struct answer_cohort *cohort,
    struct error *err)
{
	cleanup_(dossier_release) struct dossier dossier = {0};
	int status = cohorts_load(engine, cohort->journey_id, &dossier, err);

	return status == OB_OK && cohort_sessions_are_over(&dossier)
		   ? keep(engine, cohort, err)
		   : status;
}

static const struct kept_counts kept = {
    .drop_later = answer_count_store_drop_later_cohorts,
    .verb = "drop-cohort-answers",
    .entity = "survey",
    .unit = "cohorts",
};

int
cohort_counts_run(struct engine *engine, struct error *err)
{
	const struct answer_cohort_query query = {core_today(engine),
	    survey_answerer_name(SURVEY_PARTICIPANTS),
	    survey_answerer_name(SURVEY_PARTICIPANTS_MANAGERS)};
	struct answer_cohort *cohorts = NULL;
	size_t count = 0;
	int status = kept_counts_drop_later(engine, &kept, err);

	if (status == OB_OK)
		status = answer_count_store_list_due(
		    engine->store, &query, &cohorts, &count, err);
	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = look_at(engine, &cohorts[i], err);
	answer_count_store_free_cohorts(cohorts, count);
	return status;
}
