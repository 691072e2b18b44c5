/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/activities/remarks.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "engine/activities/activities.h"
#include "engine/core/acting.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/core/nullable.h"
#include "engine/core/phrases.h"
#include "engine/dossier/naming.h"
#include "engine/letters/letters.h"
#include "engine/people/people.h"
#include "model/role.h"
#include "store/mail_store.h"
#include "store/remark_store.h"

#define COMMENT "comment"
#define CANNOT "cannot"
#define KEY_OF_ACTIVITY "cannot:%" PRId64 ":"
#define URGENT_SECONDS (48 * (int64_t)3600)

/* One remark on its way: where it belongs, and what was said before. */
struct remark_case {
	struct change change;
	struct dossier dossier;
	struct activity *activity;
	struct remark *said;
	size_t said_count;
};

static void
case_release(struct remark_case *item)
{
	remark_store_free(item->said, item->said_count);
	dossier_release(&item->dossier);
	change_release(&item->change);
}

static int
case_begin(struct remark_case *item, struct engine *engine,
    const struct remark_request *request, struct error *err)
{
	char reference[24];
	int64_t id = 0;
	int status = change_begin(&item->change, engine, request->actor, err);

	(void)snprintf(
	    reference, sizeof(reference), "%" PRId64, request->activity_id);
	if (status == OB_OK)
		status = activities_find(
		    engine, reference, &item->dossier, &id, err);
	if (status == OB_OK)
		status = dossier_know(&item->dossier, request->person_id, err);
	if (status != OB_OK)
		return status;
	item->activity = dossier_activity_by_id(&item->dossier, id);
	return remark_store_list(
	    engine->store, id, &item->said, &item->said_count, err);
}

/* As a form sends it, with the line ends that we keep and no blanks around. */
static char *
tidy(const char *text)
{
	struct strbuf out = STRBUF_INIT;

	text += strspn(text, " \t\r\n");
	for (; *text != '\0'; text++) {
		if (text[0] == '\r' && text[1] == '\n')
			continue;
		if (text[0] == '\r')
			strbuf_add_char(&out, '\n');
		else
			strbuf_add_char(&out, text[0]);
	}
	while (out.len > 0 && strchr(" \t\n", out.buf[out.len - 1]) != NULL)
		strbuf_truncate(&out, out.len - 1);
	return strbuf_detach(&out);
}

static int
read_text(const char *text, char **ret_text, struct error *err)
{
	cleanup_(memory_free_ptr) char *tidied = tidy(text == NULL ? "" : text);
	int status = utf8_check_text("text", tidied, REMARKS_TEXT_MAX, err);

	if (status == OB_OK)
		*ret_text = TAKE_PTR(tidied);
	return status;
}

int
remarks_check_text(const char *text, struct error *err)
{
	cleanup_(memory_free_ptr) char *ignored = NULL;

	return read_text(text, &ignored, err);
}

bool
remarks_holds(const struct remark *remark, const struct activity *activity)
{
	return strcmp(remark->kind, CANNOT) == 0 &&
	       remark->ended_at == INSTANT_NONE &&
	       remark->owner_id == activity->responsible_id &&
	       activity_is_open(dossier_state(activity));
}

static const struct remark *
find_holding(const struct remark_case *item)
{
	for (size_t i = 0; i < item->said_count; i++) {
		if (remarks_holds(&item->said[i], item->activity))
			return &item->said[i];
	}
	return NULL;
}

static size_t
count_comments(const struct remark_case *item)
{
	size_t count = 0;

	for (size_t i = 0; i < item->said_count; i++)
		count += strcmp(item->said[i].kind, COMMENT) == 0;
	return count;
}

static int
keep(struct remark_case *item, const struct remark_request *request,
    const char *kind, char *text, struct error *err)
{
	struct remark remark = {
	    .activity_id = item->activity->id,
	    .kind = (char *)(uintptr_t)kind,
	    .person_id = request->person_id,
	    .owner_id = item->activity->responsible_id,
	    .text = text,
	    .said_at = core_now(item->change.engine),
	    .ended_at = INSTANT_NONE,
	};
	int status;

	if (strcmp(kind, COMMENT) == 0 && count_comments(item) >= REMARKS_MAX)
		return error_set(err, OB_ELIMIT,
		    "there are %d comments on this activity already",
		    REMARKS_MAX);
	status = remark_store_add(
	    item->change.engine->store, &remark, &remark.id, err);
	if (status != OB_OK)
		return status;
	return change_audit(&item->change, kind,
	    SUBJECT("activity", item->activity->id), NULL,
	    json_pack(
		"{s:I, s:s}", "remark", (json_int_t)remark.id, "text", text),
	    err);
}

