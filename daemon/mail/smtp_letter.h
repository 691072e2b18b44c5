/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MAIL_SMTP_LETTER_H
#define ONBOARD_MAIL_SMTP_LETTER_H

#include <stdbool.h>

#include "mail/mailer.h"

/* Fills the result of a letter that cannot travel as it is. */
bool smtp_letter_is_fit(
    const struct letter_job *job, struct letter_result *result);

/* The relay does not take the address. */
void smtp_letter_refuse_utf8(const char *address, struct letter_result *result);

#endif
