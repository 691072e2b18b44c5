/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_MODEL_COLOUR_H
#define ONBOARD_MODEL_COLOUR_H

#include "base/error.h"

/* A colour of sRGB, and whether white text on it can be read. */
struct colour {
	unsigned char red;
	unsigned char green;
	unsigned char blue;
};

#define COLOUR_TEXT_SIZE 8 /* "#0b4f9e" */

/* WCAG 2.2, 1.4.3: what text of usual size needs. */
#define COLOUR_CONTRAST_MIN 4.5

/* Reads "#0b4f9e", letters in any case. */
int colour_parse(const char *text, struct colour *ret_colour,
    struct error *err) OB_MUST_CHECK;

/* Returns ret_text. */
char *colour_format(
    const struct colour *colour, char ret_text[COLOUR_TEXT_SIZE]);

/* WCAG 2.2's contrast ratio to white: from 1 for white to 21 for black. */
double colour_contrast(const struct colour *colour);

/* So many percent of the way to a grey: 0 is black, 255 is white. */
struct colour colour_mix(
    const struct colour *colour, unsigned char grey, int percent);

#endif
