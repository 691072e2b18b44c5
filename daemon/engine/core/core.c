/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/core/core.h"

#include "base/memory.h"
#include "base/zone.h"
#include "crypto/random.h"
#include "engine/core/zone_shelf.h"

int64_t
core_now(const struct engine *engine)
{
	return clock_now(engine->clock);
}

struct date
core_today(const struct engine *engine)
{
	return zone_to_local(engine->zone, core_now(engine)).date;
}

int
core_minute(const struct engine *engine)
{
	return zone_to_local(engine->zone, core_now(engine)).second / 60;
}

void
core_touch(struct engine *engine, int64_t journey_id)
{
	for (size_t i = 0; i < engine->touched_count; i++) {
		if (engine->touched[i] == journey_id)
			return;
	}
	engine->touched = memory_resize(engine->touched,
	    engine->touched_count + 1, sizeof(engine->touched[0]));
	engine->touched[engine->touched_count++] = journey_id;
}

int64_t
core_instant(const struct engine *engine, struct date date, int minute)
{
	return zone_to_utc(engine->zone, date, minute * 60);
}

static int64_t
window_in(const struct engine *engine, const struct zone *zone, int64_t at)
{
	struct local_time local = zone_to_local(zone, at);
	int start = engine->settings->mail.window_start;
	struct date day = local.date;

	if (workday_is(engine->calendar, day)) {
		if (local.second < start * 60)
			return zone_to_utc(zone, day, start * 60);
		if (local.second < engine->settings->mail.window_end * 60)
			return at;
	}
	day = workday_next(engine->calendar, date_add_days(day, 1));
	return zone_to_utc(zone, day, start * 60);
}

int64_t
core_window(const struct engine *engine, int64_t at)
{
	return window_in(engine, engine->zone, at);
}

int64_t
core_window_of(struct engine *engine, const struct person *person, int64_t at)
{
	return window_in(engine, core_zone(engine, person), at);
}

const struct zone *
core_zone(struct engine *engine, const struct person *person)
{
	if (person->zone == NULL || person->zone[0] == '\0')
		return engine->zone;
	return zone_shelf_get(engine->zones, person->zone, engine->zone);
}

char *
core_new_uid(const struct engine *engine)
{
	char hex[33];

	return memory_printf("%s@%s", random_hex(16, hex), engine->uid_domain);
}

enum language
core_language(const struct engine *engine, const char *code)
{
	enum language language = engine->settings->language;

	if (language_parse(code, &language, NULL) != OB_OK)
		return engine->settings->language;
	return language;
}
