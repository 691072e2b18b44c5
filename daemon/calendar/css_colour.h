/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CALENDAR_CSS_COLOUR_H
#define ONBOARD_CALENDAR_CSS_COLOUR_H

#include <stdbool.h>

/*
 * Whether it is one of the colour names of CSS3 (css-color-3, 4.3), in any
 * case: what COLOR may be (RFC 7986, 5.9).
 */
bool css_colour_is_name(const char *text);

#endif
