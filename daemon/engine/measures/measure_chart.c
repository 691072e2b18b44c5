/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/measures/measure_chart.h"

#include <stdbool.h>
#include <string.h>

#include "base/memory.h"
#include "model/measure.h"

#define WIDTH 800
#define HEIGHT 300
#define LEFT 60
#define RIGHT 620 /* beyond it the lines are named */
#define TOP 30
#define BASE 250
#define LABEL_BELOW 22
#define TEXT_ABOVE 8
#define TEXT_MIDDLE 5
#define TICKS 4
#define MARKS 2 /* cells of a row that are no figures */

static int
height_of(int permille)
{
	return (BASE - TOP) * permille / 1000;
}

static int
member(const json_t *cell, const char *name)
{
	return (int)json_integer_value(json_object_get(cell, name));
}

static const char *
text_of(const json_t *cell, const char *name)
{
	return json_string_value(json_object_get(cell, name));
}

/* A value stands on the base; bounds float where the value may be. */
static json_t *
bar_view(const json_t *cell, int slot, int slots)
{
	int width = (RIGHT - LEFT) / slots;
	int x = LEFT + slot * width + width / 6;
	int least = member(cell, "least");
	int most = member(cell, "most");
	bool is_told = least >= 0;
	bool is_exact = strcmp(text_of(cell, "kind"), "exact") == 0;
	int top = is_told ? BASE - height_of(most) : BASE;
	int foot = is_told && !is_exact ? BASE - height_of(least) : BASE;

	return json_pack(
	    "{s:i, s:i, s:i, s:i, s:i, s:s, s:i, s:s, s:s, s:i, s:b, "
	    "s:b}",
	    "x", x, "y", top, "width", width - width / 3, "height", foot - top,
	    "middle", LEFT + slot * width + width / 2, "label",
	    text_of(cell, "label"), "label_y", BASE + LABEL_BELOW, "text",
	    text_of(cell, "text"), "short", text_of(cell, "short"), "text_y",
	    top - TEXT_ABOVE, "is_exact", (int)is_exact, "is_bounds",
	    (int)(is_told && !is_exact));
}

static void
add_line(json_t *lines, const json_t *cell, bool is_baseline)
{
	int permille = member(cell, "least");
	int y = BASE - height_of(permille);
	cleanup_(memory_free_ptr) char *text = NULL;

	if (permille < 0)
		return;
	text = memory_printf(
	    "%s %s", text_of(cell, "label"), text_of(cell, "short"));
	(void)json_array_append_new(lines,
	    json_pack("{s:i, s:s, s:i, s:b}", "y", y, "text", text, "text_y",
		y + (is_baseline ? 2 * TEXT_MIDDLE + TEXT_ABOVE : -TEXT_ABOVE),
		"is_baseline", (int)is_baseline));
}

static json_t *
ticks_view(void)
{
	json_t *ticks = json_array();

	for (int i = 0; i <= TICKS; i++) {
		int y = BASE - height_of(1000 * i / TICKS);
		cleanup_(memory_free_ptr) char *text =
		    memory_printf("%d %%", 100 * i / TICKS);

		(void)json_array_append_new(
		    ticks, json_pack("{s:i, s:s, s:i}", "y", y, "text", text,
			       "text_y", y + TEXT_MIDDLE));
	}
	return ticks;
}

json_t *
measure_chart_view(const json_t *row)
{
	const json_t *cells = json_object_get(row, "cells");
	int slots = (int)json_array_size(cells) - MARKS;
	json_t *bars = json_array();
	json_t *lines = json_array();

	for (int i = 0; i < slots; i++)
		(void)json_array_append_new(
		    bars, bar_view(json_array_get(cells, (size_t)i + MARKS), i,
			      slots));
	add_line(lines, json_array_get(cells, 0), true);
	add_line(lines, json_array_get(cells, 1), false);
	return json_pack("{s:i, s:i, s:i, s:i, s:i, s:i, s:o, s:o, s:o}",
	    "width", WIDTH, "height", HEIGHT, "left", LEFT, "right", RIGHT,
	    "named", RIGHT + TEXT_ABOVE, "base", BASE, "bars", bars, "lines",
	    lines, "ticks", ticks_view());
}
