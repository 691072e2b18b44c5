/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/colour.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static int
hex_value(char digit)
{
	static const char digits[] = "0123456789abcdef0123456789ABCDEF";
	const char *found = digit == '\0' ? NULL : strchr(digits, digit);

	return found == NULL ? -1 : (int)(found - digits) % 16;
}

int
colour_parse(const char *text, struct colour *ret_colour, struct error *err)
{
	unsigned char parts[3];

	if (strlen(text) != COLOUR_TEXT_SIZE - 1 || text[0] != '#')
		return error_set(err, OB_EINVALID,
		    "'%.20s' is not a colour: write '#' and six digits, as "
		    "\"#0b4f9e\" in quotes",
		    text);
	for (int i = 0; i < 3; i++) {
		int high = hex_value(text[1 + 2 * i]);
		int low = hex_value(text[2 + 2 * i]);

		if (high < 0 || low < 0)
			return error_set(err, OB_EINVALID,
			    "'%.20s' is not a colour: its digits are 0 to 9 "
			    "and a to f",
			    text);
		parts[i] = (unsigned char)(high * 16 + low);
	}
	*ret_colour = (struct colour){parts[0], parts[1], parts[2]};
	return OB_OK;
}

char *
colour_format(const struct colour *colour, char ret_text[COLOUR_TEXT_SIZE])
{
	(void)snprintf(ret_text, COLOUR_TEXT_SIZE, "#%02x%02x%02x", colour->red,
	    colour->green, colour->blue);
	return ret_text;
}

static double
linear(unsigned char part)
{
	double share = part / 255.0;

	return share <= 0.04045 ? share / 12.92
				: pow((share + 0.055) / 1.055, 2.4);
}

double
colour_contrast(const struct colour *colour)
{
	double luminance = 0.2126 * linear(colour->red) +
			   0.7152 * linear(colour->green) +
			   0.0722 * linear(colour->blue);

	return 1.05 / (luminance + 0.05);
}

static unsigned char
mix(unsigned char part, unsigned char grey, int percent)
{
	return (unsigned char)((part * (100 - percent) + grey * percent) / 100);
}

struct colour
colour_mix(const struct colour *colour, unsigned char grey, int percent)
{
	return (struct colour){mix(colour->red, grey, percent),
	    mix(colour->green, grey, percent),
	    mix(colour->blue, grey, percent)};
}
