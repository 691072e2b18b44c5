/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/letters/letters.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "base/zone.h"
#include "crypto/token.h"
#include "engine/core/acting.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/feeds/feeds.h"
#include "engine/letters/letters_address.h"
#include "engine/links/action_links.h"
#include "engine/links/page_links.h"
#include "engine/people/people.h"
#include "message/address.h"
#include "message/letter.h"
#include "model/role.h"
#include "store/mail_store.h"
#include "store/person_store.h"

int
letters_find(struct engine *engine, const char *dedup_key, int64_t *ret_id,
    struct error *err)
{
	cleanup_(mail_store_release) struct mail mail = {0};
	int status = mail_store_find_key(engine->store, dedup_key, &mail, err);

	if (status == OB_OK)
		*ret_id = mail.id;
	return status;
}

int
letters_exist(struct engine *engine, const char *dedup_key, bool *ret_exist,
    struct error *err)
{
	cleanup_(mail_store_release) struct mail mail = {0};
	int status = mail_store_find_key(engine->store, dedup_key, &mail, err);

	if (status != OB_OK && status != OB_ENOTFOUND)
		return status;
	*ret_exist = status == OB_OK;
	return OB_OK;
}

static int
add_common(
    const struct letter_request *request, json_t *view, struct error *err)
{
	const struct dossier *dossier = request->dossier;
	const struct person *coordinator =
	    dossier_role(dossier, ROLE_COORDINATOR);
	cleanup_(memory_free_ptr) char *first_name =
	    people_first_name(request->to);
	cleanup_(memory_free_ptr) char *page_url = NULL;
	cleanup_(memory_free_ptr) char *shown =
	    address_display(coordinator->email);
	const struct person *owner = request->owner;
	bool is_for_group = owner != NULL && owner->is_group;
	int status = page_links_ensure_one(dossier, request->to->id, err);
	json_t *common;

	if (status == OB_OK)
		status =
		    page_links_url(dossier, request->to->id, &page_url, err);
	if (status != OB_OK)
		return status;
	common = json_pack(
	    "{s:s, s:s, s:s, s:s, s:s, s:s, s:b, s:b, s:b, s:s, s:b}",
	    "first_name", first_name, "municipality",
	    dossier->engine->settings->municipality.name, "page_url", page_url,
	    "coordinator_name", coordinator->name, "coordinator_email",
	    coordinator->email, "coordinator_address", shown, "is_coordinator",
	    (int)(coordinator->id == request->to->id), "is_stand_in",
	    (int)(owner != NULL && !is_for_group), "is_for_group",
	    (int)is_for_group, "owner_name", owner == NULL ? "" : owner->name,
	    "is_invitation", (int)(request->meeting != NULL));
	(void)json_object_update(view, common);
	json_decref(common);
	return OB_OK;
}

char *
letters_message_id(const struct engine *engine, const char *dedup_key)
{
	char name[TOKEN_NAME_SIZE];

	token_make_name(engine->key, "message", dedup_key, name);
	return memory_printf(
	    "%s@%s", name, address_domain(engine->from_address));
}

/* Mails that come again under one subject: a mail program shows a thread. */
static bool
is_threaded(enum mail_kind kind)
{
	return kind == MAIL_DIGEST;
}

/*
 * The overview alone may be had less often (RFC 8058): its link, for the
 * reader and, from a site that https reaches, for the mail program.
 */
static int
add_digest_link(
    const struct letter_request *request, json_t *view, struct error *err)
{
	struct engine *engine = request->dossier->engine;
	const struct action_request link = {
	    .purpose = ACTION_UNSUBSCRIBE, .person_id = request->to->id};
	cleanup_(memory_free_ptr) char *url = NULL;
	int status;

	if (request->kind != MAIL_DIGEST)
		return OB_OK;
	status = action_links_url(engine, &link, &url, err);
	if (status != OB_OK)
		return status;
	(void)json_object_set_new(view, "digest_url", json_string(url));
	(void)json_object_set_new(
	    view, "is_weekly", json_boolean(people_is_weekly(request->to)));
	return OB_OK;
}

