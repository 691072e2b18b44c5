/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_REQUEST_H
#define ONBOARD_CLI_REQUEST_H

#include <stdbool.h>

#include "base/strbuf.h"
#include "cli/invocation.h"

/* What is asked of the daemon. */
struct request {
	const char *method;
	struct strbuf target; /* path and query */
	char *body;	      /* JSON, or NULL for GET */
	bool wants_bytes;     /* the answer is no JSON */
	bool is_patient;      /* the answer may take any time */
};

/* The command has a method. */
void request_init(struct request *request, const struct invocation *invocation);
void request_release(struct request *request);

#endif
