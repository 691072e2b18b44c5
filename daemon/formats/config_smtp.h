/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_FORMATS_CONFIG_SMTP_H
#define ONBOARD_FORMATS_CONFIG_SMTP_H

#include <stdbool.h>

#include "formats/mistakes.h"
#include "model/settings.h"

/* How the mail server is spoken to, and by which login. */

/* Fills in the login that the other keys mean. */
void config_smtp_default(struct settings *settings);

/* Whether the keys fit each other; their forms are good. */
void config_smtp_check(
    struct mistakes *mistakes, const struct settings *settings);

/* An address on this machine; only for those whose form is good. */
bool config_smtp_is_here(const char *url);

#endif