static void
fill_unsubscribe(struct letter_content *content,
    const struct letter_request *request, const json_t *view,
    const char *list_id)
{
	const char *url =
	    json_string_value(json_object_get(view, "digest_url"));

	if (request->kind != MAIL_DIGEST || strncmp(url, "https://", 8) != 0)
		return;
	content->unsubscribe_url = url;
	content->list_id = list_id;
}

/* The root and the one before, for References and In-Reply-To. */
struct thread {
	struct mail first;
	struct mail last;
	const char *references[3];
};

static void
thread_release(struct thread *thread)
{
	mail_store_release(&thread->first);
	mail_store_release(&thread->last);
}

/* One that was taken back before it left has no place in a thread. */
static bool
is_before(const struct mail *earlier, const struct mail *mail)
{
	return strcmp(earlier->state, "cancelled") != 0 &&
	       (mail->id == 0 || earlier->id < mail->id);
}

static void
move_mail(struct mail *to, struct mail *from)
{
	mail_store_release(to);
	*to = *from;
	*from = (struct mail){0};
}

/*
 * What one person was told of one meeting: their keys differ in the number
 * behind the last colon alone.  The subjects say what happened to it, so a
 * program that goes by them alone shows the mails apart.
 */
static int
find_meeting(const struct engine *engine, const struct mail *mail,
    struct thread *thread, struct error *err)
{
	const char *colon = strrchr(mail->dedup_key, ':');
	cleanup_(memory_free_ptr) char *keys = memory_strndup(
	    mail->dedup_key, (size_t)(colon + 1 - mail->dedup_key));
	struct mail *mails = NULL;
	size_t count = 0;
	int status =
	    mail_store_list_keys(engine->store, keys, &mails, &count, err);

	for (size_t i = 0; i < count; i++) {
		if (!is_before(&mails[i], mail))
			continue;
		move_mail(
		    thread->first.id == 0 ? &thread->first : &thread->last,
		    &mails[i]);
	}
	mail_store_free(mails, count);
	return status;
}

static int
find_thread(const struct engine *engine, const struct letter_request *request,
    const struct mail *mail, struct thread *thread, struct error *err)
{
	size_t count = 0;
	int status = OB_ENOTFOUND;

	if (request->meeting != NULL)
		status = find_meeting(engine, mail, thread, err);
	else if (is_threaded(request->kind))
		status = mail_store_find_thread(engine->store, mail->person_id,
		    mail->kind, &thread->first, &thread->last, err);
	if (status == OB_ENOTFOUND)
		return OB_OK;
	if (status != OB_OK)
		return status;
	if (thread->first.id != 0)
		thread->references[count++] = thread->first.message_id;
	if (thread->last.id != 0 && thread->last.id != thread->first.id)
		thread->references[count++] = thread->last.message_id;
	return OB_OK;
}

/* What the builder is given besides the mail's row and the request. */
struct draft {
	struct mail_rendered rendered;
	struct thread thread;
	const json_t *view; /* borrowed */
};

static void
draft_release(struct draft *draft)
{
	mail_texts_release(&draft->rendered);
	thread_release(&draft->thread);
}

/* Calendars answer to who invites, whatever Reply-To says: it has none. */
static void
add_meeting(
    const struct letter_meeting *meeting, struct letter_content *content)
{
	content->calendar = meeting->calendar;
	content->calendar_method = meeting->method;
	content->reply_to_name = NULL;
	content->reply_to_address = NULL;
}

static int
build(const struct letter_request *request, const struct mail *mail,
    const struct draft *draft, struct strbuf *bytes, struct error *err)
{
	struct engine *engine = request->dossier->engine;
	const struct zone *zone = core_zone(engine, request->to);
	const struct person *coordinator =
	    dossier_role(request->dossier, ROLE_COORDINATOR);
	const struct mail_rendered *rendered = &draft->rendered;
	const char *const *references = draft->thread.references;
	cleanup_(memory_free_ptr) char *list_id =
	    memory_printf("digest.%s", address_domain(engine->from_address));
	struct letter_content content = {
	    .from_name = engine->from_name,
	    .from_address = engine->from_address,
	    .to_name = request->to->name,
	    .to_address = mail->to_address,
	    .reply_to_name = coordinator->name,
	    /* One that needs SMTPUTF8 would keep this mail from many. */
	    .reply_to_address =
		address_is_ascii(coordinator->email) ? coordinator->email : "",
	    .subject = rendered->subject.buf,
	    .text_plain = rendered->plain.buf,
	    .text_html = rendered->html.buf,
	    .language =
		language_code(core_language(engine, request->to->language)),
	    .message_id = mail->message_id,
	    .date = mail->next_attempt_at,
	    .utc_offset = zone_offset(zone, mail->next_attempt_at),
	    .references = references[0] == NULL ? NULL : references,
	};

	/* A rehearsal sends nothing: what is written is enough. */
	if (engine->is_scratch) {
		strbuf_add_str(bytes, rendered->subject.buf);
		return OB_OK;
	}
	if (request->meeting != NULL)
		add_meeting(request->meeting, &content);
	fill_unsubscribe(&content, request, draft->view, list_id);
	return letter_build(&content, bytes, err);
}

