/* SPDX-License-Identifier: EUPL-1.2 */
#include "formats/config_handbook.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "formats/url.h"

#define LIST "handbook_pages.frame_ancestors"

/* An origin of RFC 6454 as CSP takes it: a host source without a wildcard. */
static bool
is_origin(const char *text)
{
	struct url url;

	return url_split(text, &url, NULL) == OB_OK &&
	       strcmp(url.scheme, "https") == 0 && url.rest[0] == '\0' &&
	       strchr(url.host, ':') == NULL;
}

void
config_handbook_check(
    struct mistakes *mistakes, const struct settings *settings)
{
	const struct settings_list *origins =
	    &settings->handbook_pages.frame_ancestors;
	char path[sizeof(LIST) + 24];

	for (size_t i = 0; i < origins->count; i++) {
		(void)snprintf(path, sizeof(path), LIST "[%zu]", i);
		if (!is_origin(origins->items[i]))
			mistakes_add(mistakes, path,
			    "'%.100s' is no origin; write it as "
			    "'https://intranet.example.org', without a path",
			    origins->items[i]);
	}
	/* Who frames it does not decide who reads it. */
	if (origins->count > 0 && !settings->handbook_pages.open)
		mistakes_add(mistakes, LIST,
		    "'" LIST "' needs 'handbook_pages.open': whoever knows "
		    "the address can read a page that an intranet shows");
	if (settings->handbook_pages.names && !settings->handbook_pages.open)
		mistakes_add(mistakes, "handbook_pages.names",
		    "'handbook_pages.names' needs 'handbook_pages.open'");
}
