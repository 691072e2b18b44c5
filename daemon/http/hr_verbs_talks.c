/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>
#include <string.h>

#include "base/memory.h"
#include "engine/activities/first_tasks.h"
#include "engine/activities/talks.h"
#include "engine/hr/hr_leader.h"
#include "http/hr_verbs.h"

/*
 * That a talk was held, and what became of the first tasks.  Which topics were
 * talked about is for the two to say.
 */

#define KEPT "kept"
#define DISTURBED "disturbed"

static const char *
undisturbed_of(const struct hr_call *call)
{
	const char *word = hr_form_value(call, "undisturbed");

	if (word == NULL)
		return "";
	return strcmp(word, KEPT) == 0 ? "yes" : "no";
}

static int
run_talk(
    struct hr_call *call, bool dry_run, json_t **ret_view, struct error *err)
{
	cleanup_(memory_free_ptr) char *reference =
	    memory_printf("%" PRId64, call->item_id);
	const struct talk_facts facts = {
	    .held_on = hr_form_value(call, "held_on"),
	    .minutes = hr_form_number(call, "minutes", 0),
	    .undisturbed = undisturbed_of(call)};

	(void)dry_run;
	return talks_describe(hr_form_engine(call), hr_form_actor(call),
	    reference, &facts, ret_view, err);
}

static int
fill_talk(struct hr_call *call, json_t **ret_values, struct error *err)
{
	return hr_leader_talk(
	    hr_form_engine(call), call->item_id, ret_values, err);
}

static int
run_rate(
    struct hr_call *call, bool dry_run, json_t **ret_view, struct error *err)
{
	cleanup_(memory_free_ptr) char *reference =
	    memory_printf("%" PRId64, call->item_id);
	const char *outcome = hr_form_value(call, "outcome");

	(void)dry_run;
	return first_tasks_rate(hr_form_engine(call), hr_form_actor(call),
	    reference, outcome == NULL ? "" : outcome, ret_view, err);
}

static int
fill_rate(struct hr_call *call, json_t **ret_values, struct error *err)
{
	return hr_leader_first_task(hr_form_engine(call), call->journey_id,
	    call->item_id, ret_values, err);
}

static char *
back_to_talk(const struct hr_call *call, const json_t *view)
{
	(void)view;
	return memory_printf("/hr/leaders/%" PRId64 "#activity-%" PRId64,
	    call->journey_id, call->item_id);
}

static char *
back_to_tasks(const struct hr_call *call, const json_t *view)
{
	(void)view;
	return memory_printf(
	    "/hr/leaders/%" PRId64 "#first-tasks", call->journey_id);
}

static const char *const undisturbed_words[] = {"", KEPT, DISTURBED, NULL};
static const char *const outcome_words[] = {
    "", "reached", "partly", "not-yet", NULL};

static const struct hr_field talk_fields[] = {
    {"held_on", HR_FIELD_DAY, true, NULL},
    {"minutes", HR_FIELD_NUMBER, false, NULL},
    {"undisturbed", HR_FIELD_CHOICE, false, undisturbed_words},
};

static const struct hr_field rate_fields[] = {
    {"outcome", HR_FIELD_CHOICE, false, outcome_words},
};

#define FIELDS(list) list, ARRAY_LEN(list)

const struct hr_verb hr_verbs_of_talks[] = {
    {HR_VERB_ACTIVITY, {"talk", FIELDS(talk_fields), false, hr_verbs_admit,
			   fill_talk, run_talk, back_to_talk}},
    {HR_VERB_ACTIVITY, {"rate-first-task", FIELDS(rate_fields), false,
			   hr_verbs_admit, fill_rate, run_rate, back_to_tasks}},
    {HR_VERB_ACTIVITY, {.name = NULL}},
};
