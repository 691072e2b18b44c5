/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/pages/page_sections.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/core/acting.h"
#include "engine/core/core.h"
#include "engine/dossier/naming.h"
#include "engine/pages/page_activity.h"
#include "store/activity_store.h"
#include "store/invitation_store.h"
#include "store/remark_store.h"
#include "text/catalogue.h"
#include "text/json_text.h"

enum section { SECTION_LATE, SECTION_WEEK, SECTION_COMING, SECTION_DONE };

#define SECTION_COUNT (SECTION_DONE + 1)

static const struct {
	const char *id; /* of the page's element */
	const char *title_key;
} sections[SECTION_COUNT] = {
    [SECTION_LATE] = {"late", "page.section_late"},
    [SECTION_WEEK] = {"week", "page.section_week"},
    [SECTION_COMING] = {"coming", "page.section_coming"},
    [SECTION_DONE] = {"done", "page.section_done"},
};

static void
set(json_t *view, const char *name, json_t *value)
{
	(void)json_object_set_new(view, name, value);
}

static bool
has(const json_t *view, const char *flag)
{
	return json_is_true(json_object_get(view, flag));
}

/* Dates as text sort as dates. */
static enum section
section_of(const struct engine *engine, const json_t *activity)
{
	struct date today = core_today(engine);
	const char *day = json_text_of(activity, "date_iso");
	char first[DATE_TEXT_SIZE];
	char last[DATE_TEXT_SIZE];

	(void)date_format(today, first);
	(void)date_format(
	    date_add_days(today, SUNDAY - (int)date_weekday(today)), last);
	if (has(activity, "is_done") || has(activity, "is_cancelled"))
		return SECTION_DONE;
	if (strcmp(day, first) < 0)
		return SECTION_LATE;
	return strcmp(day, last) <= 0 ? SECTION_WEEK : SECTION_COMING;
}

static int
compare(const void *a, const void *b)
{
	const json_t *left = *(json_t *const *)a;
	const json_t *right = *(json_t *const *)b;
	int order = strcmp(
	    json_text_of(left, "date_iso"), json_text_of(right, "date_iso"));

	if (order != 0)
		return order;
	return json_integer_value(json_object_get(left, "id")) <
		       json_integer_value(json_object_get(right, "id"))
		   ? -1
		   : 1;
}

/* The earliest first; of what is done the latest. */
static json_t *
sorted(const json_t *list, bool is_reversed)
{
	size_t count = json_array_size(list);
	cleanup_(memory_free_ptr) json_t **items =
	    memory_alloc((count + 1) * sizeof(json_t *));
	json_t *result = json_array();

	for (size_t i = 0; i < count; i++)
		items[i] = json_array_get(list, i);
	if (count > 0)
		qsort(items, count, sizeof(json_t *), compare);
	for (size_t i = 0; i < count; i++)
		(void)json_array_append(
		    result, items[is_reversed ? count - 1 - i : i]);
	return result;
}

/* Whose journey it is, which the page's group says of all its activities. */
static void
name_journey(const json_t *group, json_t *activity)
{
	static const char *const names[] = {
	    "leader_name", "leader_first_name", "journey_url"};

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		(void)json_object_set(
		    activity, names[i], json_object_get(group, names[i]));
}

/* The group's activities that are not the reader's to do, or NULL. */
static json_t *
attended_of(const json_t *group)
{
	json_t *rest = json_array();
	json_t *copy = NULL;
	json_t *activity;
	size_t i;

	json_array_foreach(json_object_get(group, "activities"), i, activity)
	{
		if (!has(activity, "is_own"))
			(void)json_array_append(rest, activity);
	}
	if (json_array_size(rest) > 0) {
		copy = json_copy((json_t *)(uintptr_t)group);
		(void)json_object_set(copy, "activities", rest);
	}
	json_decref(rest);
	return copy;
}

static void
add_lists(struct engine *engine, const struct page_reader *reader,
    json_t *const lists[SECTION_COUNT], json_t *view)
{
	const struct catalogue *catalogue =
	    engine->catalogues[reader->language];
	json_t *all = json_array();
	json_t *counts = json_array();
	size_t open = 0;

	for (int i = 0; i < SECTION_COUNT; i++) {
		size_t count = json_array_size(lists[i]);
		json_t *about = json_pack("{s:s, s:s, s:i, s:b}", "section_id",
		    sections[i].id, "section_title",
		    catalogue_get(catalogue, sections[i].title_key), "count",
		    (int)count, "is_settled", (int)(i == SECTION_DONE));

		if (i != SECTION_DONE) {
			open += count;
			(void)json_array_append(counts, about);
		}
		if (count > 0) {
			set(about, "activities",
			    sorted(lists[i], i == SECTION_DONE));
			(void)json_array_append(all, about);
		}
		json_decref(about);
	}
	set(view, "sections", all);
	set(view, "counts", counts);
	set(view, "has_open", json_boolean(open > 0));
}

