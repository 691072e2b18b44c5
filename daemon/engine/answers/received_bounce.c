/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "engine/activities/activities.h"
#include "engine/answers/received_private.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/outbox/bad_addresses.h"
#include "engine/outbox/return_path.h"
#include "message/address.h"
#include "store/mail_store.h"

#define WORDS_MAX 400
#define BOUNCED "bounced" /* in a mail's history */

/* What came of one of our mails, as a mail server has it. */
struct report {
	struct mail mail;
	bool has_proof;	   /* it came to an address that only we can make */
	bool came_back;	   /* before: it may have gone elsewhere since */
	bool is_elsewhere; /* what failed is where the mail was forwarded to */
	const char *action;
	char status[BAD_ADDRESSES_STATUS_SIZE];
	char *words;
};

static void
report_release(struct report *report)
{
	mail_store_release(&report->mail);
	free(report->words);
}

static int
find_by_return_path(
    struct received_case *item, struct report *report, struct error *err)
{
	const struct received_fact *fact = item->fact;
	int64_t id = 0;

	for (size_t i = 0; i < fact->recipient_count; i++) {
		int status;

		if (!return_path_read(item->engine, fact->recipients[i], &id))
			continue;
		status = mail_store_find(
		    item->engine->store, id, &report->mail, err);
		/* It proves nothing of any other mail. */
		report->has_proof = status == OB_OK;
		return status;
	}
	return OB_ENOTFOUND;
}

static int
find_by_returned(
    struct received_case *item, struct report *report, struct error *err)
{
	const struct received_fact *fact = item->fact;
	int status = OB_ENOTFOUND;

	for (size_t i = 0; status == OB_ENOTFOUND && i < fact->returned_count;
	     i++)
		status = mail_store_find_message(
		    item->engine->store, fact->returned[i], &report->mail, err);
	return status;
}

static bool
is_recipient(const struct mail *mail, const char *address)
{
	cleanup_(memory_free_ptr) char *ours = address_key(mail->to_address);
	cleanup_(memory_free_ptr) char *theirs = address_key(address);

	return strcmp(ours, theirs) == 0;
}

/* ".example.org" ends "mail.example.org", and so does the domain itself. */
static bool
is_within(const char *domain, const char *of)
{
	size_t len = strlen(domain);
	size_t of_len = strlen(of);

	return len >= of_len && strcmp(domain + len - of_len, of) == 0 &&
	       (len == of_len || domain[len - of_len - 1] == '.');
}

/* A house may have other names for its mailboxes; another house has others. */
static bool
is_of_house(const struct mail *mail, const char *address)
{
	cleanup_(memory_free_ptr) char *ours = address_key(mail->to_address);
	cleanup_(memory_free_ptr) char *theirs = address_key(address);
	const char *domain = address_domain(ours);
	const char *other = address_domain(theirs);

	return other[0] == '\0' || is_within(domain, other) ||
	       is_within(other, domain);
}

/*
 * Whoever was shown a mail knows its Message-ID, so without the return path
 * the report must also name the recipient.  With it the only recipient may be
 * another one, to whom the mail was forwarded; but of a mail that has come back
 * before it may be the one of then.
 */
static const struct received_delivery *
find_delivery(const struct received_fact *fact, const struct report *report)
{
	for (size_t i = 0; i < fact->delivery_count; i++) {
		if (is_recipient(&report->mail, fact->deliveries[i].recipient))
			return &fact->deliveries[i];
	}
	return report->has_proof && !report->came_back &&
		       fact->delivery_count == 1
		   ? &fact->deliveries[0]
		   : NULL;
}

static void
set_words(struct report *report, const char *words)
{
	report->words = utf8_clean(words, strlen(words), WORDS_MAX);
	for (char *c = report->words; *c != '\0'; c++) {
		if (*c == '\n' || *c == '\t')
			*c = ' ';
	}
}

static void
set_status(struct report *report, const char *status)
{
	if (strlen(status) < sizeof(report->status))
		memcpy(report->status, status, strlen(status) + 1);
}

/* Exim has 5.0.0 in each report, others have no code: the words tell more. */
static void
refine_status(struct report *report)
{
	const char *status = report->status;
	char told[BAD_ADDRESSES_STATUS_SIZE];

	if (status[0] != '\0' && strcmp(status, "5.0.0") != 0)
		return;
	bad_addresses_read(report->words, told);
	if (told[0] != '\0')
		set_status(report, told);
}

