/* SPDX-License-Identifier: EUPL-1.2 */
#include "calendar/feed_read.h"

#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/strbuf.h"

#define ENTRY "VEVENT"
#define DAY_DIGITS 8
#define TIME_DIGITS 15 /* 20261207T090000 */
#define UTC_DIGITS 16  /* 20261207T080000Z */

/* The entry that is being read; its texts are owned. */
struct reader {
	feed_read_fn each;
	void *arg;
	bool is_inside;
	bool is_within_alarm;
	struct feed_item item;
	struct strbuf uid;
	struct strbuf summary;
};

/* One logical line, as long as the unfolded text lives. */
struct line {
	const char *name;
	size_t name_len;
	const char *value;
};

static void
unfold(const char *bytes, struct strbuf *text)
{
	for (; *bytes != '\0'; bytes++) {
		if (strncmp(bytes, "\r\n ", 3) == 0)
			bytes += 2;
		else if (*bytes != '\r')
			strbuf_add_char(text, *bytes);
	}
}

/* Parameters hold no colon in what we write. */
static void
split(const char *text, struct line *line)
{
	const char *colon = strchr(text, ':');

	line->name = text;
	line->name_len = strcspn(text, ";:");
	line->value = colon == NULL ? "" : colon + 1;
}

static bool
is_named(const struct line *line, const char *name)
{
	return line->name_len == strlen(name) &&
	       strncmp(line->name, name, line->name_len) == 0;
}

static void
read_text(const char *value, struct strbuf *text)
{
	strbuf_clear(text);
	for (; *value != '\0'; value++) {
		if (value[0] == '\\' && value[1] != '\0')
			value++;
		strbuf_add_char(text, *value);
	}
}

static void
read_time(const char *value, char text[FEED_READ_TIME_SIZE])
{
	size_t len = strlen(value);

	text[0] = '\0';
	if (len != DAY_DIGITS && len != TIME_DIGITS && len != UTC_DIGITS)
		return;
	(void)snprintf(text, FEED_READ_TIME_SIZE, "%.4s-%.2s-%.2s", value,
	    value + 4, value + 6);
	if (len != DAY_DIGITS)
		(void)snprintf(text + 10, FEED_READ_TIME_SIZE - 10,
		    "T%.2s:%.2s%s", value + 9, value + 11, value + TIME_DIGITS);
}

static void
finish(struct reader *reader)
{
	struct feed_item *item = &reader->item;

	/* The end of a whole day is the next day: it says nothing. */
	if (strlen(item->end) == strlen("2026-12-07"))
		item->end[0] = '\0';
	item->uid = reader->uid.buf;
	item->summary = reader->summary.buf;
	reader->is_inside = false;
	reader->each(reader->arg, item);
}

static void
read_property(struct reader *reader, const struct line *line)
{
	if (is_named(line, "UID"))
		read_text(line->value, &reader->uid);
	else if (is_named(line, "SUMMARY"))
		read_text(line->value, &reader->summary);
	else if (is_named(line, "DTSTART"))
		read_time(line->value, reader->item.start);
	else if (is_named(line, "DTEND"))
		read_time(line->value, reader->item.end);
	else if (is_named(line, "STATUS"))
		reader->item.cancelled = strcmp(line->value, "CANCELLED") == 0;
}

static void
read_line(struct reader *reader, const struct line *line)
{
	if (is_named(line, "BEGIN") && strcmp(line->value, ENTRY) == 0) {
		reader->item = (struct feed_item){.uid = NULL};
		strbuf_clear(&reader->uid);
		strbuf_clear(&reader->summary);
		reader->is_inside = true;
	} else if (!reader->is_inside) {
		return;
	} else if (is_named(line, "END") && strcmp(line->value, ENTRY) == 0) {
		finish(reader);
	} else if (is_named(line, "BEGIN") || is_named(line, "END")) {
		reader->is_within_alarm = is_named(line, "BEGIN");
	} else if (!reader->is_within_alarm) {
		read_property(reader, line);
	}
}

void
feed_read(const char *bytes, feed_read_fn each, void *arg)
{
	cleanup_(strbuf_release) struct strbuf text = STRBUF_INIT;
	struct reader reader = {
	    .each = each,
	    .arg = arg,
	    .uid = STRBUF_INIT,
	    .summary = STRBUF_INIT,
	};
	char *rest = NULL;

	unfold(bytes, &text);
	for (char *at = strtok_r(text.buf, "\n", &rest); at != NULL;
	     at = strtok_r(NULL, "\n", &rest)) {
		struct line line;

		split(at, &line);
		read_line(&reader, &line);
	}
	strbuf_release(&reader.uid);
	strbuf_release(&reader.summary);
}
