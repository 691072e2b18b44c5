/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_HTTP_CONDITIONAL_H
#define ONBOARD_HTTP_CONDITIONAL_H

#include <stdint.h>

#include "http/request.h"

/* What the request's preconditions ask for (RFC 9110, 13.2.2). */
enum conditional {
	CONDITIONAL_SEND,	  /* answer as usual */
	CONDITIONAL_NOT_MODIFIED, /* 304 */
	CONDITIONAL_FAILED,	  /* 412 */
};

/*
 * etag: the quoted tag of what we have, maybe W/"...", or NULL;
 * last_modified: INSTANT_NONE if unknown.
 */
enum conditional conditional_check(
    const struct request *request, const char *etag, int64_t last_modified);

#endif
