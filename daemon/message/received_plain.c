/* SPDX-License-Identifier: EUPL-1.2 */
#include "message/received_plain.h"

#include <string.h>

#define MAX_VALUE ((size_t)16 << 10)

/* Bytes of the quoted string at the start; 0 when it does not end. */
static size_t
quoted_len(const char *text)
{
	size_t len = 1;

	while (text[len] != '"') {
		len += text[len] == '\\';
		if (text[len] == '\0')
			return 0;
		len++;
	}
	return len + 1;
}

/* As quoted_len(), of the comment, which may hold others. */
static size_t
comment_len(const char *text)
{
	size_t len = 1;

	for (int depth = 1; depth > 0; len++) {
		len += text[len] == '\\';
		if (text[len] == '\0')
			return 0;
		if (text[len - 1] == '\\')
			continue;
		depth += (text[len] == '(') - (text[len] == ')');
	}
	return len;
}

bool
received_plain(const char *value, struct strbuf *ret_text)
{
	if (strlen(value) > MAX_VALUE)
		return false;
	while (*value != '\0') {
		size_t len = *value == '"'   ? quoted_len(value)
			     : *value == '(' ? comment_len(value)
					     : 1;

		if (len == 0)
			return false;
		if (*value == '(')
			strbuf_add_char(ret_text, ' ');
		else
			strbuf_add(ret_text, value, len);
		value += len;
	}
	return true;
}
