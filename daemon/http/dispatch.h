/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_HTTP_DISPATCH_H
#define ONBOARD_HTTP_DISPATCH_H

#include <stdbool.h>
#include <stddef.h>

#include "http/exchange_private.h"
#include "http/guard.h"

/* Whether, and by which handler, a request is answered. */

/* The answer to what the guard refused; there is no exchange for it. */
void dispatch_refuse(struct http_server *server,
    const struct guard_verdict *verdict, const struct exchange_peer *peer,
    struct strbuf *ret_bytes);

/*
 * Before the body is read: host, route, rights and size.  false: the exchange
 * is answered.
 */
bool dispatch_admit(struct exchange *exchange, size_t body_len);

/* Afterwards it is answered or deferred. */
void dispatch_handle(struct exchange *exchange);

/* Counts and logs an answered exchange. */
void dispatch_finish(const struct exchange *exchange, int64_t now_ms);

#endif
