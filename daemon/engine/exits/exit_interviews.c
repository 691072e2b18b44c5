/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/exits/exit_interviews.h"

#include <inttypes.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "engine/activities/activities.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/people/people.h"
#include "engine/roles/mentors.h"
#include "model/exit_reason.h"
#include "model/role.h"
#include "store/exit_store.h"
#include "store/person_store.h"

#define TEXT_MAX 4000
#define WORD_MAX 40
#define NOON (12 * 60)

/* One talk on its way. */
struct exit_talk {
	struct change change;
	struct dossier dossier;
	struct person interviewer;
	struct exit_interview row;
	bool is_given[EXIT_REASON_COUNT];
	size_t main;
};

static void
talk_release(struct exit_talk *talk)
{
	person_store_release(&talk->interviewer);
	dossier_release(&talk->dossier);
	change_release(&talk->change);
}

int
exit_interviews_check(const struct dossier *dossier,
    const struct person *person, const char *field, struct error *err)
{
	bool is_in_line = false;
	int status;

	if (person->is_group)
		return error_refuse(err, OB_EINVALID, field, "exit_group",
		    "'%s' is a group; an exit talk is with one person",
		    person->name);
	if (person->id == dossier->journey.leader_id)
		return error_refuse(err, OB_EINVALID, field, "exit_self",
		    "'%s' is the one who leaves", person->name);
	status = mentors_is_in_line(dossier, person->id, &is_in_line, err);
	if (status == OB_OK && is_in_line)
		return error_refuse(err, OB_EINVALID, field, "exit_line",
		    "'%s' stands in the leader's own reporting line; the exit "
		    "talk is held by somebody neutral",
		    person->name);
	return status;
}

static int
check_journey(const struct exit_talk *talk, struct error *err)
{
	const struct exit_interview *row = &talk->row;
	struct exit_interview known;
	int status;

	if (talk->dossier.version->kind != PROGRAMME_EXIT)
		return error_refuse(err, OB_ECONFLICT, "", "only_exit",
		    "only somebody who leaves has an exit talk; end the "
		    "employment first, by end-employment");
	if (strcmp(talk->dossier.journey.state, "cancelled") == 0)
		return error_refuse(err, OB_ECONFLICT, "", "journey_cancelled",
		    "the journey is cancelled");
	status = exit_store_find(
	    talk->change.engine->store, row->journey_id, &known, err);
	if (status == OB_OK)
		return error_refuse(err, OB_ECONFLICT, "", "exit_twice",
		    "the exit talk of %" PRId64 " is recorded already",
		    row->journey_id);
	return status == OB_ENOTFOUND ? OB_OK : status;
}

static int
read_day(struct exit_talk *talk, const char *text, struct error *err)
{
	struct engine *engine = talk->change.engine;
	char iso[DATE_TEXT_SIZE];
	int status;

	if (text == NULL)
		return error_refuse(err, OB_EINVALID, "held", "missing",
		    "say on which day the talk was held");
	status = date_parse(text, &talk->row.held_on, err);
	if (status != OB_OK)
		return error_name_field(err, "held");
	(void)date_format(talk->row.held_on, iso);
	if (date_before(core_today(engine), talk->row.held_on))
		return error_refuse(err, OB_EINVALID, "held", "not_yet",
		    "'%s' has not come yet", iso);
	if (date_before(
		talk->row.held_on, date_add_days(talk->dossier.journey.accepted,
				       -DOSSIER_DAYS_BEFORE)))
		return error_refuse(err, OB_EINVALID, "held", "exit_long_ago",
		    "'%s' lies long before the exit began", iso);
	return OB_OK;
}

/* Whose step it is; without the step the coordinator. */
static int64_t
expected_interviewer(const struct dossier *dossier)
{
	const struct activity *activity =
	    dossier_activity(dossier, PROGRAMME_EXIT_TALK);

	return activity == NULL ? dossier_role(dossier, ROLE_COORDINATOR)->id
				: activity->responsible_id;
}

