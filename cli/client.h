/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_CLIENT_H
#define ONBOARD_CLI_CLIENT_H

#include <stdbool.h>

#include "base/strbuf.h"
#include "cli/failure.h"
#include "cli/request.h"

/*
 * Speaks HTTP with the daemon over its Unix socket; the one home of libcurl
 * in this program.
 */
#define CLIENT_MAX_ANSWER ((size_t)64 << 20)
#define CLIENT_ANSWER_SECONDS 60

struct client_answer {
	long status; /* of HTTP */
	struct strbuf bytes;
};

void client_release_answer(struct client_answer *answer);

/* false: nothing that could be read came back, and failure says why. */
bool client_send(const struct request *request, const char *socket_path,
    struct client_answer *ret_answer, struct failure *failure) OB_MUST_CHECK;

#endif
