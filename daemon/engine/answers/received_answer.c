/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "engine/answers/answers.h"
#include "engine/answers/received_private.h"
#include "engine/core/change.h"
#include "engine/core/core.h"
#include "engine/invitations/invitations_reply.h"
#include "message/address.h"
#include "store/activity_store.h"
#include "store/invitation_store.h"
#include "store/person_store.h"
#include "store/received_mail_store.h"

#define DAY_SECONDS ((int64_t)86400)
#define REASON_OLD "old-version"
#define REASON_AGAIN "sent-again"

/* The key of an address that a stranger wrote; "" when it is none.  Owned. */
static char *
key_of(const char *text)
{
	cleanup_(memory_free_ptr) char *address = NULL;

	if (text[0] == '\0' ||
	    address_parse_bare(NULL, text, &address, NULL) != OB_OK)
		return memory_strdup("");
	return address_key(address);
}

static bool
is_same(const char *a, const char *b)
{
	cleanup_(memory_free_ptr) char *first = key_of(a);
	cleanup_(memory_free_ptr) char *second = key_of(b);

	return first[0] != '\0' && strcmp(first, second) == 0;
}

/*
 * Who answers: the one attendee; of those in a proposal, which may name
 * others, the sender.
 */
static const struct received_attendee *
find_attendee(const struct received_fact *fact)
{
	if (fact->attendee_total == 1 && fact->attendee_count == 1)
		return &fact->attendees[0];
	if (strcmp(fact->kind, "counter") != 0)
		return NULL;
	for (size_t i = 0; i < fact->attendee_count; i++) {
		if (is_same(fact->attendees[i].address, fact->sender))
			return &fact->attendees[i];
	}
	return NULL;
}

/* People may call meetings of their own from the same mailbox. */
static int
decide_unknown(struct received_case *item, struct error *err)
{
	int status = received_find_sender(item, err);

	if (status != OB_OK && status != OB_ENOTFOUND)
		return status;
	received_decide(item,
	    status == OB_OK ? RECEIVED_REVIEW : RECEIVED_IGNORED,
	    "unknown-meeting");
	person_store_release(&item->person);
	return OB_OK;
}

static int
load_meeting(struct received_case *item, struct error *err)
{
	cleanup_(activity_store_release) struct activity activity = {0};
	int status = activity_store_find_uid(
	    item->engine->store, item->fact->uid, &activity, err);

	if (status == OB_ENOTFOUND)
		return decide_unknown(item, err);
	if (status != OB_OK)
		return status;
	item->row.activity_id = activity.id;
	status = dossier_load(
	    item->engine, activity.journey_id, &item->dossier, err);
	item->has_dossier = status == OB_OK;
	return status;
}

/* By any address that the person has now. */
static int
find_by_person(struct received_case *item, const char *key, struct error *err)
{
	int status = person_store_find_by_key(
	    item->engine->store, key, &item->person, err);

	if (status == OB_OK)
		status = invitation_store_find_person(item->engine->store,
		    item->row.activity_id, item->person.id, &item->invitation,
		    err);
	return status;
}

/* By the address of then: people change theirs. */
static int
find_by_invited(struct received_case *item, const char *key, struct error *err)
{
	struct invitation *rows = NULL;
	size_t count = 0;
	int64_t found = 0;
	int64_t person = 0;
	int status = invitation_store_list_activity(
	    item->engine->store, item->row.activity_id, &rows, &count, err);

	for (size_t i = 0; status == OB_OK && i < count; i++) {
		if (is_same(rows[i].address, key)) {
			found = rows[i].id;
			person = rows[i].person_id;
		}
	}
	invitation_store_free(rows, count);
	if (status != OB_OK || found == 0)
		return status == OB_OK ? OB_ENOTFOUND : status;
	person_store_release(&item->person);
	status =
	    person_store_find(item->engine->store, person, &item->person, err);
	if (status == OB_OK)
		status = invitation_store_find(
		    item->engine->store, found, &item->invitation, err);
	return status;
}

static int
load_invitation(struct received_case *item,
    const struct received_attendee *attendee, struct error *err)
{
	cleanup_(memory_free_ptr) char *key = key_of(attendee->address);
	int status = find_by_person(item, key, err);

	if (status == OB_ENOTFOUND)
		status = find_by_invited(item, key, err);
	if (status == OB_ENOTFOUND) {
		received_decide(item, RECEIVED_REVIEW, "unknown-attendee");
		return OB_OK;
	}
	if (status == OB_OK)
		item->row.person_id = item->person.id;
	return status;
}

