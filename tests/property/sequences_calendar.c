/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/activities/calendar_review.h"
#include "engine/core/core.h"
#include "engine/imports/calendar_import.h"
#include "sequences.h"

/* What the municipality fixes for all: closed days and annual events. */

static json_t *
draw_days(struct play *play)
{
	json_t *days = json_array();

	for (uint64_t i = 1 + sequences_draw(play, 4); i > 0; i--) {
		cleanup_(memory_free_ptr) char *day =
		    sequences_draw_day(play, 8 * (int)i - 7, 8);

		(void)json_array_insert_new(
		    days, 0, json_pack("{s:s, s:s}", "day", day, "title", "x"));
	}
	return days;
}

/* One of a few files comes again, with other days. */
static int
do_close(struct play *play, struct error *err)
{
	static const char *const sources[] = {"a.ics", "b.ics"};
	static const char *const classes[] = {
	    "closed", "closed", "half", "no_meeting", "quiet"};
	json_t *days = draw_days(play);
	const struct calendar_import request = {
	    .source = sources[sequences_draw(play, ARRAY_LEN(sources))],
	    .area = sequences_draw_area(play),
	    .class = classes[sequences_draw(play, ARRAY_LEN(classes))],
	    .days = days,
	    .dry_run = sequences_happens(play, 6),
	    .confirm = sequences_happens(play, 2),
	};
	json_t *view = NULL;
	int status;

	sequences_note(play, "import-days", request.class, request.area);
	status = calendar_import_run(
	    play->world.engine, SEQUENCES_ACTOR, &request, &view, err);
	json_decref(days);
	sequences_leave(
	    play, status == OB_OK && request.confirm && !request.dry_run);
	return sequences_drop(status, &view);
}

static int
do_review(struct play *play, struct error *err)
{
	json_t *view = NULL;
	int status = calendar_review_run(
	    play->world.engine, SEQUENCES_ACTOR, true, &view, err);

	sequences_note(play, "review-calendar", "", "");
	sequences_leave(play, status == OB_OK);
	return sequences_drop(status, &view);
}

static char *
draw_event(struct play *play)
{
	static const char *const hosts[] = {
	    "director", "coordinator", "leader", "network_lead"};
	cleanup_(memory_free_ptr) char *day = sequences_draw_day(play, 1, 200);
	const char *host = hosts[sequences_draw(play, ARRAY_LEN(hosts))];
	int number = ++play->made;

	if (sequences_happens(play, 4))
		return memory_printf("  - {id: dag-%d, title: {da: \"Dag %d\", "
				     "en: \"Day %d\"}, dates: [\"%s\"], "
				     "role: \"%s\"}\n",
		    number, number, number, day, host);
	return memory_printf("  - {id: dag-%d, title: {da: \"Dag %d\", "
			     "en: \"Day %d\"}, dates: [\"%sT%02d:00\"], "
			     "minutes: %d, role: \"%s\"}\n",
	    number, number, number, day, 8 + (int)sequences_draw(play, 7),
	    30 * (1 + (int)sequences_draw(play, 6)), host);
}

/* One comes, and the first of those that were there may be withdrawn. */
static int
do_event(struct play *play, struct error *err)
{
	char *old = play->world.events;
	const char *kept = old == NULL ? "" : old;
	cleanup_(memory_free_ptr) char *added = draw_event(play);

	if (sequences_happens(play, 2) && kept[0] != '\0')
		kept = strchr(kept, '\n') + 1;
	if (sequences_happens(play, 3))
		added[0] = '\0';
	play->world.events = memory_printf("%s%s", kept, added);
	sequences_note(play, "events", play->world.events, "");
	free(old);
	return world_import_events(&play->world, err);
}

const struct sequences_verb sequences_calendar_verbs[] = {
    {do_close, 2},
    {do_review, 1},
    {do_event, 2},
    {NULL, 0},
};
