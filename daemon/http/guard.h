/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_HTTP_GUARD_H
#define ONBOARD_HTTP_GUARD_H

#include <stdbool.h>
#include <stddef.h>

#include "http/method.h"

/*
 * The strict check of a raw request head, and the only place where one is
 * read: no lenient parser stands behind it that could see another request
 * in the same bytes.  What RFC 9112 lets a server repair (bare LF, folded
 * lines, blanks, absolute targets) is refused instead.
 */

#define GUARD_HEAD_MAX 8192
#define GUARD_HEADERS_MAX 64

enum guard_state {
	GUARD_INCOMPLETE, /* nothing wrong yet, the head has not ended */
	GUARD_OK,
	GUARD_REFUSED,
};

struct guard_slice {
	const char *bytes;
	size_t len;
};

struct guard_verdict {
	enum guard_state state;
	int status;	    /* refused: 400 405 411 413 414 417 431 501 505 */
	const char *reason; /* refused: a static text for the log */
	enum http_method method;
	struct guard_slice target; /* in the bytes; also set for status 405 */
	struct guard_slice host;   /* "" when HTTP/1.0 sends none */
	size_t head_len;	   /* with the empty line that ends it */
	size_t body_len;
	bool keep_alive; /* GET or HEAD by HTTP/1.1 without close */
	bool expects_continue;
};

/* Looks at the bytes received so far, from the start of a request. */
void guard_check(
    const char *bytes, size_t len, struct guard_verdict *ret_verdict);

#endif
