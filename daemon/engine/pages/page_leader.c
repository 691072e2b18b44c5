/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/pages/page_leader.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/activities/first_tasks.h"
#include "engine/core/core.h"
#include "engine/dossier/course.h"
#include "engine/pages/page_access.h"
#include "engine/pages/page_activity.h"
#include "engine/pages/page_facts.h"
#include "engine/pages/page_guide.h"
#include "engine/pages/page_job_description.h"
#include "engine/pages/page_networks.h"
#include "engine/pages/page_next.h"
#include "engine/pages/page_pack.h"
#include "engine/pages/page_people.h"
#include "engine/pages/page_reader.h"
#include "engine/pages/page_timeline.h"
#include "model/role.h"
#include "text/dates_text.h"

#define ACTIVITY_SHIFT 1 /* of a guide: its own heading is the second */

static void
set(json_t *view, const char *name, json_t *value)
{
	(void)json_object_set_new(view, name, value);
}

static bool
is_state(const struct dossier *dossier, const char *state)
{
	return strcmp(dossier->journey.state, state) == 0;
}

/* The pause that today lies in, or else the next one; NULL for none. */
static const struct journey_pause *
find_pause(const struct dossier *dossier)
{
	struct date today = core_today(dossier->engine);

	for (size_t i = 0; i < dossier->pause_count; i++) {
		if (!date_before(dossier->pauses[i].until_day, today))
			return &dossier->pauses[i];
	}
	return NULL;
}

static const char *
notice_key(const struct dossier *dossier, const struct journey_pause *pause)
{
	if (is_state(dossier, "cancelled"))
		return "page.notice.cancelled";
	if (is_state(dossier, "ended"))
		return "page.notice.ended";
	if (pause == NULL)
		return NULL;
	return date_before(core_today(dossier->engine), pause->from_day)
		   ? "page.notice.pause_ahead"
		   : "page.notice.paused";
}

/* A journey that does not simply go on says so. */
static int
add_notice(const struct dossier *dossier, const struct page_reader *reader,
    json_t *view, struct error *err)
{
	const struct journey_pause *pause = find_pause(dossier);
	const char *key = notice_key(dossier, pause);
	char from[DATES_TEXT_SIZE];
	char until[DATES_TEXT_SIZE];

	set(view, "notice", json_string(""));
	if (key == NULL)
		return OB_OK;
	(void)dates_text_long(reader->language,
	    pause == NULL ? DATE_NONE : pause->from_day, from);
	(void)dates_text_long(reader->language,
	    pause == NULL ? DATE_NONE : pause->until_day, until);
	return page_reader_say(reader, view, "notice", key,
	    json_pack("{s:s, s:s, s:s}", "from", from, "until", until, "name",
		dossier_role(dossier, ROLE_COORDINATOR)->name),
	    err);
}

/* How long the link works. */
static int
add_end(const struct dossier *dossier, const struct page_reader *reader,
    json_t *view, struct error *err)
{
	struct date end = dossier_link_end(dossier);
	bool is_past = date_before(end, core_today(dossier->engine));
	int days = is_past ? DOSSIER_OPEN_LINK_DAYS : DOSSIER_LINK_DAYS;
	char day[DATES_TEXT_SIZE];

	if (is_past)
		end = dossier_open_link_end(dossier);

	return page_reader_say(reader, view, "ends",
	    is_past ? "page.ends_open" : "page.ends",
	    json_pack("{s:s, s:i}", "day",
		dates_text_long(reader->language, end, day), "days", days),
	    err);
}

static int
add_first_tasks(const struct dossier *dossier, const struct page_reader *reader,
    json_t *view, struct error *err)
{
	const struct page_people_promise promise = {
	    "no_first_tasks", COURSE_WRITE_TASKS, "page.first_tasks_none"};
	bool is_introduction = dossier->version->kind == PROGRAMME_ONBOARDING;
	json_t *list = json_array();

	for (size_t i = 0; is_introduction && i < dossier->activity_count;
	     i++) {
		const struct activity *activity = &dossier->activities[i];

		if (course_is_first_task(activity->step) &&
		    dossier_state(activity) != ACTIVITY_CANCELLED &&
		    dossier_state(activity) != ACTIVITY_SKIPPED)
			(void)json_array_append_new(list,
			    page_activity_facts(dossier, activity, reader));
	}
	set(view, "is_introduction", json_boolean(is_introduction));
	set(view, "has_first_tasks", json_boolean(json_array_size(list) > 0));
	set(view, "first_tasks", list);
	return page_people_promise(dossier, reader, &promise, view, err);
}

