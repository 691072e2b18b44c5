/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/digests/reminders.h"
#include "engine/outbox/outbox.h"
#include "engine/outbox/outbox_view.h"
#include "store/mail_queue_store.h"
#include "store/mail_store.h"

#define REASON_MAX 500

/* What a person can do with one mail, and with which. */
struct operation {
	const char *verb;     /* in the audit */
	const char *outcome;  /* in the mail's history */
	const char *froms[5]; /* ends with NULL */
	const char *rule;     /* what the others are told */
	int (*apply)(
	    struct change *change, struct mail *mail, struct error *err);
};

static bool
allows(const struct operation *operation, const char *state)
{
	for (size_t i = 0; operation->froms[i] != NULL; i++) {
		if (strcmp(operation->froms[i], state) == 0)
			return true;
	}
	return false;
}

static int
check_state(const struct operation *operation, const struct mail *mail,
    struct error *err)
{
	if (allows(operation, mail->state))
		return OB_OK;
	if (strcmp(mail->state, "sending") == 0)
		return error_refuse(err, OB_ECONFLICT, "", "mail_sending",
		    "mail %" PRId64 " is being sent at this moment; look at it "
		    "again when the mail server has answered",
		    mail->id);
	return error_refuse(err, OB_ECONFLICT, "", "mail_state",
	    "mail %" PRId64 " is %s; %s", mail->id, mail->state,
	    operation->rule);
}

static void
set_state(struct mail *mail, const char *state)
{
	memory_free_ptr(&mail->state);
	mail->state = memory_strdup(state);
}

/* A server may report long afterwards that a mail did not arrive. */
static int
check_text(struct engine *engine, const struct mail *mail, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	int status = mail_store_bytes(engine->store, mail->id, &bytes, err);

	return status != OB_ENOTFOUND
		   ? status
		   : error_refuse(err, OB_ECONFLICT, "", "mail_text_gone",
			 "mail %" PRId64 " cannot be sent again: its text is "
			 "no longer kept; tell the receiver in another way",
			 mail->id);
}

/* What may have arrived goes as it was: it stays recognisable. */
static int
make_due(struct change *change, struct mail *mail, struct error *err)
{
	struct engine *engine = change->engine;
	bool may_have_arrived = false;
	int status = check_text(engine, mail, err);

	if (status == OB_OK)
		status = mail_queue_store_may_have_arrived(
		    engine->store, mail->id, &may_have_arrived, err);
	if (status != OB_OK)
		return status;
	set_state(mail, may_have_arrived ? "ambiguous" : "queued");
	mail->attempts = 0;
	mail->next_attempt_at = core_now(engine);
	return OB_OK;
}

static int
hold(struct change *change, struct mail *mail, struct error *err)
{
	(void)change;
	(void)err;
	set_state(mail, "held");
	return OB_OK;
}

/*
 * What a digest was to tell is open again, for the next one.  Of other mails
 * it counts as told: they would be written anew at once.
 */
static int
cancel(struct change *change, struct mail *mail, struct error *err)
{
	struct engine *engine = change->engine;
	bool may_have_arrived = false;
	int status = mail_queue_store_may_have_arrived(
	    engine->store, mail->id, &may_have_arrived, err);

	if (status == OB_OK && mail->not_after != INSTANT_NONE &&
	    !may_have_arrived)
		status = reminders_reopen(engine, mail->id, err);
	set_state(mail, "cancelled");
	return status;
}

static const struct operation retrying = {
    .verb = "retry-mail",
    .outcome = MAIL_STORE_RETRIED,
    .froms = {"failed", "deferred", "ambiguous", "held"},
    .rule = "only one that failed, is held or waits for another attempt can "
	    "be retried",
    .apply = make_due,
};
static const struct operation holding = {
    .verb = "hold-mail",
    .outcome = MAIL_STORE_HELD,
    .froms = {"queued", "deferred", "ambiguous"},
    .rule = "only one that waits to be sent can be held",
    .apply = hold,
};
static const struct operation cancelling = {
    .verb = "cancel-mail",
    .outcome = MAIL_STORE_CANCELLED,
    .froms = {"queued", "deferred", "ambiguous", "held"},
    .rule = "only one that waits or is held can be cancelled",
    .apply = cancel,
};

static int
add_history(struct engine *engine, const struct operation *operation,
    int64_t id, const char *reason, struct error *err)
{
	cleanup_(memory_free_ptr) char *outcome =
	    memory_strdup(operation->outcome);
	cleanup_(memory_free_ptr) char *reply = memory_strdup(reason);

	return mail_store_add_attempt(engine->store,
	    &(struct mail_attempt){id, core_now(engine), outcome, reply}, err);
}

static int
operate(struct change *change, const struct operation *operation,
    struct mail *mail, const char *reason, struct error *err)
{
	struct engine *engine = change->engine;
	cleanup_(memory_free_ptr) char *from = memory_strdup(mail->state);
	json_t *after;
	int status = operation->apply(change, mail, err);

	if (status == OB_OK)
		status = mail_store_update(engine->store, mail, from, err);
	if (status == OB_OK)
		status = add_history(engine, operation, mail->id, reason, err);
	if (status != OB_OK)
		return status;
	after = json_pack("{s:s}", "state", mail->state);
	if (reason[0] != '\0')
		(void)json_object_set_new(after, "reason", json_string(reason));
	return change_audit(change, operation->verb, SUBJECT("mail", mail->id),
	    json_pack("{s:s}", "state", from), after, err);
}

static int
perform(struct engine *engine, const struct operation *operation,
    const struct outbox_request *request, json_t **ret_view, struct error *err)
{
	cleanup_(change_release) struct change change = CHANGE_INIT;
	cleanup_(mail_store_release) struct mail mail = {0};
	const char *reason = request->reason == NULL ? "" : request->reason;
	int status = OB_OK;

	if (request->reason != NULL)
		status = utf8_check_line("reason", reason, REASON_MAX, err);
	if (status == OB_OK)
		status = change_begin(&change, engine, request->actor, err);
	if (status == OB_OK)
		status = outbox_view_find(engine, request->id, &mail, err);
	if (status == OB_OK)
		status = check_state(operation, &mail, err);
	if (status == OB_OK)
		status = operate(&change, operation, &mail, reason, err);
	if (status == OB_OK)
		status = change_commit(&change, err);
	if (status == OB_OK)
		*ret_view =
		    json_pack("{s:o}", "mail", outbox_view_mail(engine, &mail));
	return status;
}

int
outbox_retry(struct engine *engine, const struct outbox_request *request,
    json_t **ret_view, struct error *err)
{
	int status = perform(engine, &retrying, request, ret_view, err);

	if (status == OB_OK)
		outbox_try_relay(engine);
	return status;
}

int
outbox_hold(struct engine *engine, const struct outbox_request *request,
    json_t **ret_view, struct error *err)
{
	return perform(engine, &holding, request, ret_view, err);
}

int
outbox_cancel(struct engine *engine, const struct outbox_request *request,
    json_t **ret_view, struct error *err)
{
	return perform(engine, &cancelling, request, ret_view, err);
}
