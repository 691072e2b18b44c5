/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_HTTP_REQUEST_H
#define ONBOARD_HTTP_REQUEST_H

#include <stdbool.h>
#include <stddef.h>

#include "http/guard.h"

/* A request head that the guard passed, cut into strings. */

struct request_header {
	const char *name; /* in bytes */
	const char *value;
};

struct request {
	char *bytes; /* owns what the others point into */
	enum http_method method;
	const char *path;  /* still escaped */
	const char *query; /* still escaped, "" if none */
	const char *host;
	bool keep_alive;
	struct request_header headers[GUARD_HEADERS_MAX];
	size_t header_count;
};

/* The bytes are borrowed and copied; the verdict is theirs, GUARD_OK or 405. */
void request_init(struct request *request, const char *bytes,
    const struct guard_verdict *verdict);
void request_release(struct request *request);

/* The first value of a header; NULL if none. */
const char *request_header(const struct request *request, const char *name);

/* From *at (0 at first) the next value of it; NULL when there is no more. */
const char *request_header_next(
    const struct request *request, const char *name, size_t *at);

#endif
