/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/answers/received.h"

#include <stdio.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "crypto/digest.h"
#include "engine/answers/received_private.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "message/address.h"
#include "store/invitation_store.h"
#include "store/person_store.h"
#include "store/received_mail_store.h"

#define NOTE_MAX 1000
#define ACTOR "mail"

typedef int (*receive_fn)(struct received_case *item, struct error *err);

void
received_decide(
    struct received_case *item, const char *outcome, const char *reason)
{
	if (received_is_decided(item))
		return;
	item->row.outcome = memory_strdup(outcome);
	item->row.reason = memory_strdup(reason);
}

bool
received_is_decided(const struct received_case *item)
{
	return item->row.outcome != NULL;
}

int
received_find_sender(struct received_case *item, struct error *err)
{
	cleanup_(memory_free_ptr) char *key = address_key(item->fact->sender);

	person_store_release(&item->person);
	return person_store_find_by_key(
	    item->engine->store, key, &item->person, err);
}

static int
receive_automatic(struct received_case *item, struct error *err)
{
	int status = received_find_sender(item, err);

	if (status == OB_OK)
		item->row.person_id = item->person.id;
	received_decide(item, RECEIVED_IGNORED, "automatic");
	return status == OB_ENOTFOUND ? OB_OK : status;
}

/* A stranger's letter is for whoever reads the mailbox; one of ours waits. */
static int
receive_letter(
    struct received_case *item, const char *reason, struct error *err)
{
	int status = received_find_sender(item, err);

	if (status == OB_OK) {
		item->row.person_id = item->person.id;
		received_decide(item, RECEIVED_REVIEW,
		    item->fact->reason[0] != '\0' ? item->fact->reason
						  : reason);
	} else if (status == OB_ENOTFOUND) {
		received_decide(item, RECEIVED_IGNORED, "stranger");
		status = OB_OK;
	}
	return status;
}

/* Of most that cannot be read nobody knows what it is; of this, who sent it. */
static int
receive_unreadable(struct received_case *item, struct error *err)
{
	const char *reason = item->fact->reason;
	bool is_much = strcmp(reason, "too-large") == 0 ||
		       strcmp(reason, "too-complex") == 0;

	if (is_much && item->fact->sender[0] != '\0')
		return receive_letter(item, reason, err);
	received_decide(
	    item, RECEIVED_REVIEW, reason[0] != '\0' ? reason : "unreadable");
	return OB_OK;
}

static int
receive_other(struct received_case *item, struct error *err)
{
	return receive_letter(item, "letter", err);
}

static const struct {
	const char *kind;
	receive_fn receive;
} kinds[] = {
    {"reply", received_reply},
    {"counter", received_counter},
    {"refresh", received_refresh},
    {"bounce", received_bounce},
    {"automatic", receive_automatic},
    {"unreadable", receive_unreadable},
    {"other", receive_other},
};

static receive_fn
find_kind(const char *kind)
{
	for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
		if (strcmp(kinds[i].kind, kind) == 0)
			return kinds[i].receive;
	}
	return NULL;
}

static void
release_case(struct received_case *item)
{
	received_mail_store_release(&item->row);
	invitation_store_release(&item->invitation);
	person_store_release(&item->person);
	if (item->has_dossier)
		dossier_release(&item->dossier);
}

static char *
digest_of(const struct received_fact *fact)
{
	unsigned char digest[DIGEST_SIZE];
	char hex[DIGEST_HEX_SIZE];

	digest_sha256(fact->canonical, strlen(fact->canonical), digest);
	return memory_strdup(digest_hex(digest, sizeof(digest), hex));
}

static void
begin_row(struct received_case *item)
{
	const struct received_fact *fact = item->fact;

	item->row = (struct received_mail){
	    .received_at = core_now(item->engine),
	    .kind = memory_strdup(fact->kind),
	    .sender = memory_strdup(fact->sender),
	    .partstat = memory_strdup(""),
	    .sequence = fact->sequence > 0 ? (int)fact->sequence : 0,
	    .stamp = fact->stamp,
	    .proposed_start = INSTANT_NONE,
	    .proposed_end = INSTANT_NONE,
	    .comment = memory_strdup(fact->comment),
	    .settled_at = INSTANT_NONE,
	    .settled_by = memory_strdup(""),
	};
}

/* Of strangers who want nothing of us nothing is kept but that they wrote. */
static void
forget_stranger(struct received_mail *row)
{
	if (strcmp(row->outcome, RECEIVED_IGNORED) != 0 || row->person_id != 0)
		return;
	row->sender[0] = '\0';
	row->comment[0] = '\0';
}