void
page_sections_add(struct engine *engine, const struct page_reader *reader,
    const json_t *groups, json_t *view)
{
	json_t *lists[SECTION_COUNT];
	json_t *attended = json_array();
	json_t *group;
	json_t *activity;
	size_t i;
	size_t k;

	for (i = 0; i < SECTION_COUNT; i++)
		lists[i] = json_array();
	json_array_foreach((json_t *)(uintptr_t)groups, i, group)
	{
		json_t *rest = attended_of(group);

		if (rest != NULL)
			(void)json_array_append_new(attended, rest);
		json_array_foreach(
		    json_object_get(group, "activities"), k, activity)
		{
			if (!has(activity, "is_own"))
				continue;
			name_journey(group, activity);
			(void)json_array_append(
			    lists[section_of(engine, activity)], activity);
		}
	}
	add_lists(engine, reader, lists, view);
	for (i = 0; i < SECTION_COUNT; i++)
		json_decref(lists[i]);
	set(view, "attended", attended);
}

/* Takes the journey along: nobody sees it beside one of its own. */
static int
append_activity(const struct dossier *dossier, const struct activity *activity,
    const struct page_reader *reader, json_t *list, struct error *err)
{
	cleanup_(memory_free_ptr) char *tail =
	    memory_printf("/journeys/%" PRId64, dossier->journey.id);
	cleanup_(memory_free_ptr) char *url = page_reader_url(reader, tail);
	cleanup_(memory_free_ptr) char *name = naming_short(dossier);
	json_t *view = NULL;
	int status = page_activity_view(
	    dossier, activity, reader, PAGE_ACTIVITY_CARD, &view, err);

	if (status != OB_OK)
		return status;
	set(view, "leader_name", json_string(naming_full(dossier)));
	set(view, "leader_first_name", json_string(name));
	set(view, "journey_url", json_string(url));
	(void)json_array_append_new(list, view);
	return OB_OK;
}

static int
append_reported(struct engine *engine, const struct remark *remark,
    const struct page_reader *reader, json_t *list, struct error *err)
{
	cleanup_(activity_store_release) struct activity row = {0};
	cleanup_(dossier_release) struct dossier dossier = {0};
	const struct activity *activity;
	int status =
	    activity_store_find(engine->store, remark->activity_id, &row, err);

	if (status == OB_OK)
		status = dossier_load(engine, row.journey_id, &dossier, err);
	if (status != OB_OK)
		return status;
	activity = dossier_activity_by_id(&dossier, row.id);
	/* One's own stands among one's tasks, with what was said of it. */
	if (page_activity_is_own(reader, activity) ||
	    dossier_has_ended(&dossier))
		return OB_OK;
	return append_activity(&dossier, activity, reader, list, err);
}

/* What the one person, for whom the reader acts, sees to. */
static int
list_reported_to(struct engine *engine, int64_t person_id,
    const struct page_reader *reader, json_t *list, struct error *err)
{
	struct remark *remarks = NULL;
	size_t count = 0;
	int status = remark_store_list_holding(
	    engine->store, person_id, &remarks, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++)
		status =
		    append_reported(engine, &remarks[i], reader, list, err);
	remark_store_free(remarks, count);
	return status;
}

static int
list_reported(struct engine *engine, const struct page_reader *reader,
    json_t *list, struct error *err)
{
	size_t count = 0;
	cleanup_(memory_free_ptr) int64_t *ids =
	    acting_owners(reader->acting, reader->person_id, &count);
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = list_reported_to(engine, ids[i], reader, list, err);
	return status;
}

static int
append_invited(struct engine *engine, const struct invitation *invitation,
    const struct page_reader *reader, json_t *list, struct error *err)
{
	cleanup_(activity_store_release) struct activity row = {0};
	cleanup_(dossier_release) struct dossier dossier = {0};
	const struct activity *activity;
	int status = activity_store_find(
	    engine->store, invitation->activity_id, &row, err);

	if (status == OB_OK)
		status = dossier_load(engine, row.journey_id, &dossier, err);
	if (status != OB_OK)
		return status;
	activity = dossier_activity_by_id(&dossier, invitation->activity_id);
	if (dossier_state(activity) != ACTIVITY_PLANNED ||
	    activity->start_minute < 0 ||
	    activity->start_at <= core_now(engine) ||
	    naming_is_cohort(&dossier) ||
	    naming_is_own(&dossier, reader->person_id) ||
	    page_activity_is_own(reader, activity))
		return OB_OK;
	return append_activity(&dossier, activity, reader, list, err);
}

static int
list_invited(struct engine *engine, const struct page_reader *reader,
    json_t *list, struct error *err)
{
	struct invitation *invitations = NULL;
	size_t count = 0;
	struct date today = core_today(engine);
	int status = invitation_store_list_person(
	    engine->store, reader->person_id, &invitations, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		if (strcmp(invitations[i].method, "request") == 0 &&
		    !date_before(invitations[i].told_day, today))
			status = append_invited(
			    engine, &invitations[i], reader, list, err);
	}
	invitation_store_free(invitations, count);
	return status;
}

int
page_sections_add_asked(struct engine *engine, const struct page_reader *reader,
    json_t *view, struct error *err)
{
	json_t *reported = json_array();
	json_t *invited = json_array();
	int status = list_reported(engine, reader, reported, err);

	if (status == OB_OK)
		status = list_invited(engine, reader, invited, err);
	set(view, "has_reported", json_boolean(json_array_size(reported) > 0));
	set(view, "reported", sorted(reported, false));
	set(view, "has_invited", json_boolean(json_array_size(invited) > 0));
	set(view, "invited", sorted(invited, false));
	json_decref(reported);
	json_decref(invited);
	return status;
}
