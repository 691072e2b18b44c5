/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MESSAGE_RECEIVED_H
#define ONBOARD_MESSAGE_RECEIVED_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/*
 * Reads a message that anybody may have sent, down to the few things that we
 * may act on.  Everything in it is a claim and nothing is decided here.  What
 * comes out is bounded, valid UTF-8 and without control characters; what goes
 * in may be anything, so whoever can lets a short-lived process do it.
 *
 * Messages within a message (forwarded, or returned by a mail server) are not
 * looked into, but for the Message-ID of what came back.
 */
#define RECEIVED_MAX_BYTES ((size_t)2 << 20)
#define RECEIVED_MAX_PARTS 50
#define RECEIVED_MAX_DEPTH 10
#define RECEIVED_MAX_FIELDS 500 /* of the header */
#define RECEIVED_MAX_RECIPIENTS 20
#define RECEIVED_MAX_CALENDARS 4
#define RECEIVED_MAX_REPORTS 10
#define RECEIVED_MAX_RETURNED 5
#define RECEIVED_MAX_ID 250    /* characters of a Message-ID */
#define RECEIVED_MAX_TEXT 2000 /* characters of the plain text */
#define RECEIVED_DIGEST_SIZE 65

/* What the trusted mail server says of the From address (RFC 8601). */
enum received_verdict {
	RECEIVED_UNASKED, /* no server is trusted */
	RECEIVED_SILENT,  /* it says nothing that decides */
	RECEIVED_PASS,
	RECEIVED_FAIL
};

/* text/calendar or application/ics, decoded. */
struct received_calendar {
	char *method; /* the parameter, or "" */
	char *text;   /* UTF-8 if its charset could be read; ends in NUL */
	size_t len;
};

/* One recipient of a delivery report (RFC 3464). */
struct received_report {
	char *action;	  /* failed, delayed, delivered, ...; lower case */
	char *status;	  /* as "5.1.1", or "" */
	char *recipient;  /* address, or "" */
	char *diagnostic; /* the server's words, one line */
};

struct received {
	char *from;	  /* the one address, "" for none and for several */
	char *sender;	  /* of Sender, or "" */
	char *message_id; /* without <>, or "" */
	char *subject;
	char *recipients[RECEIVED_MAX_RECIPIENTS];
	size_t recipient_count;
	bool is_automatic; /* by RFC 3834: nobody wrote it */
	bool has_winmail; /* Exchange's own format, which hides what is in it */
	bool is_report;	  /* of a mail server on delivery */
	enum received_verdict verdict;
	struct received_calendar calendars[RECEIVED_MAX_CALENDARS];
	size_t calendar_count;
	struct received_report reports[RECEIVED_MAX_REPORTS];
	size_t report_count;
	char *returned[RECEIVED_MAX_RETURNED]; /* Message-IDs, without <> */
	size_t returned_count;
	char *text; /* of the first text/plain part, or "" */
};

#define RECEIVED_INIT                                                          \
	{                                                                      \
		.from = NULL                                                   \
	}

/*
 * trusted_host: whose Authentication-Results count, or "".  OB_ELIMIT for a
 * message that is too large or has too many parts, OB_EPROTO for bytes that
 * have no header or a NUL in it.
 */
int received_read(const char *bytes, size_t len, const char *trusted_host,
    struct received *ret_received, struct error *err) OB_MUST_CHECK;

/* SHA-256 in hex: by it the same bytes are known again. */
void received_digest(
    const char *bytes, size_t len, char ret_digest[RECEIVED_DIGEST_SIZE]);

void received_release(struct received *received);

#endif