static bool
is_of_domain(const char *address, const char *of)
{
	cleanup_(memory_free_ptr) char *first = key_of(address);
	cleanup_(memory_free_ptr) char *second = key_of(of);

	return first[0] != '\0' &&
	       strcmp(address_domain(first), address_domain(second)) == 0;
}

/* Where the daemon or the coordinator has its mail. */
static bool
is_of_our_domain(const struct engine *engine, const char *address)
{
	cleanup_(address_release) struct address coordinator = ADDRESS_INIT;

	if (is_of_domain(address, engine->from_address))
		return true;
	return address_parse(engine->settings->people.coordinator, &coordinator,
		   NULL) == OB_OK &&
	       is_of_domain(address, coordinator.address);
}

/*
 * The From address is the attendee's, in one spelling of theirs, or that of who
 * answers for them.  That one stands in the answer itself, so everybody could
 * name themself there: it counts from the attendee's own house alone, which a
 * provider of private mailboxes is not.
 */
static bool
is_from_attendee(
    const struct received_case *item, const struct received_attendee *attendee)
{
	const char *sender = item->fact->sender;
	const char *const own[] = {attendee->address, item->invitation.address,
	    item->person.email, item->person.work_email};
	bool is_proxy = is_same(attendee->sent_by, sender) &&
			is_of_our_domain(item->engine, sender);

	for (size_t i = 0; i < ARRAY_LEN(own); i++) {
		if (is_same(own[i], sender) ||
		    (is_proxy && is_of_domain(sender, own[i])))
			return true;
	}
	return false;
}

/*
 * Nobody was asked for a word on the sender, although somebody is to be: the
 * reader may not read the configuration.
 */
static bool
is_vouched_for(const struct received_case *item)
{
	const char *word = item->fact->authentication;
	const char *host = item->engine->settings->mail.trusted_host;

	return strcmp(word, "pass") == 0 ||
	       (strcmp(word, "unasked") == 0 && host[0] == '\0');
}

/* RFC 5546 leaves trust to the mail; only the own server's word counts. */
static void
judge(struct received_case *item, const struct received_attendee *attendee)
{
	if (strcmp(item->fact->authentication, "fail") == 0)
		received_decide(item, RECEIVED_REVIEW, "not-authentic");
	item->row.is_verified =
	    is_from_attendee(item, attendee) && is_vouched_for(item);
}

/* What one answer must be before anybody is looked up. */
static const char *
find_fault(const struct received_fact *fact)
{
	if (fact->uid[0] == '\0' || fact->events == 0)
		return "unknown-meeting";
	if (fact->events > 1)
		return "several-events";
	if (fact->is_occurrence)
		return "occurrence";
	if (fact->attendee_total == 0)
		return "unknown-attendee";
	return find_attendee(fact) == NULL ? "several-attendees" : NULL;
}

static void
note_partstat(struct received_case *item, const char *partstat)
{
	if (strlen(partstat) > 20)
		return;
	free(item->row.partstat);
	item->row.partstat = memory_strdup(partstat);
}

int
received_attend(struct received_case *item, struct error *err)
{
	const struct received_attendee *attendee = find_attendee(item->fact);
	const char *fault = find_fault(item->fact);
	int status;

	if (attendee != NULL)
		note_partstat(item, attendee->partstat);
	if (fault != NULL)
		received_decide(item, RECEIVED_REVIEW, fault);
	if (attendee == NULL || item->fact->uid[0] == '\0')
		return OB_OK;
	status = load_meeting(item, err);
	if (status == OB_OK && !received_is_decided(item))
		status = load_invitation(item, attendee, err);
	if (status == OB_OK && !received_is_decided(item))
		judge(item, attendee);
	return status;
}

/* Which answers change an invitation, and what is to be done with others. */
static const char *
refused_partstat(const char *partstat)
{
	static const char *const taken[] = {
	    "accepted", "declined", "tentative"};

	for (size_t i = 0; i < ARRAY_LEN(taken); i++) {
		if (strcmp(taken[i], partstat) == 0)
			return NULL;
	}
	return strcmp(partstat, "delegated") == 0 ? "delegated" : "no-answer";
}

/* Without a sequence the answer's time tells what was answered. */
static bool
is_of_old_version(const struct received_case *item)
{
	const struct received_fact *fact = item->fact;

	if (fact->sequence < 0)
		return fact->stamp != INSTANT_NONE &&
		       fact->stamp < item->invitation.told_at;
	return fact->sequence < item->invitation.sequence;
}

/*
 * The attendee has answered what was told last, and later than this: it was on
 * the way for long, and nothing is left to ask.
 */
