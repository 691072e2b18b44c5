/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/pages/page_verbs.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/zone.h"
#include "engine/activities/remarks.h"
#include "engine/core/acting.h"
#include "engine/core/core.h"
#include "engine/core/phrases.h"
#include "engine/dossier/course.h"
#include "engine/pages/page_exit.h"
#include "engine/pages/page_talk.h"
#include "model/role.h"
#include "store/invitation_store.h"
#include "store/person_store.h"
#include "store/remark_store.h"
#include "text/catalogue.h"
#include "text/dates_text.h"

static void
set(json_t *view, const char *name, json_t *value)
{
	(void)json_object_set_new(view, name, value);
}

bool
page_verbs_coordinates(const struct dossier *dossier,
    const struct acting *acting, int64_t person_id)
{
	return acting_is_for(
	    acting, person_id, dossier_role(dossier, ROLE_COORDINATOR)->id);
}

bool
page_verbs_is_on(const struct dossier *dossier, const struct activity *activity,
    const struct acting *acting, int64_t person_id)
{
	return acting_is_for(acting, person_id, activity->responsible_id) ||
	       dossier_takes_part(dossier, activity, person_id) ||
	       page_verbs_coordinates(dossier, acting, person_id);
}

bool
page_verbs_was_there(const struct dossier *dossier,
    const struct activity *activity, const struct page_reader *reader)
{
	return acting_is_for(reader->acting, reader->person_id,
		   activity->responsible_id) ||
	       dossier_takes_part(dossier, activity, reader->person_id);
}

bool
page_verbs_may_move(
    const struct dossier *dossier, const struct activity *activity)
{
	return activity_is_open(dossier_state(activity)) &&
	       !course_is_event(activity->step) &&
	       dossier_step(dossier, activity)->kind != STEP_MAIL;
}

/* "Forventningssamtale (Mette Møller)" */
static json_t *
name_of(const struct dossier *dossier, const struct activity *activity,
    enum language language)
{
	cleanup_(memory_free_ptr) char *text = memory_printf("%s (%s)",
	    dossier_step(dossier, activity)->title.in[language],
	    dossier_person(dossier, activity->responsible_id)->name);

	return json_string(text);
}

static bool
needs(const struct dossier *dossier, const struct activity *activity,
    const char *step)
{
	const struct step *own = dossier_step(dossier, activity);

	for (size_t i = 0; i < own->require_count; i++) {
		if (strcmp(own->requires[i], step) == 0)
			return true;
	}
	return false;
}

/* What cannot begin before this is done. */
static json_t *
waiting_of(const struct dossier *dossier, const struct activity *activity,
    enum language language)
{
	json_t *list = json_array();

	if (!activity_is_open(dossier_state(activity)))
		return list;
	for (size_t i = 0; i < dossier->activity_count; i++) {
		const struct activity *other = &dossier->activities[i];

		if (activity_is_open(dossier_state(other)) &&
		    needs(dossier, other, activity->step))
			(void)json_array_append_new(
			    list, name_of(dossier, other, language));
	}
	return list;
}

static void
add_order(const struct dossier *dossier, const struct activity *activity,
    enum language language, json_t *view)
{
	const struct activity *blocker =
	    dossier_state(activity) == ACTIVITY_HELD
		? dossier_blocker(dossier, activity)
		: NULL;
	const struct step *step = dossier_step(dossier, activity);
	char length[DATES_TEXT_SIZE] = "";
	json_t *waiting = waiting_of(dossier, activity, language);

	if (step->minutes > 0)
		(void)dates_text_duration(language, step->minutes, length);
	set(view, "duration", json_string(length));
	set(view, "waits_for",
	    blocker == NULL ? json_string("")
			    : name_of(dossier, blocker, language));
	set(view, "has_waiting", json_boolean(json_array_size(waiting) > 0));
	set(view, "waiting", waiting);
}

/* Where a form is sent, or "" when the reader may not. */
static void
add_url(const struct activity *activity, const struct page_reader *reader,
    const char *verb, bool may, json_t *view)
{
	cleanup_(memory_free_ptr) char *name = memory_printf("%s_url", verb);
	cleanup_(memory_free_ptr) char *url =
	    memory_printf("/%s/%s/activities/%" PRId64 "/%s", reader->folder,
		reader->token, activity->id, verb);

	set(view, name, json_string(may ? url : ""));
}

/* The day and time that a form begins with, by the reader's clock. */
static void
add_move(const struct dossier *dossier, const struct activity *activity,
    const struct page_reader *reader, json_t *view)
{
	struct date day = activity->planned;
	char iso[DATE_TEXT_SIZE];
	char until[DATES_TEXT_SIZE] = "";
	char time[8] = "";
	bool is_bound =
	    !date_is_none(activity->latest) &&
	    !page_verbs_coordinates(dossier, reader->acting, reader->person_id);

	if (activity->start_minute >= 0) {
		struct local_time local =
		    zone_to_local(reader->zone, activity->start_at);

		day = local.date;
		(void)snprintf(time, sizeof(time), "%02u:%02u",
		    (unsigned)(local.second / 3600) % 24U,
		    (unsigned)(local.second / 60) % 60U);
	}
	if (is_bound)
		(void)dates_text_long(
		    reader->language, activity->latest, until);
	set(view, "move_day", json_string(date_format(day, iso)));
	set(view, "move_time", json_string(time));
	set(view, "move_until", json_string(until));
	set(view, "has_time",
	    json_boolean(
		step_kind_is_timed(dossier_step(dossier, activity)->kind)));
}

