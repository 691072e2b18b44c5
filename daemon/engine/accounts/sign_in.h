/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_ACCOUNTS_SIGN_IN_H
#define ONBOARD_ENGINE_ACCOUNTS_SIGN_IN_H

#include <jansson.h>
#include <stdbool.h>

#include "base/error.h"
#include "crypto/token.h"
#include "engine/accounts/sessions.h"
#include "engine/accounts/sign_in_result.h"

struct engine;

/*
 * The way in by mail.  A browser, known by a random cookie, asks for a mail
 * to an address: the answer and the work are the same whether anybody has it,
 * for the mail is written afterwards, by sign_in_mail_run().  Its link is
 * valid for 10 minutes, once, and in that browser; another must type the code
 * that the first one shows.  Opening the link changes nothing, its button
 * does.
 */

struct sign_in_request {
	const char *address; /* as typed */
	const char *browser; /* the cookie */
	const char *peer;    /* the network address, or "" */
	const char *next_path;
};

enum sign_in_outcome {
	SIGN_IN_ASKED,
	SIGN_IN_ADDRESS_LIMITED, /* is told as if it was asked for */
	SIGN_IN_PEER_LIMITED
};

/* OB_EINVALID names the field of what is no address. */
int sign_in_ask(struct engine *engine, const struct sign_in_request *request,
    enum sign_in_outcome *ret_outcome, struct error *err) OB_MUST_CHECK;

/* What the form for the address must bring back. */
void sign_in_make_csrf(const struct engine *engine, const char *browser,
    char ret_csrf[TOKEN_NAME_SIZE]);

/* {"code"}: what another browser is to type; OB_ENOTFOUND. */
int sign_in_sent_view(struct engine *engine, const char *browser,
    json_t **ret_view, struct error *err) OB_MUST_CHECK;

/*
 * {"csrf","is_other_browser"} of a mail's link; OB_ENOTFOUND when it is none,
 * was used, or is over.  browser: NULL without a cookie.
 */
int sign_in_link_view(struct engine *engine, const char *token,
    const char *browser, json_t **ret_view, struct error *err) OB_MUST_CHECK;

struct sign_in_form {
	const char *csrf;
	const char *code;    /* NULL where the browser is the same */
	const char *browser; /* the cookie, or NULL */
	struct session_browser from;
};

/*
 * The link's button.  OB_EDENIED with the field "csrf" for a form of another
 * page, with "code" for a wrong code, of which the tenth burns the link.
 */
int sign_in_follow(struct engine *engine, const char *token,
    const struct sign_in_form *form, struct sign_in_result *ret_result,
    struct error *err) OB_MUST_CHECK;

/* For each way in: OB_EBUSY when as many are on it as there is room for. */
int sign_in_check_room(int64_t under_way, struct error *err) OB_MUST_CHECK;

#endif
