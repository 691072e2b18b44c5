/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_HTTP_OCTET_H
#define ONBOARD_HTTP_OCTET_H

#include <stdbool.h>
#include <stddef.h>

/* Classes of bytes in RFC 9110 and 3986; no locale has a say in them. */

static inline bool
octet_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool
octet_is_alpha(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool octet_is_token(char c);		/* tchar, RFC 9110 5.6.2 */
bool octet_is_path(char c);		/* pchar without '%', and '/' */
bool octet_is_query(char c);		/* as browsers send it, without '%' */
bool octet_is_field_value(char c);	/* visible, blank, tab, obs-text */
int octet_from_hex(char c);		/* 0..15, -1 if it is none */
bool octet_is_control(unsigned char c); /* C0 and DEL */

/* Equal but for ASCII case. */
bool octet_equals_nocase(const char *a, size_t len, const char *text);

#endif