static int
store_row(struct received_case *item, struct error *err)
{
	int status;

	forget_stranger(&item->row);
	status = received_mail_store_add(
	    item->engine->store, &item->row, &item->row.id, err);
	if (status != OB_OK)
		return status;
	return change_audit(item->change, "receive-mail",
	    SUBJECT("received_mail", item->row.id), NULL,
	    json_pack("{s:s, s:s, s:s}", "kind", item->row.kind, "outcome",
		item->row.outcome, "reason", item->row.reason),
	    err);
}

static int
answer(struct engine *engine, const struct received_mail *row,
    json_t **ret_view, struct error *err)
{
	json_t *view = NULL;
	int status = received_view(engine, row, &view, err);

	if (status == OB_OK)
		*ret_view = json_pack("{s:o}", "received", view);
	return status;
}

static const char *
outcome_word(const char *outcome)
{
	static const char *const words[] = {RECEIVED_APPLIED, RECEIVED_REPEATED,
	    RECEIVED_OUTDATED, RECEIVED_IGNORED, RECEIVED_REVIEW};

	for (size_t i = 0; i < ARRAY_LEN(words); i++) {
		if (strcmp(words[i], outcome) == 0)
			return words[i];
	}
	return RECEIVED_SETTLED;
}

static struct received_outcome
tell(const struct received_mail *row)
{
	bool is_bounced = strcmp(row->kind, "bounce") == 0 &&
			  strcmp(row->outcome, RECEIVED_APPLIED) == 0;
	struct received_outcome told = {
	    .id = row->id,
	    .outcome = outcome_word(row->outcome),
	    .bounced_id = is_bounced ? row->mail_id : 0,
	};

	(void)snprintf(told.reason, sizeof(told.reason), "%s", row->reason);
	return told;
}

/* The first one's row stays as it is. */
static int
take_again(struct engine *engine, const char *digest,
    struct received_outcome *ret_outcome, struct error *err)
{
	cleanup_(received_mail_store_release) struct received_mail row = {0};
	int status =
	    received_mail_store_find_digest(engine->store, digest, &row, err);

	if (status != OB_OK)
		return status;
	*ret_outcome = tell(&row);
	ret_outcome->outcome = RECEIVED_REPEATED;
	ret_outcome->bounced_id = 0;
	return OB_OK;
}

static int
take_new(struct received_case *item, receive_fn receive,
    struct received_outcome *ret_outcome, struct error *err)
{
	int status = change_begin(item->change, item->engine, ACTOR, err);

	if (status == OB_OK)
		status = receive(item, err);
	if (status == OB_OK)
		status = store_row(item, err);
	if (status == OB_OK)
		status = change_commit(item->change, err);
	if (status == OB_OK)
		*ret_outcome = tell(&item->row);
	return status;
}

int
received_take(struct engine *engine, const struct received_fact *fact,
    struct received_outcome *ret_outcome, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(release_case) struct received_case item = {
	    .change = &change, .engine = engine, .fact = fact};
	receive_fn receive = find_kind(fact->kind);
	int status;

	if (receive == NULL)
		return error_set_field(err, OB_EINVALID, "kind",
		    "'%.40s' is no kind of mail", fact->kind);
	begin_row(&item);
	item.row.digest = digest_of(fact);
	status = take_again(engine, item.row.digest, ret_outcome, err);
	if (status == OB_ENOTFOUND)
		status = take_new(&item, receive, ret_outcome, err);
	return status;
}

int
received_list(
    struct engine *engine, bool is_review, json_t **ret_view, struct error *err)
{
	cleanup_(received_shelf_release) struct received_shelf shelf = {
	    .engine = engine};
	struct received_mail *rows = NULL;
	size_t count = 0;
	json_t *list = json_array();
	int status = received_mail_store_list(
	    engine->store, is_review, &rows, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		json_t *view = NULL;

		status = received_view_on(&shelf, &rows[i], &view, err);
		if (status == OB_OK)
			(void)json_array_append_new(list, view);
	}
	received_mail_store_free(rows, count);
	if (status != OB_OK) {
		json_decref(list);
		return status;
	}
	*ret_view = json_pack("{s:o}", "received", list);
	return OB_OK;
}

int
received_settle(struct engine *engine, const char *actor, int64_t id,
    const char *note, json_t **ret_view, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(received_mail_store_release) struct received_mail row = {0};
	int status = OB_OK;

	if (note != NULL && note[0] != '\0')
		status = utf8_check_text("reason", note, NOTE_MAX, err);
	if (status == OB_OK)
		status = change_begin(&change, engine, actor, err);
	if (status == OB_OK)
		status = received_waiting_find(engine, id, &row, err);
	if (status == OB_OK)
		status = received_waiting_close(&change, &row, note, err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	if (status == OB_OK)
		status = answer(engine, &row, ret_view, err);
	return status;
}
