/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/pages/page_briefing.h"

#include <stdbool.h>

#include "base/memory.h"
#include "engine/core/acting.h"
#include "engine/core/core.h"
#include "engine/dossier/naming.h"
#include "engine/pages/page_access.h"
#include "engine/pages/page_activity.h"
#include "engine/pages/page_job_description.h"
#include "engine/pages/page_reader.h"
#include "model/role.h"
#include "store/page_store.h"
#include "store/person_store.h"
#include "text/catalogue.h"
#include "text/dates_text.h"

/* What the own side is called, by the first role that the reader acts in. */
static const struct {
	const char *role;
	const char *title_key;
	const char *intro_key;
} sides[] = {
    {ROLE_HIRING_LEADER, "page.side_manager", "page.side_manager_intro"},
    {ROLE_MANAGER, "page.side_manager", "page.side_manager_intro"},
    {ROLE_MENTOR, "page.side_mentor", "page.side_mentor_intro"},
};

static void
set(json_t *view, const char *name, json_t *value)
{
	(void)json_object_set_new(view, name, value);
}

static bool
acts_as(const struct dossier *dossier, const struct page_reader *reader,
    const char *role)
{
	return acting_is_for(
	    reader->acting, reader->person_id, dossier_role(dossier, role)->id);
}

static bool
has_part(const struct dossier *dossier, const struct page_reader *reader)
{
	cleanup_(memory_free_ptr) int64_t *owners = NULL;
	size_t count = 0;
	bool has = false;

	owners = acting_owners(reader->acting, reader->person_id, &count);
	for (size_t i = 0; i < count; i++)
		has = has || dossier_involves(dossier, owners[i]);
	return has;
}

static void
add_side(const struct dossier *dossier, const struct page_reader *reader,
    json_t *view)
{
	const char *title = "page.side_own";
	const char *intro = "page.side_own_intro";

	for (size_t i = 0; i < ARRAY_LEN(sides); i++) {
		if (!acts_as(dossier, reader, sides[i].role))
			continue;
		title = sides[i].title_key;
		intro = sides[i].intro_key;
		break;
	}
	set(view, "side_title",
	    json_string(catalogue_get(reader->catalogue, title)));
	set(view, "side_intro",
	    json_string(catalogue_get(reader->catalogue, intro)));
}

/* How much of the reader's time it takes, and how much of it is done. */
static int
add_sums(const struct dossier *dossier, const struct page_reader *reader,
    json_t *view, struct error *err)
{
	char length[DATES_TEXT_SIZE] = "";
	int minutes = 0;
	int done = 0;
	int count = 0;

	for (size_t i = 0; i < dossier->activity_count; i++) {
		const struct activity *activity = &dossier->activities[i];
		enum activity_state state = dossier_state(activity);

		if (!page_activity_is_own(reader, activity) ||
		    state == ACTIVITY_SKIPPED || state == ACTIVITY_CANCELLED)
			continue;
		count++;
		done += state == ACTIVITY_DONE;
		minutes += dossier_step(dossier, activity)->minutes;
	}
	if (minutes > 0)
		(void)dates_text_duration(reader->language, minutes, length);
	set(view, "budget", json_string(length));
	return page_reader_say(reader, view, "progress", "page.side_progress",
	    json_pack("{s:i, s:i}", "done", done, "count", count), err);
}

static int
add_mine(const struct dossier *dossier, const struct page_reader *reader,
    json_t *view, struct error *err)
{
	json_t *list = json_array();
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < dossier->activity_count;
	     i++) {
		const struct activity *activity = &dossier->activities[i];
		json_t *item = NULL;

		if (!page_activity_is_own(reader, activity))
			continue;
		status = page_activity_view(
		    dossier, activity, reader, PAGE_ACTIVITY_CARD, &item, err);
		if (status == OB_OK)
			(void)json_array_append_new(list, item);
	}
	set(view, "has_mine", json_boolean(json_array_size(list) > 0));
	set(view, "mine", list);
	return status;
}