static void
add_links(const struct page_reader *reader, json_t *view)
{
	static const struct {
		const char *name;
		const char *tail;
	} links[] = {
	    {"calendar_url", "/calendar"},
	    {"handbook_url", "/handbook"},
	    {"my_data_url", "/my-data"},
	};

	for (size_t i = 0; i < ARRAY_LEN(links); i++) {
		cleanup_(memory_free_ptr) char *url =
		    page_reader_url(reader, links[i].tail);

		set(view, links[i].name, json_string(url));
	}
}

static int
fill(const struct dossier *dossier, const struct page_reader *reader,
    json_t *view, struct error *err)
{
	int status = page_timeline_add(dossier, reader, view, err);

	if (status == OB_OK)
		status = page_next_add(dossier, reader, view, err);
	if (status == OB_OK)
		status = page_people_add(dossier, reader, view, err);
	if (status == OB_OK)
		status = page_networks_add_leader(dossier, reader, view, err);
	if (status == OB_OK)
		status = page_pack_add(dossier, reader, view, err);
	if (status == OB_OK)
		status = add_first_tasks(dossier, reader, view, err);
	if (status == OB_OK)
		status =
		    page_job_description_add_link(dossier, reader, view, err);
	if (status == OB_OK)
		status = add_notice(dossier, reader, view, err);
	if (status == OB_OK)
		status = add_end(dossier, reader, view, err);
	page_facts_add_leader(dossier, reader->language, view);
	add_links(reader, view);
	return status;
}

/* The journey, its leader as a reader, and the page's first words. */
static int
open_view(struct dossier *dossier, const char *token,
    struct page_reader *reader, json_t **ret_view, struct error *err)
{
	const struct person *leader = dossier_role(dossier, ROLE_LEADER);
	int status =
	    page_reader_init(dossier->engine, leader, "l", token, reader, err);

	if (status == OB_OK)
		*ret_view = page_reader_view(dossier->engine, reader, leader,
		    page_facts_leader_title(dossier));
	return status;
}

int
page_leader_view(struct engine *engine, int64_t journey_id, const char *token,
    json_t **ret_view, bool *ret_ended, struct error *err)
{
	cleanup_(dossier_release) struct dossier dossier = {0};
	struct page_reader reader = {0};
	json_auto_t *view = NULL;
	int status = dossier_load(engine, journey_id, &dossier, err);

	if (status == OB_OK)
		status = open_view(&dossier, token, &reader, &view, err);
	if (status == OB_OK)
		status = fill(&dossier, &reader, view, err);
	if (status != OB_OK)
		return status;
	*ret_ended = dossier_has_ended(&dossier);
	*ret_view = TAKE_PTR(view);
	return OB_OK;
}

int
page_leader_activity(struct engine *engine,
    const struct page_leader_place *place, json_t **ret_view, bool *ret_ended,
    struct error *err)
{
	cleanup_(dossier_release) struct dossier dossier = {0};
	cleanup_(memory_free_ptr) char *back_url = NULL;
	struct page_reader reader = {0};
	const struct activity *activity = NULL;
	json_auto_t *view = NULL;
	json_t *facts = NULL;
	int status = dossier_load(engine, place->journey_id, &dossier, err);

	if (status == OB_OK)
		status = open_view(&dossier, place->token, &reader, &view, err);
	if (status == OB_OK) {
		activity = dossier_activity_by_id(&dossier, place->activity_id);
		if (activity == NULL ||
		    !page_activity_is_shown(&reader, activity))
			status = page_access_lacks(err);
	}
	if (status == OB_OK)
		status = page_activity_view(
		    &dossier, activity, &reader, ACTIVITY_SHIFT, &facts, err);
	if (status == OB_OK)
		status = page_guide_add_purpose(
		    &dossier, activity, &reader, facts, err);
	if (status != OB_OK)
		return status;
	back_url = page_reader_url(&reader, "");
	set(view, "title", json_incref(json_object_get(facts, "title")));
	set(view, "back_url", json_string(back_url));
	set(view, "activity", facts);
	*ret_ended = dossier_has_ended(&dossier);
	*ret_view = TAKE_PTR(view);
	return OB_OK;
}
