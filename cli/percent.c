/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/percent.h"

#include <stdbool.h>
#include <string.h>

static bool
is_unreserved(char letter)
{
	static const char unreserved[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
					 "abcdefghijklmnopqrstuvwxyz"
					 "0123456789-._~";

	return strchr(unreserved, letter) != NULL;
}

void
percent_add(struct strbuf *out, const char *text)
{
	for (; *text != '\0'; text++) {
		if (is_unreserved(*text))
			strbuf_add_char(out, *text);
		else
			strbuf_add_format(
			    out, "%%%02X", (unsigned)(unsigned char)*text);
	}
}
