/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/method.h"

#include <string.h>

static const char *const names[] = {
    [HTTP_GET] = "GET",
    [HTTP_HEAD] = "HEAD",
    [HTTP_POST] = "POST",
    [HTTP_PUT] = "PUT",
    [HTTP_PATCH] = "PATCH",
    [HTTP_DELETE] = "DELETE",
    [HTTP_METHOD_OTHER] = "other",
};

enum http_method
method_parse(const char *name, size_t len)
{
	for (int i = HTTP_GET; i < HTTP_METHOD_OTHER; i++) {
		if (strlen(names[i]) == len && memcmp(names[i], name, len) == 0)
			return (enum http_method)i;
	}
	return HTTP_METHOD_OTHER;
}

const char *
method_name(enum http_method method)
{
	return names[method];
}
