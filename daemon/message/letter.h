/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MESSAGE_LETTER_H
#define ONBOARD_MESSAGE_LETTER_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/strbuf.h"

/*
 * Builds the finished bytes of a letter, which the outbox stores before the
 * first attempt.  Pure: the same content gives the same bytes on every
 * machine.  No value can add a header: whatever holds CR, LF, NUL or another
 * control character is refused.
 */
#define LETTER_SUBJECT_MAX 500		  /* characters */
#define LETTER_BODY_MAX ((size_t)1 << 20) /* bytes of each text */
#define LETTER_REFERENCES_MAX 20
#define LETTER_CALENDAR_MAX ((size_t)64 << 10) /* bytes */

/* All borrowed.  Optional fields may be NULL or "". */
struct letter_content {
	const char *from_name; /* optional */
	const char *from_address;
	const char *to_name; /* optional */
	const char *to_address;
	const char *reply_to_name;    /* optional */
	const char *reply_to_address; /* optional: no Reply-To then */
	const char *subject;
	const char *text_plain; /* lines end in \n or \r\n */
	const char *text_html;	/* optional: text/plain alone then */
	const char *language;	/* "da", "en" */
	const char *message_id; /* without <> */
	int64_t date;		/* UTC seconds */
	int utc_offset;		/* seconds east, for the Date header */

	/* Optional, NULL-terminated, oldest first, without <>. */
	const char *const *references;

	/*
	 * Optional https link for one-click unsubscribing (RFC 8058), only on
	 * letters that a person may turn off; list_id ("digest.example.org")
	 * then names the kind of letter.
	 */
	const char *unsubscribe_url;
	const char *list_id;

	/*
	 * Optional iCalendar object of an invitation and its METHOD
	 * ("REQUEST"), which may then not be left out.  It travels twice, byte
	 * for byte (RFC 6047): as the last alternative, which calendars take
	 * for what it is, and attached for whoever has to open it.
	 */
	const char *calendar;
	const char *calendar_method;
};

/*
 * CRLF lines of at most 76: texts are quoted-printable UTF-8, a calendar is
 * base64.  OB_EINVALID names the header or text at fault.
 */
int letter_build(const struct letter_content *content, struct strbuf *ret_bytes,
    struct error *err) OB_MUST_CHECK;

#endif
