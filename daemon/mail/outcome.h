/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MAIL_OUTCOME_H
#define ONBOARD_MAIL_OUTCOME_H

#include <stdbool.h>
#include <stddef.h>

/*
 * What one attempt to deliver a letter means for the queue.  Pure: decides
 * from libcurl's result and the server's replies, never by the result alone,
 * because libcurl reports refusals of both kinds as "send error".
 */
enum mail_outcome {
	MAIL_SENT,
	MAIL_TRANSIENT,	    /* this letter: try again later */
	MAIL_PERMANENT,	    /* this letter: never */
	MAIL_UNKNOWN,	    /* perhaps accepted: try again, same bytes */
	MAIL_RELAY_DOWN,    /* the relay, not the letter: nothing accepted */
	MAIL_RELAY_REFUSED, /* the relay will not have us: stop the queue */
	MAIL_NOT_TRIED,	    /* the mailer stopped first: back to queued */
};

#define MAIL_OUTCOME_COUNT 7

const char *outcome_name(enum mail_outcome outcome); /* "sent", ... */

/* The command that the server's next reply answers. */
enum mail_stage {
	STAGE_CONNECT,
	STAGE_EHLO,
	STAGE_STARTTLS,
	STAGE_AUTH,
	STAGE_MAIL,
	STAGE_RCPT,
	STAGE_DATA,
	STAGE_BODY,	/* 354 seen: the letter or its final dot */
	STAGE_ACCEPTED, /* 2yz after the final dot */
};

#define OUTCOME_REPLY_SIZE 512

/*
 * Follows one attempt through the server's reply lines.  It begins as on a
 * kept connection; outcome_trace_connect() says that a new one was opened.
 */
struct outcome_trace {
	enum mail_stage stage;
	bool uses_starttls; /* what the client does on a new connection */
	bool uses_auth;
	bool reused;
	bool encrypted;
	int code;	   /* of the last whole reply, 0 if none */
	int enhanced;	   /* its RFC 3463 subject: 7 of 5.7.1; 0 if none */
	bool continued;	   /* inside a reply of several lines */
	bool has_smtputf8; /* the last EHLO's reply offers it (RFC 6531) */
	char reply[OUTCOME_REPLY_SIZE]; /* printable ASCII, cut at its size */
};

void outcome_trace_init(
    struct outcome_trace *trace, bool uses_starttls, bool uses_auth);
void outcome_trace_connect(struct outcome_trace *trace);

/*
 * One line as it came from the server, with or without its line end.  Returns
 * whether it was the last of what the server offers: AUTH or MAIL is next.
 */
bool outcome_trace_line(
    struct outcome_trace *trace, const char *line, size_t len);

struct outcome {
	enum mail_outcome verdict;
	bool
	    alarm; /* someone must act: a credential, a certificate, a policy */
	bool is_doubtful; /* MAIL_RELAY_REFUSED, or this letter alone */
};

/* curl_code: a CURLcode. */
struct outcome outcome_decide(int curl_code, const struct outcome_trace *trace);

/*
 * The connection was a kept one that the server had given up: nothing was
 * handed over, so a new connection may try at once.
 */
bool outcome_is_stale(int curl_code, const struct outcome_trace *trace);

#endif
