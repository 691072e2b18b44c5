/* SPDX-License-Identifier: EUPL-1.2 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "base/memory.h"
#include "engine/feeds/feeds.h"
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

static void
reply_calendar(struct site *site, struct exchange *exchange,
    const struct feed_query *query, const struct feed_answer *feed)
{
	char path[32];
	int status;

	(void)snprintf(path, sizeof(path), "/f/%s", feed->log_name);
	exchange_set_log_path(exchange, path);
	exchange_add_header(exchange, "Content-Disposition", DISPOSITION);
	status = exchange_reply_cached(exchange, CONTENT_TYPE, feed->bytes,
	    feed->len, feed->etag, feed->last_modified);
	/* HEAD fetches nothing, and 412 is no answer to a calendar program. */
	if (exchange_method(exchange) == HTTP_GET && status < 400)
		feeds_note(site->options.engine, query, feed->feed_id, status);
	if (feed->is_made_now && feed->left_out > 0)
		log_warn("feed.cut", "feed=%" PRId64 " entries=%zu",
		    feed->feed_id, feed->left_out);
}

/*
 * Trouble is never an empty calendar: a client would take the activities
 * away, where it keeps them over a failed fetch.
 */
static void
show(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	const char *tasks = exchange_query(exchange, "tasks");
	const struct feed_query query = {
	    .token = exchange_parameter(exchange, "token"),
	    .has_tasks = tasks != NULL && strcmp(tasks, "1") == 0,
	    .agent = exchange_header(exchange, "User-Agent"),
	};
	struct feed_answer feed;
	bool is_revoked = false;
	struct error err = ERROR_INIT;
	int status =
	    feeds_fetch(site->options.engine, &query, &feed, &is_revoked, &err);

	if (status == OB_ENOTFOUND)
		reply_none(exchange, is_revoked);
	else if (status != OB_OK)
		exchange_reply_error(exchange, &err);
	else
		reply_calendar(site, exchange, &query, &feed);
}

static const struct route routes[] = {
    {HTTP_GET, "/f/{token}.ics", RIGHT_PUBLIC, show, 0},
};

void
feed_routes_register(struct site *site, struct http_server *server)
{
	server_add_routes(server, routes, ARRAY_LEN(routes), site);
}
