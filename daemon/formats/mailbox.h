/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_FORMATS_MAILBOX_H
#define ONBOARD_FORMATS_MAILBOX_H

#include "base/error.h"

/*
 * A person as files write them: "Name <addr>".  A light check that catches
 * slips of the pen; message/ decides what can be sent to.
 */

/* Both are returned owned; quotes around the name are taken off. */
int mailbox_split(const char *text, char **ret_name, char **ret_email,
    struct error *err) OB_MUST_CHECK;

int mailbox_check_email(const char *email, struct error *err) OB_MUST_CHECK;

#endif
