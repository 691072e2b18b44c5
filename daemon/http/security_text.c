/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/instant.h"
#include "base/memory.h"
#include "base/strbuf.h"
#include "engine/engine.h"
#include "http/site_private.h"

#define DAY_SECONDS ((int64_t)24 * 60 * 60)

/* RFC 9116, 2.5.5, recommends less than a year. */
#define VALID_DAYS 90

/* The same all day long, and never about to run out. */
static int64_t
expiry_of(int64_t now)
{
	return now - now % DAY_SECONDS + VALID_DAYS * DAY_SECONDS;
}

/* RFC 9116: whom to tell of a weakness; nobody's address is made up. */
static void
show(struct exchange *exchange, void *arg)
{
	struct site *site = arg;
	const struct settings *settings = engine_settings(site->options.engine);
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;
	char expires[INSTANT_TEXT_SIZE];

	if (settings->security_contact[0] == '\0') {
		exchange_reply_status(exchange, 404);
		return;
	}
	strbuf_add_format(&text,
	    "Contact: %s\r\nExpires: %s\r\nPreferred-Languages: da, en\r\n"
	    "Canonical: %s/.well-known/security.txt\r\n",
	    settings->security_contact,
	    instant_format_utc(
		expiry_of(engine_now(site->options.engine)), expires),
	    settings->public_url);
	exchange_set_cache_control(exchange, "public, max-age=3600");
	exchange_reply(
	    exchange, 200, "text/plain; charset=utf-8", text.buf, text.len);
}

static const struct route routes[] = {
    {HTTP_GET, "/.well-known/security.txt", RIGHT_PUBLIC, show, 0},
};

void
security_text_register(struct site *site, struct http_server *server)
{
	server_add_routes(server, routes, 1, site);
}
