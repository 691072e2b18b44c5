/* SPDX-License-Identifier: EUPL-1.2 */
#include "engine/measures/measure_chart.h"

#include <stdbool.h>
#include <string.h>

#include "base/memory.h"
#include "model/measure.h"
#include "text/json_text.h"

#define WIDTH 440
#define HEIGHT 246
#define LEFT 52
#define RIGHT 437
#define TOP 26
#define BASE 216
#define LABEL_Y 238
#define TEXT_ABOVE 7
#define TEXT_MIDDLE 5
#define TICKS 4
#define MARKS 2 /* cells of a row that are no figures */

/* What TICKS divide into whole percents. */
static const int ceilings[] = {40, 80, 120, 200, 400, 600, 800, 1000};

static int
height_of(int permille, int ceiling)
{
	return (BASE - TOP) * permille / ceiling;
}

static int
member(const json_t *cell, const char *name)
{
	return (int)json_integer_value(json_object_get(cell, name));
}

int
measure_chart_ceiling(const json_t *row)
{
	const json_t *cells = json_object_get(row, "cells");
	int most = 0;
	size_t at = 0;

	for (size_t i = 0; i < json_array_size(cells); i++) {
		int value = member(json_array_get(cells, i), "most");

		if (value > most)
			most = value;
	}
	while (at + 1 < ARRAY_LEN(ceilings) && ceilings[at] < most)
		at++;
	return ceilings[at];
}

/* A value stands on the base; bounds float where the value may be. */
static json_t *
bar_view(const json_t *cell, int slot, int slots, int ceiling)
{
	int width = (RIGHT - LEFT) / slots;
	int x = LEFT + slot * width + width / 6;
	int least = member(cell, "least");
	int most = member(cell, "most");
	bool is_told = least >= 0;
	bool is_exact = strcmp(json_text_of(cell, "kind"), "exact") == 0;
	int top = is_told ? BASE - height_of(most, ceiling) : BASE;
	int foot =
	    is_told && !is_exact ? BASE - height_of(least, ceiling) : BASE;

	return json_pack(
	    "{s:i, s:i, s:i, s:i, s:i, s:s, s:s, s:s, s:i, s:b, s:b}", "x", x,
	    "y", top, "width", width - width / 3, "height", foot - top,
	    "middle", LEFT + slot * width + width / 2, "label",
	    json_text_of(cell, "label"), "text", json_text_of(cell, "text"),
	    "short", json_text_of(cell, "short"), "text_y", top - TEXT_ABOVE,
	    "is_exact", (int)is_exact, "is_bounds",
	    (int)(is_told && !is_exact));
}

static void
add_line(json_t *lines, const json_t *cell, bool is_baseline, int ceiling)
{
	int permille = member(cell, "least");
	cleanup_(memory_free_ptr) char *text = NULL;

	if (permille < 0)
		return;
	text = memory_printf(
	    "%s %s", json_text_of(cell, "label"), json_text_of(cell, "short"));
	(void)json_array_append_new(
	    lines, json_pack("{s:i, s:s, s:b}", "y",
		       BASE - height_of(permille, ceiling), "text", text,
		       "is_baseline", (int)is_baseline));
}

static json_t *
ticks_view(int ceiling)
{
	json_t *ticks = json_array();

	for (int i = 0; i <= TICKS; i++) {
		int y = BASE - (BASE - TOP) * i / TICKS;
		cleanup_(memory_free_ptr) char *text =
		    memory_printf("%d %%", ceiling * i / TICKS / 10);

		(void)json_array_append_new(
		    ticks, json_pack("{s:i, s:s, s:i}", "y", y, "text", text,
			       "text_y", y + TEXT_MIDDLE));
	}
	return ticks;
}

json_t *
measure_chart_view(const json_t *row, int ceiling)
{
	const json_t *cells = json_object_get(row, "cells");
	int slots = (int)json_array_size(cells) - MARKS;
	json_t *bars = json_array();
	json_t *lines = json_array();

	for (int i = 0; i < slots; i++)
		(void)json_array_append_new(
		    bars, bar_view(json_array_get(cells, (size_t)i + MARKS), i,
			      slots, ceiling));
	add_line(lines, json_array_get(cells, 0), true, ceiling);
	add_line(lines, json_array_get(cells, 1), false, ceiling);
	return json_pack(
	    "{s:i, s:i, s:i, s:i, s:i, s:i, s:i, s:o, s:b, s:o, s:o}", "width",
	    WIDTH, "height", HEIGHT, "left", LEFT, "right", RIGHT, "base", BASE,
	    "tick_x", LEFT - TEXT_ABOVE, "label_y", LABEL_Y, "bars", bars,
	    "has_lines", (int)(json_array_size(lines) > 0), "lines", lines,
	    "ticks", ticks_view(ceiling));
}
