/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/digests/rounds_changes.h"

#include <stdlib.h>

#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/notices/happenings.h"

/* The day on which something is, or would have been. */
static struct date
day_of(const struct activity *activity)
{
	return activity_is_open(dossier_state(activity)) ? activity->planned
							 : activity->told_day;
}

static int
compare(const void *a, const void *b)
{
	const struct rounds_entry *left =
	    *(const struct rounds_entry *const *)a;
	const struct rounds_entry *right =
	    *(const struct rounds_entry *const *)b;
	struct date left_day = day_of(left->activity);
	struct date right_day = day_of(right->activity);

	if (left_day.day != right_day.day)
		return date_before(left_day, right_day) ? -1 : 1;
	return left->order < right->order ? -1 : 1;
}

const struct rounds_entry **
rounds_changes_list(const struct rounds_person *person, size_t *ret_count)
{
	const struct rounds_entry **list =
	    memory_alloc((person->count + 1) * sizeof(*list));
	size_t count = 0;

	for (size_t i = 0; i < person->count; i++) {
		if (rounds_person_sees_change(&person->entries[i]))
			list[count++] = &person->entries[i];
	}
	qsort(list, count, sizeof(*list), compare);
	*ret_count = count;
	return list;
}

/* Nothing was done while no round could be made up for. */
static int64_t
last_round(const struct engine *engine)
{
	struct date day = workday_back(
	    engine->calendar, date_add_days(core_today(engine), -1));

	return core_instant(engine, day, engine->settings->mail.digest_at);
}

/* The entries from *at on that are of one journey; *at goes behind them. */
static int
add_journey(const struct rounds_person *person, size_t *at, json_t *list,
    struct error *err)
{
	const struct dossier *dossier = person->entries[*at].dossier;
	int64_t since = last_round(dossier->engine);
	bool has_changed = false;

	for (; *at < person->count && person->entries[*at].dossier == dossier;
	     (*at)++) {
		const struct rounds_entry *entry = &person->entries[*at];

		if (!rounds_person_sees_change(entry))
			continue;
		has_changed = true;
		if (entry->activity->changed_at < since)
			since = entry->activity->changed_at;
	}
	return has_changed
		   ? happenings_add(dossier, person->person, since, list, err)
		   : OB_OK;
}

int
rounds_changes_happenings(
    const struct rounds_person *person, json_t *list, struct error *err)
{
	size_t at = 0;
	int status = OB_OK;

	while (status == OB_OK && at < person->count)
		status = add_journey(person, &at, list, err);
	return status;
}
