/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/cookie.h"

#include <string.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "http/exchange_private.h"

#define HOST_PREFIX "__Host-"

static char *
full_name(const struct exchange *exchange, const char *name)
{
	return memory_printf(
	    "%s%s", exchange->server->is_https ? HOST_PREFIX : "", name);
}

bool
cookie_read(const struct exchange *exchange, const char *name, char *ret_value,
    size_t size)
{
	cleanup_(memory_free_ptr) char *full = full_name(exchange, name);

	return exchange_cookie(exchange, full, ret_value, size);
}

void
cookie_set(
    struct exchange *exchange, const char *name, const char *value, int max_age)
{
	cleanup_(memory_free_ptr) char *full = full_name(exchange, name);
	struct strbuf text = STRBUF_INIT;

	strbuf_add_format(
	    &text, "%s=%s; Path=/; HttpOnly; SameSite=Lax", full, value);
	if (exchange->server->is_https)
		strbuf_add_str(&text, "; Secure");
	if (max_age != COOKIE_KEEP)
		strbuf_add_format(&text, "; Max-Age=%d", max_age);
	exchange_add_header(exchange, "Set-Cookie", text.buf);
	explicit_bzero(text.buf, text.len);
	strbuf_release(&text);
}
