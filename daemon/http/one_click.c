/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/one_click.h"

#include <string.h>

#include "base/memory.h"
#include "http/form.h"
#include "http/octet.h"

#define FIELD "List-Unsubscribe"
#define VALUE "One-Click"
#define BOUNDARY_MAX 70 /* RFC 2046, 5.1.1 */
#define DISPOSITION "content-disposition:"

static bool
is_asked_by_form(const char *body, size_t len)
{
	cleanup_(form_release) struct form form = {0};
	const char *value = NULL;

	if (form_parse(body, len, &form, NULL) == OB_OK)
		value = form_find(&form, FIELD);
	return value != NULL && strcmp(value, VALUE) == 0;
}

/* "boundary=x" or "boundary=\"x\"" of the content type; NULL without. */
static char *
read_boundary(const char *content_type)
{
	static const char name[] = "boundary=";
	const char *at = strchr(content_type, ';');
	size_t len = strlen(name);

	while (at != NULL) {
		at += 1 + strspn(at + 1, " \t");
		if (strnlen(at, len) == len &&
		    octet_equals_nocase(at, len, name))
			break;
		at = strchr(at, ';');
	}
	if (at == NULL)
		return NULL;
	at += len;
	if (*at == '"')
		len = strcspn(++at, "\"");
	else
		len = strcspn(at, "; \t");
	return len == 0 || len > BOUNDARY_MAX ? NULL : memory_strndup(at, len);
}

/* The head's lines end at the part's empty one; *at goes behind that. */
static bool
reads_field(const char **at)
{
	static const char name[] = "name=\"" FIELD "\"";
	bool is_field = false;

	for (;;) {
		const char *end = strstr(*at, "\r\n");
		cleanup_(memory_free_ptr) char *line = NULL;
		size_t len;

		if (end == NULL)
			return false;
		len = (size_t)(end - *at);
		line = memory_strndup(*at, len);
		*at = end + 2;
		if (len == 0)
			return is_field;
		is_field =
		    is_field || (octet_equals_nocase(
				     line, strcspn(line, " \t"), DISPOSITION) &&
				    strstr(line, name) != NULL);
	}
}

/* The first part is the field, and the last. */
static bool
is_asked_by_parts(const char *boundary, const char *body)
{
	cleanup_(memory_free_ptr) char *first =
	    memory_printf("--%s\r\n", boundary);
	cleanup_(memory_free_ptr) char *rest =
	    memory_printf(VALUE "\r\n--%s--", boundary);
	const char *at = body;

	if (strncmp(at, first, strlen(first)) != 0)
		return false;
	at += strlen(first);
	return reads_field(&at) && strncmp(at, rest, strlen(rest)) == 0;
}

bool
one_click_is_asked(const char *content_type, const char *body, size_t len)
{
	cleanup_(memory_free_ptr) char *boundary = NULL;
	cleanup_(memory_free_ptr) char *text = NULL;
	size_t type_len;

	if (content_type == NULL || len == 0 || memchr(body, '\0', len) != NULL)
		return false;
	type_len = strcspn(content_type, "; \t");
	if (octet_equals_nocase(
		content_type, type_len, "application/x-www-form-urlencoded"))
		return is_asked_by_form(body, len);
	if (!octet_equals_nocase(content_type, type_len, "multipart/form-data"))
		return false;
	boundary = read_boundary(content_type);
	text = memory_strndup(body, len);
	return boundary != NULL && is_asked_by_parts(boundary, text);
}
