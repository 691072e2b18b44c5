/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/pages/page_activity.h"

#include <inttypes.h>
#include <string.h>

#include "base/memory.h"
#include "engine/activities/first_tasks.h"
#include "engine/core/acting.h"
#include "engine/core/core.h"
#include "engine/core/phrases.h"
#include "engine/dossier/answering.h"
#include "engine/dossier/course.h"
#include "engine/dossier/naming.h"
#include "engine/journeys/job_description.h"
#include "engine/links/survey_links.h"
#include "engine/notices/step_mails.h"
#include "engine/pages/page_facts.h"
#include "engine/pages/page_guide.h"
#include "engine/pages/page_networks.h"
#include "engine/pages/page_verbs.h"
#include "text/catalogue.h"

static void
set(json_t *view, const char *name, json_t *value)
{
	(void)json_object_set_new(view, name, value);
}

static json_t *
flags_of(const struct dossier *dossier, const struct activity *activity,
    const struct page_reader *reader)
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
		return dossier_is_unanswered(activity) ? "state.unanswered"
						       : "state.skipped";
	case ACTIVITY_CANCELLED:
		break;
	}
	return "state.cancelled";
}

/* The reader's own, or that of somebody for whom the reader acts. */
bool
page_activity_is_own(
    const struct page_reader *reader, const struct activity *activity)
{
	return acting_is_for(
	    reader->acting, reader->person_id, activity->responsible_id);
}

