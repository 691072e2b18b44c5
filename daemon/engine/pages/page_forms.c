/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/pages/page_forms.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "engine/activities/activities.h"
#include "engine/activities/remarks.h"
#include "engine/answers/answers.h"
#include "engine/core/acting.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/dossier/naming.h"
#include "engine/pages/leader_pages.h"
#include "engine/pages/page_access.h"
#include "engine/pages/page_move.h"
#include "engine/pages/page_verbs.h"
#include "store/invitation_store.h"
#include "store/person_store.h"
#include "store/remark_store.h"
#include "text/catalogue.h"

/* A form that was opened: whose it is, and what it is about. */
struct page_case {
	const struct page_form *form;
	struct engine *engine;
	struct page_access_form opened;
	char reference[24];
	struct person person;
	struct page_reader reader;
	struct dossier dossier;
	struct activity *activity;
};

static void
case_release(struct page_case *item)
{
	dossier_release(&item->dossier);
	person_store_release(&item->person);
	page_access_release(&item->opened);
}

static int
case_load(struct page_case *item, struct error *err)
{
	static const char *const folders[] = {
	    [PAGE_LEADER] = "l", [PAGE_PERSON] = "p"};
	const struct page_form *form = item->form;
	int64_t id = 0;
	int status;

	(void)snprintf(item->reference, sizeof(item->reference), "%" PRId64,
	    form->activity_id);
	status = person_store_find(item->engine->store,
	    item->opened.page.person_id, &item->person, err);
	if (status == OB_OK)
		status = page_reader_init(item->engine, &item->person,
		    folders[form->kind], form->token, &item->reader, err);
	if (status == OB_OK)
		status = activities_find(
		    item->engine, item->reference, &item->dossier, &id, err);
	if (status == OB_ENOTFOUND)
		return page_access_lacks(err);
	if (status != OB_OK)
		return status;
	item->activity = dossier_activity_by_id(&item->dossier, id);
	if (item->opened.page.journey_id != 0 &&
	    item->activity->journey_id != item->opened.page.journey_id)
		return page_access_lacks(err);
	return OB_OK;
}

static bool
is_own(const struct page_case *item)
{
	return acting_is_for(item->reader.acting, item->opened.page.person_id,
	    item->activity->responsible_id);
}

static int
check_own(const struct page_case *item, struct error *err)
{
	return is_own(item) ? OB_OK : page_access_lacks(err);
}

static int
was_invited(
    const struct page_case *item, bool *ret_was_invited, struct error *err)
{
	struct invitation invitation = {0};
	int status = invitation_store_find_person(item->engine->store,
	    item->activity->id, item->opened.page.person_id, &invitation, err);

	invitation_store_release(&invitation);
	if (status != OB_OK && status != OB_ENOTFOUND)
		return status;
	*ret_was_invited = status == OB_OK;
	return OB_OK;
}

static int
was_reported(
    const struct page_case *item, bool *ret_was_reported, struct error *err)
{
	struct remark *remarks = NULL;
	size_t count = 0;
	bool was = false;
	int status = remark_store_list(
	    item->engine->store, item->activity->id, &remarks, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++)
		was = was || strcmp(remarks[i].kind, "cannot") == 0;
	remark_store_free(remarks, count);
	if (status == OB_OK)
		*ret_was_reported = was;
	return status;
}

/*
 * Nobody comments on what the own page has never shown: a participant's shows
 * meetings of the invitations, a coordinator's what was reported.
 */
static int
check_on(const struct page_case *item, struct error *err)
{
	int64_t person_id = item->opened.page.person_id;
	bool takes_part =
	    dossier_takes_part(&item->dossier, item->activity, person_id);
	bool is_leader = item->form->kind == PAGE_LEADER;
	bool was_shown =
	    takes_part && (is_leader || naming_is_cohort(&item->dossier));
	int status = OB_OK;

	if (is_own(item) || was_shown)
		return OB_OK;
	if (!is_leader && takes_part &&
	    !naming_is_own(&item->dossier, person_id))
		status = was_invited(item, &was_shown, err);
	if (status == OB_OK && !was_shown &&
	    page_verbs_coordinates(
		&item->dossier, item->reader.acting, person_id))
		status = was_reported(item, &was_shown, err);
	if (status != OB_OK)
		return status;
	return was_shown ? OB_OK : page_access_lacks(err);
}

static struct remark_request
request_of(const struct page_case *item)
{
	return (struct remark_request){
	    .actor = item->opened.actor,
	    .person_id = item->opened.page.person_id,
	    .activity_id = item->activity->id,
	    .text = item->form->text,
	};
}

static int
act_cannot(struct page_case *item, struct error *err)
{
	struct remark_request request = request_of(item);

	return remarks_report(item->engine, &request, err);
}

static int
act_withdraw(struct page_case *item, struct error *err)
{
	struct remark_request request = request_of(item);

	return remarks_withdraw(item->engine, &request, err);
}

