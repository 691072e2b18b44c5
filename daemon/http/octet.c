/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/octet.h"

#include <string.h>
#include <strings.h>

static bool
is_one_of(char c, const char *set)
{
	return c != '\0' && strchr(set, c) != NULL;
}

bool
octet_is_token(char c)
{
	return octet_is_alpha(c) || octet_is_digit(c) ||
	       is_one_of(c, "!#$%&'*+-.^_`|~");
}

bool
octet_is_path(char c)
{
	return octet_is_alpha(c) || octet_is_digit(c) ||
	       is_one_of(c, "-._~!$&'()*+,;=:@/");
}

bool
octet_is_query(char c)
{
	return octet_is_path(c) || is_one_of(c, "?[]|{}^`");
}

bool
octet_is_field_value(char c)
{
	return c == '\t' || !octet_is_control((unsigned char)c);
}

int
octet_from_hex(char c)
{
	if (octet_is_digit(c))
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

bool
octet_is_control(unsigned char c)
{
	return c < 0x20 || c == 0x7f;
}

bool
octet_equals_nocase(const char *a, size_t len, const char *text)
{
	return strlen(text) == len && strncasecmp(a, text, len) == 0;
}
