/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_FORMATS_URL_H
#define ONBOARD_FORMATS_URL_H

#include <stdbool.h>

#include "base/error.h"

/*
 * The parts of "scheme://host[:port][rest]", for checking what a file gives.
 * No user name, no blanks, ASCII only.
 */
struct url {
	char scheme[8];
	char host[256]; /* without the brackets of an IPv6 address */
	bool has_port;
	int port;
	const char *rest; /* points into the text: path, query, fragment */
};

int url_split(
    const char *text, struct url *ret_url, struct error *err) OB_MUST_CHECK;

/* 127.0.0.0/8, ::1, localhost and names below it */
bool url_host_is_loopback(const char *host);

/* "127.0.0.1:8080" or "[::1]:8080"; the port may be 0. */
int url_check_listen(const char *text, struct error *err) OB_MUST_CHECK;

#endif
