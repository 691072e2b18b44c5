/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/pages/page_view.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/memory.h"
#include "engine/core/core.h"
#include "engine/dossier/dossier.h"
#include "engine/dossier/naming.h"
#include "engine/pages/page_activity.h"
#include "engine/pages/page_facts.h"
#include "engine/pages/page_function.h"
#include "engine/pages/page_journeys.h"
#include "engine/pages/page_networks.h"
#include "engine/pages/page_nominations.h"
#include "engine/pages/page_potential.h"
#include "engine/pages/page_reader.h"
#include "engine/pages/page_sections.h"
#include "store/person_store.h"

/* Whether the person's page shows it: in a cohort, common sessions, too. */
static bool
belongs(const struct dossier *dossier, const struct activity *activity,
    const struct page_reader *reader)
{
	return page_activity_is_own(reader, activity) ||
	       (naming_is_cohort(dossier) &&
		   dossier_takes_part(dossier, activity, reader->person_id));
}

static int
activity_views(const struct dossier *dossier, const struct page_reader *reader,
    json_t *list, struct error *err)
{
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < dossier->activity_count;
	     i++) {
		const struct activity *activity = &dossier->activities[i];
		json_t *view = NULL;

		if (!belongs(dossier, activity, reader))
			continue;
		status = page_activity_view(
		    dossier, activity, reader, PAGE_ACTIVITY_CARD, &view, err);
		if (status == OB_OK)
			(void)json_array_append_new(list, view);
	}
	return status;
}

/* What is overdue first, then what is open, then what is settled. */
static int
urgency(const json_t *view)
{
	if (json_is_true(json_object_get(view, "is_overdue")))
		return 0;
	if (json_is_true(json_object_get(view, "is_behind")))
		return 1;
	if (json_is_true(json_object_get(view, "is_done")) ||
	    json_is_true(json_object_get(view, "is_cancelled")))
		return 3;
	return 2;
}

static json_t *
by_urgency(const json_t *list)
{
	json_t *sorted = json_array();
	size_t i;
	json_t *view;

	for (int wanted = 0; wanted <= 3; wanted++) {
		json_array_foreach((json_t *)(uintptr_t)list, i, view)
		{
			if (urgency(view) == wanted)
				(void)json_array_append(sorted, view);
		}
	}
	return sorted;
}

/* With the way to the page of the journey. */
static json_t *
named_group(const struct dossier *dossier, const struct page_reader *reader,
    json_t *activities)
{
	cleanup_(memory_free_ptr) char *tail =
	    memory_printf("/journeys/%" PRId64, dossier->journey.id);
	cleanup_(memory_free_ptr) char *url = page_reader_url(reader, tail);
	json_t *group = page_facts_group(dossier, reader->language, activities);

	(void)json_object_set_new(group, "journey_url", json_string(url));
	return group;
}

static int
group_view(const struct dossier *dossier, const struct page_reader *reader,
    json_t *groups, struct error *err)
{
	json_t *list = json_array();
	int status = activity_views(dossier, reader, list, err);

	if (status == OB_OK && json_array_size(list) > 0) {
		json_t *sorted = by_urgency(list);

		(void)json_array_append_new(
		    groups, named_group(dossier, reader, sorted));
		json_decref(sorted);
	}
	json_decref(list);
	return status;
}

/* Each journey in which the reader has something to do, once. */
static int
group_views(struct engine *engine, const struct page_reader *reader,
    json_t *groups, struct error *err)
{
	cleanup_(memory_free_ptr) int64_t *ids = NULL;
	size_t count = 0;
	int status =
	    page_journeys_list(engine, reader->person_id, &ids, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		cleanup_(dossier_release) struct dossier dossier = {0};

		status = dossier_load(engine, ids[i], &dossier, err);
		if (status == OB_OK)
			status = group_view(&dossier, reader, groups, err);
	}
	return status;
}

static int
nomination_views(struct engine *engine, const struct page_reader *reader,
    json_t **ret_list, struct error *err)
{
	const struct page_nominations_reader nominations = {
	    reader->person_id, reader->language, reader->token};

	return page_nominations_view(engine, &nominations, ret_list, err);
}

int
page_view_person(struct engine *engine, int64_t person_id, const char *token,
    json_t **ret_view, bool *ret_ended, struct error *err)
{
	cleanup_(person_store_release) struct person person = {0};
	cleanup_(memory_free_ptr) char *calendar_url = NULL;
	struct page_reader reader = {0};
	json_auto_t *groups = json_array();
	json_auto_t *nominations = NULL;
	json_auto_t *view = NULL;
	bool is_in_network = false;
	int status = person_store_find(engine->store, person_id, &person, err);

	if (status == OB_OK)
		status =
		    page_reader_init(engine, &person, "p", token, &reader, err);
	if (status == OB_OK)
		status = group_views(engine, &reader, groups, err);
	if (status == OB_OK)
		status = nomination_views(engine, &reader, &nominations, err);
	if (status == OB_OK)
		status = page_networks_has_any(
		    engine, person_id, &is_in_network, err);
	if (status != OB_OK)
		return status;
	calendar_url = page_reader_url(&reader, "/calendar");
	view = page_reader_view(engine, &reader, &person,
	    page_facts_person_title(groups, nominations));
	page_facts_add_person(groups, nominations, view);
	page_sections_add(engine, &reader, groups, view);
	(void)json_object_set_new(
	    view, "calendar_url", json_string(calendar_url));
	status = page_sections_add_asked(engine, &reader, view, err);
	if (status == OB_OK)
		status = page_networks_add_person(engine, &reader, view, err);
	(void)json_object_set_new(view, "has_calendar",
	    json_boolean(json_array_size(groups) > 0 || is_in_network));
	if (status == OB_OK)
		status = page_function_add(engine, &reader, view, err);
	if (status == OB_OK)
		status = page_potential_add(engine, &reader, view, err);
	/* The rule of the page's forms and of the calendar. */
	if (status == OB_OK)
		status =
		    page_journeys_have_ended(engine, person_id, ret_ended, err);
	if (status == OB_OK)
		*ret_view = TAKE_PTR(view);
	return status;
}
