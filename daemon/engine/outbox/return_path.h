/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_ENGINE_OUTBOX_RETURN_PATH_H
#define ONBOARD_ENGINE_OUTBOX_RETURN_PATH_H

#include <stdbool.h>
#include <stdint.h>

struct engine;

/*
 * The address to which a mail server reports that it could not deliver
 * (MAIL FROM of RFC 5321, so a mail's Return-Path).  With mail.verp each mail
 * has its own, "mailbox+b12-<20 hex digits>@domain", whose digits only the
 * token key can make: whatever arrives there is about mail 12.  Letter case,
 * which servers may change, means nothing in it.
 */

/* ret_address: returns owned.  Without mail.verp the mailbox as it stands. */
void return_path_make(
    const struct engine *engine, int64_t mail_id, char **ret_address);

/*
 * Whose mail the address is of; false when it is none that we have made.
 * Also without mail.verp, because a report may come days later.
 */
bool return_path_read(
    const struct engine *engine, const char *address, int64_t *ret_mail_id);

#endif
