/* SPDX-License-Identifier: EUPL-1.2 */
#include "formats/config_look.h"

#include <stdbool.h>
#include <string.h>

#include "model/colour.h"

int
config_look_colour(const char *path, const char *text, struct error *err)
{
	struct colour colour;
	double contrast;
	int status = colour_parse(text, &colour, err);

	if (status != OB_OK)
		return error_wrap(err, "'%s'", path);
	contrast = colour_contrast(&colour);
	if (contrast < COLOUR_CONTRAST_MIN)
		return error_set(err, OB_EINVALID,
		    "'%s': white text on '%s' has a contrast of %.2f to 1 and "
		    "needs %.1f to 1; give a darker colour",
		    path, text, contrast, COLOUR_CONTRAST_MIN);
	return OB_OK;
}

static bool
ends_in(const char *text, const char *ending)
{
	size_t len = strlen(text);
	size_t end = strlen(ending);

	return len > end && strcmp(text + len - end, ending) == 0;
}

int
config_look_logo(const char *path, const char *text, struct error *err)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "abcdefghijklmnopqrstuvwxyz"
				      "0123456789._-";

	if (text[0] == '.' || strlen(text) > CONFIG_LOOK_LOGO_MAX ||
	    text[strspn(text, letters)] != '\0' ||
	    (!ends_in(text, ".svg") && !ends_in(text, ".png")))
		return error_set(err, OB_EINVALID,
		    "'%s' must be the name of a file in the folder 'pages' "
		    "beside the configuration, as 'logo.svg' or 'logo.png'",
		    path);
	return OB_OK;
}
