/* SPDX-License-Identifier: EUPL-1.2 */
#include "calendar/content_value.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define MAILTO "mailto:"
#define UID_MAX 255
#define NUMBER_MAX_DIGITS 10

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_letter_or_digit(char c)
{
	return is_letter(c) || (c >= '0' && c <= '9');
}

static bool
is_hex(char c)
{
	return c != '\0' && strchr("0123456789abcdefABCDEF", c) != NULL;
}

const char *
content_value_text_fault(const char *value, bool is_list)
{
	for (const char *at = value; *at != '\0'; at++) {
		if (*at == ';')
			return "a ';' is not escaped";
		if (*at == ',' && !is_list)
			return "a ',' is not escaped";
		if (*at != '\\')
			continue;
		at++;
		if (*at == '\0' || strchr("\\;,nN", *at) == NULL)
			return "a '\\' begins no escape";
	}
	return NULL;
}

bool
content_value_is_uri(const char *value)
{
	size_t scheme = 0;

	while (is_letter_or_digit(value[scheme]) ||
	       (scheme > 0 && value[scheme] != '\0' &&
		   strchr("+-.", value[scheme]) != NULL))
		scheme++;
	if (!is_letter(value[0]) || value[scheme] != ':' ||
	    value[scheme + 1] == '\0')
		return false;
	for (const char *at = value + scheme + 1; *at != '\0'; at++) {
		if (*at == '%' && (!is_hex(at[1]) || !is_hex(at[2])))
			return false;
		if (!is_letter_or_digit(*at) &&
		    strchr("-._~:/?#[]@!$&'()*+,;=%", *at) == NULL)
			return false;
	}
	return true;
}

static bool
is_domain(const char *text)
{
	bool is_start = true;

	for (; *text != '\0'; text++) {
		if (*text == '.' && is_start)
			return false;
		if (*text != '.' && *text != '-' && !is_letter_or_digit(*text))
			return false;
		is_start = *text == '.';
	}
	return !is_start;
}

/* What a local part may hold in a URI (RFC 6068, 2): the rest is %XX. */
static bool
is_local_part(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (!is_letter_or_digit(text[i]) &&
		    strchr("-._~!$'()*+:%", text[i]) == NULL)
			return false;
	}
	return len > 0;
}

const char *
content_value_address(const char *value, const char **ret_fault)
{
	const char *address = value + strlen(MAILTO);
	const char *at;

	*ret_fault = "is no 'mailto:' address";
	if (strncasecmp(value, MAILTO, strlen(MAILTO)) != 0)
		return NULL;
	*ret_fault = "has more than an address behind 'mailto:'";
	if (strpbrk(address, "<> \"") != NULL)
		return NULL;
	*ret_fault = "has no plain address behind 'mailto:'";
	at = strrchr(address, '@');
	if (at == NULL || !is_local_part(address, (size_t)(at - address)) ||
	    !is_domain(at + 1))
		return NULL;
	return address;
}

bool
content_value_is_number(const char *value, long max)
{
	size_t len = strspn(value, "0123456789");

	return len > 0 && len <= NUMBER_MAX_DIGITS && value[len] == '\0' &&
	       strtol(value, NULL, 10) <= max;
}

bool
content_value_is_uid(const char *value)
{
	size_t len = 0;

	for (; value[len] != '\0'; len++) {
		if (value[len] <= ' ' || value[len] > '~')
			return false;
	}
	return len >= 1 && len <= UID_MAX;
}