/* A form that was sent twice is one comment. */
static bool
is_repeated(const struct remark_case *item,
    const struct remark_request *request, const char *text)
{
	const struct remark *last;

	if (item->said_count == 0)
		return false;
	last = &item->said[item->said_count - 1];
	return strcmp(last->kind, COMMENT) == 0 &&
	       last->person_id == request->person_id &&
	       strcmp(last->text, text) == 0;
}

int
remarks_comment(struct engine *engine, const struct remark_request *request,
    struct error *err)
{
	cleanup_(case_release) struct remark_case item = {
	    .change = CHANGE_INIT};
	cleanup_(memory_free_ptr) char *text = NULL;
	int status = read_text(request->text, &text, err);

	if (status == OB_OK)
		status = case_begin(&item, engine, request, err);
	if (status != OB_OK || is_repeated(&item, request, text))
		return status;
	status = keep(&item, request, COMMENT, text, err);
	return status == OB_OK ? change_commit(&item.change, err) : status;
}

/* Whether anybody but the one who says it gets the owner's mails. */
static bool
is_heard(const struct acting *acting, int64_t owner_id, int64_t person_id)
{
	size_t count = 0;
	cleanup_(memory_free_ptr) int64_t *ids =
	    acting_receivers(acting, owner_id, &count);

	for (size_t i = 0; i < count; i++) {
		if (ids[i] != person_id)
			return true;
	}
	return false;
}

/* Who can see to it; NULL: nobody but the one who says it. */
static int
find_receiver(const struct remark_case *item, int64_t person_id,
    const struct person **ret_receiver, struct error *err)
{
	static const char *const roles[] = {ROLE_COORDINATOR, ROLE_MANAGER};
	const struct person *receiver = NULL;
	const struct acting *acting = NULL;
	int status = acting_today(item->change.engine, &acting, err);

	if (status != OB_OK)
		return status;
	for (size_t i = 0; receiver == NULL && i < ARRAY_LEN(roles); i++) {
		const struct person *person =
		    dossier_role(&item->dossier, roles[i]);

		if (person->id != person_id &&
		    is_heard(acting, person->id, person_id))
			receiver = person;
	}
	*ret_receiver = receiver;
	return OB_OK;
}

static json_t *
mail_view(const struct remark_case *item, const struct person *receiver,
    int64_t person_id)
{
	const struct dossier *dossier = &item->dossier;
	enum language language =
	    core_language(dossier->engine, receiver->language);
	cleanup_(memory_free_ptr) char *about =
	    people_first_name(dossier_person(dossier, person_id));
	cleanup_(memory_free_ptr) char *leader = naming_short(dossier);
	cleanup_(memory_free_ptr) char *when = phrases_when_in(
	    language, core_zone(dossier->engine, receiver), item->activity);

	return json_pack("{s:s, s:s, s:s, s:s, s:b}", "about_first_name", about,
	    "leader_first_name", leader, "title",
	    dossier_step(dossier, item->activity)->title.in[language], "when",
	    when, "is_plain",
	    (int)(naming_is_own(dossier, receiver->id) ||
		  naming_is_own(dossier, person_id)));
}

static bool
is_near(const struct remark_case *item)
{
	const struct activity *activity = item->activity;
	const struct engine *engine = item->change.engine;

	return activity->start_minute >= 0 &&
	       activity->start_at > core_now(engine) &&
	       activity->start_at < core_now(engine) + URGENT_SECONDS;
}

/* Who says it again and again is heard at once the first time. */
static bool
was_reported(const struct remark_case *item)
{
	for (size_t i = 0; i < item->said_count; i++) {
		if (strcmp(item->said[i].kind, CANNOT) == 0)
			return true;
	}
	return false;
}

static int
tell(struct remark_case *item, int64_t person_id, struct error *err)
{
	const struct person *receiver = NULL;
	cleanup_(memory_free_ptr) char *key = memory_printf(
	    KEY_OF_ACTIVITY "%" PRId64 ":%" PRId64, item->activity->id,
	    item->activity->responsible_id, core_now(item->change.engine));
	int status = find_receiver(item, person_id, &receiver, err);

	if (status != OB_OK || receiver == NULL)
		return status;
	return letters_queue(&item->change,
	    &(struct letter_request){
		.kind = MAIL_CANNOT,
		.dedup_key = key,
		.dossier = &item->dossier,
		.to = receiver,
		.journey_id = item->dossier.journey.id,
		.is_urgent = is_near(item) && !was_reported(item),
		.view = mail_view(item, receiver, person_id),
	    },
	    NULL, err);
}