static int
store(struct change *change, const struct letter_request *request,
    struct mail *mail, json_t *view, struct error *err)
{
	struct engine *engine = change->engine;
	cleanup_(draft_release) struct draft draft = {
	    .rendered = MAIL_RENDERED_INIT, .view = view};
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	int status = mail_texts_render(engine->texts, request->kind,
	    core_language(engine, request->to->language), view, &draft.rendered,
	    err);

	if (status == OB_OK)
		status = find_thread(engine, request, mail, &draft.thread, err);
	if (status == OB_OK)
		status = build(request, mail, &draft, &bytes, err);
	if (status != OB_OK)
		return status;
	mail->subject = strbuf_detach(&draft.rendered.subject);
	status = mail_store_add(
	    engine->store, mail, bytes.buf, bytes.len, &mail->id, err);
	if (status != OB_OK)
		return status;
	return change_audit(change, "queue-mail", SUBJECT("mail", mail->id),
	    NULL,
	    json_pack("{s:s, s:s, s:I}", "kind", mail->kind, "key",
		mail->dedup_key, "person", (json_int_t)mail->person_id),
	    err);
}

/* A digest is of its day: one that is late is left out for the next. */
static int64_t
not_after(const struct engine *engine, const struct letter_request *request)
{
	if (request->meeting != NULL)
		return request->meeting->not_after;
	if (request->kind != MAIL_DIGEST)
		return INSTANT_NONE;
	return core_instant(engine, date_add_days(core_today(engine), 1), 0);
}

/* What has a time goes before what can wait, and digests last. */
static int
priority_of(enum mail_kind kind)
{
	if (kind == MAIL_CHANGE || kind == MAIL_DECLINED ||
	    kind == MAIL_INVITATION || kind == MAIL_INVITATION_CANCELLED)
		return 0;
	return kind == MAIL_DIGEST ? 2 : 1;
}

/* It would only come back; it waits for an address that works. */
static void
fail(struct mail *mail)
{
	free(mail->state);
	free(mail->last_reply);
	mail->state = memory_strdup("failed");
	mail->last_reply = memory_strdup(LETTERS_ADDRESS_BAD);
}

static int
queue_new(struct change *change, const struct letter_request *request,
    json_t *view, struct error *err)
{
	struct engine *engine = change->engine;
	int64_t now = core_now(engine);
	cleanup_(mail_store_release) struct mail mail = {
	    .dedup_key = memory_strdup(request->dedup_key),
	    .kind = memory_strdup(mail_texts_kind_name(request->kind)),
	    .journey_id = request->journey_id,
	    .activity_id = request->activity_id,
	    .person_id = request->to->id,
	    .message_id = letters_message_id(engine, request->dedup_key),
	    .state = memory_strdup("queued"),
	    .created_at = now,
	    .next_attempt_at =
		letters_due(engine, request->to, request->is_urgent),
	    .not_after = not_after(engine, request),
	    .sent_at = INSTANT_NONE,
	    .last_reply = memory_strdup(""),
	    .urgent = request->is_urgent,
	    .priority = priority_of(request->kind),
	};
	const char *address =
	    request->meeting != NULL ? request->meeting->address : NULL;
	int status = OB_OK;

	if (address == NULL)
		status = letters_address_choose(
		    engine, request->to, mail.next_attempt_at, &address, err);
	if (status != OB_OK)
		return status;
	mail.to_address = memory_strdup(address);
	if (letters_address_is_bad(request->to, address))
		fail(&mail);
	status = add_common(request, view, err);
	if (status == OB_OK)
		status = add_digest_link(request, view, err);
	if (status == OB_OK)
		status = store(change, request, &mail, view, err);
	return status;
}

