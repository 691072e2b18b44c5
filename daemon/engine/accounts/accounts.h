/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_ACCOUNTS_ACCOUNTS_H
#define ONBOARD_ENGINE_ACCOUNTS_ACCOUNTS_H

#include <jansson.h>

#include "base/error.h"
#include "model/account.h"
#include "model/records.h"

struct engine;

/*
 * Who may sign in.  An account's view is {"id","person":{"name","email"},
 * "role","area","state","created","signed_in","sessions","has_totp",
 * "recovery_codes"}.
 */

struct account_request {
	const char *person; /* "Name <addr>", or a known address */
	const char *role;   /* account_role_name() */
	const char *area;   /* of a coordinator; NULL or "": all */
};

/*
 * Whoever has an account is told by mail when it changes, is removed, or has
 * its authenticator reset (account_mail.h).
 */

/*
 * Adds an account, or gives the one that the person has another role or area
 * and opens it again; then all its sessions end.
 */
int accounts_add(struct engine *engine, const char *actor,
    const struct account_request *request, json_t **ret_view,
    struct error *err) OB_MUST_CHECK;

/* {"accounts":[...]}, the oldest first. */
int accounts_list(
    struct engine *engine, json_t **ret_view, struct error *err) OB_MUST_CHECK;

/* The person signs in no more, and all sessions end.  OB_ENOTFOUND. */
int accounts_remove(struct engine *engine, const char *actor,
    const char *address, json_t **ret_view, struct error *err) OB_MUST_CHECK;

int accounts_end_sessions(struct engine *engine, const char *actor,
    const char *address, json_t **ret_view, struct error *err) OB_MUST_CHECK;

/*
 * For who has lost the authenticator and the recovery codes: both are over,
 * and the next sign-in sets up another.  All sessions end.
 */
int accounts_reset_totp(struct engine *engine, const char *actor,
    const char *address, json_t **ret_view, struct error *err) OB_MUST_CHECK;

/*
 * Forgets whom the OpenID Connect provider calls the person: the next sign-in
 * with a verified address says it anew.  All sessions end.
 */
int accounts_unlink_openid(struct engine *engine, const char *actor,
    const char *address, json_t **ret_view, struct error *err) OB_MUST_CHECK;

/*
 * Gives people.coordinator and people.director of the configuration accounts
 * when they have none, so that somebody can sign in to begin with.  A role
 * that was given by hand stays.
 */
int accounts_ensure_configured(
    struct engine *engine, struct error *err) OB_MUST_CHECK;

/* Reads an account that may sign in; OB_ENOTFOUND also when it is disabled. */
int accounts_find_active(struct engine *engine, int64_t account_id,
    struct account *ret_account, struct error *err) OB_MUST_CHECK;

#endif
