/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/dossier/naming.h"

#include "base/memory.h"
#include "engine/people/people.h"
#include "model/role.h"
#include "model/workday.h"

bool
naming_is_cohort(const struct dossier *dossier)
{
	return dossier->version->kind == PROGRAMME_COHORT;
}

char *
naming_short(const struct dossier *dossier)
{
	if (naming_is_cohort(dossier))
		return memory_strdup(dossier->journey.title);
	return people_first_name(dossier_role(dossier, ROLE_LEADER));
}

const char *
naming_full(const struct dossier *dossier)
{
	return naming_is_cohort(dossier)
		   ? dossier->journey.title
		   : dossier_role(dossier, ROLE_LEADER)->name;
}

struct date
naming_day(const struct dossier *dossier)
{
	return dossier->version->kind == PROGRAMME_EXIT
		   ? naming_last_day(dossier)
		   : dossier_first_workday(dossier);
}

struct date
naming_last_day(const struct dossier *dossier)
{
	struct date day = dossier->version->kind == PROGRAMME_EXIT
			      ? dossier->journey.first_day
			      : dossier->journey.last_day;

	return date_is_none(day) ? day : workday_back(dossier->calendar, day);
}

bool
naming_is_own(const struct dossier *dossier, int64_t person_id)
{
	return !naming_is_cohort(dossier) &&
	       person_id == dossier->journey.leader_id;
}

char *
naming_entry(const struct dossier *dossier, const struct activity *activity,
    const struct person *reader, enum language language)
{
	const char *title = dossier_step(dossier, activity)->title.in[language];
	cleanup_(memory_free_ptr) char *name = naming_short(dossier);

	if (naming_is_own(dossier, reader->id))
		return memory_strdup(title);
	return memory_printf("%s (%s)", title, name);
}
