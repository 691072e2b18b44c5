/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CALENDAR_CONTENT_VALUE_H
#define ONBOARD_CALENDAR_CONTENT_VALUE_H

#include <stdbool.h>

/* The values of content lines as RFC 5545 wants them written.  Pure. */

/*
 * What is wrong with the escaping of a TEXT, or NULL; in a list a comma
 * separates.
 */
const char *content_value_text_fault(const char *value, bool is_list);

/* A scheme and only octets of RFC 3986. */
bool content_value_is_uri(const char *value);

/*
 * The address of a bare "mailto:local@domain", within value; NULL with
 * ret_fault for anything else, also for a display name in the URI.
 */
const char *content_value_address(const char *value, const char **ret_fault);

/* A whole number without sign, at most max. */
bool content_value_is_number(const char *value, long max);

/* Printable ASCII without blanks, 1 to 255 octets. */
bool content_value_is_uid(const char *value);

#endif
