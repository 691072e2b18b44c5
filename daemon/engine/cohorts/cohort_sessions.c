/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/cohorts/cohort_sessions.h"

#include <string.h>

#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/core/phrases.h"
#include "model/role.h"

bool
cohort_sessions_is_one(
    const struct dossier *dossier, const struct activity *activity)
{
	const struct step *step = dossier_step(dossier, activity);

	for (size_t i = 0; i < step->participant_count; i++) {
		if (strcmp(step->participants[i], ROLE_PARTICIPANTS) == 0)
			return true;
	}
	return false;
}

static bool
is_to_come(const struct dossier *dossier, const struct activity *activity)
{
	return activity_is_open(dossier_state(activity)) &&
	       !date_before(activity->planned, core_today(dossier->engine));
}

bool
cohort_sessions_are_over(const struct dossier *dossier)
{
	for (size_t i = 0; i < dossier->activity_count; i++) {
		const struct activity *activity = &dossier->activities[i];

		if (cohort_sessions_is_one(dossier, activity) &&
		    is_to_come(dossier, activity))
			return false;
	}
	return true;
}

json_t *
cohort_sessions_view(const struct dossier *dossier, const struct person *person)
{
	enum language language =
	    core_language(dossier->engine, person->language);
	const struct zone *zone = core_zone(dossier->engine, person);
	json_t *list = json_array();

	for (size_t i = 0; i < dossier->activity_count; i++) {
		const struct activity *activity = &dossier->activities[i];
		cleanup_(memory_free_ptr) char *when = NULL;

		if (!cohort_sessions_is_one(dossier, activity) ||
		    !is_to_come(dossier, activity))
			continue;
		when = phrases_when_in(language, zone, activity);
		(void)json_array_append_new(list,
		    json_pack("{s:s, s:s}", "title",
			dossier_step(dossier, activity)->title.in[language],
			"when", when));
	}
	return list;
}

struct date
cohort_sessions_answer_by(const struct dossier *dossier)
{
	const struct activity *activity =
	    dossier_activity(dossier, COHORT_SESSIONS_ANSWERS);
	struct date today = core_today(dossier->engine);

	if (activity == NULL)
		return DATE_NONE;
	if (!date_before(activity->planned, today))
		return activity->planned;
	return date_before(activity->latest, today) ? DATE_NONE
						    : activity->latest;
}
