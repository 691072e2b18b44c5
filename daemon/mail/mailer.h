/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MAIL_MAILER_H
#define ONBOARD_MAIL_MAILER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "mail/mailer_options.h"
#include "mail/outcome.h"

/*
 * Carries finished letters to a Maildir or an SMTP relay on threads of its
 * own, because libcurl's SMTP blocks.  Two bounded queues and one eventfd are
 * the whole interface to the threads: they touch no database and no
 * configuration and own each letter they take.  All functions below belong to
 * the one thread that started the mailer.
 *
 *	mailer_submit -> letters -> thread -> results -> mailer_collect
 *	                                         |
 *	                                  mailer_event_fd readable
 *
 * The mailer logs nothing; whoever collects logs once and settles the row.
 */
struct mailer;

#define MAILER_QUEUE_SIZE 64 /* letters between submit and collect */
#define MAILER_LETTER_MAX ((size_t)32 << 20) /* bytes of one letter */

struct letter_job {
	int64_t id;  /* the caller's row */
	char *from;  /* envelope, bare address; "" for Maildir is allowed */
	char *to;    /* envelope, bare address */
	char *bytes; /* finished letter, CRLF */
	size_t len;
	char *file_name; /* unique and stable, from the Message-ID */
};

struct letter_result {
	int64_t id;
	enum mail_outcome outcome;
	char reply[OUTCOME_REPLY_SIZE]; /* the server's last, or what failed */
	bool alarm;			/* see struct outcome */
	bool is_doubtful;
};

typedef void (*mailer_settled_fn)(
    void *arg, const struct letter_result *results, size_t count);

void letter_job_release(struct letter_job *job); /* frees the strings */

/* Checks the options, makes the Maildir, starts the threads. */
int mailer_start(const struct mailer_options *options,
    struct mailer **ret_mailer, struct error *err) OB_MUST_CHECK;

/* Readable when results wait; the caller's event loop watches it. */
int mailer_event_fd(const struct mailer *mailer);

/*
 * Takes the job's strings (the job is empty afterwards) and returns true;
 * false, with the job untouched, when the queue is full or stopping.
 */
bool mailer_submit(struct mailer *mailer, struct letter_job *job);

size_t mailer_room(const struct mailer *mailer);    /* letters it would take */
size_t mailer_pending(const struct mailer *mailer); /* not yet collected */

/*
 * Clears the eventfd and hands over all waiting results in one call of
 * settled (none if there are none).  Returns their number.
 */
size_t mailer_collect(
    struct mailer *mailer, mailer_settled_fn settled, void *arg);

/*
 * Takes no more letters; those not begun, or not yet handed over, end as
 * MAIL_NOT_TRIED; one whose text is under way is finished or, after
 * stop_timeout_ms, given up as MAIL_UNKNOWN.  Joins the threads.  Collect
 * afterwards to settle the last ones.
 */
void mailer_finish(struct mailer *mailer);

/* mailer_finish() if that was not called, and frees.  Accepts NULL. */
void mailer_stop(struct mailer *mailer);

#endif