static int
read_interviewer(struct exit_talk *talk, const char *text, struct error *err)
{
	int status = text == NULL
			 ? person_store_find(talk->change.engine->store,
			       expected_interviewer(&talk->dossier),
			       &talk->interviewer, err)
			 : people_ensure(&talk->change, "interviewer", text,
			       &talk->interviewer, err);

	if (status == OB_OK)
		status = exit_interviews_check(
		    &talk->dossier, &talk->interviewer, "interviewer", err);
	talk->row.interviewer_id = talk->interviewer.id;
	return status;
}

static int
read_word(
    const char *word, const char *field, size_t *ret_at, struct error *err)
{
	for (size_t i = 0; exit_reasons[i] != NULL; i++) {
		if (strcmp(exit_reasons[i], word) == 0) {
			*ret_at = i;
			return OB_OK;
		}
	}
	return error_refuse(err, OB_EINVALID, field, "exit_reason",
	    "'%.40s' is no reason; use one of " EXIT_REASON_WORDS, word);
}

/* Each once; the main one belongs to them whether it is named or not. */
static int
read_reasons(struct exit_talk *talk,
    const struct exit_interview_request *request, struct error *err)
{
	const char *at = request->reasons == NULL ? "" : request->reasons;
	int status;

	if (request->main == NULL)
		return error_refuse(err, OB_EINVALID, "main", "missing",
		    "say what the main reason is");
	status = read_word(request->main, "main", &talk->main, err);
	if (status == OB_OK)
		talk->is_given[talk->main] = true;
	while (status == OB_OK && *at != '\0') {
		size_t len = strcspn(at, ", ");
		cleanup_(memory_free_ptr) char *word =
		    memory_strndup(at, len > WORD_MAX ? (size_t)WORD_MAX : len);
		size_t found = 0;

		if (len > 0)
			status = read_word(word, "reasons", &found, err);
		if (status == OB_OK && len > 0)
			talk->is_given[found] = true;
		at += len;
		at += strspn(at, ", ");
	}
	return status;
}

static int
store_reasons(const struct exit_talk *talk, struct error *err)
{
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < EXIT_REASON_COUNT; i++) {
		const struct exit_reason reason = {
		    .journey_id = talk->row.journey_id,
		    .reason = (char *)(uintptr_t)exit_reasons[i],
		    .is_main = i == talk->main};

		if (talk->is_given[i])
			status = exit_store_add_reason(
			    talk->change.engine->store, &reason, err);
	}
	return status;
}

static int
store_note(const struct exit_talk *talk, const char *text, struct error *err)
{
	struct engine *engine = talk->change.engine;
	const struct exit_note note = {.journey_id = talk->row.journey_id,
	    .text = (char *)(uintptr_t)text,
	    .expires_on = date_add_days(
		core_today(engine), engine->settings->exits.text_days)};
	int status;

	if (text == NULL || text[0] == '\0')
		return OB_OK;
	status = utf8_check_text("text", text, TEXT_MAX, err);
	return status == OB_OK ? exit_store_add_note(engine->store, &note, err)
			       : status;
}

/* On which day is told of it, and never what was said. */
static int
audit(struct exit_talk *talk, struct error *err)
{
	char day[DATE_TEXT_SIZE];

	return change_audit(&talk->change, "record-exit-interview",
	    SUBJECT("journey", talk->row.journey_id), NULL,
	    json_pack("{s:s, s:I}", "held", date_format(talk->row.held_on, day),
		"interviewer", (json_int_t)talk->row.interviewer_id),
	    err);
}

static int64_t
moment_of(const struct exit_talk *talk)
{
	struct engine *engine = talk->change.engine;
	int64_t noon = core_instant(engine, talk->row.held_on, NOON);

	return noon < core_now(engine) ? noon : core_now(engine);
}

static int
read_request(struct exit_talk *talk,
    const struct exit_interview_request *request, struct error *err)
{
	int status = check_journey(talk, err);

	if (status == OB_OK)
		status = read_day(talk, request->held, err);
	if (status == OB_OK)
		status = read_interviewer(talk, request->interviewer, err);
	if (status == OB_OK)
		status = read_reasons(talk, request, err);
	return status;
}

