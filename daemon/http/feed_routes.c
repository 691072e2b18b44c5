/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>

#include "base/memory.h"
#include "engine/feeds.h"
#include "http/site_private.h"

#define CONTENT_TYPE "text/calendar; charset=utf-8"
#define DISPOSITION "inline; filename=\"onboarding.ics\""

/* Of one size, so that nobody learns which addresses there have been. */
static void
reply_none(struct exchange *exchange, bool is_revoked)
{
	static const char text[] = "Kalenderen findes ikke. Bed om en ny "
				   "adresse.\nThere is no such calendar. Ask "
				   "for a new address.\n";

	exchange_reply(exchange, is_revoked ? 410 : 404,
	    "text/plain; charset=utf-8", text, sizeof(text) - 1);
}

/*
 * Trouble is never an empty calendar: a client would take the activities
 * away, where it keeps them over a failed fetch.
 */
static void
show(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	struct feed_answer feed;
	char path[32];
	bool is_revoked = false;
	struct error err = ERROR_INIT;
	int status = feeds_fetch(site->options.engine,
	    exchange_parameter(exchange, "token"),
	    exchange_header(exchange, "User-Agent"), &feed, &is_revoked, &err);

	if (status == OB_ENOTFOUND) {
		reply_none(exchange, is_revoked);
		return;
	}
	if (status != OB_OK) {
		exchange_reply_error(exchange, &err);
		return;
	}
	(void)snprintf(path, sizeof(path), "/f/%s", feed.log_name);
	exchange_set_log_path(exchange, path);
	exchange_add_header(exchange, "Content-Disposition", DISPOSITION);
	exchange_reply_cached(exchange, CONTENT_TYPE, feed.bytes, feed.len,
	    feed.etag, feed.last_modified);
}

static const struct route routes[] = {
    {HTTP_GET, "/f/{token}.ics", RIGHT_PUBLIC, show, 0},
};

void
feed_routes_register(struct site *site, struct http_server *server)
{
	server_add_routes(server, routes, ARRAY_LEN(routes), site);
}
