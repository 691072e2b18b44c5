/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_HTTP_SESSION_PAGES_H
#define ONBOARD_HTTP_SESSION_PAGES_H

#include <jansson.h>
#include <stdbool.h>

#include "base/error.h"
#include "crypto/token.h"
#include "engine/accounts/sign_in.h"
#include "http/page_templates.h"
#include "http/proxy.h"
#include "http/server.h"

struct exchange;
struct site;

/* What the pages of the sign-in and of the signed-in have in common. */

/* Has the server ask the engine for sessions, and answer who has none. */
void session_pages_guard(struct site *site, struct http_server *server);

/* The network address of who asks, as far as it can be believed. */
void session_pages_client(const struct site *site,
    const struct exchange *exchange, char ret_client[PROXY_ADDRESS_SIZE]);

/* Who asks, as the user's list of sessions shows it; borrows the client. */
struct session_browser session_pages_browser(const struct site *site,
    const struct exchange *exchange, char client[PROXY_ADDRESS_SIZE]);

/*
 * Renders a page of the instance's language, or of the session's person, with
 * the title of the catalogue's key and what a signed-in page needs.  Takes the
 * view.
 */
void session_pages_reply(struct site *site, struct exchange *exchange,
    enum page_template template, int status, const char *title_key,
    json_t *view);

/* A page with one message, of the catalogue's page.message.NAME_*. */
void session_pages_message(
    struct site *site, struct exchange *exchange, int status, const char *name);

/* A fault is logged and answered by a page that says nothing of it. */
void session_pages_fail(
    struct site *site, struct exchange *exchange, const struct error *err);

/*
 * Reads the form of a browser on its way in.  False: it is none, or not of a
 * page that we gave the browser, and the exchange is answered.
 */
bool session_pages_read_form(struct site *site, struct exchange *exchange,
    char ret_browser[TOKEN_TEXT_SIZE]);

/* Noted, and answered by 403. */
void session_pages_refuse_form(struct site *site, struct exchange *exchange);

/* Too many ask from this computer: logged, and answered by 429. */
void session_pages_limit(struct site *site, struct exchange *exchange);

/* Within the lines of a minute. */
void session_pages_note_failure(const struct site *site, const char *reason);

/* The browser's new session; wipes and releases the result. */
void session_pages_enter(
    struct exchange *exchange, struct sign_in_result *result);

/* Where the result leads to next; borrowed. */
const char *session_pages_next(const struct sign_in_result *result);

#endif
