/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/hr/hr_titles.h"

#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/dossier/course.h"
#include "engine/programmes/programmes.h"
#include "store/event_store.h"

/* The step that an occurrence is of, or NULL. */
static const struct step *
find_template(const struct programme *programme, const char *step)
{
	const char *dot = strrchr(step, '.');
	size_t len = dot == NULL ? 0 : (size_t)(dot - step);

	for (size_t i = 0; len > 0 && i < programme->step_count; i++) {
		const struct step *candidate = &programme->steps[i];

		if (candidate->repeat.count > 0 &&
		    strlen(candidate->id) == len &&
		    memcmp(candidate->id, step, len) == 0)
			return candidate;
	}
	return NULL;
}

static int
event_title(struct engine *engine, const char *step, enum language language,
    char **ret_title, struct error *err)
{
	cleanup_(memory_free_ptr) char *key = NULL;
	cleanup_(event_store_release) struct annual_day row = {0};
	struct date day = DATE_NONE;
	int status = course_split_event(step, &key, &day);

	if (status == OB_OK)
		status = event_store_find(engine->store, key, day, &row, err);
	if (status == OB_ENOTFOUND)
		*ret_title = memory_strdup(step);
	else if (status == OB_OK)
		*ret_title = memory_strdup(
		    language == LANGUAGE_DA ? row.title_da : row.title_en);
	return status == OB_ENOTFOUND ? OB_OK : status;
}

static char *
step_title(const struct programme *programme, const struct hr_titles_step *step,
    enum language language)
{
	const struct step *template;
	int at = step->position;

	if (at < 0 || (size_t)at >= programme->step_count ||
	    strcmp(programme->steps[at].id, step->step) != 0)
		at = programme_find_step(programme, step->step);
	if (at >= 0)
		return memory_strdup(programme->steps[at].title.in[language]);
	template = find_template(programme, step->step);
	if (template != NULL && course_number(step->step) > 0)
		return memory_printf("%s (%d)", template->title.in[language],
		    course_number(step->step));
	return memory_strdup(step->step);
}

int
hr_titles_of(struct engine *engine, const struct hr_titles_step *step,
    enum language language, char **ret_title, struct error *err)
{
	const struct programme *programme = NULL;
	int status;

	if (step->title[0] != '\0' || step->step[0] == '\0') {
		*ret_title = memory_strdup(step->title);
		return OB_OK;
	}
	if (course_is_event(step->step))
		return event_title(
		    engine, step->step, language, ret_title, err);
	status = programmes_get(engine, step->programme_id, &programme, err);
	if (status == OB_OK)
		*ret_title = step_title(programme, step, language);
	return status;
}

int
hr_titles_of_phase(struct engine *engine, int64_t programme_id, int phase,
    const struct phase **ret_phase, struct error *err)
{
	const struct programme *programme = NULL;
	int status = programmes_get(engine, programme_id, &programme, err);

	if (status != OB_OK)
		return status;
	*ret_phase = &programme->phases[0];
	for (size_t i = 0; i < programme->phase_count; i++) {
		if (programme->phases[i].id == phase)
			*ret_phase = &programme->phases[i];
	}
	return OB_OK;
}