static int
add_remark(const struct dossier *dossier, const struct remark *remark,
    const struct page_reader *reader, json_t *list, struct error *err)
{
	struct local_time local = zone_to_local(reader->zone, remark->said_at);
	cleanup_(memory_free_ptr) char *when =
	    phrases_moment(reader->language, local.date, local.second / 60);
	cleanup_(person_store_release) struct person person = {0};
	int status = person_store_find(
	    dossier->engine->store, remark->person_id, &person, err);

	if (status == OB_OK)
		(void)json_array_append_new(
		    list, json_pack("{s:s, s:s, s:s}", "text", remark->text,
			      "by", person.name, "said", when));
	return status;
}

/* The manager sees to what the coordinator says cannot be done. */
static bool
is_for_manager(const struct dossier *dossier, const struct remark *remark,
    const struct page_reader *reader)
{
	return remark->person_id ==
		   dossier_role(dossier, ROLE_COORDINATOR)->id &&
	       acting_is_for(reader->acting, reader->person_id,
		   dossier_role(dossier, ROLE_MANAGER)->id);
}

/* What is said, for whoever is on the activity. */
static int
add_remarks(const struct dossier *dossier, const struct activity *activity,
    const struct page_reader *reader, json_t *view, struct error *err)
{
	struct remark *remarks = NULL;
	size_t count = 0;
	json_t *comments = json_array();
	json_t *reports = json_array();
	bool is_on = page_verbs_is_on(
	    dossier, activity, reader->acting, reader->person_id);
	int status = remark_store_list(
	    dossier->engine->store, activity->id, &remarks, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		if (strcmp(remarks[i].kind, "comment") == 0 && is_on)
			status = add_remark(
			    dossier, &remarks[i], reader, comments, err);
		else if (remarks_holds(&remarks[i], activity) &&
			 (is_on ||
			     is_for_manager(dossier, &remarks[i], reader)))
			status = add_remark(
			    dossier, &remarks[i], reader, reports, err);
	}
	remark_store_free(remarks, count);
	set(view, "has_comments", json_boolean(json_array_size(comments) > 0));
	set(view, "comments", comments);
	set(view, "is_reported", json_boolean(json_array_size(reports) > 0));
	set(view, "reports", reports);
	return status;
}

static const char *
answer_key(const struct invitation *invitation)
{
	static const char *const keys[][2] = {
	    {"accepted", "page.answer_accepted"},
	    {"tentative", "page.answer_tentative"},
	    {"declined", "page.answer_declined"},
	    {"delegated", "page.answer_delegated"},
	};

	for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
		if (strcmp(keys[i][0], invitation->partstat) == 0)
			return keys[i][1];
	}
	return NULL;
}

/* The reader's own invitation, as long as it can be answered. */
static int
add_answer(const struct dossier *dossier, const struct activity *activity,
    const struct page_reader *reader, json_t *view, struct error *err)
{
	const struct engine *engine = dossier->engine;
	struct invitation invitation = {0};
	const char *key = NULL;
	bool may = false;
	int status = invitation_store_find_person(
	    engine->store, activity->id, reader->person_id, &invitation, err);

	if (status == OB_OK) {
		may = dossier_state(activity) == ACTIVITY_PLANNED &&
		      strcmp(invitation.method, "request") == 0 &&
		      activity->start_minute >= 0 &&
		      core_now(engine) < activity->start_at;
		if (invitation.answer_sequence == invitation.sequence)
			key = answer_key(&invitation);
	}
	add_url(activity, reader, "answer", may, view);
	set(view, "answer_sequence",
	    json_integer(status == OB_OK ? invitation.sequence : 0));
	set(view, "answer_text",
	    json_string(
		may && key != NULL
		    ? catalogue_get(engine->catalogues[reader->language], key)
		    : ""));
	invitation_store_release(&invitation);
	return status == OB_ENOTFOUND ? OB_OK : status;
}

/* What a refused form brings back is set by page_forms.c. */
static void
add_blank_forms(json_t *view)
{
	static const char *const names[] = {"cannot_typed", "cannot_error",
	    "comment_typed", "comment_error", "move_error"};

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		set(view, names[i], json_string(""));
	set(view, "has_days", json_false());
	set(view, "days", json_array());
}

int
page_verbs_add(const struct dossier *dossier, const struct activity *activity,
    const struct page_reader *reader, json_t *view, struct error *err)
{
	bool is_own = acting_is_for(
	    reader->acting, reader->person_id, activity->responsible_id);
	bool is_open = activity_is_open(dossier_state(activity));
	bool is_reported;
	int status = add_remarks(dossier, activity, reader, view, err);

	if (status == OB_OK)
		status = add_answer(dossier, activity, reader, view, err);
	if (status != OB_OK)
		return status;
	is_reported = json_is_true(json_object_get(view, "is_reported"));
	add_order(dossier, activity, reader->language, view);
	add_url(activity, reader, "cannot", is_own && is_open && !is_reported,
	    view);
	add_url(activity, reader, "withdraw", is_own && is_reported, view);
	add_url(activity, reader, "move",
	    is_own && page_verbs_may_move(dossier, activity), view);
	add_url(activity, reader, "comment",
	    page_verbs_is_on(
		dossier, activity, reader->acting, reader->person_id),
	    view);
	add_move(dossier, activity, reader, view);
	add_blank_forms(view);
	status = page_exit_add(dossier, activity, reader, view, err);
	return status == OB_OK
		   ? page_talk_add(dossier, activity, reader, view, err)
		   : status;
}
