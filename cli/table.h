/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef ONBOARD_CLI_TABLE_H
#define ONBOARD_CLI_TABLE_H

#include <stddef.h>

#include "base/memory.h"
#include "cli/output.h"

/*
 * Rows under headings, in columns that are as wide as what they show.  On a
 * terminal that is too narrow the widest of the columns that may be cut give
 * way first, and then the line's end.
 */
#define TABLE_MAX_COLUMNS 10

enum table_style {
	TABLE_PLAIN, /* shown whole as long as the terminal has room */
	TABLE_RIGHT, /* a number: as TABLE_PLAIN, and to the right */
	TABLE_CUT    /* may be cut to make room, and then ends in U+2026 */
};

struct table_column {
	const char *heading;
	enum table_style style;
};

struct table {
	const struct table_column *columns;
	size_t column_count;
	char **cells;
	size_t cell_count;
};

/* columns: a static array, borrowed. */
#define TABLE_INIT(array)                                                      \
	{                                                                      \
		.columns = (array), .column_count = ARRAY_LEN(array)           \
	}

void table_release(struct table *table);

/* Adds the next cell of the row, made harmless; rows fill themselves. */
void table_add(struct table *table, const char *text);
void table_take(struct table *table, char *text); /* takes */

/* Every row is full. */
void table_print(const struct table *table, struct output *output);

#endif
