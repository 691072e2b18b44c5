/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/digests/rounds_note.h"

#include "base/memory.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/core/plain_days.h"
#include "store/instance_store.h"

#define ACTOR "clock"
#define LAST_ROUND "last-round"
#define LAST_WEEKLY "last-weekly-round"
#define LAST_LATE "last-round-late" /* the day of one that was */

static int
read_day(struct engine *engine, const char *name, struct date *ret_day,
    struct error *err)
{
	cleanup_(memory_free_ptr) char *value = NULL;
	int status = instance_store_get(engine->store, name, &value, err);

	*ret_day = DATE_NONE;
	if (status != OB_OK || value[0] == '\0')
		return status;
	return date_parse(value, ret_day, err);
}

int
rounds_note_read(
    struct engine *engine, struct rounds_note *ret_note, struct error *err)
{
	struct date day = DATE_NONE;
	struct date late = DATE_NONE;
	struct date weekly = DATE_NONE;
	int status = read_day(engine, LAST_ROUND, &day, err);

	if (status == OB_OK)
		status = read_day(engine, LAST_LATE, &late, err);
	if (status == OB_OK)
		status = read_day(engine, LAST_WEEKLY, &weekly, err);
	if (status == OB_OK)
		*ret_note = (struct rounds_note){
		    day, !date_is_none(day) && late.day == day.day, weekly};
	return status;
}

/* One of a day to come was run by a clock that has been put right since. */
bool
rounds_note_is_weekly(
    const struct engine *engine, const struct rounds_note *note)
{
	struct date today = core_today(engine);
	struct date day = plain_days_weekly(engine->calendar, today);

	if (date_is_none(day) || date_before(today, day))
		return false;
	return date_is_none(note->weekly) || date_before(note->weekly, day) ||
	       !date_before(note->weekly, today);
}

int
rounds_note_write(
    struct engine *engine, bool is_late, bool is_weekly, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	char day[DATE_TEXT_SIZE];
	int status = change_begin(&change, engine, ACTOR, err);

	(void)date_format(core_today(engine), day);
	if (status == OB_OK)
		status =
		    instance_store_set(engine->store, LAST_ROUND, day, err);
	if (status == OB_OK && is_late)
		status = instance_store_set(engine->store, LAST_LATE, day, err);
	if (status == OB_OK && is_weekly)
		status =
		    instance_store_set(engine->store, LAST_WEEKLY, day, err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	return status;
}
