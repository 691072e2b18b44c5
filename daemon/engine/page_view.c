/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/page_view.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/core.h"
#include "engine/dossier.h"
#include "engine/feeds.h"
#include "engine/page_handbook.h"
#include "engine/people.h"
#include "engine/phrases.h"
#include "engine/roles.h"
#include "model/role.h"
#include "store/person_store.h"
#include "text/catalogue.h"
#include "text/dates_text.h"
#include "text/markdown.h"

/* Guides have headings of level 2; on a page they stand below level 3. */
#define GUIDE_HEADING_SHIFT 2

/* Whose page is rendered. */
struct reader {
	int64_t person_id;
	enum language language;
	const char *folder; /* "l" or "p" */
	const char *token;
};

static void
set(json_t *view, const char *name, json_t *value)
{
	(void)json_object_set_new(view, name, value);
}

static int
add_guide(const struct step *step, const struct reader *reader, json_t *view,
    struct error *err)
{
	cleanup_(strbuf_release) struct strbuf html = STRBUF_INIT;
	const char *guide = step->guide.in[reader->language];
	int status = OB_OK;

	if (guide != NULL)
		status = markdown_to_html(
		    guide, strlen(guide), GUIDE_HEADING_SHIFT, &html, err);
	if (status != OB_OK)
		return status;
	set(view, "has_guide", json_boolean(guide != NULL));
	set(view, "guide_html", json_string(html.buf));
	return OB_OK;
}

static json_t *
flags_of(const struct dossier *dossier, const struct activity *activity,
    const struct reader *reader)
{
	const struct catalogue *catalogue =
	    dossier->engine->catalogues[reader->language];
	json_t *list = json_array();

	for (unsigned i = 0; i < ACTIVITY_FLAG_COUNT; i++) {
		cleanup_(memory_free_ptr) char *key = NULL;

		if ((activity->flags & (1 << i)) == 0)
			continue;
		key = memory_printf("flag.%s", activity_flag_name(1U << i));
		(void)json_array_append_new(
		    list, json_string(catalogue_get(catalogue, key)));
	}
	return list;
}

static void
add_name(void *arg, const struct person *person)
{
	(void)json_array_append_new(arg, json_string(person->name));
}

/* The word for where it stands: its state, or what the clock says of it. */
static const char *
state_key(const struct dossier *dossier, const struct activity *activity)
{
	const struct engine *engine = dossier->engine;
	enum activity_state state = dossier_state(activity);
	struct date today = core_today(engine);

	if (activity_is_overdue(engine->calendar, state, activity->planned,
		activity->latest, today))
		return "state.overdue";
	if (activity_is_behind(state, activity->planned, today))
		return "state.behind";
	if (activity_is_due(state, activity->planned, today))
		return "state.due";
	switch (state) {
	case ACTIVITY_PLANNED:
		return "state.planned";
	case ACTIVITY_HELD:
		return "state.held";
	case ACTIVITY_DONE:
		return "state.done";
	case ACTIVITY_SKIPPED:
		return "state.skipped";
	case ACTIVITY_CANCELLED:
		break;
	}
	return "state.cancelled";
}

static void
add_states(const struct dossier *dossier, const struct activity *activity,
    const struct reader *reader, json_t *view)
{
	const struct engine *engine = dossier->engine;
	const struct catalogue *catalogue =
	    engine->catalogues[reader->language];
	const char *key = dossier_state(activity) == ACTIVITY_HELD
			      ? "state.held"
			      : state_key(dossier, activity);
	enum activity_state state = dossier_state(activity);
	bool is_own = activity->responsible_id == reader->person_id;

	set(view, "state_text", json_string(catalogue_get(catalogue, key)));
	set(view, "is_done", json_boolean(state == ACTIVITY_DONE));
	set(view, "is_held", json_boolean(state == ACTIVITY_HELD));
	set(view, "is_cancelled",
	    json_boolean(
		state == ACTIVITY_SKIPPED || state == ACTIVITY_CANCELLED));
	set(view, "is_overdue",
	    json_boolean(strcmp(key, "state.overdue") == 0));
	set(view, "is_behind", json_boolean(strcmp(key, "state.behind") == 0));
	set(view, "is_own", json_boolean(is_own));
	set(view, "can_complete",
	    json_boolean(is_own && state == ACTIVITY_PLANNED &&
			 dossier_step(dossier, activity)->kind != STEP_MAIL));
}

