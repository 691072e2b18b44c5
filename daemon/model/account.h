/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MODEL_ACCOUNT_H
#define ONBOARD_MODEL_ACCOUNT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"

/*
 * Who signs in: coordinators, who run journeys, of one area or of all;
 * directors, who see figures; administrators, who may all that coordinators
 * may and look after the accounts.
 */
enum account_role {
	ACCOUNT_COORDINATOR,
	ACCOUNT_DIRECTOR,
	ACCOUNT_ADMINISTRATOR
};

const char *account_role_name(enum account_role role); /* as stored */

/* OB_EINVALID names the field and the words there are. */
int account_role_parse(const char *field, const char *name,
    enum account_role *ret_role, struct error *err) OB_MUST_CHECK;

/* May run journeys, and may see the figures of all of them. */
bool account_role_coordinates(enum account_role role);
bool account_role_sees_figures(enum account_role role);

/* How far a browser has come: the first two open the sign-in's pages alone. */
enum session_stage {
	SESSION_CODE,  /* the one-time code is to come */
	SESSION_ENROL, /* an authenticator is to be set up */
	SESSION_FULL   /* signed in */
};

#define SESSION_CSRF_SIZE 44

/* A browser that somebody has signed in with. */
struct session {
	int64_t id;
	int64_t account_id;
	int64_t person_id;
	enum account_role role;
	enum session_stage stage;
	char *area;		      /* "": all */
	char csrf[SESSION_CSRF_SIZE]; /* what each form must bring back */
	bool is_openid;		      /* began at the provider */
};

void account_session_free(struct session *session); /* accepts NULL */

#endif
