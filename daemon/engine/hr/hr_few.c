/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/hr/hr_few.h"

#include "base/memory.h"
#include "model/disclosure.h"

static json_int_t
people_of(const json_t *figure)
{
	return json_integer_value(json_object_get(figure, "people"));
}

bool
hr_few_is_enough(const json_t *figure)
{
	return people_of(figure) >= DISCLOSURE_GROUP;
}

void
hr_few_hide(json_t *figure, const char *word)
{
	const char *key;
	json_t *value;
	void *next;

	json_object_foreach_safe(figure, next, key, value)
	{
		if (json_is_integer(value))
			(void)json_object_set_new(
			    figure, key, json_string(word));
	}
}

static bool
is_hidden(const json_t *figure)
{
	return !json_is_integer(json_object_get(figure, "people"));
}

/* The smallest that is told; NULL for none. */
static json_t *
smallest_told(json_t *rows)
{
	json_t *smallest = NULL;
	json_t *row;
	size_t i;

	json_array_foreach(rows, i, row)
	{
		if (!is_hidden(row) &&
		    (smallest == NULL || people_of(row) < people_of(smallest)))
			smallest = row;
	}
	return smallest;
}

void
hr_few_hide_parts(json_t *rows, const char *word)
{
	json_int_t people = 0; /* of all that is hidden */
	size_t hidden = 0;
	json_t *row;
	size_t i;

	json_array_foreach(rows, i, row)
	{
		if (hr_few_is_enough(row))
			continue;
		people += people_of(row);
		hidden++;
		hr_few_hide(row, word);
	}
	while (hidden > 0 && people < DISCLOSURE_GROUP &&
	       (row = smallest_told(rows)) != NULL) {
		people += people_of(row);
		hidden++;
		hr_few_hide(row, word);
	}
}

void
hr_few_hide_counts(json_t *rows, const char *word)
{
	json_t *row;
	size_t i;

	json_array_foreach(rows, i, row)
	{
		if (json_integer_value(json_object_get(row, "count")) <
		    DISCLOSURE_GROUP)
			hr_few_hide(row, word);
	}
}