static int
activity_view(const struct dossier *dossier, const struct activity *activity,
    const struct reader *reader, json_t **ret_view, struct error *err)
{
	const struct step *step = dossier_step(dossier, activity);
	const struct catalogue *catalogue =
	    dossier->engine->catalogues[reader->language];
	cleanup_(memory_free_ptr) char *kind_key =
	    memory_printf("kind.%s", step_kind_name(step->kind));
	cleanup_(memory_free_ptr) char *done_url =
	    memory_printf("/%s/%s/activities/%" PRId64 "/done", reader->folder,
		reader->token, activity->id);
	cleanup_(memory_free_ptr) char *when =
	    phrases_when(reader->language, activity);
	char iso[DATE_TEXT_SIZE];
	json_t *names = json_array();
	json_t *view;
	int status;

	dossier_each_participant(dossier, activity, add_name, names);
	view = json_pack("{s:I, s:s, s:s, s:s, s:s, s:s, s:s, s:o, s:o}", "id",
	    (json_int_t)activity->id, "title", step->title.in[reader->language],
	    "when", when, "date_iso", date_format(activity->planned, iso),
	    "responsible",
	    dossier_person(dossier, activity->responsible_id)->name, "kind",
	    catalogue_get(catalogue, kind_key), "done_url", done_url,
	    "participants", names, "flags",
	    flags_of(dossier, activity, reader));
	add_states(dossier, activity, reader, view);
	status = add_guide(step, reader, view, err);
	if (status != OB_OK) {
		json_decref(view);
		return status;
	}
	*ret_view = view;
	return OB_OK;
}

/* The activities of one phase, or all (-1) that are the reader's own. */
static int
activity_views(const struct dossier *dossier, const struct reader *reader,
    int phase, json_t *list, struct error *err)
{
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < dossier->activity_count;
	     i++) {
		const struct activity *activity = &dossier->activities[i];
		json_t *view = NULL;

		if (phase >= 0 ? dossier_step(dossier, activity)->phase != phase
			       : activity->responsible_id != reader->person_id)
			continue;
		status = activity_view(dossier, activity, reader, &view, err);
		if (status == OB_OK)
			(void)json_array_append_new(list, view);
	}
	return status;
}

static json_t *
base_view(struct engine *engine, const struct person *person,
    const struct reader *reader, const char *title_key)
{
	cleanup_(memory_free_ptr) char *first_name = people_first_name(person);

	return json_pack("{s:s, s:s, s:s, s:s}", "language",
	    language_code(reader->language), "municipality",
	    engine->settings->municipality.name, "title",
	    catalogue_get(engine->catalogues[reader->language], title_key),
	    "first_name", first_name);
}

static int
phase_views(const struct dossier *dossier, const struct reader *reader,
    json_t *list, struct error *err)
{
	const struct programme *programme = dossier->programme;
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < programme->phase_count; i++) {
		const struct phase *phase = &programme->phases[i];
		json_t *activities = json_array();

		status =
		    activity_views(dossier, reader, phase->id, activities, err);
		(void)json_array_append_new(
		    list, json_pack("{s:s, s:o}", "title",
			      phase->title.in[reader->language], "activities",
			      activities));
	}
	return status;
}

static void
add_leader(
    const struct dossier *dossier, const struct reader *reader, json_t *view)
{
	const struct journey_role *mentor =
	    roles_find(dossier->roles, dossier->role_count, ROLE_MENTOR);
	char day[DATES_TEXT_SIZE];

	set(view, "leader",
	    json_pack("{s:s, s:s, s:s, s:s}", "name",
		dossier_role(dossier, ROLE_LEADER)->name, "first_day",
		dates_text_long(
		    reader->language, dossier_first_workday(dossier), day),
		"manager_name", dossier_role(dossier, ROLE_MANAGER)->name,
		"mentor_name",
		mentor->is_fallback
		    ? ""
		    : dossier_person(dossier, mentor->person_id)->name));
}

/* webcal: opens the calendar program (Apple, Outlook). */
static void
add_feed(json_t *view, const char *url)
{
	const char *rest = strstr(url, "://");
	cleanup_(memory_free_ptr) char *webcal =
	    memory_printf("webcal%s", rest == NULL ? "" : rest);

	set(view, "feed_url", json_string(url));
	set(view, "webcal_url", json_string(webcal));
}

