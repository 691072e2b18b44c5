/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_HTTP_COOKIE_H
#define ONBOARD_HTTP_COOKIE_H

#include <stdbool.h>
#include <stddef.h>

struct exchange;

/*
 * Our cookies: HttpOnly, SameSite=Lax and Path=/, for no other host.  Behind
 * https they are Secure and their names begin with "__Host-", so that no
 * neighbour below the same domain can set them (RFC 6265bis, 4.1.3.2); without
 * https, which is for the machine itself, they have the bare name.
 */
#define COOKIE_SESSION "session"

bool cookie_read(const struct exchange *exchange, const char *name,
    char *ret_value, size_t size);

/* Until the browser ends; max_age is in seconds, 0 takes the cookie away. */
#define COOKIE_KEEP (-1)
void cookie_set(struct exchange *exchange, const char *name, const char *value,
    int max_age);

#endif
