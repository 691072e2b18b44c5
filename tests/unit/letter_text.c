/* SPDX-License-Identifier: EUPL-1.2 */
#include "letter_text.h"

#include <string.h>

#include "base/strbuf.h"

static int
hex_value(char c)
{
	const char *digits = "0123456789ABCDEF";
	const char *found = c == '\0' ? NULL : strchr(digits, c);

	return found == NULL ? -1 : (int)(found - digits);
}

char *
letter_text_decode(const char *bytes, char newline)
{
	struct strbuf out = STRBUF_INIT;

	for (const char *at = bytes; *at != '\0'; at++) {
		if (at[0] == '=' && at[1] == '\r' && at[2] == '\n') {
			at += 2;
		} else if (at[0] == '=' && hex_value(at[1]) >= 0 &&
			   hex_value(at[2]) >= 0) {
			strbuf_add_char(&out,
			    (char)(hex_value(at[1]) * 16 + hex_value(at[2])));
			at += 2;
		} else if (at[0] == '\r') {
			continue;
		} else {
			strbuf_add_char(
			    &out, (char)(at[0] == '\n' ? newline : at[0]));
		}
	}
	return strbuf_detach(&out);
}
