/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/pages/page_view.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/core/acting.h"
#include "engine/core/core.h"
#include "engine/core/phrases.h"
#include "engine/dossier/dossier.h"
#include "engine/dossier/naming.h"
#include "engine/notices/step_mails.h"
#include "engine/pages/page_facts.h"
#include "engine/pages/page_handbook.h"
#include "engine/pages/page_journeys.h"
#include "engine/pages/page_nominations.h"
#include "engine/people/people.h"
#include "model/role.h"
#include "store/person_store.h"
#include "text/catalogue.h"
#include "text/markdown.h"

/* Guides have headings of level 2; on a page they stand below level 3. */
#define GUIDE_HEADING_SHIFT 2

/* Whose page is rendered. */
struct reader {
	int64_t person_id;
	const struct acting *acting; /* borrowed: nothing is committed */
	const struct zone *zone;
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
add_guide(const char *guide, json_t *view, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf html = STRBUF_INIT;
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

/* The word for where it stands: its state, or what the clock says of it. */
static const char *
state_key(const struct dossier *dossier, const struct activity *activity)
{
	const struct engine *engine = dossier->engine;
	enum activity_state state = dossier_state(activity);
	struct date today = core_today(engine);

	if (activity_is_overdue(dossier->calendar, state, activity->planned,
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

/* The reader's own, or that of somebody for whom the reader acts. */
static bool
is_own_of(const struct reader *reader, const struct activity *activity)
{
	return acting_is_for(
	    reader->acting, reader->person_id, activity->responsible_id);
}

/* Whoever only attends is not behind with anything. */
static const char *
attend_key(const struct dossier *dossier, const struct activity *activity)
{
	struct date today = core_today(dossier->engine);

	if (dossier_state(activity) != ACTIVITY_PLANNED ||
	    date_before(today, activity->planned))
		return state_key(dossier, activity);
	return activity->planned.day == today.day ? "state.attend-today"
						  : "state.attend-past";
}

static void
add_states(const struct dossier *dossier, const struct activity *activity,
    const struct reader *reader, json_t *view)
{
	const struct engine *engine = dossier->engine;
	const struct catalogue *catalogue =
	    engine->catalogues[reader->language];
	enum activity_state state = dossier_state(activity);
	bool is_own = is_own_of(reader, activity);
	const char *key = is_own || !naming_is_cohort(dossier)
			      ? state_key(dossier, activity)
			      : attend_key(dossier, activity);

	if (state == ACTIVITY_HELD)
		key = "state.held";

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
			 (dossier_step(dossier, activity)->kind != STEP_MAIL ||
			     step_mails_is_past(dossier, activity))));
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
	    phrases_when_in(reader->language, reader->zone, activity);
	char iso[DATE_TEXT_SIZE];
	const char *guide = NULL;
	json_t *view;
	int status;

	view = json_pack("{s:I, s:s, s:s, s:s, s:s, s:s, s:s, s:o, s:o}", "id",
	    (json_int_t)activity->id, "title", step->title.in[reader->language],
	    "when", when, "date_iso", date_format(activity->planned, iso),
	    "responsible",
	    dossier_person(dossier, activity->responsible_id)->name, "kind",
	    catalogue_get(catalogue, kind_key), "done_url", done_url,
	    "participants",
	    page_facts_participants(dossier, activity, reader->language),
	    "flags", flags_of(dossier, activity, reader));
	add_states(dossier, activity, reader, view);
	set(view, "on_behalf",
	    json_boolean(activity->responsible_id != reader->person_id &&
			 is_own_of(reader, activity)));
	set(view, "goal", json_string(activity->goal));
	set(view, "seen_by", json_string(activity->seen_by));
	/* The guide to a session is for who holds it. */
	if (!naming_is_cohort(dossier) || is_own_of(reader, activity))
		guide = step->guide.in[reader->language];
	status = add_guide(guide, view, err);
	if (status != OB_OK) {
		json_decref(view);
		return status;
	}
	*ret_view = view;
	return OB_OK;
}

/* Whether the person's page shows it: in a cohort, common sessions, too. */
static bool
belongs(const struct dossier *dossier, const struct activity *activity,
    const struct reader *reader)
{
	return is_own_of(reader, activity) ||
	       (naming_is_cohort(dossier) &&
		   dossier_takes_part(dossier, activity, reader->person_id));
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
			       : !belongs(dossier, activity, reader))
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

/* Where the reader subscribes. */
static void
add_calendar(const struct reader *reader, json_t *view)
{
	cleanup_(memory_free_ptr) char *url =
	    memory_printf("/%s/%s/calendar", reader->folder, reader->token);

	set(view, "calendar_url", json_string(url));
}

int
page_view_leader(struct engine *engine, int64_t journey_id, const char *token,
    json_t **ret_view, bool *ret_ended, struct error *err)
{
	cleanup_(dossier_release) struct dossier dossier = {0};
	struct reader reader = {.folder = "l", .token = token};
	const struct person *person = NULL;
	json_t *phases = json_array();
	json_t *handbook = NULL;
	int status = dossier_load(engine, journey_id, &dossier, err);

	if (status == OB_OK) {
		person = dossier_role(&dossier, ROLE_LEADER);
		reader.person_id = person->id;
		reader.language = core_language(engine, person->language);
		reader.zone = core_zone(engine, person);
		status = acting_today(engine, &reader.acting, err);
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
	*ret_view = base_view(
	    engine, person, &reader, page_facts_leader_title(&dossier));
	set(*ret_view, "phases", phases);
	set(*ret_view, "handbook", handbook);
	page_facts_add_leader(&dossier, reader.language, *ret_view);
	add_calendar(&reader, *ret_view);
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
	json_t *list = json_array();
	int status = activity_views(dossier, reader, -1, list, err);

	if (status == OB_OK && json_array_size(list) > 0) {
		json_t *sorted = by_urgency(list);

		(void)json_array_append_new(groups,
		    page_facts_group(dossier, reader->language, sorted));
		json_decref(sorted);
	}
	json_decref(list);
	return status;
}

/* Each journey in which the reader has something to do, once. */
static int
group_views(struct engine *engine, const struct reader *reader, json_t *groups,
    bool *ret_ended, struct error *err)
{
	cleanup_(memory_free_ptr) int64_t *ids = NULL;
	size_t count = 0;
	int status =
	    page_journeys_list(engine, reader->person_id, &ids, &count, err);

	*ret_ended = count > 0;
	for (size_t i = 0; status == OB_OK && i < count; i++) {
		cleanup_(dossier_release) struct dossier dossier = {0};

		status = dossier_load(engine, ids[i], &dossier, err);
		if (status == OB_OK)
			status = group_view(&dossier, reader, groups, err);
		if (status == OB_OK)
			*ret_ended = *ret_ended && dossier_has_ended(&dossier);
	}
	return status;
}

/* What is still to be answered keeps the page open. */
static int
nomination_views(struct engine *engine, const struct reader *reader,
    json_t **ret_list, bool *ended, struct error *err)
{
	const struct page_nominations_reader nominations = {
	    reader->person_id, reader->language, reader->token};
	int status = page_nominations_view(engine, &nominations, ret_list, err);

	if (status == OB_OK)
		*ended = *ended && json_array_size(*ret_list) == 0;
	return status;
}

int
page_view_person(struct engine *engine, int64_t person_id, const char *token,
    json_t **ret_view, bool *ret_ended, struct error *err)
{
	cleanup_(person_store_release) struct person person = {0};
	struct reader reader = {.folder = "p", .token = token};
	json_t *groups = json_array();
	json_t *nominations = NULL;
	int status = person_store_find(engine->store, person_id, &person, err);

	if (status == OB_OK) {
		reader.person_id = person_id;
		reader.language = core_language(engine, person.language);
		reader.zone = core_zone(engine, &person);
		status = acting_today(engine, &reader.acting, err);
	}
	if (status == OB_OK) {
		status = group_views(engine, &reader, groups, ret_ended, err);
	}
	if (status == OB_OK)
		status = nomination_views(
		    engine, &reader, &nominations, ret_ended, err);
	if (status != OB_OK) {
		json_decref(groups);
		return status;
	}
	*ret_view = base_view(engine, &person, &reader,
	    page_facts_person_title(groups, nominations));
	page_facts_add_person(groups, nominations, *ret_view);
	add_calendar(&reader, *ret_view);
	json_decref(groups);
	json_decref(nominations);
	return OB_OK;
}
