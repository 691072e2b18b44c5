/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_HTTP_SESSION_GUARD_H
#define ONBOARD_HTTP_SESSION_GUARD_H

#include <stdbool.h>

#include "http/route.h"

struct exchange;

/* What stands between a request and the pages of those who sign in. */

/* Whether the right is one that a session gives. */
bool session_guard_is_for(enum route_right right);

/*
 * Before the body is read: the session, its role and, for a POST, where it
 * comes from.  false: the exchange is answered.
 */
bool session_guard_admit(struct exchange *exchange);

/*
 * Once the body of a POST is there: the form's csrf is the session's.  false:
 * the exchange is answered.
 */
bool session_guard_check_form(struct exchange *exchange);

/*
 * Whether a form was sent by a page of ours, as far as the browser says:
 * Sec-Fetch-Site is same-origin, and Origin, where it is no "null", names this
 * host by the scheme of public_url.  Our pages send no referrer, so a browser
 * may say "null" of them, too: the form's own token decides.
 */
bool session_guard_is_own_page(const struct exchange *exchange);

#endif