/* false: nothing in it says what became of the mail. */
static bool
read_report(const struct received_fact *fact, struct report *report)
{
	const struct received_delivery *delivery = find_delivery(fact, report);

	/* What proves itself needs nobody's word. */
	if (!report->has_proof && strcmp(fact->authentication, "fail") == 0)
		return false;
	if (delivery != NULL) {
		report->action = delivery->action;
		set_status(report, delivery->status);
		set_words(report, delivery->diagnostic[0] != '\0'
				      ? delivery->diagnostic
				      : delivery->status);
		refine_status(report);
		report->is_elsewhere =
		    !is_of_house(&report->mail, delivery->recipient);
		return true;
	}
	if (fact->delivery_count > 0 || !report->has_proof ||
	    (report->came_back &&
		strcasestr(fact->text, report->mail.to_address) == NULL))
		return false;
	bad_addresses_read(fact->text, report->status);
	report->action = report->status[0] == '4' ? "delayed" : "failed";
	set_words(report, fact->text);
	return report->status[0] != '\0';
}

static int
add_attempt(struct received_case *item, struct report *report,
    const char *outcome, struct error *err)
{
	cleanup_(memory_free_ptr) char *word = memory_strdup(outcome);
	const struct mail_attempt attempt = {
	    report->mail.id, core_now(item->engine), word, report->words};

	return mail_store_add_attempt(item->engine->store, &attempt, err);
}

/* One that was not sent, or failed before, stays as it is. */
static int
fail_mail(struct received_case *item, struct report *report, struct error *err)
{
	struct mail *mail = &report->mail;
	cleanup_(memory_free_ptr) char *from = NULL;
	int status;

	if (strcmp(mail->state, "sent") != 0 &&
	    strcmp(mail->state, "ambiguous") != 0)
		return OB_OK;
	from = mail->state;
	mail->state = memory_strdup("failed");
	free(mail->last_reply);
	mail->last_reply = memory_strdup(report->words);
	status = mail_store_update(item->engine->store, mail, from, err);
	if (status == OB_OK)
		status = add_attempt(item, report, BOUNCED, err);
	if (status == OB_OK && mail->activity_id != 0)
		status = activities_reopen_unsent(item->change, mail, err);
	if (status != OB_OK)
		return status;
	return change_audit(item->change, "bounce-mail",
	    SUBJECT("mail", mail->id), json_pack("{s:s}", "state", from),
	    json_pack(
		"{s:s, s:s}", "state", mail->state, "status", report->status),
	    err);
}

static int
apply_failure(
    struct received_case *item, struct report *report, struct error *err)
{
	static const char *const reasons[] = {
	    [REFUSAL_ADDRESS] = "address-bad",
	    [REFUSAL_FULL] = "mailbox-full",
	    [REFUSAL_OTHER] = "refused",
	};
	/* The person may well have a copy: their address stays. */
	enum refusal refusal = report->is_elsewhere
				   ? REFUSAL_OTHER
				   : bad_addresses_class(report->status);
	int status = fail_mail(item, report, err);

	if (status == OB_OK)
		status = bad_addresses_note(
		    item->change, &report->mail, refusal, report->words, err);
	if (status == OB_OK)
		received_decide(item, RECEIVED_APPLIED, reasons[refusal]);
	return status;
}

static int
apply(struct received_case *item, struct report *report, struct error *err)
{
	int status = OB_OK;

	item->row.mail_id = report->mail.id;
	item->row.person_id = report->mail.person_id;
	if (!read_report(item->fact, report)) {
		received_decide(item, RECEIVED_REVIEW, "unclear-report");
		return OB_OK;
	}
	free(item->row.comment);
	item->row.comment = memory_strdup(report->words);
	if (strcmp(report->action, "failed") == 0)
		return apply_failure(item, report, err);
	if (strcmp(report->action, "delayed") == 0)
		status = add_attempt(item, report, "delayed", err);
	received_decide(item, RECEIVED_IGNORED,
	    strcmp(report->action, "delayed") == 0 ? "delayed" : "delivered");
	return status;
}

static int
read_history(
    const struct engine *engine, struct report *report, struct error *err)
{
	struct mail_attempt *attempts = NULL;
	size_t count = 0;
	int status = mail_store_list_attempts(
	    engine->store, report->mail.id, &attempts, &count, err);

	for (size_t i = 0; i < count; i++)
		report->came_back |= strcmp(attempts[i].outcome, BOUNCED) == 0;
	mail_store_free_attempts(attempts, count);
	return status;
}

int
received_bounce(struct received_case *item, struct error *err)
{
	cleanup_(report_release) struct report report = {.action = ""};
	int status = find_by_return_path(item, &report, err);

	if (status == OB_ENOTFOUND)
		status = find_by_returned(item, &report, err);
	if (status == OB_ENOTFOUND) {
		received_decide(item, RECEIVED_IGNORED, "unknown-report");
		return OB_OK;
	}
	if (status == OB_OK)
		status = read_history(item->engine, &report, err);
	if (status == OB_OK)
		status = apply(item, &report, err);
	return status;
}
