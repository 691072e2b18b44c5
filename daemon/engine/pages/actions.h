/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_PAGES_ACTIONS_H
#define ONBOARD_ENGINE_PAGES_ACTIONS_H

#include <jansson.h>

#include "base/error.h"

struct engine;

/*
 * What the links of action_links.h show and do.  Showing changes nothing,
 * however often a program that looks for malice in mails opens the link; only
 * the page's form acts, and a form that is sent twice acts once.
 */

/*
 * What the page of "/a/<token>" shows, as config/pages/action.html expects it,
 * but for the texts "t".  OB_ENOTFOUND for an unknown or ended link.
 */
int actions_view(struct engine *engine, const char *token, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

/* The form's fields; NULL for one that was not sent. */
struct action_form {
	const char *csrf;
	const char *answer;   /* accepted, tentative, declined */
	const char *sequence; /* of the meeting, as the page showed it */
};

/*
 * Does what the link is for.  OB_EDENIED for a wrong csrf, OB_EINVALID for an
 * unknown answer, OB_ECONFLICT when it cannot be done any longer: the view
 * says why, but for the field "sequence", when the meeting was moved after
 * the page was shown.
 */
int actions_act(struct engine *engine, const char *token,
    const struct action_form *form, struct error *err) OB_MUST_CHECK;

/*
 * The page of "/u/<token>", as config/pages/digest.html expects it: how often
 * the person gets the overview.  The link never ends: what keeps mails away
 * must work as long as somebody keeps a mail.
 */
int actions_digest_view(struct engine *engine, const char *token,
    json_t **ret_view, struct error *err) OB_MUST_CHECK;

/*
 * Sets "daily" or "weekly" by the page's form.  One click in a mail program
 * (RFC 8058) has no csrf: then it is NULL, and weekly alone can be had.
 */
int actions_digest_set(struct engine *engine, const char *token,
    const char *csrf, const char *digest, struct error *err) OB_MUST_CHECK;

#endif
