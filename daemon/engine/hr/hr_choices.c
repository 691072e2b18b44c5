/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/hr/hr_choices.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "engine/core/core.h"
#include "text/catalogue.h"

static void
add(json_t *list, const char *value, const char *label, bool is_chosen)
{
	(void)json_array_append_new(
	    list, json_pack("{s:s, s:s, s:b}", "value", value, "label", label,
		      "is_chosen", (int)is_chosen));
}

static bool
is_offered(const json_t *list, const char *value)
{
	size_t i;
	const json_t *choice;

	json_array_foreach((json_t *)(uintptr_t)list, i, choice)
	{
		if (strcmp(json_string_value(json_object_get(choice, "value")),
			value) == 0)
			return true;
	}
	return false;
}

static int
areas(const struct hr_choices_source *source, json_t **ret_list,
    struct error *err)
{
	struct board_scope scope =
	    hr_scope_board(source->engine, source->scope);
	struct board_area *rows = NULL;
	size_t count = 0;
	int status = board_store_list_areas(
	    source->engine->store, &scope, &rows, &count, err);

	if (status != OB_OK)
		return status;
	*ret_list = json_array();
	for (size_t i = 0; i < count; i++)
		add(*ret_list, rows[i].name, rows[i].name,
		    strcmp(rows[i].name, source->filter->area) == 0);
	board_store_free_areas(rows, count);
	return OB_OK;
}

static json_t *
managers(const struct hr_filter *filter, const struct hr_journeys *journeys)
{
	json_t *list = json_array();

	for (size_t i = 0; i < journeys->count; i++) {
		const struct board_journey *row = &journeys->rows[i];
		char value[24];

		(void)snprintf(
		    value, sizeof(value), "%" PRId64, row->manager_id);
		if (row->manager_id != 0 && !is_offered(list, value))
			add(list, value, row->manager,
			    row->manager_id == filter->manager_id);
	}
	return list;
}

static json_t *
phases(
    const struct hr_choices_source *source, const struct hr_journeys *journeys)
{
	json_t *list = json_array();

	for (int id = 0; id < 100; id++) {
		char value[24];

		(void)snprintf(value, sizeof(value), "%d", id);
		for (size_t i = 0; i < journeys->count; i++) {
			const struct phase *phase = journeys->items[i].phase;

			if (phase->id == id && !is_offered(list, value))
				add(list, value,
				    phase->title.in[source->scope->language],
				    id == source->filter->phase);
		}
	}
	return list;
}

static json_t *
states(const struct hr_choices_source *source)
{
	const struct catalogue *catalogue =
	    source->engine->catalogues[source->scope->language];
	json_t *list = json_array();

	for (size_t i = 0; hr_filter_states[i] != NULL; i++) {
		cleanup_(memory_free_ptr) char *key =
		    memory_printf("journey_state.%s", hr_filter_states[i]);

		add(list, hr_filter_states[i], catalogue_get(catalogue, key),
		    strcmp(hr_filter_states[i], source->filter->state) == 0);
	}
	return list;
}

static json_t *
flags(const struct hr_choices_source *source)
{
	const struct catalogue *catalogue =
	    source->engine->catalogues[source->scope->language];
	json_t *list = json_array();

	for (int i = 0; i < HR_FLAG_COUNT; i++) {
		const char *name = hr_journeys_flag_name((enum hr_flag)i);
		cleanup_(memory_free_ptr) char *key =
		    memory_printf("hr_flag.%s", name);

		add(list, name, catalogue_get(catalogue, key),
		    i == source->filter->flag);
	}
	return list;
}

int
hr_choices_add(const struct hr_choices_source *source,
    const struct hr_journeys *journeys, json_t *view, struct error *err)
{
	json_t *list = NULL;
	int status = areas(source, &list, err);

	if (status != OB_OK)
		return status;
	(void)json_object_set_new(view, "areas", list);
	(void)json_object_set_new(
	    view, "managers", managers(source->filter, journeys));
	(void)json_object_set_new(
	    view, "phase_choices", phases(source, journeys));
	(void)json_object_set_new(view, "states", states(source));
	(void)json_object_set_new(view, "flags", flags(source));
	return OB_OK;
}

json_t *
hr_choices_pages(size_t page, size_t rows)
{
	size_t count = rows == 0 ? 1 : (rows + HR_PAGE_ROWS - 1) / HR_PAGE_ROWS;
	size_t previous = page > count ? count : page - 1;
	size_t next = page < count ? page + 1 : 0;

	return json_pack("{s:I, s:I, s:b, s:b, s:I, s:b, s:I}", "page",
	    (json_int_t)page, "count", (json_int_t)count, "has_others",
	    (int)(count > 1 || page > 1), "has_previous", (int)(previous > 0),
	    "previous", (json_int_t)previous, "has_next", (int)(next > 0),
	    "next", (json_int_t)next);
}

static json_t *
find_area(json_t *list, const char *name)
{
	json_t *area;
	size_t i;

	json_array_foreach(list, i, area)
	{
		if (strcmp(json_string_value(json_object_get(area, "name")),
			name) == 0)
			return area;
	}
	area = json_pack("{s:s, s:i, s:i, s:i, s:i}", "name", name, "count", 0,
	    "people", 0, "open", 0, "overdue", 0);
	(void)json_array_append_new(list, area);
	return area;
}

static void
raise(json_t *area, const char *name, int by)
{
	json_t *number = json_object_get(area, name);

	(void)json_integer_set(number, json_integer_value(number) + by);
}

json_t *
hr_choices_area_figures(const struct hr_journeys *journeys)
{
	json_t *list = json_array();

	for (size_t i = 0; i < journeys->count; i++) {
		const struct hr_journey *journey = &journeys->items[i];
		json_t *area = find_area(list, journey->row->area);

		raise(area, "count", 1);
		raise(area, "people", !hr_journeys_is_exit(journey));
		raise(area, "open", journey->open);
		raise(area, "overdue", journey->overdue);
	}
	return list;
}
