/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_HTTP_BROWSER_COOKIE_H
#define ONBOARD_HTTP_BROWSER_COOKIE_H

#include <stdbool.h>

#include "crypto/token.h"

struct exchange;
struct site;

/*
 * The random cookie by which a browser on its way in is known, before anybody
 * has signed in with it.
 */
bool browser_cookie_read(
    const struct exchange *exchange, char ret_browser[TOKEN_TEXT_SIZE]);

/* That of the request, or a new one, which the answer sets. */
void browser_cookie_ensure(
    struct exchange *exchange, char ret_browser[TOKEN_TEXT_SIZE]);
void browser_cookie_forget(struct exchange *exchange);

/* Whether the form that was read comes from a page that we gave the browser. */
bool browser_cookie_is_form(const struct site *site,
    const struct exchange *exchange, char ret_browser[TOKEN_TEXT_SIZE]);

#endif
