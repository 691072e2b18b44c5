/* SPDX-License-Identifier: EUPL-1.2 */
#include "message/domain.h"

#include <idn2.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* After libidn2: letters, digits and hyphens, two labels or more. */
static bool
is_domain_name(const char *domain)
{
	size_t dots = 0;
	const char *top = strrchr(domain, '.');

	for (const char *c = domain; *c != '\0'; c++) {
		bool at_edge = c == domain || c[-1] == '.';

		if (*c == '.' && (at_edge || c[1] == '\0'))
			return false;
		if (*c == '-' && (at_edge || c[1] == '.' || c[1] == '\0'))
			return false;
		if (*c != '.' && *c != '-' && !(*c >= 'a' && *c <= 'z') &&
		    !(*c >= '0' && *c <= '9'))
			return false;
		dots += *c == '.';
	}
	return dots > 0 && top[strspn(top, ".0123456789")] != '\0';
}

/* libidn2 would drop a blank without a word. */
static bool
has_foreign_ascii(const char *domain)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyz"
				      "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-";

	for (; *domain != '\0'; domain++) {
		if ((unsigned char)*domain < 0x80 &&
		    strchr(allowed, *domain) == NULL)
			return true;
	}
	return false;
}

static void
free_idn(char **text)
{
	idn2_free(*text);
}

char *
domain_to_ascii(const char *domain)
{
	cleanup_(free_idn) char *ascii = NULL;
	int result;

	if (has_foreign_ascii(domain))
		return NULL;
	result = idn2_to_ascii_8z(domain, &ascii,
	    IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL | IDN2_USE_STD3_ASCII_RULES);
	if (result == IDN2_MALLOC)
		abort();
	if (result != IDN2_OK || !is_domain_name(ascii))
		return NULL;
	return memory_strdup(ascii);
}

char *
domain_to_unicode(const char *domain)
{
	cleanup_(free_idn) char *unicode = NULL;

	if (idn2_to_unicode_8z8z(domain, &unicode, 0) != IDN2_OK)
		return memory_strdup(domain);
	return memory_strdup(unicode);
}