int64_t
letters_due(struct engine *engine, const struct person *to, bool is_urgent)
{
	int64_t now = core_now(engine);

	return is_urgent ? now : core_window_of(engine, to, now);
}

static int
rewrite(struct change *change, const struct letter_request *request,
    const struct mail *mail, struct error *err)
{
	struct engine *engine = change->engine;
	cleanup_(draft_release) struct draft draft = {
	    .rendered = MAIL_RENDERED_INIT, .view = request->view};
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	int status = add_common(request, request->view, err);

	if (status == OB_OK)
		status = mail_texts_render(engine->texts, request->kind,
		    core_language(engine, request->to->language), request->view,
		    &draft.rendered, err);
	if (status == OB_OK)
		status = find_thread(engine, request, mail, &draft.thread, err);
	if (status == OB_OK)
		status = build(request, mail, &draft, &bytes, err);
	if (status != OB_OK)
		return status;
	return mail_store_readdress(
	    engine->store, mail, bytes.buf, bytes.len, err);
}

int
letters_rewrite(struct change *change, const struct letter_request *request,
    const struct mail *mail, struct error *err)
{
	int status = rewrite(change, request, mail, err);

	json_decref(request->view);
	return status;
}

/* A leader's welcome, pack and practical information are personal. */
static bool
is_personal(const struct letter_request *request)
{
	if (request->is_for_themself)
		return acting_has_mailbox(request->to);
	return request->activity_id != 0 &&
	       request->to->id == request->dossier->journey.leader_id;
}

/* The mail to one of those who act for the receiver. */
static int
queue_for(struct change *change, const struct letter_request *request,
    int64_t person_id, struct error *err)
{
	cleanup_(person_store_release) struct person person = {0};
	struct letter_request acting = *request;
	json_t *view;
	int status;

	/* A group that lost its members is the coordinator's to mend. */
	if (!acting_has_mailbox(request->to) && person_id == request->to->id)
		person_id =
		    dossier_role(request->dossier, ROLE_COORDINATOR)->id;
	if (person_id == request->to->id)
		return queue_new(change, request, request->view, err);
	status =
	    person_store_find(change->engine->store, person_id, &person, err);
	if (status != OB_OK)
		return status;
	status = feeds_ensure_acting(
	    request->dossier, person_id, request->to->id, err);
	if (status != OB_OK)
		return status;
	acting.to = &person;
	acting.owner = request->to;
	view = json_copy(request->view);
	status = queue_new(change, &acting, view, err);
	json_decref(view);
	return status;
}

/* The first has the key itself, each further one its own. */
static int
queue_all(struct change *change, struct letter_request request,
    const int64_t *ids, size_t count, struct error *err)
{
	const char *key = request.dedup_key;
	int status = OB_OK;

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		cleanup_(memory_free_ptr) char *own =
		    memory_printf("%s:%" PRId64, key, ids[i]);

		request.dedup_key = i == 0 ? key : own;
		status = queue_for(change, &request, ids[i], err);
	}
	return status;
}

static int
queue_acting(struct change *change, const struct letter_request *request,
    struct error *err)
{
	const struct acting *acting = NULL;
	cleanup_(memory_free_ptr) int64_t *ids = NULL;
	size_t count = 0;
	int status;

	if (is_personal(request))
		return queue_new(change, request, request->view, err);
	status = acting_today(change->engine, &acting, err);
	if (status != OB_OK)
		return status;
	ids = acting_receivers(acting, request->to->id, &count);
	return queue_all(change, *request, ids, count, err);
}

int
letters_queue(struct change *change, const struct letter_request *request,
    bool *ret_is_new, struct error *err)
{
	bool exists = false;
	int status =
	    letters_exist(change->engine, request->dedup_key, &exists, err);

	if (status == OB_OK && !exists)
		status = queue_acting(change, request, err);
	json_decref(request->view);
	if (status == OB_OK && ret_is_new != NULL)
		*ret_is_new = !exists;
	return status;
}