static int
act_comment(struct page_case *item, struct error *err)
{
	struct remark_request request = request_of(item);

	return remarks_comment(item->engine, &request, err);
}

static struct page_move
move_of(struct page_case *item)
{
	return (struct page_move){
	    .dossier = &item->dossier,
	    .activity = item->activity,
	    .reader = &item->reader,
	    .day = item->form->day,
	    .time = item->form->time,
	};
}

static int
act_move(struct page_case *item, struct error *err)
{
	struct page_move move = move_of(item);
	char to[PAGE_MOVE_TEXT_SIZE];
	json_t *view = NULL;
	int status;

	if (!page_verbs_may_move(&item->dossier, item->activity))
		return error_set(err, OB_ECONFLICT,
		    "'%s' cannot be moved any longer", item->activity->step);
	status = page_move_read(&move, to, err);
	if (status == OB_OK)
		status = activities_move(item->engine, item->opened.actor,
		    &(struct activity_request){
			.reference = item->reference, .at = to},
		    &view, err);
	if (status == OB_OK)
		json_decref(view);
	return status;
}

/* Nobody says yes to a time that the page did not show. */
static int
check_sequence(const struct page_case *item, struct error *err)
{
	struct invitation invitation = {0};
	char expected[16];
	const char *shown = item->form->sequence;
	int status = invitation_store_find_person(item->engine->store,
	    item->activity->id, item->opened.page.person_id, &invitation, err);

	(void)snprintf(expected, sizeof(expected), "%d", invitation.sequence);
	invitation_store_release(&invitation);
	if (status == OB_ENOTFOUND)
		return page_access_lacks(err);
	if (status != OB_OK)
		return status;
	if (dossier_state(item->activity) != ACTIVITY_PLANNED ||
	    item->activity->start_at <= core_now(item->engine))
		return error_set(
		    err, OB_ECONFLICT, "it cannot be answered any longer");
	if (shown == NULL || strcmp(shown, expected) != 0)
		return error_set_field(err, OB_ECONFLICT, "sequence",
		    "the meeting was changed after the page was shown");
	return OB_OK;
}

static int
act_answer(struct page_case *item, struct error *err)
{
	static const char *const words[] = {
	    "accepted", "tentative", "declined"};
	cleanup_(change_release) struct change change = CHANGE_INIT;
	struct answer answer = {
	    .activity_id = item->activity->id,
	    .person_id = item->opened.page.person_id,
	    .by = "page",
	    .is_verified = true,
	    .stamp = INSTANT_NONE,
	    .sequence = -1,
	};
	enum answer_outcome outcome;
	int status = check_sequence(item, err);

	for (size_t i = 0; i < ARRAY_LEN(words); i++) {
		if (item->form->answer != NULL &&
		    strcmp(words[i], item->form->answer) == 0)
			answer.partstat = words[i];
	}
	if (status == OB_OK && answer.partstat == NULL)
		status = error_set_field(
		    err, OB_EINVALID, "answer", "that is not an answer");
	if (status == OB_OK)
		status = change_begin(
		    &change, item->engine, item->opened.actor, err);
	if (status == OB_OK)
		status = answers_set(
		    &change, &item->dossier, &answer, &outcome, err);
	return status == OB_OK ? change_commit(&change, err) : status;
}

/* check_sequence() asks for the invitation. */
static int
check_nothing(const struct page_case *item, struct error *err)
{
	(void)item;
	(void)err;
	return OB_OK;
}

/* One row for each verb; check: whether the activity is there for the person.
 */
static const struct {
	const char *name;
	int (*check)(const struct page_case *item, struct error *err);
	int (*act)(struct page_case *item, struct error *err);
	const char *field; /* of its form, for who comes from the summary */
} verbs[] = {
    [PAGE_CANNOT] = {"cannot", check_own, act_cannot, "cannot"},
    [PAGE_WITHDRAW] = {"withdraw", check_own, act_withdraw, NULL},
    [PAGE_MOVE] = {"move", check_own, act_move, "move"},
    [PAGE_COMMENT] = {"comment", check_on, act_comment, "comment"},
    [PAGE_ANSWER] = {"answer", check_nothing, act_answer, NULL},
};

bool
page_forms_parse_verb(const char *name, enum page_verb *ret_verb)
{
	for (size_t i = 0; i < ARRAY_LEN(verbs); i++) {
		if (strcmp(verbs[i].name, name) == 0) {
			*ret_verb = (enum page_verb)i;
			return true;
		}
	}
	return false;
}

int
page_forms_act(
    struct engine *engine, const struct page_form *form, struct error *err)
{
	cleanup_(case_release) struct page_case item = {
	    .form = form, .engine = engine};
	int status = page_access_open_form(
	    engine, form->kind, form->token, form->csrf, &item.opened, err);

	if (status == OB_OK)
		status = case_load(&item, err);
	if (status == OB_OK)
		status = verbs[form->verb].check(&item, err);
	return status == OB_OK ? verbs[form->verb].act(&item, err) : status;
}

