/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/exits/exit_survey_counts.h"

#include "base/memory.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/core/kept_counts.h"
#include "engine/exits/exit_counts.h"
#include "model/exit_reason.h"
#include "model/survey.h"
#include "store/answer_count_store.h"
#include "store/exit_survey_store.h"

#define ACTOR "clock"

static const char *
answerer(void)
{
	return survey_answerer_name(SURVEY_LEADER);
}

/* Borrows its texts. */
static struct exit_survey
whom_to_count(const struct exit_survey_due *due)
{
	bool is_of_talks =
	    due->answered_alone > 0 && due->answered_alone < EXIT_REASON_LEAST;

	return (struct exit_survey){.survey = due->survey,
	    .period = due->period,
	    .is_of_talks = is_of_talks,
	    .asked = is_of_talks ? due->asked_of_talks : due->asked,
	    .answered = is_of_talks ? due->answered_of_talks : due->answered};
}

static int
keep_answers(
    struct engine *engine, const struct exit_survey *survey, struct error *err)
{
	struct answer_count *counts = NULL;
	size_t count = 0;
	int status = exit_survey_store_count(
	    engine->store, survey, answerer(), &counts, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = exit_survey_store_keep_answer(
		    engine->store, survey, &counts[i], err);
	answer_count_store_free(counts, count);
	return status;
}

/* How many they are is left out: the audit is read by more than the figures. */
static int
keep(
    struct engine *engine, const struct exit_survey_due *due, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	const struct exit_survey survey = whom_to_count(due);
	int status = change_begin(&change, engine, ACTOR, err);

	if (status == OB_OK)
		status = exit_survey_store_keep(
		    engine->store, &survey, core_now(engine), err);
	if (status == OB_OK)
		status = keep_answers(engine, &survey, err);
	if (status == OB_OK)
		status = change_audit(&change, "keep-exit-survey",
		    SUBJECT("survey", 0), NULL,
		    json_pack("{s:s, s:s}", "survey", survey.survey,
			"half_year", survey.period),
		    err);
	return status == OB_OK ? change_commit(&change, err) : status;
}

static const struct kept_counts kept = {
    .drop_later = exit_survey_store_drop_later,
    .verb = "drop-exit-surveys",
    .entity = "survey",
    .unit = "half_years",
};

int
exit_survey_counts_run(struct engine *engine, struct error *err)
{
	struct exit_survey_due *due = NULL;
	struct date open = DATE_NONE;
	size_t count = 0;
	int status = kept_counts_drop_later(engine, &kept, err);

	if (status == OB_OK)
		status = exit_counts_open_from(engine, &open, err);
	if (status == OB_OK)
		status = exit_survey_store_list_due(
		    engine->store, open, answerer(), &due, &count, err);
	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = keep(engine, &due[i], err);
	exit_survey_store_free_due(due, count);
	return status;
}