static bool
was_overtaken(const struct received_case *item)
{
	const struct invitation *row = &item->invitation;

	return row->answered_at != INSTANT_NONE &&
	       row->answer_sequence >= row->sequence &&
	       item->fact->stamp != INSTANT_NONE &&
	       item->fact->stamp <= row->answer_stamp;
}

/*
 * Whoever only claims to be the attendee does not undo what the attendee is
 * known to have said of this version, nor put words to it.
 */
static bool
would_undo(const struct received_case *item)
{
	const struct invitation *row = &item->invitation;
	const char *comment = item->fact->comment;
	bool is_news =
	    strcmp(row->partstat, item->row.partstat) != 0 ||
	    (comment[0] != '\0' && strcmp(row->comment, comment) != 0);

	return !item->row.is_verified && row->answered_at != INSTANT_NONE &&
	       row->answer_verified && row->answer_sequence >= row->sequence &&
	       is_news;
}

/* Two programs that answer each other would go on for ever. */
static int
was_asked_today(
    const struct received_case *item, bool *ret_asked, struct error *err)
{
	int64_t since = core_now(item->engine) - DAY_SECONDS;
	struct received_mail *rows = NULL;
	size_t count = 0;
	int status = received_mail_store_list_activity(
	    item->engine->store, item->row.activity_id, &rows, &count, err);

	*ret_asked = false;
	for (size_t i = 0; i < count; i++) {
		if (rows[i].person_id == item->person.id &&
		    rows[i].received_at > since &&
		    (strcmp(rows[i].reason, REASON_OLD) == 0 ||
			strcmp(rows[i].reason, REASON_AGAIN) == 0))
			*ret_asked = true;
	}
	received_mail_store_free(rows, count);
	return status;
}

/* The invitation goes out once more, once a day at most. */
static int
ask_again(struct received_case *item, const char *outcome, const char *reason,
    struct error *err)
{
	bool was_asked = false;
	int status = was_asked_today(item, &was_asked, err);

	received_decide(item, outcome, reason);
	if (status != OB_OK || was_asked)
		return status;
	return invitations_reply_again(
	    item->change, &item->dossier, &item->invitation, err);
}

static int
set_answer(struct received_case *item, struct error *err)
{
	int64_t now = core_now(item->engine);
	const struct answer answer = {
	    .activity_id = item->row.activity_id,
	    .person_id = item->person.id,
	    .partstat = item->row.partstat,
	    .by = "mail",
	    .is_verified = item->row.is_verified,
	    /* A clock that is ahead must not silence what comes later. */
	    .stamp = item->fact->stamp > now ? now : item->fact->stamp,
	    .sequence = item->invitation.sequence,
	    .comment = item->fact->comment,
	};
	enum answer_outcome outcome = ANSWER_APPLIED;
	int status =
	    answers_set(item->change, &item->dossier, &answer, &outcome, err);

	if (status != OB_OK)
		return status;
	switch (outcome) {
	case ANSWER_APPLIED:
		received_decide(item, RECEIVED_APPLIED,
		    item->row.is_verified ? "answered" : "unverified");
		break;
	case ANSWER_REPEATED:
		received_decide(item, RECEIVED_REPEATED, "known-answer");
		break;
	case ANSWER_OUTDATED:
		received_decide(item, RECEIVED_OUTDATED, "older-answer");
		break;
	}
	return OB_OK;
}

int
received_reply(struct received_case *item, struct error *err)
{
	const char *refused;
	int status = received_attend(item, err);

	if (status != OB_OK || received_is_decided(item))
		return status;
	refused = refused_partstat(item->row.partstat);
	if (refused != NULL) {
		received_decide(item, RECEIVED_REVIEW, refused);
		return OB_OK;
	}
	if (strcmp(item->invitation.method, "cancel") == 0) {
		received_decide(item, RECEIVED_OUTDATED, "withdrawn");
		return OB_OK;
	}
	if (is_of_old_version(item) && was_overtaken(item)) {
		received_decide(item, RECEIVED_OUTDATED, "older-answer");
		return OB_OK;
	}
	if (is_of_old_version(item))
		return ask_again(item, RECEIVED_OUTDATED, REASON_OLD, err);
	if (would_undo(item)) {
		received_decide(item, RECEIVED_REVIEW, "unverified-change");
		return OB_OK;
	}
	return set_answer(item, err);
}

int
received_refresh(struct received_case *item, struct error *err)
{
	int status = received_attend(item, err);

	if (status != OB_OK || received_is_decided(item))
		return status;
	if (strcmp(item->invitation.method, "cancel") != 0)
		return ask_again(item, RECEIVED_APPLIED, REASON_AGAIN, err);
	received_decide(item, RECEIVED_OUTDATED, "withdrawn");
	return OB_OK;
}
