/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Whatever bytes stand in the texts of a feed, it has the same content lines,
 * and a reader gets the cleaned texts back.  FEED_TEXTS_SEED picks other texts.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <libical/ical.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "base/zone.h"
#include "calendar/feed.h"
#include "calendar/value.h"

#define ROUNDS 3000
#define MAX_PIECES 60

/* What has a meaning in a calendar, and what comes near to it. */
static const char *const pieces[] = {"\r\n", "\n", "\r", "\r\n ", "\\", "\\n",
    "\\N", "\\,", ",", ";", ":", "\"", "'", "^n", "^'", "BEGIN:VEVENT",
    "END:VEVENT", "END:VCALENDAR", "UID:", "ATTENDEE:mailto:a@b", "VALUE=", " ",
    "\t", "\v", "\f", "\x01", "\x7f", "\x1b", "æ", "Å", "👋", "\xc2", "\xc2\x80",
    "\xc2\x81", "\xc2\x85", "\xc2\xa0", "\xe2\x80\xa8", "\xe2\x80\xa9", "\xff",
    "\xf0\x9f", "\xed\xa0\x80", "\xef\xbb\xbf", "abcdefghijklmnopqrstuvwxyz",
    "%0d%0a", "=", "<b>"};

static uint64_t
next_random(uint64_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return *seed;
}

static void
fill_text(uint64_t *seed, struct strbuf *text)
{
	uint64_t count = next_random(seed) % MAX_PIECES;

	strbuf_clear(text);
	for (uint64_t i = 0; i < count; i++) {
		uint64_t choice = next_random(seed) % (ARRAY_LEN(pieces) + 10);

		if (choice < ARRAY_LEN(pieces))
			strbuf_add_str(text, pieces[choice]);
		else
			strbuf_add_char(
			    text, (char)(1 + next_random(seed) % 255));
	}
}

static int
count_lines(const struct strbuf *bytes)
{
	int count = 0;

	for (size_t i = 0; i < bytes->len; i++) {
		if (bytes->buf[i] == '\r')
			assert_int_equal(bytes->buf[i + 1], '\n');
		else if (bytes->buf[i] == '\n')
			assert_true(i > 0 && bytes->buf[i - 1] == '\r');
		if (bytes->buf[i] == '\n' && bytes->buf[i + 1] != ' ')
			count++;
	}
	return count;
}

static void
assert_short_lines(const struct strbuf *bytes)
{
	for (const char *line = bytes->buf; *line != '\0';) {
		size_t octets = strcspn(line, "\r");

		assert_true(octets <= 75);
		assert_true(utf8_is_valid(line, octets));
		line += octets + 2;
	}
}

static size_t
len_without_blanks(const char *text)
{
	size_t len = strlen(text);

	while (len > 0 && strchr(" \t", text[len - 1]) != NULL)
		len--;
	return len;
}

/* libical drops the blanks at both ends of a value when it reads one. */
static void
assert_same_but_ends(const char *text, const char *wanted)
{
	size_t len;

	text += strspn(text, " \t");
	wanted += strspn(wanted, " \t");
	len = len_without_blanks(wanted);
	assert_int_equal(len_without_blanks(text), len);
	assert_memory_equal(text, wanted, len);
}

typedef void cleaner(struct strbuf *, const char *);

static bool
is_blank(const char *text, cleaner *clean)
{
	cleanup_(strbuf_release) struct strbuf cleaned = STRBUF_INIT;

	clean(&cleaned, text);
	return strspn(cleaned.buf, " \t") == cleaned.len;
}

static void
assert_read_back(icalcomponent *event, icalproperty_kind kind, const char *text,
    cleaner *clean)
{
	cleanup_(strbuf_release) struct strbuf wanted = STRBUF_INIT;
	icalproperty *property = icalcomponent_get_first_property(event, kind);

	if (is_blank(text, clean)) {
		assert_null(property);
		return;
	}
	assert_non_null(property);
	clean(&wanted, text);
	assert_same_but_ends(
	    icalvalue_get_text(icalproperty_get_value(property)), wanted.buf);
}

/* The lines that a feed with one entry has besides those of its texts. */
#define FIXED_LINES 39

static int
expected_lines(const struct feed_header *header, const struct feed_entry *entry)
{
	return FIXED_LINES + (is_blank(header->name, value_add_line) ? 0 : 2) +
	       (is_blank(header->description, value_add_line) ? 0 : 2) +
	       (is_blank(entry->summary, value_add_line) ? 0 : 1) +
	       (is_blank(entry->description, value_add_text) ? 0 : 1) +
	       (is_blank(entry->category, value_add_line) ? 0 : 1);
}

static void
check_feed(const struct zone *zone, const struct strbuf texts[4])
{
	struct feed_header header = {
	    .name = texts[0].buf,
	    .description = texts[1].buf,
	    .zone = zone,
	    .cancelled_prefix = "",
	};
	struct feed_entry entry = {
	    .uid = "aa@example.dk",
	    .date = date_from_civil(2026, 5, 12),
	    .start = 540,
	    .end = 600,
	    .summary = texts[1].buf,
	    .description = texts[2].buf,
	    .category = texts[3].buf,
	};
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;
	icalcomponent *calendar;
	icalcomponent *event;

	assert_int_equal(feed_build(&header, &entry, 1, &bytes, NULL), OB_OK);
	assert_int_equal(count_lines(&bytes), expected_lines(&header, &entry));
	assert_short_lines(&bytes);
	calendar = icalparser_parse_string(bytes.buf);
	assert_non_null(calendar);
	assert_int_equal(icalcomponent_count_errors(calendar), 0);
	event =
	    icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
	assert_null(
	    icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT));
	assert_read_back(
	    event, ICAL_SUMMARY_PROPERTY, texts[1].buf, value_add_line);
	if (texts[2].len > 0)
		assert_read_back(event, ICAL_DESCRIPTION_PROPERTY, texts[2].buf,
		    value_add_text);
	icalcomponent_free(calendar);
}

static void
test_no_text_becomes_a_line(void **state)
{
	const char *given = getenv("FEED_TEXTS_SEED");
	uint64_t seed = given != NULL ? strtoull(given, NULL, 10) : 20261001;
	struct strbuf texts[4] = {
	    STRBUF_INIT, STRBUF_INIT, STRBUF_INIT, STRBUF_INIT};
	struct zone *zone = NULL;

	(void)state;
	assert_true(seed != 0);
	assert_int_equal(zone_open("Europe/Copenhagen", &zone, NULL), OB_OK);
	for (int round = 0; round < ROUNDS; round++) {
		for (size_t i = 0; i < ARRAY_LEN(texts); i++)
			fill_text(&seed, &texts[i]);
		check_feed(zone, texts);
	}
	for (size_t i = 0; i < ARRAY_LEN(texts); i++)
		strbuf_release(&texts[i]);
	zone_close(zone);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_no_text_becomes_a_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
