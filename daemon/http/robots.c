/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/robots.h"

static void
show_robots(struct exchange *exchange, void *arg)
{
	static const char text[] = "User-agent: *\nAllow: /\n";

	(void)arg;
	exchange_set_cache_control(exchange, "public, max-age=86400");
	exchange_reply(
	    exchange, 200, "text/plain; charset=utf-8", text, sizeof(text) - 1);
}

static const struct route routes[] = {
    {HTTP_GET, "/robots.txt", RIGHT_PUBLIC, show_robots, 0},
};

void
robots_add_route(struct http_server *server)
{
	server_add_routes(server, routes, 1, NULL);
}
