/* SPDX-License-Identifier: EUPL-1.2 */
#include "formats/mistakes.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "formats/printable.h"

/* Callers put their own words before the text: error_wrap() needs room. */
#define ERROR_TEXT_BYTES 700
#define MISTAKE_BYTES 400

void
mistakes_init(struct mistakes *mistakes, const char *file_name,
    const struct position_map *map)
{
	memset(mistakes, 0, sizeof(*mistakes));
	mistakes->file_name = file_name;
	mistakes->map = map;
}

void
mistakes_release(struct mistakes *mistakes)
{
	for (size_t i = 0; i < mistakes->count; i++)
		free(mistakes->items[i].text);
	free(mistakes->items);
	mistakes->items = NULL;
	mistakes->count = 0;
}

void
mistakes_add(
    struct mistakes *mistakes, const char *path, const char *format, ...)
{
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;
	struct mistake *item;
	va_list args;

	mistakes->total++;
	if (mistakes->count == MISTAKES_MAX)
		return;
	va_start(args, format);
	strbuf_add_vformat(&text, format, args);
	va_end(args);
	if (text.len > MISTAKE_BYTES) {
		strbuf_truncate(&text, MISTAKE_BYTES);
		while (text.len > 0 &&
		       ((unsigned char)text.buf[text.len - 1] & 0x80) != 0)
			strbuf_truncate(&text, text.len - 1);
		strbuf_add_str(&text, "...");
	}
	printable_clean(text.buf);
	mistakes->items = memory_resize(
	    mistakes->items, mistakes->count + 1, sizeof(*mistakes->items));
	item = &mistakes->items[mistakes->count++];
	item->at = position_map_find(mistakes->map, path != NULL ? path : "");
	item->text = strbuf_detach(&text);
}

static int
compare_mistakes(const void *a, const void *b)
{
	const struct mistake *left = a;
	const struct mistake *right = b;

	if (left->at.line != right->at.line)
		return left->at.line < right->at.line ? -1 : 1;
	if (left->at.column != right->at.column)
		return left->at.column < right->at.column ? -1 : 1;
	return strcmp(left->text, right->text);
}

/* One slip can be seen by two checks; items are in order. */
static void
drop_doubles(struct mistakes *mistakes)
{
	size_t kept = 1;

	for (size_t i = 1; i < mistakes->count; i++) {
		if (compare_mistakes(
			&mistakes->items[i], &mistakes->items[kept - 1]) == 0) {
			free(mistakes->items[i].text);
			mistakes->total--;
		} else {
			mistakes->items[kept++] = mistakes->items[i];
		}
	}
	mistakes->count = kept;
}

static void
add_line(struct strbuf *out, const struct mistakes *mistakes, size_t index)
{
	const struct mistake *item = &mistakes->items[index];

	strbuf_add_format(out, "%.200s:%d:%d: %s", mistakes->file_name,
	    item->at.line, item->at.column, item->text);
}

static void
fill_report(const struct mistakes *mistakes, struct strbuf *report)
{
	for (size_t i = 0; i < mistakes->count; i++) {
		add_line(report, mistakes, i);
		strbuf_add_char(report, '\n');
	}
	if (mistakes->total > mistakes->count)
		strbuf_add_format(report, "%.200s: and %zu more\n",
		    mistakes->file_name, mistakes->total - mistakes->count);
}

int
mistakes_settle(
    struct mistakes *mistakes, struct strbuf *report, struct error *err)
{
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;
	size_t shown = 0;

	if (mistakes->total == 0)
		return 0;
	qsort(mistakes->items, mistakes->count, sizeof(*mistakes->items),
	    compare_mistakes);
	drop_doubles(mistakes);
	if (report != NULL)
		fill_report(mistakes, report);
	while (shown < mistakes->count) {
		size_t before = text.len;

		if (shown > 0)
			strbuf_add_char(&text, '\n');
		add_line(&text, mistakes, shown);
		if (shown > 0 && text.len > ERROR_TEXT_BYTES) {
			strbuf_truncate(&text, before);
			break;
		}
		shown++;
	}
	if (shown < mistakes->total)
		strbuf_add_format(
		    &text, "\nand %zu more", mistakes->total - shown);
	return error_set(err, OB_EINVALID, "%s", text.buf);
}
