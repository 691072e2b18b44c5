/* SPDX-License-Identifier: EUPL-1.2 */
#include "formats/reminders.h"

#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "formats/number.h"

#define NEVER "never"
#define PATH_SIZE 160

struct reading {
	struct mistakes *mistakes;
	const char *path;
};

static void
path_of(
    const struct reading *reading, const char *key, char ret_path[PATH_SIZE])
{
	(void)snprintf(ret_path, PATH_SIZE, "%s.%s", reading->path, key);
}

static bool
has(const struct reading *reading, const char *key)
{
	char path[PATH_SIZE];

	path_of(reading, key, path);
	return position_map_has(reading->mistakes->map, path);
}

/* Workdays or, where it may be, "never", which is -1. */
static void
read_days(const struct reading *reading, const char *key, const char *text,
    bool may_be_never, int *days)
{
	struct error err = ERROR_INIT;
	char path[PATH_SIZE];

	if (text == NULL)
		return;
	if (may_be_never && strcmp(text, NEVER) == 0) {
		*days = -1;
		return;
	}
	path_of(reading, key, path);
	if (number_parse(key, text, 0, LADDER_MAX_DAYS, days, &err) < 0)
		mistakes_add(reading->mistakes, path, "%s%s", err.text,
		    may_be_never ? ", or never" : "");
}

/* Puts it among those before, greatest first. */
static void
insert(struct ladder *ladder, size_t count, int days)
{
	size_t at = count;

	for (; at > 0 && ladder->before[at - 1] < days; at--)
		ladder->before[at] = ladder->before[at - 1];
	ladder->before[at] = days;
}

static void
read_before(const struct reading *reading,
    const struct reminders_values *values, struct ladder *ladder)
{
	memset(ladder->before, 0, sizeof(ladder->before));
	for (size_t i = 0; i < values->before_count; i++) {
		struct error err = ERROR_INIT;
		char path[PATH_SIZE];
		int days = 0;

		(void)snprintf(
		    path, sizeof(path), "%s.before[%zu]", reading->path, i);
		if (number_parse("before", values->before[i], 1,
			LADDER_MAX_DAYS, &days, &err) < 0) {
			mistakes_add(reading->mistakes, path, "%s", err.text);
			return;
		}
		for (size_t j = 0; j < i; j++)
			if (ladder->before[j] == days)
				mistakes_add(reading->mistakes, path,
				    "'before' has %d twice", days);
		insert(ladder, i, days);
	}
}

static void
check_escalation(const struct reading *reading, const char *key, int *days)
{
	char path[PATH_SIZE];

	if (has(reading, key) && *days >= 0) {
		path_of(reading, key, path);
		mistakes_add(reading->mistakes, path,
		    "'%s' counts from 'overdue', which is never told", key);
	}
	*days = -1;
}

struct ladder
reminders_read(struct mistakes *mistakes, const char *path,
    const struct reminders_values *values, const struct ladder *base)
{
	const struct reading reading = {.mistakes = mistakes, .path = path};
	struct ladder ladder = *base;

	if (has(&reading, "notice"))
		ladder.notice = values->notice;
	if (has(&reading, "before"))
		read_before(&reading, values, &ladder);
	if (has(&reading, "on_day"))
		ladder.on_day = values->on_day;
	read_days(&reading, "overdue", values->overdue, true, &ladder.overdue);
	read_days(&reading, "managers_manager", values->managers_manager, true,
	    &ladder.managers_manager);
	read_days(&reading, "coordinator", values->coordinator, true,
	    &ladder.coordinator);
	read_days(&reading, "drop_after", values->drop_after, false,
	    &ladder.drop_after);
	if (ladder.overdue < 0) {
		check_escalation(
		    &reading, "managers_manager", &ladder.managers_manager);
		check_escalation(&reading, "coordinator", &ladder.coordinator);
	}
	return ladder;
}
