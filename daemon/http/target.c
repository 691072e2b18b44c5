/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/target.h"

#include <string.h>

#include "base/memory.h"
#include "http/form.h"
#include "http/octet.h"

static bool
has_only(const char *bytes, size_t len, bool (*is_allowed)(char))
{
	for (size_t i = 0; i < len; i++) {
		if (bytes[i] != '%' && !is_allowed(bytes[i]))
			return false;
	}
	return true;
}

/* Of a decoded path, which begins with '/'. */
static bool
has_plain_segments(const char *path)
{
	for (const char *at = path; at != NULL; at = strchr(at + 1, '/')) {
		size_t len = strcspn(at + 1, "/");

		if (len == 0 && at[1] == '/')
			return false;
		if ((len == 1 && at[1] == '.') ||
		    (len == 2 && at[1] == '.' && at[2] == '.'))
			return false;
	}
	return true;
}

static bool
is_valid_path(const char *bytes, size_t len)
{
	cleanup_(memory_free_ptr) char *path = NULL;

	if (len == 0 || bytes[0] != '/' || !has_only(bytes, len, octet_is_path))
		return false;
	path = form_decode(bytes, len, false);
	if (path == NULL)
		return false;
	for (const char *c = path; *c != '\0'; c++) {
		if (octet_is_control((unsigned char)*c) || *c == '\\')
			return false;
	}
	return has_plain_segments(path);
}

static bool
is_valid_query(const char *bytes, size_t len)
{
	cleanup_(memory_free_ptr) char *query = NULL;

	if (!has_only(bytes, len, octet_is_query))
		return false;
	query = form_decode(bytes, len, true);
	return query != NULL;
}

bool
target_is_valid(const char *target, size_t len)
{
	const char *mark = memchr(target, '?', len);
	size_t path_len = mark == NULL ? len : (size_t)(mark - target);

	if (!is_valid_path(target, path_len))
		return false;
	return mark == NULL || is_valid_query(mark + 1, len - path_len - 1);
}

/* The port is optional, and so are its digits. */
static bool
is_valid_port(const char *bytes, size_t len)
{
	if (len == 0)
		return true;
	if (bytes[0] != ':' || len > 6)
		return false;
	for (size_t i = 1; i < len; i++) {
		if (!octet_is_digit(bytes[i]))
			return false;
	}
	return true;
}

static bool
is_name_octet(char c)
{
	return octet_is_path(c) && c != ':' && c != '@' && c != '/';
}

static bool
is_address_octet(char c)
{
	return octet_from_hex(c) >= 0 || c == ':' || c == '.';
}

bool
target_is_valid_host(const char *host, size_t len)
{
	bool is_address = len > 0 && host[0] == '[';
	size_t at = is_address ? 1 : 0;
	size_t start = at;

	if (len > 262)
		return false;
	while (at < len && (is_address ? is_address_octet(host[at])
				       : is_name_octet(host[at])))
		at++;
	if (at == start)
		return false;
	if (is_address && (at == len || host[at++] != ']'))
		return false;
	return is_valid_port(host + at, len - at);
}
