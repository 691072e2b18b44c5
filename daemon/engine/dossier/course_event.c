/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/dossier/course.h"
#include "engine/dossier/dossier.h"
#include "model/role.h"
#include "store/event_store.h"

#define EVENT_PHASE 3 /* when leaders meet others than their own */

/* A notice to its host, who has the day for many; on the day, its leaders. */
static struct ladder
event_ladder(void)
{
	struct ladder ladder = ladder_default();

	ladder.notice = true;
	ladder.before[0] = 0;
	ladder.on_day = true;
	ladder.overdue = -1;
	ladder.managers_manager = -1;
	ladder.coordinator = -1;
	return ladder;
}

struct step
course_event(const struct annual_day *day)
{
	struct date_rule rule = {.anchor = ANCHOR_DATE, .date = day->day};
	bool has_host = strcmp(day->role, ROLE_LEADER) != 0;
	struct step step = {
	    .id = course_event_step(day->key, day->day),
	    .phase = EVENT_PHASE,
	    .title = {{memory_strdup(day->title_da),
		memory_strdup(day->title_en)}},
	    .kind = STEP_MEETING,
	    .role = memory_strdup(day->role),
	    .due = rule,
	    .latest = rule,
	    .window = -1,
	    .minutes = day->minutes,
	    .only_if = memory_strdup(day->only_if),
	    .ladder = event_ladder(),
	};

	step.participants = memory_alloc(2 * sizeof(*step.participants));
	step.participants[step.participant_count++] =
	    memory_strdup(ROLE_LEADER);
	if (has_host)
		step.participants[step.participant_count++] =
		    memory_strdup(day->role);
	return step;
}

char *
course_event_step(const char *key, struct date day)
{
	char text[DATE_TEXT_SIZE];

	return memory_printf(COURSE_EVENT "%s.%s", key, date_format(day, text));
}

int
course_split_event(const char *id, char **ret_key, struct date *ret_day)
{
	const char *key = id + strlen(COURSE_EVENT);
	const char *dot = strchr(key, '.');

	if (dot == NULL || date_parse(dot + 1, ret_day, NULL) != OB_OK)
		return OB_ENOTFOUND;
	*ret_key = memory_strndup(key, (size_t)(dot - key));
	return OB_OK;
}

int
course_find_event(const struct dossier *dossier, const char *id,
    struct step *ret_step, struct error *err)
{
	cleanup_(memory_free_ptr) char *key = NULL;
	cleanup_(event_store_release) struct annual_day row = {0};
	struct date day;
	int status = course_split_event(id, &key, &day);

	if (status == OB_OK)
		status = event_store_find(
		    dossier->engine->store, key, day, &row, err);
	if (status == OB_ENOTFOUND)
		return error_set(
		    err, OB_EDB, "the activity '%s' is of no event", id);
	if (status == OB_OK)
		*ret_step = course_event(&row);
	return status;
}
