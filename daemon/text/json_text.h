/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_TEXT_JSON_TEXT_H
#define ONBOARD_TEXT_JSON_TEXT_H

#include <jansson.h>

/* A member's text; "" where there is none.  Borrowed from the object. */
const char *json_text_of(const json_t *object, const char *name);

#endif
