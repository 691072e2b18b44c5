/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_IDENTITY_FETCH_H
#define ONBOARD_IDENTITY_FETCH_H

#include <event2/event.h>
#include <stddef.h>

#include "base/error.h"

/*
 * Requests to the provider by libcurl, on the daemon's loop (its "multi socket"
 * interface).  Certificates are verified, TLS is 1.2 or newer, redirections are
 * an answer like others, no proxy of the environment is used, and nothing is
 * kept of a connection.
 */
struct fetcher;
struct fetch; /* one request */

#define FETCH_TIMEOUT_MS 10000L

/* ca_file: "" for the system's. */
int fetch_open(struct event_base *base, const char *ca_file,
    struct fetcher **ret_fetcher, struct error *err) OB_MUST_CHECK;
void fetch_close(struct fetcher *fetcher); /* accepts NULL; none is under way */

struct fetch_request {
	const char *url;
	const char *form;     /* NULL: a GET */
	const char *user;     /* NULL: no login; both are escaped already */
	const char *password; /* as the next wiped where we keep it */
	size_t max;	      /* bytes of the answer */
};

/* failed: NULL when there is an answer, whatever its status. */
typedef void fetch_done_fn(void *arg, const struct error *failed, long status,
    const char *bytes, size_t len);

/* Calls done later, never at once.  OB_EINTERNAL. */
int fetch_begin(struct fetcher *fetcher, const struct fetch_request *request,
    fetch_done_fn *done, void *arg, struct fetch **ret_fetch,
    struct error *err) OB_MUST_CHECK;

/* Ends one before it is done; done is not called.  Accepts NULL. */
void fetch_cancel(struct fetch *fetch);

#endif