/* The activity's view, wherever the page has it. */
static json_t *
find_activity(json_t *node, int64_t id)
{
	json_t *found = NULL;
	const char *key;
	json_t *child;
	size_t i;

	if (json_is_array(node)) {
		json_array_foreach(node, i, child)
		{
			if (found == NULL)
				found = find_activity(child, id);
		}
		return found;
	}
	if (!json_is_object(node))
		return NULL;
	if (json_integer_value(json_object_get(node, "id")) == id &&
	    json_object_get(node, "comment_url") != NULL)
		return node;
	json_object_foreach(node, key, child)
	{
		if (found == NULL)
			found = find_activity(child, id);
	}
	return found;
}

static void
set_text(json_t *view, const char *field, const char *tail, const char *text)
{
	cleanup_(memory_free_ptr) char *name =
	    memory_printf("%s_%s", field, tail);

	(void)json_object_set_new(
	    view, name, json_string(text == NULL ? "" : text));
}

/* Why a text was refused, or a form that came too late. */
static const char *
why_not(const struct page_case *item)
{
	const struct page_form *form = item->form;
	struct error ignored = ERROR_INIT;

	if (form->verb != PAGE_CANNOT && form->verb != PAGE_COMMENT)
		return "page.form_late";
	if (form->text == NULL ||
	    form->text[strspn(form->text, " \t\r\n")] == '\0' ||
	    utf8_is_blank(form->text, strlen(form->text)))
		return "page.form_empty";
	if (remarks_check_text(form->text, &ignored) == OB_OK)
		return "page.form_late";
	return utf8_length(form->text) > REMARKS_TEXT_MAX
		   ? "page.form_long"
		   : "page.form_characters";
}

/* Whether the form that was refused is still there to be sent again. */
static bool
is_offered(const json_t *activity, const char *field)
{
	cleanup_(memory_free_ptr) char *name = memory_printf("%s_url", field);
	const char *url = json_string_value(json_object_get(activity, name));

	return url != NULL && url[0] != '\0';
}

/* Of the field in the template, before the activity's number. */
static const char *const form_ids[] = {
    [PAGE_CANNOT] = "cannot-",
    [PAGE_MOVE] = "move-",
    [PAGE_COMMENT] = "comment-",
};

/* Another was first: what was written may still be said as a comment. */
static const char *
offer_comment(const struct page_case *item, json_t *activity)
{
	const char *text =
	    catalogue_get(item->reader.catalogue, "page.cannot_noted");

	set_text(activity, "comment", "typed", item->form->text);
	set_text(activity, "comment", "error", text);
	return text;
}

static int
explain(
    struct page_case *item, json_t *activity, json_t *page, struct error *err)
{
	const struct page_form *form = item->form;
	const char *field = verbs[form->verb].field;
	const struct page_move move = move_of(item);
	bool has_form =
	    activity != NULL && field != NULL && is_offered(activity, field);
	bool is_noted = form->verb == PAGE_CANNOT && activity != NULL &&
			!has_form &&
			json_is_true(json_object_get(activity, "is_reported"));
	cleanup_(memory_free_ptr) char *place = memory_printf("%s%" PRId64,
	    has_form   ? form_ids[form->verb]
	    : is_noted ? form_ids[PAGE_COMMENT]
		       : "a",
	    form->activity_id);
	const char *text = catalogue_get(item->reader.catalogue, why_not(item));
	int status = OB_OK;

	if (has_form && form->verb == PAGE_MOVE) {
		status = page_move_explain(&move, activity, err);
		set_text(activity, field, "day", form->day);
		set_text(activity, field, "time", form->time);
		text =
		    json_string_value(json_object_get(activity, "move_error"));
	} else if (has_form) {
		set_text(activity, field, "typed", form->text);
		set_text(activity, field, "error", text);
	} else if (is_noted) {
		text = offer_comment(item, activity);
	}
	if (status != OB_OK)
		return status;
	(void)json_object_set_new(page, "problem", json_string(text));
	(void)json_object_set_new(page, "problem_id", json_string(place));
	return OB_OK;
}

int
page_forms_view(struct engine *engine, const struct page_form *form,
    json_t **ret_view, struct error *err)
{
	cleanup_(case_release) struct page_case item = {
	    .form = form, .engine = engine};
	json_auto_t *view = NULL;
	int status = page_access_find(
	    engine, form->kind, form->token, &item.opened.page, err);

	if (status == OB_OK)
		status = case_load(&item, err);
	if (status == OB_OK && form->kind == PAGE_LEADER)
		status = leader_pages_activity(
		    engine, form->token, form->activity_id, &view, err);
	else if (status == OB_OK)
		status =
		    pages_view(engine, form->kind, form->token, &view, err);
	if (status == OB_OK)
		status = explain(
		    &item, find_activity(view, form->activity_id), view, err);
	if (status == OB_OK)
		*ret_view = TAKE_PTR(view);
	return status;
}