int
exit_interviews_record(struct engine *engine, const char *actor,
    int64_t journey_id, const struct exit_interview_request *request,
    json_t **ret_view, struct error *err)
{
	cleanup_(talk_release) struct exit_talk talk = {.change = CHANGE_INIT,
	    .row = {.journey_id = journey_id, .recorded_at = core_now(engine)}};
	int status = change_begin(&talk.change, engine, actor, err);

	if (status == OB_OK)
		status = dossier_load(engine, journey_id, &talk.dossier, err);
	if (status == OB_OK)
		status = read_request(&talk, request, err);
	if (status == OB_OK)
		status = exit_store_add(engine->store, &talk.row, err);
	if (status == OB_OK)
		status = store_reasons(&talk, err);
	if (status == OB_OK)
		status = store_note(&talk, request->text, err);
	if (status == OB_OK)
		status = audit(&talk, err);
	if (status == OB_OK)
		status = activities_fulfil(&talk.change, &talk.dossier,
		    PROGRAMME_EXIT_TALK, moment_of(&talk), err);
	if (status == OB_OK)
		status = change_commit(&talk.change, err);
	return status == OB_OK
		   ? exit_interviews_show(engine, journey_id, ret_view, err)
		   : status;
}

static int
add_reasons(
    struct engine *engine, int64_t journey_id, json_t *view, struct error *err)
{
	struct exit_reason *reasons = NULL;
	json_t *list = json_array();
	size_t count = 0;
	int status = exit_store_list_reasons(
	    engine->store, journey_id, &reasons, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		(void)json_array_append_new(
		    list, json_string(reasons[i].reason));
		if (reasons[i].is_main)
			(void)json_object_set_new(
			    view, "main", json_string(reasons[i].reason));
	}
	exit_store_free_reasons(reasons, count);
	(void)json_object_set_new(view, "reasons", list);
	return status;
}

static int
add_note(
    struct engine *engine, int64_t journey_id, json_t *view, struct error *err)
{
	cleanup_(exit_store_release_note) struct exit_note note = {0};
	char day[DATE_TEXT_SIZE];
	int status =
	    exit_store_find_note(engine->store, journey_id, &note, err);
	bool has_note = status == OB_OK;

	(void)json_object_set_new(
	    view, "text", json_string(has_note ? note.text : ""));
	(void)json_object_set_new(view, "kept_until",
	    has_note ? json_string(date_format(note.expires_on, day))
		     : json_null());
	return status == OB_ENOTFOUND ? OB_OK : status;
}

int
exit_interviews_show(struct engine *engine, int64_t journey_id,
    json_t **ret_view, struct error *err)
{
	cleanup_(person_store_release) struct person person = {0};
	struct exit_interview row;
	json_auto_t *view = NULL;
	char day[DATE_TEXT_SIZE];
	int status = exit_store_find(engine->store, journey_id, &row, err);

	if (status == OB_ENOTFOUND)
		return error_set(err, OB_ENOTFOUND,
		    "no exit talk of %" PRId64 " is recorded", journey_id);
	if (status == OB_OK)
		status = person_store_find(
		    engine->store, row.interviewer_id, &person, err);
	if (status != OB_OK)
		return status;
	view = json_pack("{s:I, s:s, s:o}", "leader", (json_int_t)journey_id,
	    "held", date_format(row.held_on, day), "interviewer",
	    people_brief(&person));
	status = add_reasons(engine, journey_id, view, err);
	if (status == OB_OK)
		status = add_note(engine, journey_id, view, err);
	if (status == OB_OK)
		*ret_view = json_pack("{s:O}", "exit_interview", view);
	return status;
}

int
exit_interviews_expire(struct engine *engine, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	int count = 0;
	int status = change_begin(&change, engine, "clock", err);

	if (status == OB_OK)
		status = exit_store_expire(
		    engine->store, core_today(engine), &count, err);
	if (status != OB_OK || count == 0)
		return status;
	status =
	    change_audit(&change, "expire-exit-notes", SUBJECT("exit_note", 0),
		json_pack("{s:i}", "notes", count), NULL, err);
	return status == OB_OK ? change_commit(&change, err) : status;
}
