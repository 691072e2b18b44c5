/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_HTTP_METHOD_H
#define ONBOARD_HTTP_METHOD_H

#include <stddef.h>

enum http_method {
	HTTP_GET,
	HTTP_HEAD,
	HTTP_POST,
	HTTP_PUT,
	HTTP_PATCH,
	HTTP_DELETE,
	HTTP_METHOD_OTHER, /* a valid token that no route can have */
};

/* Names are case-sensitive (RFC 9110, 9.1). */
enum http_method method_parse(const char *name, size_t len);
const char *method_name(enum http_method method);

#endif