bool
page_activity_is_shown(
    const struct page_reader *reader, const struct activity *activity)
{
	return !course_is_follow_up(activity->step) ||
	       page_activity_is_own(reader, activity);
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
    const struct page_reader *reader, json_t *view)
{
	const struct engine *engine = dossier->engine;
	const struct catalogue *catalogue =
	    engine->catalogues[reader->language];
	enum activity_state state = dossier_state(activity);
	bool is_own = page_activity_is_own(reader, activity);
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

/* Where what the step asks for is written, "" for a step without a form. */
static char *
form_url(const struct dossier *dossier, const struct activity *activity,
    const struct page_reader *reader)
{
	cleanup_(memory_free_ptr) char *tail = memory_printf(
	    "/journeys/%" PRId64 "/job-description", activity->journey_id);

	if (strcmp(activity->step, JOB_DESCRIPTION_STEP) != 0 ||
	    strcmp(reader->folder, "p") != 0 ||
	    dossier->version->kind != PROGRAMME_ONBOARDING)
		return memory_strdup("");
	return page_reader_url(reader, tail);
}

/* Where the first tasks are written, "" for who has not to. */
static char *
tasks_url(const struct dossier *dossier, const struct activity *activity,
    const struct page_reader *reader)
{
	cleanup_(memory_free_ptr) char *tail = memory_printf(
	    "/journeys/%" PRId64 "/first-tasks", activity->journey_id);

	if (!first_tasks_is_asked_by(activity->step) ||
	    strcmp(reader->folder, "p") != 0 ||
	    !first_tasks_is_writer(dossier, reader->acting, reader->person_id))
		return memory_strdup("");
	return page_reader_url(reader, tail);
}

/* As a whole, and in two parts for who lets no line end within the second. */
static void
add_when(const struct page_reader *reader, const struct activity *activity,
    json_t *view)
{
	char day[DATES_TEXT_SIZE];
	char time[DATES_TEXT_SIZE];
	cleanup_(memory_free_ptr) char *when =
	    phrases_when_in(reader->language, reader->zone, activity);

	phrases_day_and_time(
	    reader->language, reader->zone, activity, day, time);
	set(view, "when", json_string(when));
	set(view, "when_day", json_string(day));
	set(view, "when_time", json_string(time));
}

const char *
page_activity_outcome(
    const struct activity *activity, const struct catalogue *catalogue)
{
	cleanup_(memory_free_ptr) char *key =
	    memory_printf("page.outcome.%s", activity->outcome);

	return activity->outcome[0] == '\0' ? ""
					    : catalogue_get(catalogue, key);
}

/* On the leader's page, the section where the step's network is found. */
static json_t *
networks_url(const struct activity *activity, const struct page_reader *reader)
{
	cleanup_(memory_free_ptr) char *url =
	    page_reader_url(reader, "#networks");

	return json_string(strcmp(activity->step, PAGE_NETWORKS_STEP) == 0 &&
				   strcmp(reader->folder, "l") == 0
			       ? url
			       : "");
}

/* When it is asked, for who is responsible and was not asked it. */
static const char *
survey_note_key(enum answering answering, bool is_asked)
{
	if (answering == ANSWERING_AHEAD)
		return "page.survey_ahead";
	return answering == ANSWERING_ASKED && !is_asked ? "page.survey_asked"
							 : NULL;
}

/* Answering it is what the step asks for: there is nothing to mark. */
static void
add_survey(const struct dossier *dossier, const struct activity *activity,
    const struct page_reader *reader, json_t *view)
{
	bool is_answered = false;
	cleanup_(memory_free_ptr) char *url = survey_links_path_of(
	    dossier, activity, reader->person_id, &is_answered);
	enum answering answering = ANSWERING_NONE;
	const char *note;

	/* The verb refuses what a page offers although it cannot be done. */
	if (answering_of(dossier, activity, &answering, NULL) != OB_OK)
		answering = ANSWERING_NONE;
	note = page_activity_is_own(reader, activity)
		   ? survey_note_key(answering, url[0] != '\0')
		   : NULL;
	set(view, "survey_url", json_string(url));
	set(view, "is_survey_answered", json_boolean(is_answered));
	set(view, "survey_note",
	    json_string(
		note == NULL ? "" : catalogue_get(reader->catalogue, note)));
	if (url[0] != '\0' || answering != ANSWERING_NONE)
		set(view, "can_complete", json_false());
}

json_t *
page_activity_facts(const struct dossier *dossier,
    const struct activity *activity, const struct page_reader *reader)
{
	const struct step *step = dossier_step(dossier, activity);
	const struct catalogue *catalogue =
	    dossier->engine->catalogues[reader->language];
	cleanup_(memory_free_ptr) char *kind_key =
	    memory_printf("kind.%s", step_kind_name(step->kind));
	cleanup_(memory_free_ptr) char *done_url =
	    memory_printf("/%s/%s/activities/%" PRId64 "/done", reader->folder,
		reader->token, activity->id);
	cleanup_(memory_free_ptr) char *describe_url =
	    form_url(dossier, activity, reader);
	cleanup_(memory_free_ptr) char *write_url =
	    tasks_url(dossier, activity, reader);
	char iso[DATE_TEXT_SIZE];
	json_t *view = json_pack("{s:I, s:s, s:s, s:s, s:s, s:s, s:o, s:o}",
	    "id", (json_int_t)activity->id, "title",
	    step->title.in[reader->language], "date_iso",
	    date_format(activity->planned, iso), "responsible",
	    dossier_person(dossier, activity->responsible_id)->name, "kind",
	    catalogue_get(catalogue, kind_key), "done_url", done_url,
	    "participants",
	    page_facts_participants(dossier, activity, reader->language),
	    "flags", flags_of(dossier, activity, reader));

	add_when(reader, activity, view);
	add_states(dossier, activity, reader, view);
	set(view, "on_behalf",
	    json_boolean(activity->responsible_id != reader->person_id &&
			 page_activity_is_own(reader, activity)));
	set(view, "goal", json_string(activity->goal));
	set(view, "seen_by", json_string(activity->seen_by));
	set(view, "outcome",
	    json_string(page_activity_outcome(activity, catalogue)));
	set(view, "describe_url", json_string(describe_url));
	set(view, "tasks_url", json_string(write_url));
	add_survey(dossier, activity, reader, view);
	if (course_lacks_first_tasks(dossier, activity))
		set(view, "can_complete", json_false());
	set(view, "networks_url", networks_url(activity, reader));
	return view;
}

int
page_activity_view(const struct dossier *dossier,
    const struct activity *activity, const struct page_reader *reader,
    int heading_shift, json_t **ret_view, struct error *err)
{
	json_t *view = page_activity_facts(dossier, activity, reader);
	int status =
	    page_guide_add(dossier, activity, reader, heading_shift, view, err);

	if (status == OB_OK)
		status = page_verbs_add(dossier, activity, reader, view, err);
	if (status != OB_OK) {
		json_decref(view);
		return status;
	}
	*ret_view = view;
	return OB_OK;
}
