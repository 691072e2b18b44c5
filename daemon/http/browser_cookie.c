/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/browser_cookie.h"

#include <string.h>

#include "crypto/digest.h"
#include "engine/accounts/sign_in.h"
#include "http/cookie.h"
#include "http/exchange.h"
#include "http/session_guard.h"
#include "http/site_private.h"

#define NAME "browser"
#define LIFE_SECONDS 3600

bool
browser_cookie_read(
    const struct exchange *exchange, char ret_browser[TOKEN_TEXT_SIZE])
{
	return cookie_read(exchange, NAME, ret_browser, TOKEN_TEXT_SIZE) &&
	       token_is_wellformed(ret_browser);
}

void
browser_cookie_ensure(
    struct exchange *exchange, char ret_browser[TOKEN_TEXT_SIZE])
{
	if (browser_cookie_read(exchange, ret_browser))
		return;
	token_random(ret_browser);
	cookie_set(exchange, NAME, ret_browser, LIFE_SECONDS);
}

void
browser_cookie_forget(struct exchange *exchange)
{
	cookie_set(exchange, NAME, "", 0);
}

bool
browser_cookie_is_form(const struct site *site, const struct exchange *exchange,
    char ret_browser[TOKEN_TEXT_SIZE])
{
	const char *given = exchange_form(exchange, "csrf");
	char csrf[TOKEN_NAME_SIZE];

	if (!browser_cookie_read(exchange, ret_browser) ||
	    !session_guard_is_own_page(exchange))
		return false;
	sign_in_make_csrf(site->options.engine, ret_browser, csrf);
	return digest_equal_text(given, csrf);
}