int
remarks_report(struct engine *engine, const struct remark_request *request,
    struct error *err)
{
	cleanup_(case_release) struct remark_case item = {
	    .change = CHANGE_INIT};
	cleanup_(memory_free_ptr) char *text = NULL;
	const struct remark *holding;
	int status = read_text(request->text, &text, err);

	if (status == OB_OK)
		status = case_begin(&item, engine, request, err);
	if (status != OB_OK)
		return status;
	holding = find_holding(&item);
	if (holding != NULL && holding->person_id == request->person_id &&
	    strcmp(holding->text, text) == 0)
		return OB_OK;
	if (!activity_is_open(dossier_state(item.activity)))
		return error_set(err, OB_ECONFLICT, "'%s' is %s already",
		    item.activity->step, item.activity->state);
	if (holding != NULL)
		return error_set(err, OB_ECONFLICT,
		    "that '%s' cannot be done is noted already",
		    item.activity->step);
	status = keep(&item, request, CANNOT, text, err);
	if (status == OB_OK)
		status = tell(&item, request->person_id, err);
	return status == OB_OK ? change_commit(&item.change, err) : status;
}

/* Who would hear of it tomorrow hears nothing that is no longer so. */
static int
cancel_mail(const struct change *change, int64_t activity_id, struct error *err)
{
	cleanup_(memory_free_ptr) char *prefix =
	    memory_printf(KEY_OF_ACTIVITY, activity_id);

	return mail_store_cancel_keys(change->engine->store, prefix, err);
}

int
remarks_end(const struct change *change, int64_t activity_id, struct error *err)
{
	int status = remark_store_end_all(
	    change->engine->store, activity_id, core_now(change->engine), err);

	return status == OB_OK ? cancel_mail(change, activity_id, err) : status;
}

int
remarks_withdraw(struct engine *engine, const struct remark_request *request,
    struct error *err)
{
	cleanup_(case_release) struct remark_case item = {
	    .change = CHANGE_INIT};
	const struct remark *holding;
	int status = case_begin(&item, engine, request, err);

	if (status != OB_OK)
		return status;
	holding = find_holding(&item);
	if (holding == NULL)
		return error_set(err, OB_ECONFLICT,
		    "nobody says that '%s' cannot be done",
		    item.activity->step);
	status =
	    remark_store_end(engine->store, holding->id, core_now(engine), err);
	if (status == OB_OK)
		status = cancel_mail(&item.change, item.activity->id, err);
	if (status == OB_OK)
		status = change_audit(&item.change, "withdraw-cannot",
		    SUBJECT("activity", item.activity->id),
		    json_pack("{s:I}", "remark", (json_int_t)holding->id), NULL,
		    err);
	return status == OB_OK ? change_commit(&item.change, err) : status;
}

static json_t *
view_of(const struct dossier *dossier, const struct remark *remark)
{
	const struct engine *engine = dossier->engine;
	const struct activity *activity =
	    dossier_activity_by_id(dossier, remark->activity_id);

	return json_pack("{s:I, s:I, s:s, s:s, s:s, s:s, s:o, s:o, s:b}", "id",
	    (json_int_t)remark->id, "activity", (json_int_t)activity->id,
	    "step", activity->step, "title",
	    dossier_step(dossier, activity)
		->title.in[engine->settings->language],
	    "kind", remark->kind, "text", remark->text, "by",
	    people_brief(dossier_person(dossier, remark->person_id)), "at",
	    nullable_instant(engine, remark->said_at), "holds",
	    (int)remarks_holds(remark, activity));
}

int
remarks_of_journey(
    struct dossier *dossier, json_t **ret_list, struct error *err)
{
	struct remark *remarks = NULL;
	size_t count = 0;
	json_t *list;
	int status = remark_store_list_journey(
	    dossier->engine->store, dossier->journey.id, &remarks, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++)
		status = dossier_know(dossier, remarks[i].person_id, err);
	if (status != OB_OK) {
		remark_store_free(remarks, count);
		return status;
	}
	list = json_array();
	for (size_t i = 0; i < count; i++)
		(void)json_array_append_new(
		    list, view_of(dossier, &remarks[i]));
	remark_store_free(remarks, count);
	*ret_list = list;
	return OB_OK;
}