static json_t *
phase_view(const struct dossier *dossier, const struct page_reader *reader,
    const struct phase *phase)
{
	json_t *list = json_array();

	for (size_t i = 0; i < dossier->activity_count; i++) {
		const struct activity *activity = &dossier->activities[i];

		if (dossier_step(dossier, activity)->phase == phase->id &&
		    page_activity_is_shown(reader, activity))
			(void)json_array_append_new(list,
			    page_activity_facts(dossier, activity, reader));
	}
	return json_pack("{s:s, s:o}", "title",
	    phase->title.in[reader->language], "activities", list);
}

static void
add_theirs(const struct dossier *dossier, const struct page_reader *reader,
    json_t *view)
{
	const struct programme *programme = dossier->programme;
	json_t *list = json_array();

	for (size_t i = 0; i < programme->phase_count; i++)
		(void)json_array_append_new(
		    list, phase_view(dossier, reader, &programme->phases[i]));
	set(view, "phases", list);
}

/* Names and dates alone; "" for what there is not. */
static json_t *
leader_view(const struct dossier *dossier, enum language language)
{
	const struct journey_role *mentor =
	    role_find(dossier->roles, dossier->role_count, ROLE_MENTOR);
	bool leaves = dossier->version->kind == PROGRAMME_EXIT;
	bool has_mentor = mentor != NULL && !mentor->is_fallback &&
			  !naming_is_cohort(dossier);
	char first[DATES_TEXT_SIZE];
	char last[DATES_TEXT_SIZE];

	(void)dates_text_long(language, dossier_first_workday(dossier), first);
	(void)dates_text_long(language, naming_last_day(dossier), last);
	return json_pack("{s:s, s:s, s:s, s:s}", "first_day",
	    leaves ? "" : first, "last_day", last, "manager_name",
	    naming_is_cohort(dossier)
		? ""
		: dossier_role(dossier, ROLE_MANAGER)->name,
	    "mentor_name",
	    has_mentor ? dossier_person(dossier, mentor->person_id)->name : "");
}

static int
fill(const struct dossier *dossier, const struct page_reader *reader,
    json_t *view, struct error *err)
{
	cleanup_(memory_free_ptr) char *back_url = page_reader_url(reader, "");
	int status =
	    page_reader_say(reader, view, "title", "page.briefing_title",
		json_pack("{s:s}", "name", naming_full(dossier)), err);

	if (status == OB_OK)
		status = add_sums(dossier, reader, view, err);
	if (status == OB_OK)
		status = add_mine(dossier, reader, view, err);
	if (status == OB_OK)
		status =
		    page_job_description_add_links(dossier, reader, view, err);
	if (status != OB_OK)
		return status;
	add_side(dossier, reader, view);
	add_theirs(dossier, reader, view);
	set(view, "leader", leader_view(dossier, reader->language));
	set(view, "is_cohort", json_boolean(naming_is_cohort(dossier)));
	set(view, "back_url", json_string(back_url));
	return OB_OK;
}

static int
open_journey(struct engine *engine, const struct page_reader *reader,
    int64_t journey_id, struct dossier *dossier, struct error *err)
{
	int status = dossier_load(engine, journey_id, dossier, err);

	if (status == OB_ENOTFOUND)
		return page_access_lacks(err);
	if (status == OB_OK &&
	    (!has_part(dossier, reader) || dossier_has_ended(dossier)))
		return page_access_lacks(err);
	return status;
}

int
page_briefing_view(struct engine *engine, const char *token, int64_t journey_id,
    json_t **ret_view, struct error *err)
{
	cleanup_(page_store_release) struct page page = {0};
	cleanup_(person_store_release) struct person person = {0};
	cleanup_(dossier_release) struct dossier dossier = {0};
	struct page_reader reader = {0};
	json_auto_t *view = NULL;
	int status = page_access_find(engine, PAGE_PERSON, token, &page, err);

	if (status == OB_OK)
		status = person_store_find(
		    engine->store, page.person_id, &person, err);
	if (status == OB_OK)
		status =
		    page_reader_init(engine, &person, "p", token, &reader, err);
	if (status == OB_OK)
		status =
		    open_journey(engine, &reader, journey_id, &dossier, err);
	if (status != OB_OK)
		return status;
	view = page_reader_view(engine, &reader, &person, "page.side_own");
	status = fill(&dossier, &reader, view, err);
	if (status == OB_OK)
		status = page_access_seal(
		    engine, &page, false, TAKE_PTR(view), ret_view, err);
	return status;
}
