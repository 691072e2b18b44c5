/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_HTTP_RESPONSE_H
#define ONBOARD_HTTP_RESPONSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/strbuf.h"

/* What goes into an answer; strings are borrowed, NULL for none. */
struct response {
	int status;
	const char *content_type;
	const char *cache_control;   /* NULL: no-store */
	const char *frame_ancestors; /* NULL: 'none' */
	bool is_inert;		     /* a picture: nothing in it runs */
	const char *more_headers;    /* whole lines with CR LF */
	const void *body;
	size_t body_len;
	bool is_head; /* the length is said, the body is not sent */
	bool keep_alive;
	bool is_https; /* the public side is: say HSTS */
	int64_t now;
};

/* Appends head and body: with all headers that every answer has. */
void response_render(struct strbuf *out, const struct response *response);

/* What a person reads for a status that has no page of its own. */
struct response_status {
	int status;
	const char *code;    /* in the API's JSON */
	const char *english; /* lower case, as error texts */
	const char *danish;  /* a sentence */
};

/* Always one: an unknown status gets that of 500. */
const struct response_status *response_status_find(int status);

/* Danish line, then English line.  Appends. */
void response_status_text(struct strbuf *out, int status);

#endif
