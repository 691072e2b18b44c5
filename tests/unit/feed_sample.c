/* SPDX-License-Identifier: EUPL-1.2 */
#include "feed_sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "base/zone.h"
#include "lint_case.h"

int
feed_sample_open_zone(void **state)
{
	struct zone *zone = NULL;
	int status = zone_open("Europe/Copenhagen", &zone, NULL);

	*state = zone;
	return status;
}

int
feed_sample_close_zone(void **state)
{
	zone_close(*state);
	return 0;
}

struct feed_header
feed_sample_header(const struct zone *zone)
{
	return (struct feed_header){
	    .name = "Onboarding",
	    .zone = zone,
	    .cancelled_prefix = "Aflyst: ",
	};
}

struct feed_entry
feed_sample_meeting(void)
{
	return (struct feed_entry){
	    .uid = "aa@example.dk",
	    .changed_at = FEED_SAMPLE_CHANGED,
	    .date = date_from_civil(2026, 5, 12),
	    .start = 540,
	    .end = 600,
	    .summary = "Velkomst",
	    .busy = true,
	};
}

struct feed_entry
feed_sample_task(void)
{
	struct feed_entry entry = feed_sample_meeting();

	entry.kind = FEED_TASK;
	entry.all_day = true;
	return entry;
}

void
feed_sample_build(const struct zone *zone, const struct feed_entry *entries,
    size_t count, struct strbuf *bytes)
{
	struct feed_header header = feed_sample_header(zone);
	struct error err = ERROR_INIT;

	if (feed_build(&header, entries, count, bytes, &err) < 0)
		fail_msg("%s", err.text);
	lint_case_expect_good_calendar(bytes);
}

void
feed_sample_expect_lines(const struct strbuf *bytes, const char *lines)
{
	cleanup_(strbuf_release) struct strbuf unfolded = STRBUF_INIT;
	cleanup_(strbuf_release) struct strbuf wanted = STRBUF_INIT;

	for (const char *rest = bytes->buf; *rest != '\0'; rest++) {
		if (strncmp(rest, "\r\n ", 3) == 0)
			rest += 2;
		else
			strbuf_add_char(&unfolded, *rest);
	}
	strbuf_add_format(&wanted, "\r\n%s\r\n", lines);
	if (strstr(unfolded.buf, wanted.buf) == NULL)
		fail_msg("'%s' is not in\n%s", lines, unfolded.buf);
}

void
feed_sample_expect_has(
    void **state, const struct feed_entry *entry, const char *lines)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;

	feed_sample_build(*state, entry, 1, &bytes);
	feed_sample_expect_lines(&bytes, lines);
}

void
feed_sample_expect_lacks(
    void **state, const struct feed_entry *entry, const char *text)
{
	cleanup_(strbuf_release) struct strbuf bytes = STRBUF_INIT;

	feed_sample_build(*state, entry, 1, &bytes);
	assert_null(strstr(bytes.buf, text));
}
