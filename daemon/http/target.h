/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_HTTP_TARGET_H
#define ONBOARD_HTTP_TARGET_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Whether a request target is one that we serve: origin form, path and query
 * in the characters of RFC 3986, escapes that decode to UTF-8.  The decoded
 * path has no control character, no backslash, no empty segment ("//") and
 * no "." or ".." segment.
 */
bool target_is_valid(const char *target, size_t len);

/* The host and optional port of a Host header (RFC 9110, 7.2). */
bool target_is_valid_host(const char *host, size_t len);

#endif
