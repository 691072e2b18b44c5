/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/hr_measure_csv.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/memory.h"
#include "model/fraction.h"
#include "text/csv_text.h"

static const char *const heading[] = {"measure", "scope", "area", "period",
    "year", "kind", "least", "most", "of"};

static void
add_row(struct strbuf *out, const char *const cells[ARRAY_LEN(heading)])
{
	for (size_t i = 0; i < ARRAY_LEN(heading); i++)
		csv_text_add_plain(out, i, cells[i]);
	csv_text_end_row(out);
}

static const char *
text_of(const json_t *object, const char *name)
{
	return json_string_value(json_object_get(object, name));
}

static int
number_of(const json_t *cell, const char *name)
{
	return (int)json_integer_value(json_object_get(cell, name));
}

/* A percentage, or "" for -1. */
static void
format_percent(int permille, char text[FRACTION_TEXT_SIZE])
{
	text[0] = '\0';
	if (permille >= 0)
		(void)fraction_format(permille, '.', text);
}

/* A baseline or target that nobody set is no row. */
static bool
is_missing_mark(const json_t *cell)
{
	return strcmp(text_of(cell, "kind"), "mark") == 0 &&
	       number_of(cell, "least") < 0;
}

static void
add_cell(struct strbuf *out, const char *measure, const char *scope,
    const char *area, const json_t *cell)
{
	int of = number_of(cell, "of");
	cleanup_(memory_free_ptr) char *year =
	    memory_printf("%d", number_of(cell, "year"));
	cleanup_(memory_free_ptr) char *whole =
	    of == 0 ? memory_strdup("") : memory_printf("%d", of);
	char least[FRACTION_TEXT_SIZE];
	char most[FRACTION_TEXT_SIZE];
	const char *const cells[] = {measure, scope, area, text_of(cell, "id"),
	    year, text_of(cell, "kind"), least, most, whole};

	if (is_missing_mark(cell))
		return;
	format_percent(number_of(cell, "least"), least);
	format_percent(number_of(cell, "most"), most);
	add_row(out, cells);
}

/* The first row is the whole municipality, as in measures_view(). */
static const char *
scope_of(size_t row, const char *area)
{
	if (row == 0)
		return "municipality";
	return area[0] == '\0' ? "no-area" : "area";
}

static void
add_measure(struct strbuf *out, const json_t *measure)
{
	size_t i;
	size_t k;
	const json_t *row;
	const json_t *cell;

	json_array_foreach(json_object_get(measure, "rows"), i, row)
	{
		const char *area = text_of(row, "area");

		json_array_foreach(json_object_get(row, "cells"), k, cell)
		{
			add_cell(out, text_of(measure, "id"), scope_of(i, area),
			    area, cell);
		}
	}
}

void
hr_measure_csv_add(struct strbuf *out, const json_t *measures)
{
	size_t i;
	const json_t *measure;

	add_row(out, heading);
	json_array_foreach((json_t *)(uintptr_t)measures, i, measure)
	{
		add_measure(out, measure);
	}
}