int
page_view_leader(struct engine *engine, int64_t journey_id, const char *token,
    json_t **ret_view, bool *ret_ended, struct error *err)
{
	cleanup_(dossier_release) struct dossier dossier = {0};
	cleanup_(memory_free_ptr) char *feed_url = NULL;
	struct reader reader = {.folder = "l", .token = token};
	const struct person *person;
	json_t *phases = json_array();
	json_t *handbook = NULL;
	int status = dossier_load(engine, journey_id, &dossier, err);

	if (status == OB_OK) {
		person = dossier_role(&dossier, ROLE_LEADER);
		reader.person_id = person->id;
		reader.language = core_language(engine, person->language);
		status = feeds_url(&dossier, person->id, &feed_url, err);
	}
	if (status == OB_OK)
		status = phase_views(&dossier, &reader, phases, err);
	if (status == OB_OK)
		status =
		    page_handbook_view(engine, reader.language, &handbook, err);
	if (status != OB_OK) {
		json_decref(phases);
		return status;
	}
	*ret_view = base_view(engine, person, &reader, "page.leader_title");
	set(*ret_view, "phases", phases);
	set(*ret_view, "handbook", handbook);
	set(*ret_view, "video_url",
	    json_string(engine->settings->welcome_video));
	add_leader(&dossier, &reader, *ret_view);
	add_feed(*ret_view, feed_url);
	*ret_ended = dossier_has_ended(&dossier);
	return OB_OK;
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

static int
group_view(const struct dossier *dossier, const struct reader *reader,
    json_t *groups, struct error *err)
{
	cleanup_(memory_free_ptr) char *first_name =
	    people_first_name(dossier_role(dossier, ROLE_LEADER));
	json_t *list = json_array();
	char day[DATES_TEXT_SIZE];
	int status = activity_views(dossier, reader, -1, list, err);

	if (status == OB_OK && json_array_size(list) > 0)
		(void)json_array_append_new(groups,
		    json_pack("{s:s, s:s, s:s, s:o}", "leader_first_name",
			first_name, "leader_name",
			dossier_role(dossier, ROLE_LEADER)->name, "first_day",
			dates_text_long(reader->language,
			    dossier_first_workday(dossier), day),
			"activities", by_urgency(list)));
	json_decref(list);
	return status;
}

/* Each journey in which the person is responsible for something, once. */
static int
group_views(struct engine *engine, const struct reader *reader, json_t *groups,
    bool *ret_ended, struct error *err)
{
	const struct activity_filter filter = {
	    .responsible_id = reader->person_id, .planned_before = DATE_NONE};
	cleanup_(memory_free_ptr) int64_t *seen = NULL;
	struct activity *rows = NULL;
	size_t seen_count = 0;
	size_t count = 0;
	int status =
	    activity_store_list(engine->store, &filter, &rows, &count, err);

	*ret_ended = count > 0;
	seen = memory_alloc((count + 1) * sizeof(*seen));
	for (size_t i = 0; status == OB_OK && i < count; i++) {
		cleanup_(dossier_release) struct dossier dossier = {0};
		size_t k = 0;

		while (k < seen_count && seen[k] != rows[i].journey_id)
			k++;
		if (k < seen_count)
			continue;
		seen[seen_count++] = rows[i].journey_id;
		status =
		    dossier_load(engine, rows[i].journey_id, &dossier, err);
		if (status == OB_OK)
			status = group_view(&dossier, reader, groups, err);
		if (status == OB_OK)
			*ret_ended = *ret_ended && dossier_has_ended(&dossier);
	}
	activity_store_free(rows, count);
	return status;
}

int
page_view_person(struct engine *engine, int64_t person_id, const char *token,
    json_t **ret_view, bool *ret_ended, struct error *err)
{
	cleanup_(person_store_release) struct person person = {0};
	struct reader reader = {.folder = "p", .token = token};
	json_t *groups = json_array();
	int status = person_store_find(engine->store, person_id, &person, err);

	if (status == OB_OK) {
		reader.person_id = person_id;
		reader.language = core_language(engine, person.language);
		status = group_views(engine, &reader, groups, ret_ended, err);
	}
	if (status != OB_OK) {
		json_decref(groups);
		return status;
	}
	*ret_view = base_view(engine, &person, &reader, "page.person_title");
	set(*ret_view, "has_groups", json_boolean(json_array_size(groups) > 0));
	set(*ret_view, "groups", groups);
	return OB_OK;
}
