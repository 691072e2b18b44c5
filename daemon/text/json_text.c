/* SPDX-License-Identifier: EUPL-1.2 */
#include "text/json_text.h"

#include <stddef.h>

const char *
json_text_of(const json_t *object, const char *name)
{
	const char *text = json_string_value(json_object_get(object, name));

	return text == NULL ? "" : text;
}
