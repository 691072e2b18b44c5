/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "base/instant.h"
#include "base/memory.h"
#include "http/page_assets.h"
#include "http/site_private.h"

/* What pages refer to, and the accessibility statement. */

/* RFC 8246: an address with the version of its bytes never changes. */
static const char *
cache_control(const struct exchange *exchange, const struct page_asset *asset)
{
	const char *version = exchange_query(exchange, "v");

	return version != NULL && strcmp(version, asset->version) == 0
		   ? "public, max-age=31536000, immutable"
		   : "public, no-cache";
}

static void
show_asset(struct exchange *exchange, void *arg)
{
	const struct site *site = arg;
	const struct page_asset *asset = page_assets_find(
	    site->assets, exchange_parameter(exchange, "name"));

	if (asset == NULL) {
		exchange_reply_status(exchange, 404);
		return;
	}
	if (asset->is_given)
		exchange_set_inert(exchange);
	exchange_set_cache_control(exchange, cache_control(exchange, asset));
	(void)exchange_reply_cached(exchange, asset->type, asset->bytes,
	    asset->len, asset->etag, INSTANT_NONE);
}

/* The one way out of the site: to a link of the configuration. */
static void
show_statement(struct exchange *exchange, void *arg)
{
	const struct site *site = arg;
	const char *link =
	    engine_settings(site->options.engine)->accessibility_statement;

	if (link[0] == '\0') {
		exchange_reply_status(exchange, 404);
		return;
	}
	exchange_add_header(exchange, "Location", link);
	exchange_reply(exchange, 303, NULL, "", 0);
}

static const struct route routes[] = {
    {HTTP_GET, "/static/{name}", RIGHT_PUBLIC, show_asset, 0},
    {HTTP_GET, "/was", RIGHT_PUBLIC, show_statement, 0},
};

void
page_static_routes_register(struct site *site, struct http_server *server)
{
	server_add_routes(server, routes, ARRAY_LEN(routes), site);
}
