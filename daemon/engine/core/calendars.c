/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/core/calendars.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/core/core.h"
#include "store/calendar_day_store.h"

struct area_calendar {
	char *name;
	struct workday_calendar *calendar;
};

struct calendars {
	struct workday_calendar *municipality;
	struct area_calendar *areas;
	size_t area_count;
	struct calendar_day *days; /* by area and day */
	size_t day_count;
};

void
calendars_free(struct calendars *calendars)
{
	if (calendars == NULL)
		return;
	workday_calendar_free(calendars->municipality);
	for (size_t i = 0; i < calendars->area_count; i++) {
		free(calendars->areas[i].name);
		workday_calendar_free(calendars->areas[i].calendar);
	}
	free(calendars->areas);
	calendar_day_store_free(calendars->days, calendars->day_count);
	free(calendars);
}

static void
free_calendars(struct calendars **calendars)
{
	calendars_free(*calendars);
}

static void
free_calendar(struct workday_calendar **calendar)
{
	workday_calendar_free(*calendar);
}

static unsigned
flag_of(const char *class)
{
	static const struct {
		const char *class;
		unsigned flag;
	} flags[] = {{"closed", DAY_CLOSED}, {"half", DAY_HALF},
	    {"no_meeting", DAY_NO_MEETING}, {"quiet", DAY_QUIET}};

	for (size_t i = 0; i < ARRAY_LEN(flags); i++) {
		if (strcmp(flags[i].class, class) == 0)
			return flags[i].flag;
	}
	assert(false); /* the table's CHECK */
	return 0;
}

/* The base's days, the rules' (may be NULL) and the area's stored ones. */
static int
extend(const struct calendars *calendars, const char *area,
    const struct workday_calendar *base, const struct workday_rules *rules,
    struct workday_calendar **ret_calendar, struct error *err)
{
	cleanup_(memory_free_ptr) struct workday_day *days =
	    memory_alloc((calendars->day_count + 1) * sizeof(*days));
	size_t count = 0;

	for (size_t i = 0; i < calendars->day_count; i++) {
		const struct calendar_day *day = &calendars->days[i];

		if (strcmp(day->area, area) == 0)
			days[count++] =
			    (struct workday_day){day->day, flag_of(day->class)};
	}
	return workday_calendar_extend(
	    base, rules, days, count, ret_calendar, err);
}

static const char *const *
borrow(const struct settings_list *list)
{
	return (const char *const *)list->items;
}

static int
make_municipality(struct calendars *calendars, const struct settings *settings,
    struct error *err)
{
	cleanup_(free_calendar) struct workday_calendar *base = NULL;
	const struct workday_rules rules = {
	    borrow(&settings->calendar.closed),
	    borrow(&settings->calendar.half),
	    borrow(&settings->calendar.no_meeting),
	    borrow(&settings->calendar.quiet),
	};
	int status = workday_calendar_new(&rules, &base, err);

	if (status != OB_OK)
		return status;
	return extend(calendars, "", base, NULL, &calendars->municipality, err);
}

static const struct area_calendar *
find_area(const struct calendars *calendars, const char *name)
{
	for (size_t i = 0; i < calendars->area_count; i++) {
		if (strcmp(calendars->areas[i].name, name) == 0)
			return &calendars->areas[i];
	}
	return NULL;
}

static int
add_area(struct calendars *calendars, const char *name,
    const struct workday_rules *rules, struct error *err)
{
	struct area_calendar *area;

	calendars->areas = memory_resize(calendars->areas,
	    calendars->area_count + 1, sizeof(calendars->areas[0]));
	area = &calendars->areas[calendars->area_count++];
	*area = (struct area_calendar){memory_strdup(name), NULL};
	return extend(calendars, name, calendars->municipality, rules,
	    &area->calendar, err);
}

static int
make_areas(struct calendars *calendars, const struct settings *settings,
    struct error *err)
{
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < settings->calendar.area_count;
	     i++) {
		const struct settings_area *area = &settings->calendar.areas[i];
		const struct workday_rules rules = {borrow(&area->closed),
		    borrow(&area->half), borrow(&area->no_meeting),
		    borrow(&area->quiet)};

		status = add_area(calendars, area->name, &rules, err);
	}
	for (size_t i = 0; status == OB_OK && i < calendars->day_count; i++) {
		const char *name = calendars->days[i].area;

		if (name[0] != '\0' && find_area(calendars, name) == NULL)
			status = add_area(calendars, name, NULL, err);
	}
	return status;
}

int
calendars_new(const struct settings *settings, struct store *store,
    struct calendars **ret_calendars, struct error *err)
{
	cleanup_(free_calendars) struct calendars *calendars =
	    memory_alloc(sizeof(*calendars));
	int status = calendar_day_store_list(
	    store, &calendars->days, &calendars->day_count, err);

	if (status == OB_OK)
		status = make_municipality(calendars, settings, err);
	if (status == OB_OK)
		status = make_areas(calendars, settings, err);
	if (status == OB_OK)
		*ret_calendars = TAKE_PTR(calendars);
	return status;
}

const struct workday_calendar *
calendars_get(const struct calendars *calendars, const char *area)
{
	const struct area_calendar *found = find_area(calendars, area);

	return found == NULL ? calendars->municipality : found->calendar;
}

const struct workday_calendar *
calendars_of(const struct engine *engine, const char *area)
{
	return calendars_get(engine->calendars, area);
}

const char *
calendars_title(const struct engine *engine, const char *area, struct date date)
{
	const struct calendars *calendars = engine->calendars;

	for (size_t i = 0; i < calendars->day_count; i++) {
		const struct calendar_day *day = &calendars->days[i];

		if (day->day.day == date.day && day->title[0] != '\0' &&
		    (day->area[0] == '\0' || strcmp(day->area, area) == 0))
			return day->title;
	}
	return "";
}

/* What asks for the whole municipality's days finds them in the engine. */
static void
put_in_force(struct engine *engine, struct calendars *calendars)
{
	engine->calendars = calendars;
	engine->calendar = calendars_get(calendars, "");
}

int
calendars_renew(
    struct engine *engine, struct calendars **ret_before, struct error *err)
{
	struct calendars *calendars = NULL;
	int status =
	    calendars_new(engine->settings, engine->store, &calendars, err);

	if (status != OB_OK)
		return status;
	*ret_before = engine->calendars;
	put_in_force(engine, calendars);
	return OB_OK;
}

void
calendars_restore(struct engine *engine, struct calendars *before)
{
	calendars_free(engine->calendars);
	put_in_force(engine, before);
}
