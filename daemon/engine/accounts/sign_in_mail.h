/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_ACCOUNTS_SIGN_IN_MAIL_H
#define ONBOARD_ENGINE_ACCOUNTS_SIGN_IN_MAIL_H

#include "base/error.h"

struct engine;

/*
 * Writes the mails that were asked for, to those who have an account; then
 * takes out what is over: links, sessions, counts, and the text of letters
 * that have left.
 */
int sign_in_mail_run(struct engine *engine, struct error *err) OB_MUST_CHECK;

#endif
