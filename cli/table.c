/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/table.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "cli/glyph.h"

#define GAP 2
#define LEAST_WIDTH 6
#define ELLIPSIS "\xe2\x80\xa6"

void
table_release(struct table *table)
{
	for (size_t i = 0; i < table->cell_count; i++)
		free(table->cells[i]);
	free(table->cells);
	table->cells = NULL;
	table->cell_count = 0;
}

void
table_add(struct table *table, const char *text)
{
	cleanup_(strbuf_release) struct strbuf cell = STRBUF_INIT;

	glyph_add_line(&cell, text);
	table->cells = memory_resize(
	    table->cells, table->cell_count + 1, sizeof(*table->cells));
	table->cells[table->cell_count++] = strbuf_detach(&cell);
}

void
table_take(struct table *table, char *text)
{
	table_add(table, text);
	free(text);
}

static size_t
greater(size_t a, size_t b)
{
	return a > b ? a : b;
}

static void
measure(const struct table *table, size_t *widths)
{
	for (size_t i = 0; i < table->column_count; i++)
		widths[i] = glyph_text_width(table->columns[i].heading);
	for (size_t i = 0; i < table->cell_count; i++) {
		size_t column = i % table->column_count;

		widths[column] =
		    greater(widths[column], glyph_text_width(table->cells[i]));
	}
}

static size_t
total(const struct table *table, const size_t *widths)
{
	size_t sum = GAP * (table->column_count - 1);

	for (size_t i = 0; i < table->column_count; i++)
		sum += widths[i];
	return sum;
}

static size_t *
find_widest(const struct table *table, size_t *widths)
{
	size_t *widest = NULL;

	for (size_t i = 0; i < table->column_count; i++) {
		if (table->columns[i].style == TABLE_CUT &&
		    widths[i] > LEAST_WIDTH &&
		    (widest == NULL || widths[i] > *widest))
			widest = &widths[i];
	}
	return widest;
}

static void
fit(const struct table *table, size_t width, size_t *widths)
{
	size_t *widest;

	while (total(table, widths) > width &&
	       (widest = find_widest(table, widths)) != NULL)
		(*widest)--;
}

static void
add_blanks(struct strbuf *line, size_t count)
{
	for (; count > 0; count--)
		strbuf_add_char(line, ' ');
}

static void
add_cut(struct strbuf *line, const char *text, size_t width)
{
	if (glyph_text_width(text) <= width) {
		strbuf_add_str(line, text);
		return;
	}
	strbuf_add(line, text, glyph_cut(text, width - 1));
	strbuf_add_str(line, ELLIPSIS);
}

static void
add_cell(
    struct strbuf *line, enum table_style style, const char *text, size_t width)
{
	cleanup_(strbuf_release) struct strbuf shown = STRBUF_INIT;
	size_t blanks;

	add_cut(&shown, text, width);
	blanks = width - glyph_text_width(shown.buf);
	if (style == TABLE_RIGHT)
		add_blanks(line, blanks);
	strbuf_add(line, shown.buf, shown.len);
	if (style != TABLE_RIGHT)
		add_blanks(line, blanks);
}

static void
add_line(struct output *output, struct strbuf *line)
{
	size_t len = line->len;

	while (len > 0 && line->buf[len - 1] == ' ')
		len--;
	strbuf_truncate(line, len);
	if (output->width > 0)
		add_cut(&output->text, line->buf, output->width);
	else
		strbuf_add(&output->text, line->buf, line->len);
	strbuf_add_char(&output->text, '\n');
}

void
table_print(const struct table *table, struct output *output)
{
	cleanup_(strbuf_release) struct strbuf line = STRBUF_INIT;
	size_t widths[TABLE_MAX_COLUMNS];
	size_t count = table->column_count;

	assert(count <= TABLE_MAX_COLUMNS && table->cell_count % count == 0);
	measure(table, widths);
	if (output->width > 0)
		fit(table, output->width, widths);
	for (size_t i = 0; i < table->cell_count + count; i++) {
		size_t column = i % count;
		const char *text = i < count ? table->columns[column].heading
					     : table->cells[i - count];

		if (column == 0)
			strbuf_clear(&line);
		else
			add_blanks(&line, GAP);
		add_cell(
		    &line, table->columns[column].style, text, widths[column]);
		if (column == count - 1)
			add_line(output, &line);
	}
}
