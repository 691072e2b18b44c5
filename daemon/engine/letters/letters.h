/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_LETTERS_LETTERS_H
#define ONBOARD_ENGINE_LETTERS_LETTERS_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "engine/dossier/dossier.h"
#include "engine/letters/mail_texts.h"

struct change;

/* What makes a letter an invitation, whose answers go to its sender. */
struct letter_meeting {
	const char *address;  /* the attendee's: the letter's To */
	const char *calendar; /* iCalendar */
	const char *method;   /* its METHOD */
	int64_t not_after;    /* then it tells nobody anything any more */
};

/* A mail to be written: what happens to whom, and how to know it again. */
struct letter_request {
	enum mail_kind kind;
	const char *dedup_key;
	const struct dossier *dossier; /* whose coordinator answers */
	const struct person *to;       /* or who acts for them today */
	const struct person *owner;    /* NULL, or for whom the receiver acts */
	int64_t journey_id;	       /* 0: several */
	int64_t activity_id;	       /* of a mail step, else 0 */
	bool is_urgent;		       /* goes at any hour */
	bool is_for_themself;	       /* not to who stands in for them */
	const struct letter_meeting *meeting; /* of an invitation, else NULL */
	json_t *view; /* taken: what the kind adds to the common values */
};

/*
 * Renders the mail in the receiver's language and puts the finished bytes in
 * the outbox, due in the next send window by the receiver's clock, or now when
 * it is urgent.  Whoever acts for the receiver today gets it instead; a group
 * without a mailbox gets one for each member.  A leader's own step mails, and
 * what is for the receiver themself, go to nobody else.  Nothing happens when a
 * mail with the key is there already: *ret_is_new (may be NULL) tells.
 */
int letters_queue(struct change *change, const struct letter_request *request,
    bool *ret_is_new, struct error *err) OB_MUST_CHECK;

/*
 * Writes a mail that waits anew, under its own key, to the address that it has
 * now.
 */
int letters_rewrite(struct change *change, const struct letter_request *request,
    const struct mail *mail, struct error *err) OB_MUST_CHECK;

/* When a mail to the person that is queued now is due. */
int64_t letters_due(
    struct engine *engine, const struct person *to, bool is_urgent);

/* The id of the mail with the key; OB_ENOTFOUND. */
int letters_find(struct engine *engine, const char *dedup_key, int64_t *ret_id,
    struct error *err) OB_MUST_CHECK;

/*
 * The Message-ID of the mail with the key.  Anybody could work out the key, and
 * only the daemon this: whoever quotes it in a report has had the mail.  Owned.
 */
char *letters_message_id(const struct engine *engine, const char *dedup_key);

/* Whether there is a mail with the key. */
int letters_exist(struct engine *engine, const char *dedup_key, bool *ret_exist,
    struct error *err) OB_MUST_CHECK;

#endif
