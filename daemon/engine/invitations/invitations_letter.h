/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_INVITATIONS_INVITATIONS_LETTER_H
#define ONBOARD_ENGINE_INVITATIONS_INVITATIONS_LETTER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "base/error.h"
#include "engine/dossier/dossier.h"
#include "engine/letters/mail_texts.h"

struct change;

/* A meeting's time, local to the instance. */
struct invitations_time {
	struct date day;
	int start; /* minutes after midnight */
	int end;
};

/* Why somebody's invitation is withdrawn. */
enum invitations_end {
	INVITATIONS_OFF,	  /* the meeting is cancelled or left out */
	INVITATIONS_HELD,	  /* it was held before its day */
	INVITATIONS_REMOVED,	  /* the person need not be there */
	INVITATIONS_IN_FEED,	  /* the person has it in the subscription */
	INVITATIONS_WITHOUT_TIME, /* it is to be, but nobody knows when */
};

/* What one mail tells one person of one meeting. */
struct invitations_letter {
	struct dossier *dossier;
	const struct activity *activity;
	int64_t person_id;
	int64_t owner_id; /* for whom the person comes, or the person's own */
	bool is_cancelled;
	enum invitations_end end; /* of one that is cancelled */
	int sequence;
	struct invitations_time time;
	bool is_moved; /* the person knows another time */
	bool has_before;
	struct invitations_time before; /* which, if it is sure */
	const char *address;  /* the attendee's; NULL: the person's own now */
	const char *partstat; /* answered to this very time; or NULL */
};

/* "invitation:7:3:": the keys of all mails to a person of an activity. */
char *invitations_letter_keys(int64_t activity_id, int64_t person_id);

/* The instants at which it begins and ends. */
int64_t invitations_letter_start(
    const struct engine *engine, const struct invitations_time *time);
int64_t invitations_letter_end(
    const struct engine *engine, const struct invitations_time *time);

/*
 * Puts the mail into the outbox: at any hour when it is about something so
 * near that the next digest would tell it too late.  number: how many there
 * were before.  ret_address is the attendee's, owned.
 */
int invitations_letter_queue(struct change *change,
    const struct invitations_letter *letter, size_t number,
    int64_t *ret_mail_id, char **ret_address, struct error *err) OB_MUST_CHECK;

/* Writes one that waits anew, to another attendee's address. */
int invitations_letter_rewrite(struct change *change,
    const struct invitations_letter *letter, const struct mail *mail,
    struct error *err) OB_MUST_CHECK;

#endif
